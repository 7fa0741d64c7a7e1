/**
 * A flow definition in the service's own JSON (API shape, camelCase): the one thing that constructs author and
 * everything else reads. Source of every member: the CreateFlow model of the Bedrock Agents API and the registry schema
 * of AWS::Bedrock::Flow.
 */
import type { Value } from './opaque';
import type { NodeConfigurations } from '../kinds';

export type { NodeConfigurations };

/** The five types of data that flow along a connection. */
export type DataType = 'String' | 'Number' | 'Boolean' | 'Object' | 'Array';

/** What an input of a loop controller is for. */
export type InputCategory = 'LoopCondition' | 'ReturnValueToLoopStart' | 'ExitLoop';

export interface Definition {
  readonly nodes?: readonly Node[];
  readonly connections?: readonly Connection[];
}

export interface NodeInput {
  readonly name: string;
  readonly type: DataType;
  readonly expression: string;
  readonly category?: InputCategory;
}

export interface NodeOutput {
  readonly name: string;
  readonly type: DataType;
}

/**
 * A node of any kind; `type` and the one key of `configuration` belong together (`KINDS` says how).
 */
export type Node = { [K in NodeType]: NodeOf<K> }[NodeType];

export interface NodeOf<K extends NodeType> {
  readonly name: string;
  readonly type: K;
  readonly configuration?: NodeConfigurations[K];
  readonly inputs?: readonly NodeInput[];
  readonly outputs?: readonly NodeOutput[];
}

export type NodeType = keyof NodeConfigurations;

export type Empty = Record<string, never>;

/** One entry of a condition node; the entry named `default` has no expression. */
export interface Condition {
  readonly name: string;
  readonly expression?: Value<string>;
}

export interface S3ServiceConfiguration {
  readonly serviceConfiguration: { readonly s3?: { readonly bucketName: Value<string> } };
}

export interface GuardrailConfiguration {
  readonly guardrailIdentifier?: Value<string>;
  readonly guardrailVersion?: Value<string>;
}

export interface InferenceConfiguration {
  readonly text?: {
    readonly temperature?: Value<number>;
    readonly topP?: Value<number>;
    readonly maxTokens?: Value<number>;
    readonly stopSequences?: readonly Value<string>[];
  };
}

export interface PromptConfiguration {
  readonly sourceConfiguration: {
    readonly inline?: InlinePrompt;
    readonly resource?: { readonly promptArn: Value<string> };
  };
  readonly guardrailConfiguration?: GuardrailConfiguration;
}

export interface InlinePrompt {
  readonly templateType: 'TEXT' | 'CHAT';
  readonly templateConfiguration: TemplateConfiguration;
  readonly modelId: Value<string>;
  readonly inferenceConfiguration?: InferenceConfiguration;
  readonly additionalModelRequestFields?: unknown;
}

export interface TemplateConfiguration {
  readonly text?: {
    readonly text: Value<string>;
    readonly cachePoint?: CachePoint;
    readonly inputVariables?: readonly InputVariable[];
  };
  readonly chat?: {
    readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly content: readonly ContentBlock[] }[];
    readonly system?: readonly ContentBlock[];
    readonly inputVariables?: readonly InputVariable[];
    readonly toolConfiguration?: ToolConfiguration;
  };
}

export interface InputVariable {
  readonly name?: string;
}

export interface CachePoint {
  readonly type: 'default';
}

export interface ContentBlock {
  readonly text?: Value<string>;
  readonly cachePoint?: CachePoint;
}

export interface ToolConfiguration {
  readonly tools: readonly {
    readonly toolSpec?: {
      readonly name: string;
      readonly description?: Value<string>;
      readonly inputSchema: { readonly json?: unknown };
      readonly strict?: Value<boolean>;
    };
    readonly cachePoint?: CachePoint;
  }[];
  readonly toolChoice?: { readonly auto?: Empty; readonly any?: Empty; readonly tool?: { readonly name: string } };
}

export interface KnowledgeBaseConfiguration {
  readonly knowledgeBaseId: Value<string>;
  readonly modelId?: Value<string>;
  readonly guardrailConfiguration?: GuardrailConfiguration;
  readonly numberOfResults?: Value<number>;
  readonly promptTemplate?: TextPromptTemplate;
  readonly inferenceConfiguration?: InferenceConfiguration;
  readonly rerankingConfiguration?: RerankingConfiguration;
  readonly orchestrationConfiguration?: {
    readonly promptTemplate?: TextPromptTemplate;
    readonly inferenceConfig?: InferenceConfiguration;
    readonly additionalModelRequestFields?: { readonly [name: string]: unknown };
    readonly performanceConfig?: { readonly latency?: 'standard' | 'optimized' };
  };
}

export interface TextPromptTemplate {
  readonly textPromptTemplate?: Value<string>;
}

export interface RerankingConfiguration {
  readonly type: 'BEDROCK_RERANKING_MODEL';
  readonly bedrockRerankingConfiguration?: {
    readonly modelConfiguration: {
      readonly modelArn: Value<string>;
      readonly additionalModelRequestFields?: { readonly [name: string]: unknown };
    };
    readonly numberOfRerankedResults?: Value<number>;
    readonly metadataConfiguration?: {
      readonly selectionMode: 'SELECTIVE' | 'ALL';
      readonly selectiveModeConfiguration?: {
        readonly fieldsToInclude?: readonly { readonly fieldName: string }[];
        readonly fieldsToExclude?: readonly { readonly fieldName: string }[];
      };
    };
  };
}

/** An edge: data from an output to an input, or control from a condition to a node. */
export type Connection = DataConnection | ConditionalConnection;

export interface DataConnection {
  readonly name: string;
  readonly type: 'Data';
  readonly source: string;
  readonly target: string;
  readonly configuration?: { readonly data: { readonly sourceOutput: string; readonly targetInput: string } };
}

export interface ConditionalConnection {
  readonly name: string;
  readonly type: 'Conditional';
  readonly source: string;
  readonly target: string;
  readonly configuration?: { readonly conditional: { readonly condition: string } };
}
