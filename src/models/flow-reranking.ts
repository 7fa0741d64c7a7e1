import { Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FlowModel } from './flow-model';
import { checkCount, checkNumber, checkText } from '../checks/arguments';
import { FlowError } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkStruct } from '../checks/structs';
import { NUMBER, parseModelId, TEXT } from '../core/constraints';
import type { RerankingConfiguration } from '../core/model/definition';
import { foundationModelArn } from '../role/model-needs';

/** The metadata of a result that a reranking model reads. */
export class RerankingMetadata {
  /** The model reads all metadata. */
  public static all(): RerankingMetadata {
    return new RerankingMetadata({ selectionMode: 'ALL' });
  }

  /**
   * The model reads only these fields: 1 to 100 names of 1 to 2,000 characters.
   *
   * @param fieldNames the names
   */
  public static only(...fieldNames: string[]): RerankingMetadata {
    return new RerankingMetadata({
      selectionMode: 'SELECTIVE', selectiveModeConfiguration: { fieldsToInclude: named(fieldNames) },
    });
  }

  /**
   * The model reads all but these fields: 1 to 100 names of 1 to 2,000 characters.
   *
   * @param fieldNames the names
   */
  public static allExcept(...fieldNames: string[]): RerankingMetadata {
    return new RerankingMetadata({
      selectionMode: 'SELECTIVE', selectiveModeConfiguration: { fieldsToExclude: named(fieldNames) },
    });
  }

  private constructor(private readonly configuration: any) {}

  /** @internal */
  public _render(): any {
    return this.configuration;
  }
}

/** Options for reranking the results of a knowledge base. */
export interface RerankingOptions {
  /**
   * The number of results to keep: 1 to 100.
   *
   * @default - the service decides
   */
  readonly numberOfRerankedResults?: number;

  /**
   * The metadata of a result that the model reads.
   *
   * @default - the service decides
   */
  readonly metadata?: RerankingMetadata;

  /**
   * Additional fields of the model's own request. Keys have 1 to 100 characters.
   *
   * @default - none
   */
  readonly additionalModelRequestFields?: { [name: string]: any };
}

/** A model that reorders the results of a knowledge base by relevance. */
export class FlowReranking {
  /**
   * A reranking model of Amazon Bedrock.
   *
   * @param model a foundation model, for example `FlowModel.fromModelId('amazon.rerank-v1:0')`
   * @param options the options of the reranking
   */
  public static bedrock(model: FlowModel, options: RerankingOptions = {}): FlowReranking {
    checkStruct('FlowReranking.bedrock', 'RerankingOptions', options);
    return new FlowReranking(model, options);
  }

  private constructor(
    /** The model. */
    public readonly model: FlowModel,
    private readonly options: RerankingOptions,
  ) {
    const place = 'FlowReranking';
    if (parseModelId(model.modelId).kind !== 'foundation-model' && !Token.isUnresolved(model.modelId)) {
      throw new FlowError(place, `'${model.modelId}' is not a foundation model, and only foundation models can rerank; `
        + 'use for example amazon.rerank-v1:0', 'IllegalValue');
    }
    const { numberOfRerankedResults } = options;
    checkNumber(place, spelt`'numberOfRerankedResults'`, numberOfRerankedResults, NUMBER.numberOfRerankedResults);
    for (const key of Object.keys(options.additionalModelRequestFields ?? {})) {
      checkText(place, spelt`a key of 'additionalModelRequestFields'`, key, TEXT.requestFieldKey);
    }
  }

  /** @internal */
  public _configuration(scope: Construct): RerankingConfiguration {
    const { numberOfRerankedResults, metadata, additionalModelRequestFields } = this.options;
    const { modelId } = this.model;
    const modelArn = modelId.startsWith('arn:')
      || Token.isUnresolved(modelId) ? modelId : foundationModelArn(scope, modelId);
    return {
      type: 'BEDROCK_RERANKING_MODEL',
      bedrockRerankingConfiguration: {
        modelConfiguration: { modelArn, ...additionalModelRequestFields && { additionalModelRequestFields } },
        ...numberOfRerankedResults !== undefined && { numberOfRerankedResults },
        ...metadata && { metadataConfiguration: metadata._render() },
      },
    };
  }
}

function named(fieldNames: readonly string[]): { readonly fieldName: string }[] {
  checkCount('RerankingMetadata', 'the list of fields', fieldNames.length, NUMBER.rerankingFields);
  for (const name of fieldNames) { checkText('RerankingMetadata', 'a field name', name, TEXT.rerankingFieldName); }
  return fieldNames.map((fieldName) => ({ fieldName }));
}
