import type { Construct } from 'constructs';
import { KnowledgeBaseNode, type KnowledgeBaseNodeProps } from './knowledge-base-node';
import { checkText } from '../checks/arguments';
import { placeOf } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkStruct, type MembersOf, NODE_MEMBERS } from '../checks/structs';
import { NUMBER, TEXT } from '../core/constraints';
import { FlowDataType, type FlowValue } from '../graph/flow-value';
import type { FlowGuardrail } from '../models/flow-guardrail';
import type { FlowInference } from '../models/flow-inference';
import type { FlowModel } from '../models/flow-model';
import { guardedBy, keepModel } from '../models/guarded';
import { inferenceConfiguration } from '../models/inference';
import { generateNeeds } from '../role/node-needs';

/** The latency mode of the model that decomposes a question. */
export enum PerformanceLatency {
  /** The standard latency of the model. */
  STANDARD = 'standard',
  /** A lower latency, where the model and the Region offer it. */
  OPTIMIZED = 'optimized',
}

/** Options for how a knowledge base decomposes a question before it searches. */
export interface KnowledgeBaseOrchestration {
  /**
   * The prompt template for the decomposition: 1 to 100,000 characters. Its placeholders are the knowledge base's own,
   * such as `$conversation_history$`.
   *
   * @default - the service's own
   */
  readonly promptTemplate?: string;

  /**
   * The inference parameters of the model. `maxTokens` at most 4,096 (CloudFormation).
   *
   * @default - the model decides
   */
  readonly inference?: FlowInference;

  /**
   * Additional fields of the model's own request. Keys have 1 to 100 characters.
   *
   * @default - none
   */
  readonly additionalModelRequestFields?: { [name: string]: any };

  /**
   * The latency mode of the model.
   *
   * @default - as usual
   */
  readonly latency?: PerformanceLatency;
}

/** Properties for `KnowledgeBaseGenerateNode`. */
export interface KnowledgeBaseGenerateNodeProps extends KnowledgeBaseNodeProps {
  /** The model that writes the answer. */
  readonly model: FlowModel;

  /**
   * The prompt template for the answer: 1 to 100,000 characters. `$search_results$` is replaced with the retrieved
   * passages.
   *
   * @default - the service's own
   */
  readonly promptTemplate?: string;

  /**
   * The inference parameters of the model that writes the answer. `maxTokens` at most 4,096 (CloudFormation).
   *
   * @default - the model decides
   */
  readonly inference?: FlowInference;

  /**
   * How the question is decomposed before the search.
   *
   * @default - the service decides
   */
  readonly orchestration?: KnowledgeBaseOrchestration;

  /**
   * The guardrail that is applied to question and answer.
   *
   * @default - the flow's
   */
  readonly guardrail?: FlowGuardrail;
}

const MEMBERS: MembersOf<KnowledgeBaseGenerateNodeProps> = {
  ...NODE_MEMBERS,
  retrievalQuery: '->',
  knowledgeBase: '',
  knowledgeBaseId: '',
  numberOfResults: '',
  reranking: '',
  model: '!',
  guardrail: '',
  inference: 'FlowInference',
  orchestration: 'KnowledgeBaseOrchestration',
  promptTemplate: '',
};

/** Answers a question from a knowledge base: it retrieves passages, and a model writes the answer. */
export class KnowledgeBaseGenerateNode extends KnowledgeBaseNode {
  /** The answer: a String. */
  public readonly outputText: FlowValue;

  /**
   * @param scope the flow, a loop, or a construct inside one of them
   * @param id the id, from which the name of the node is made
   * @param props the query, the knowledge base, and the model that generates the answer
   */
  constructor(scope: Construct, id: string, props: KnowledgeBaseGenerateNodeProps) {
    if (new.target === KnowledgeBaseGenerateNode) {
      checkStruct(placeOf(scope, id), MEMBERS, props);
    }
    const { model, nodeName, runWhen, reranking } = props;
    const configuration = generation(placeOf(scope, id), props);
    super(scope, id, props,
      { nodeType: 'KnowledgeBase', nodeName, runWhen, configuration, outputs: { outputText: FlowDataType.STRING } });
    this.outputText = this.output('outputText');
    const { knowledgeBase } = this._configuration as { readonly knowledgeBase: object };
    this._configuration = { knowledgeBase: { ...knowledgeBase, ...guardedBy(this, props.guardrail) } };
    keepModel(this, model);
    this._allow(generateNeeds(model._needs(this), reranking?.model._needs(this)));
  }
}

function generation(place: string, props: KnowledgeBaseGenerateNodeProps) {
  const { model, promptTemplate, inference, orchestration } = props;
  checkText(place, spelt`'promptTemplate'`, promptTemplate, TEXT.knowledgeBaseTemplate);
  const inferenceConfig = inferenceConfiguration(place, inference, NUMBER.maxTokens);
  return {
    modelId: model.modelId,
    ...promptTemplate !== undefined && { promptTemplate: { textPromptTemplate: promptTemplate } },
    ...inferenceConfig && { inferenceConfiguration: inferenceConfig },
    ...orchestration && { orchestrationConfiguration: orchestrationOf(place, orchestration) },
  };
}

function orchestrationOf(place: string, orchestration: KnowledgeBaseOrchestration) {
  const { promptTemplate, inference, additionalModelRequestFields, latency } = orchestration;
  checkText(place, spelt`'orchestration.promptTemplate'`, promptTemplate, TEXT.knowledgeBaseTemplate);
  for (const key of Object.keys(additionalModelRequestFields ?? {})) {
    checkText(place, spelt`a key of 'additionalModelRequestFields'`, key, TEXT.requestFieldKey);
  }
  const inferenceConfig = inferenceConfiguration(place, inference, NUMBER.maxTokens);
  return {
    ...promptTemplate !== undefined && { promptTemplate: { textPromptTemplate: promptTemplate } },
    ...inferenceConfig && { inferenceConfig },
    ...additionalModelRequestFields && { additionalModelRequestFields },
    ...latency && { performanceConfig: { latency } },
  };
}
