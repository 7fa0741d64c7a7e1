/**
 * Every structure of a flow definition, member by member, as one table: what kind a member is, whether it must be
 * there, which limit applies and whether CloudFormation knows it. Normalising, rendering and the generic checks read
 * it, so that none of them has a list of its own. Source: the bedrock-agent API model 2023-06-05, shape FlowDefinition;
 * `apiOnly` and second lists of values: registry schema of AWS::Bedrock::Flow.
 */
import * as m from './definition';
import { apiOnly, document, flag, list, map, Member, must, number, oneOf, Struct, struct, text, whole } from './member';
import { NUMBER, QUOTAS, TEXT } from '../constraints/limits';

type Config<K extends m.NodeType> = Required<UnionToAll<m.NodeConfigurations[K]>>;
type UnionToAll<U> =
  { readonly [K in U extends unknown ? keyof U : never]: U extends { readonly [P in K]?: infer V } ? V : never };
type Present<T, K extends keyof T> = NonNullable<T[K]>;
type Item<T> = T extends readonly (infer I)[] ? I : never;
type Chat = Present<m.TemplateConfiguration, 'chat'>;
type Tool = Item<m.ToolConfiguration['tools']>;
type ToolSpec = Present<Tool, 'toolSpec'>;
type Reranking = Present<m.RerankingConfiguration, 'bedrockRerankingConfiguration'>;
type RerankingMetadata = Present<Reranking, 'metadataConfiguration'>;
type SelectiveMode = Present<RerankingMetadata, 'selectiveModeConfiguration'>;
type Orchestration = Present<m.KnowledgeBaseConfiguration, 'orchestrationConfiguration'>;
type AllConfigurations = { readonly [K in m.NodeType as keyof m.NodeConfigurations[K]]?: unknown };

/**
 * The TypeScript side of each structure: the compiler holds the table to it, member by member and in what is required.
 */
interface Models {
  Definition: m.Definition;
  Node: { [K in keyof m.NodeOf<m.NodeType>]: m.NodeOf<m.NodeType>[K] };
  NodeInput: m.NodeInput;
  NodeOutput: m.NodeOutput;
  NodeConfiguration: AllConfigurations;
  Empty: {};
  KnowledgeBase: m.KnowledgeBaseConfiguration;
  Conditions: Config<'Condition'>['condition'];
  Condition: m.Condition;
  Lex: Config<'Lex'>['lex'];
  Prompt: m.PromptConfiguration;
  PromptSource: m.PromptConfiguration['sourceConfiguration'];
  PromptResource: Present<m.PromptConfiguration['sourceConfiguration'], 'resource'>;
  InlinePrompt: m.InlinePrompt;
  Template: m.TemplateConfiguration;
  TextTemplate: Present<m.TemplateConfiguration, 'text'>;
  ChatTemplate: Chat;
  Message: Item<Chat['messages']>;
  ContentBlock: m.ContentBlock;
  SystemBlock: m.ContentBlock;
  CachePoint: m.CachePoint;
  InputVariable: m.InputVariable;
  ToolConfiguration: m.ToolConfiguration;
  Tool: Tool;
  ToolSpec: ToolSpec;
  ToolInputSchema: ToolSpec['inputSchema'];
  ToolChoice: Present<m.ToolConfiguration, 'toolChoice'>;
  ToolByName: { readonly name: string };
  Inference: m.InferenceConfiguration;
  TextInference: Present<m.InferenceConfiguration, 'text'>;
  Guardrail: m.GuardrailConfiguration;
  LambdaFunction: Config<'LambdaFunction'>['lambdaFunction'];
  S3Service: m.S3ServiceConfiguration;
  S3Choice: m.S3ServiceConfiguration['serviceConfiguration'];
  S3Bucket: Present<m.S3ServiceConfiguration['serviceConfiguration'], 's3'>;
  Agent: Config<'Agent'>['agent'];
  InlineCode: Config<'InlineCode'>['inlineCode'];
  Loop: Config<'Loop'>['loop'];
  LoopController: Config<'LoopController'>['loopController'];
  KnowledgeBaseTemplate: m.TextPromptTemplate;
  Orchestration: Orchestration;
  Performance: Present<Orchestration, 'performanceConfig'>;
  Reranking: m.RerankingConfiguration;
  BedrockReranking: Reranking;
  RerankingModel: Reranking['modelConfiguration'];
  RerankingMetadata: RerankingMetadata;
  SelectiveMode: SelectiveMode;
  RerankingField: Item<Present<SelectiveMode, 'fieldsToInclude'>>;
  Connection: m.DataConnection | m.ConditionalConnection;
  ConnectionConfiguration: { readonly data?: unknown; readonly conditional?: unknown };
  DataConnection: Present<m.DataConnection, 'configuration'>['data'];
  ConditionalConnection: Present<m.ConditionalConnection, 'configuration'>['conditional'];
}

export type StructName = keyof Models;

type Optional<T, K extends keyof T> = {} extends Pick<T, K> ? true : false;
type Presence<T, K extends keyof T> = Optional<T, K> extends true ? { readonly required?: never }
  : { readonly required: true };
type Table = {
  readonly [S in StructName]: Struct<StructName> & {
    readonly members: { readonly [K in keyof Models[S]]-?: Member<StructName> & Presence<Models[S], K> };
  };
};

const dataType = oneOf(['String', 'Number', 'Boolean', 'Object', 'Array']);
const cachePoint = apiOnly(struct('CachePoint'));
const inputVariables = list(struct('InputVariable'), NUMBER.inputVariables);
const rerankingFields = list(struct('RerankingField'), NUMBER.rerankingFields);
const requestFields = map(TEXT.requestFieldKey);

export const STRUCTS: Table = {
  Definition: {
    members: { nodes: list(struct('Node'), QUOTAS.nodes), connections: list(struct('Connection'), QUOTAS.connections) },
  },
  Node: {
    members: {
      name: must(text(TEXT.nodeName)),
      type: must(oneOf([
        'Input', 'Output', 'KnowledgeBase', 'Condition', 'Lex', 'Prompt', 'LambdaFunction', 'Storage', 'Agent',
        'Retrieval', 'Iterator',
        'Collector', 'InlineCode', 'Loop', 'LoopInput', 'LoopController',
      ])),
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
  NodeConfiguration: {
    union: true,
    members: {
      input: struct('Empty'),
      output: struct('Empty'),
      knowledgeBase: struct('KnowledgeBase'),
      condition: struct('Conditions'),
      lex: struct('Lex'),
      prompt: struct('Prompt'),
      lambdaFunction: struct('LambdaFunction'),
      storage: struct('S3Service'),
      agent: struct('Agent'),
      retrieval: struct('S3Service'),
      iterator: struct('Empty'),
      collector: struct('Empty'),
      inlineCode: struct('InlineCode'),
      loop: struct('Loop'),
      loopInput: struct('Empty'),
      loopController: struct('LoopController'),
    },
  },
  Empty: { members: {} },

  // conditions, loops and the small nodes
  Conditions: { members: { conditions: must(list(struct('Condition'), NUMBER.conditionsPerNode)) } },
  Condition: { members: { name: must(text(TEXT.nodeName)), expression: text(TEXT.conditionExpression) } },
  Loop: { members: { definition: must(struct('Definition')) } },
  LoopController: {
    members: { continueCondition: must(struct('Condition')), maxIterations: whole(NUMBER.maxIterations) },
  },
  Lex: { members: { botAliasArn: must(text(TEXT.botAliasArn)), localeId: must(text(TEXT.localeId)) } },
  LambdaFunction: { members: { lambdaArn: must(text(TEXT.lambdaArn)) } },
  Agent: { members: { agentAliasArn: must(text(TEXT.agentAliasArn)) } },
  InlineCode: { members: { code: must(text(TEXT.inlineCode)), language: must(oneOf(['Python_3'])) } },
  S3Service: { members: { serviceConfiguration: must(struct('S3Choice')) } },
  S3Choice: { union: true, members: { s3: struct('S3Bucket') } },
  S3Bucket: { members: { bucketName: must(text(TEXT.bucketName)) } },

  // prompts
  Prompt: {
    members: { sourceConfiguration: must(struct('PromptSource')), guardrailConfiguration: struct('Guardrail') },
  },
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
      topK: 'remove it: the service dropped it in October 2024; a managed prompt takes it in '
        + 'additionalModelRequestFields',
    },
  },
  Guardrail: {
    members: { guardrailIdentifier: text(TEXT.guardrailIdentifier), guardrailVersion: text(TEXT.guardrailVersion) },
  },

  // knowledge bases
  KnowledgeBase: {
    members: {
      knowledgeBaseId: must(text(TEXT.knowledgeBaseId)),
      modelId: text(TEXT.modelId),
      guardrailConfiguration: struct('Guardrail'),
      numberOfResults: whole(NUMBER.numberOfResults),
      promptTemplate: struct('KnowledgeBaseTemplate'),
      inferenceConfiguration: struct('Inference'),
      rerankingConfiguration: struct('Reranking'),
      orchestrationConfiguration: struct('Orchestration'),
    },
  },
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

/** The structure of that name, without the per-member types of the table. */
export function structOf(name: StructName): Struct<StructName> {
  return STRUCTS[name];
}

/** The member a key stands for, `undefined` for any other key (`constructor` and `__proto__` included). */
export function memberOf(name: StructName, key: string): Member<StructName> | undefined {
  const members = structOf(name).members;
  return Object.prototype.hasOwnProperty.call(members, key) ? members[key] : undefined;
}
