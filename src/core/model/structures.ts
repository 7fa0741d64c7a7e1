/**
 * The TypeScript side of each structure of a definition: the compiler holds the table to it, member by member and in
 * what is required.
 */
import type * as m from './definition';
import type { Member, Struct } from './member';

type Present<T, K extends keyof T> = NonNullable<T[K]>;
type Item<T> = T extends readonly (infer I)[] ? I : never;
type Chat = Present<m.TemplateConfiguration, 'chat'>;
type Tool = Item<m.ToolConfiguration['tools']>;
type ToolSpec = Present<Tool, 'toolSpec'>;
type Reranking = Present<m.RerankingConfiguration, 'bedrockRerankingConfiguration'>;
type RerankingMetadata = Present<Reranking, 'metadataConfiguration'>;
type SelectiveMode = Present<RerankingMetadata, 'selectiveModeConfiguration'>;
type Orchestration = Present<m.KnowledgeBaseConfiguration, 'orchestrationConfiguration'>;

/** The configuration of a type of node, without the key that names the type. */
export type ConfigurationOf<K extends m.NodeType> = m.NodeConfigurations[K][keyof m.NodeConfigurations[K]];

/** All but the configurations of nodes. */
interface Shared {
  Definition: m.Definition;
  Node: { [K in keyof m.NodeOf<m.NodeType>]: m.NodeOf<m.NodeType>[K] };
  NodeInput: m.NodeInput;
  NodeOutput: m.NodeOutput;
  Empty: {};
  ConditionEntry: m.Condition;
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
  S3Choice: m.S3ServiceConfiguration['serviceConfiguration'];
  S3Bucket: Present<m.S3ServiceConfiguration['serviceConfiguration'], 's3'>;
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

/** Those of configurations have the name of the type of node. */
export type StructName = keyof Shared | 'NodeConfiguration' | m.NodeType;

type Optional<T, K extends keyof T> = {} extends Pick<T, K> ? true : false;
type Presence<T, K extends keyof T> = Optional<T, K> extends true ? { readonly required?: never }
  : { readonly required: true };

/** The row of a structure: each of its members, and whether it must be there. */
export type Structure<T> = Struct<StructName> & {
  readonly members: { readonly [K in keyof T]-?: Member<StructName> & Presence<T, K> };
};

/** The table of all structures that are no configuration of a node. */
export type SharedStructures = { readonly [S in keyof Shared]: Structure<Shared[S]> };
