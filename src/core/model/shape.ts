/**
 * Every structure of a flow definition, member by member, as one table: what kind a member is, whether it must be
 * there, which limit applies and whether CloudFormation knows it. Normalising, rendering and the generic checks read
 * it, so that none of them has a list of its own. Source: the bedrock-agent API model 2023-06-05, shape FlowDefinition;
 * `apiOnly` and second lists of values: registry schema of AWS::Bedrock::Flow.
 */
import {
  apiOnly, document, flag, list, map, type Member, must, number, oneOf, type Struct, struct, text, whole,
} from './member';
import type { SharedStructures, StructName } from './structures';
import { NUMBER, QUOTAS, TEXT } from '../constraints/limits';
import { KINDS, NODE_TYPES } from '../kinds';

export type { StructName } from './structures';

const dataType = oneOf(['String', 'Number', 'Boolean', 'Object', 'Array']);
const cachePoint = apiOnly(struct('CachePoint'));
const inputVariables = list(struct('InputVariable'), NUMBER.inputVariables);
const rerankingFields = list(struct('RerankingField'), NUMBER.rerankingFields);
const requestFields = map(TEXT.requestFieldKey);

const SHARED: SharedStructures = {
  Definition: {
    members: { nodes: list(struct('Node'), QUOTAS.nodes), connections: list(struct('Connection'), QUOTAS.connections) },
  },
  Node: {
    members: {
      name: must(text(TEXT.nodeName)),
      type: must(oneOf(NODE_TYPES)),
      configuration: struct('NodeConfiguration'),
      inputs: list(struct('NodeInput'), NUMBER.inputsPerNode),
      outputs: list(struct('NodeOutput'), NUMBER.outputsPerNode),
    },
  },
  NodeInput: {
    members: {
      name: must(text(TEXT.nodeName)),
      type: must(dataType),
      expression: must(text(TEXT.inputExpression)),
      category: oneOf(['LoopCondition', 'ReturnValueToLoopStart', 'ExitLoop']),
    },
  },
  NodeOutput: { members: { name: must(text(TEXT.nodeName)), type: must(dataType) } },
  Empty: { members: {} },

  // what configurations have in common
  ConditionEntry: { members: { name: must(text(TEXT.nodeName)), expression: text(TEXT.conditionExpression) } },
  S3Choice: { union: true, members: { s3: struct('S3Bucket') } },
  S3Bucket: { members: { bucketName: must(text(TEXT.bucketName)) } },

  // prompts
  PromptSource: { union: true, members: { inline: struct('InlinePrompt'), resource: struct('PromptResource') } },
  PromptResource: { members: { promptArn: must(text(TEXT.promptArn)) } },
  InlinePrompt: {
    members: {
      templateType: must(oneOf(['TEXT', 'CHAT'], ['TEXT'])),
      templateConfiguration: must(struct('Template')),
      modelId: must(text(TEXT.modelId)),
      inferenceConfiguration: struct('Inference'),
      additionalModelRequestFields: apiOnly(document),
    },
  },
  Template: { union: true, members: { text: struct('TextTemplate'), chat: apiOnly(struct('ChatTemplate')) } },
  TextTemplate: { members: { text: must(text(TEXT.promptText)), cachePoint, inputVariables } },
  ChatTemplate: {
    members: {
      messages: must(list(struct('Message'))),
      system: list(struct('SystemBlock')),
      inputVariables,
      toolConfiguration: struct('ToolConfiguration'),
    },
  },
  Message: { members: { role: must(oneOf(['user', 'assistant'])), content: must(list(struct('ContentBlock'))) } },
  ContentBlock: { union: true, members: { text: text(), cachePoint } },
  SystemBlock: { union: true, members: { text: text(TEXT.nonEmpty), cachePoint } },
  CachePoint: { members: { type: must(oneOf(['default'])) } },
  InputVariable: { members: { name: text(TEXT.promptVariable) } },
  ToolConfiguration: { members: { tools: must(list(struct('Tool'), NUMBER.tools)), toolChoice: struct('ToolChoice') } },
  Tool: { union: true, members: { toolSpec: struct('ToolSpec'), cachePoint } },
  ToolSpec: {
    members: {
      name: must(text(TEXT.toolName)),
      description: text(TEXT.nonEmpty),
      inputSchema: must(struct('ToolInputSchema')),
      strict: apiOnly(flag),
    },
  },
  ToolInputSchema: { union: true, members: { json: document } },
  ToolChoice: { union: true, members: { auto: struct('Empty'), any: struct('Empty'), tool: struct('ToolByName') } },
  ToolByName: { members: { name: must(text(TEXT.toolName)) } },
  Inference: { union: true, members: { text: struct('TextInference') } },
  TextInference: {
    members: {
      temperature: number(NUMBER.temperature),
      topP: number(NUMBER.topP),
      maxTokens: whole(NUMBER.maxTokens),
      stopSequences: list(text(), NUMBER.stopSequences),
    },
    retired: {
      topK: 'remove it: the API removed it in October 2024; a managed prompt takes it in '
        + 'additionalModelRequestFields',
    },
  },
  Guardrail: {
    members: { guardrailIdentifier: text(TEXT.guardrailIdentifier), guardrailVersion: text(TEXT.guardrailVersion) },
  },

  // knowledge bases
  KnowledgeBaseTemplate: { members: { textPromptTemplate: text(TEXT.knowledgeBaseTemplate) } },
  Orchestration: {
    members: {
      promptTemplate: struct('KnowledgeBaseTemplate'),
      inferenceConfig: struct('Inference'),
      additionalModelRequestFields: requestFields,
      performanceConfig: struct('Performance'),
    },
  },
  Performance: { members: { latency: oneOf(['standard', 'optimized']) } },
  Reranking: {
    members: {
      type: must(oneOf(['BEDROCK_RERANKING_MODEL'])), bedrockRerankingConfiguration: struct('BedrockReranking'),
    },
  },
  BedrockReranking: {
    members: {
      modelConfiguration: must(struct('RerankingModel')),
      numberOfRerankedResults: whole(NUMBER.numberOfRerankedResults),
      metadataConfiguration: struct('RerankingMetadata'),
    },
  },
  RerankingModel: {
    members: { modelArn: must(text(TEXT.rerankingModelArn)), additionalModelRequestFields: requestFields },
  },
  RerankingMetadata: {
    members: { selectionMode: must(oneOf(['SELECTIVE', 'ALL'])), selectiveModeConfiguration: struct('SelectiveMode') },
  },
  SelectiveMode: { union: true, members: { fieldsToInclude: rerankingFields, fieldsToExclude: rerankingFields } },
  RerankingField: { members: { fieldName: must(text(TEXT.rerankingFieldName)) } },

  // connections
  Connection: {
    members: {
      name: must(text(TEXT.connectionName)),
      type: must(oneOf(['Data', 'Conditional'])),
      source: must(text(TEXT.nodeName)),
      target: must(text(TEXT.nodeName)),
      configuration: struct('ConnectionConfiguration'),
    },
  },
  ConnectionConfiguration: {
    union: true, members: { data: struct('DataConnection'), conditional: struct('ConditionalConnection') },
  },
  DataConnection: { members: { sourceOutput: must(text(TEXT.nodeName)), targetInput: must(text(TEXT.nodeName)) } },
  ConditionalConnection: { members: { condition: must(text(TEXT.nodeName)) } },
};

const STRUCTS: ReadonlyMap<string, Struct<StructName>> = new Map<string, Struct<StructName>>([
  ['NodeConfiguration', {
    union: true, members: Object.fromEntries(NODE_TYPES.map((type) => [KINDS[type].key, struct(type)])),
  }],
  ...Object.entries(SHARED),
  ...NODE_TYPES.map((type) => [type, KINDS[type].structure] as const),
]);

export const STRUCT_NAMES: readonly StructName[] = [
  'NodeConfiguration', ...Object.keys(SHARED).filter(isShared), ...NODE_TYPES,
];

/** The structure of that name, without the per-member types of the table. */
export function structOf(name: StructName): Struct<StructName> {
  return STRUCTS.get(name)!;
}

/** The member a key stands for, `undefined` for any other key (`constructor` and `__proto__` included). */
export function memberOf(name: StructName, key: string): Member<StructName> | undefined {
  const members = structOf(name).members;
  return Object.prototype.hasOwnProperty.call(members, key) ? members[key] : undefined;
}

function isShared(name: string): name is keyof SharedStructures {
  return Object.hasOwn(SHARED, name);
}
