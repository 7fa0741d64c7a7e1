/** What each kind of effect asks of the outside, in the words of the operation that the service calls. */

export type Request =
  | ConverseRequest | RetrieveRequest | RetrieveAndGenerateRequest | InvokeAgentRequest | LambdaRequest
    | InlineCodeRequest | RecognizeTextRequest
    | PutObjectRequest | GetObjectRequest;

export interface ConverseRequest {
  readonly operation: 'Converse';
  /** The model; for a managed prompt whose content is not known, the ARN of the prompt. */
  readonly modelId: unknown;
  /** Left out when the model is a managed prompt. */
  readonly messages?: readonly Message[];
  readonly system?: readonly ContentBlock[];
  /** Numbers as the service passes them on, with 32 bits. */
  readonly inferenceConfig?: InferenceNumbers;
  readonly toolConfig?: unknown;
  readonly guardrailConfig?: { readonly guardrailIdentifier: unknown; readonly guardrailVersion: unknown };
  readonly additionalModelRequestFields?: unknown;
  /** Only where the model is a managed prompt. */
  readonly promptVariables?: { readonly [name: string]: { readonly text: string } };
}

export interface InferenceNumbers {
  readonly maxTokens?: unknown;
  readonly temperature?: unknown;
  readonly topP?: unknown;
  readonly stopSequences?: readonly unknown[];
}

export interface Message {
  readonly role: string;
  readonly content: readonly ContentBlock[];
}

export interface ContentBlock {
  readonly text?: string;
  readonly cachePoint?: unknown;
}

export interface RetrieveRequest {
  readonly operation: 'Retrieve';
  readonly knowledgeBaseId: unknown;
  readonly retrievalQuery: { readonly text: unknown };
  readonly retrievalConfiguration?: unknown;
}

export interface RetrieveAndGenerateRequest {
  readonly operation: 'RetrieveAndGenerate';
  readonly input: { readonly text: unknown };
  readonly retrieveAndGenerateConfiguration: {
    readonly type: 'KNOWLEDGE_BASE';
    readonly knowledgeBaseConfiguration: {
      readonly knowledgeBaseId: unknown; readonly modelArn: unknown; readonly [member: string]: unknown;
    };
  };
}

export interface InvokeAgentRequest {
  readonly operation: 'InvokeAgent';
  readonly agentAliasArn: unknown;
  /** Read off the ARN, where it is one. */
  readonly agentId?: string;
  readonly agentAliasId?: string;
  /** The execution: an agent that asked goes on in the same session. */
  readonly sessionId: string;
  readonly inputText: unknown;
  readonly sessionState?: { readonly sessionAttributes?: unknown; readonly promptSessionAttributes?: unknown };
}

export interface LambdaRequest {
  readonly operation: 'Invoke';
  readonly functionArn: unknown;
  /** Exactly what the function is given. */
  readonly event: LambdaEvent;
}

export interface LambdaEvent {
  readonly messageVersion: '1.0';
  readonly flow: { readonly flowArn: string; readonly flowAliasArn: string };
  readonly node: { readonly name: string; readonly inputs: readonly LambdaInput[] };
}

export interface LambdaInput {
  readonly name: string;
  readonly type: string | undefined;
  readonly expression: string;
  readonly value: unknown;
}

export interface InlineCodeRequest {
  readonly operation: 'RunCode';
  readonly language: unknown;
  readonly code: unknown;
  /** The variables that the code sees. */
  readonly variables: { readonly [name: string]: unknown };
}

export interface RecognizeTextRequest {
  readonly operation: 'RecognizeText';
  readonly botAliasArn: unknown;
  /** Read off the ARN, where it is one. */
  readonly botId?: string;
  readonly botAliasId?: string;
  readonly localeId: unknown;
  readonly sessionId: string;
  readonly text: unknown;
  readonly requestAttributes?: unknown;
  readonly sessionState?: { readonly sessionAttributes: unknown };
}

export interface PutObjectRequest {
  readonly operation: 'PutObject';
  readonly bucket: unknown;
  readonly key: unknown;
  readonly body: string;
}

export interface GetObjectRequest {
  readonly operation: 'GetObject';
  readonly bucket: unknown;
  readonly key: unknown;
}
