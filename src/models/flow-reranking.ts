import { Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FlowModel } from './flow-model';
import { checkCount, checkNumber, checkText } from '../checks/arguments';
import { FlowError } from '../checks/flow-error';
import { checkStruct } from '../checks/structs';
import { NUMBER, parseModelId, TEXT } from '../core/constraints';
import type { RerankingConfiguration } from '../core/model/definition';
import { foundationModelArn } from '../role/model-needs';

/** Which metadata of a result a reranking model reads. */
export class RerankingMetadata {
  /** All of it. */
  public static all(): RerankingMetadata {
    return new RerankingMetadata({ selectionMode: 'ALL' });
  }

  /**
   * Only these fields: 1 to 100 names of 1 to 2,000 characters.
   *
   * @param fieldNames the names
   */
  public static only(...fieldNames: string[]): RerankingMetadata {
    return new RerankingMetadata({
      selectionMode: 'SELECTIVE', selectiveModeConfiguration: { fieldsToInclude: named(fieldNames) },
    });
  }

  /**
   * All but these fields: 1 to 100 names of 1 to 2,000 characters.
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

/** What to rerank with. */
export interface RerankingOptions {
  /**
   * How many results are kept: 1 to 100.
   *
   * @default - the service decides
   */
  readonly numberOfRerankedResults?: number;

  /**
   * Which metadata the model reads.
   *
   * @default - the service decides
   */
  readonly metadata?: RerankingMetadata;

  /**
   * Fields of the model's own request. Keys of 1 to 100 characters.
   *
   * @default - none
   */
  readonly additionalModelRequestFields?: { [name: string]: any };
}

/** A model that puts the results of a knowledge base in order. */
export class FlowReranking {
  /**
   * A reranking model of Bedrock.
   *
   * @param model a foundation model, for example `FlowModel.fromModelId('amazon.rerank-v1:0')`
   * @param options what to rerank with
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
      throw new FlowError(place, `'${model.modelId}' is not a foundation model, and only those rerank; use for example `
        + 'amazon.rerank-v1:0', 'IllegalValue');
    }
    checkNumber(place, '\'numberOfRerankedResults\'', options.numberOfRerankedResults, NUMBER.numberOfRerankedResults);
    for (const key of Object.keys(options.additionalModelRequestFields ?? {})) {
      checkText(place, 'a key of \'additionalModelRequestFields\'', key, TEXT.requestFieldKey);
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
