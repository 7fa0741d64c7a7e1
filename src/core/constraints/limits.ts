/**
 * Patterns, lengths and counts of the service, one row each with its source. Where API and CloudFormation differ, the
 * row is what CloudFormation accepts (flows of this library are deployed by it) and `api` says what the API does.
 */
import { joined } from '../joined';

const API = 'bedrock-agent API model 2023-06-05';
const CFN = 'AWS::Bedrock::Flow registry schema';
export const QUOTA = 'AWS General Reference, Amazon Bedrock quotas, "(Flows)" rows';
export const GUIDE = 'Bedrock User Guide, flows-nodes';

/** A rule for the characters of a text. */
export interface TextLimit {
  readonly pattern?: RegExp;
  /** What the pattern asks for, in words that finish the sentence "it must …". */
  readonly words?: string;
  readonly min?: number;
  readonly max?: number;
  readonly source: string;
}

/** A rule for a number or for how many things there are. */
export interface NumberLimit {
  readonly min?: number;
  readonly max?: number;
  /** What the API says where it differs from CloudFormation. */
  readonly api?: string;
  /** Of a quota that an account can have raised: its code in Service Quotas. All others are fixed. */
  readonly adjustable?: string;
  readonly source: string;
}

const NAME_WORDS = 'start with a letter and have 2 to 51 letters or digits with single \'_\' between';

export const TEXT = {
  /** Names of nodes, inputs, outputs and conditions. */
  nodeName: { pattern: /^[a-zA-Z]([_]?[0-9a-zA-Z]){1,50}$/, words: NAME_WORDS, source: `${API}, FlowNodeName; ${CFN}` },
  connectionName: {
    pattern: /^[a-zA-Z]([_]?[0-9a-zA-Z]){1,100}$/,
    words: 'start with a letter and have 2 to 101 letters or digits with single \'_\' between',
    source: `${API}, FlowConnectionName; ${CFN}. The console stores longer ones`,
  },
  flowName: {
    pattern: /^([0-9a-zA-Z][_-]?){1,100}$/,
    words: 'have 1 to 100 letters or digits, with single \'_\' or \'-\' between',
    source: `${API}, FlowName; ${CFN}`,
  },
  promptName: {
    pattern: /^([0-9a-zA-Z][_-]?){1,100}$/,
    words: 'have 1 to 100 letters or digits, with single \'_\' or \'-\' between',
    source: `${API}, PromptName; AWS::Bedrock::Prompt registry schema`,
  },
  aliasName: {
    pattern: /^([0-9a-zA-Z][_-]?){1,100}$/,
    words: 'have 1 to 100 letters or digits, with single \'_\' or \'-\' between',
    source: `${API}, CreateFlowAliasRequest name; AWS::Bedrock::FlowAlias registry schema`,
  },
  promptVariable: {
    pattern: /^([0-9a-zA-Z][_-]?){1,100}$/,
    words: 'have 1 to 100 letters or digits, with single \'_\' or \'-\' between',
    source: `${API}, PromptInputVariableName. Wider than an input name, so not every variable can be fed by a flow`,
  },
  description: { min: 1, max: 200, source: `${API}, FlowDescription; ${CFN}` },
  versionDescription: {
    min: 1, max: 170, source: `${API}, FlowDescription (200), less the revision that the library adds`,
  },
  flowVersion: {
    pattern: /^[0-9]{0,4}[1-9][0-9]{0,4}$/,
    words: 'be the number of a version, from 1',
    max: 5,
    source: `${API}, NumericalVersion`,
  },
  inputExpression: { min: 1, max: 64, source: `${API}, FlowNodeInputExpression; ${CFN}` },
  conditionExpression: { min: 1, max: 64, source: `${API}, FlowConditionExpression; ${CFN}` },
  promptText: { min: 1, max: 200_000, source: `${CFN}, TextPromptTemplateConfiguration. The API has no maximum` },
  modelId: {
    pattern: joined(
      /^(arn:aws(-[^:]{1,12})?:(bedrock|sagemaker):[a-z0-9-]{1,20}:([0-9]{12})?:([a-z-]+\/)?)?/,
      /([a-zA-Z0-9.-]{1,63}){0,2}(([:][a-z0-9-]{1,63}){0,2})?(\/[a-z0-9]{1,12})?$/,
    ),
    words: 'be the id or ARN of a model, inference profile, provisioned, custom or imported model, prompt router or '
      + 'endpoint',
    min: 1,
    max: 2048,
    source: `${CFN}, ModelId. The API also takes an empty text for drafts`,
  },
  promptArn: {
    pattern: /^(arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:prompt\/[0-9a-zA-Z]{10}(?::[0-9]{1,5})?)$/,
    words: 'be a prompt ARN, with or without a version number at its end',
    source: `${CFN}, PromptArn`,
  },
  guardrailIdentifier: {
    pattern: /^(([a-z0-9]+)|(arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:guardrail\/[a-z0-9]+))$/,
    words: 'be a guardrail id or ARN',
    max: 2048,
    source: `${CFN}, GuardrailConfiguration`,
  },
  guardrailVersion: {
    pattern: /^(([0-9]{1,8})|(DRAFT))$/,
    words: 'be a version number or DRAFT',
    source: `${CFN}, GuardrailConfiguration`,
  },
  knowledgeBaseId: {
    pattern: /^[0-9a-zA-Z]+$/, words: 'be up to 10 letters or digits', max: 10, source: `${CFN}, KnowledgeBaseId`,
  },
  knowledgeBaseTemplate: { min: 1, max: 100_000, source: `${API}, KnowledgeBaseTextPrompt; ${CFN}` },
  requestFieldKey: { min: 1, max: 100, source: `${API}, AdditionalModelRequestFieldsKey` },
  rerankingModelArn: {
    pattern: /^(arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}::foundation-model\/(.*))?$/,
    words: 'be the ARN of a foundation model',
    min: 1,
    max: 2048,
    source: `${CFN}, BedrockRerankingModelArn`,
  },
  rerankingFieldName: { min: 1, max: 2000, source: `${API}, FieldForReranking; ${CFN}` },
  agentAliasArn: {
    pattern: /^arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:agent-alias\/[0-9a-zA-Z]{10}\/[0-9a-zA-Z]{10}$/,
    words: 'be an agent alias ARN',
    max: 2048,
    source: `${CFN}, AgentAliasArn`,
  },
  lambdaArn: {
    pattern: joined(
      /^arn:aws(-cn|-us-gov|-eusc|-iso(-[b-f])?)?:lambda:([a-z]{2,}-){2,}\d:\d{12}:function:[a-zA-Z0-9-_\.]+/,
      /(:(\$LATEST|[a-zA-Z0-9-_]+))?$/,
    ),
    words: 'be a function ARN, with or without an alias or version at its end',
    max: 2048,
    source: `${API}, FlowLambdaArn. CloudFormation's pattern lacks the eusc and iso Regions`,
  },
  botAliasArn: {
    pattern:
      /^arn:aws(-cn|-us-gov|-eusc|-iso(-[b-f])?)?:lex:([a-z]{2,}-){2,}\d:\d{12}:bot-alias\/[0-9a-zA-Z]+\/[0-9a-zA-Z]+$/,
    words: 'be a bot alias ARN',
    max: 78,
    source: `${API}, FlowLexBotAliasArn. CloudFormation's pattern knows only aws and aws-us-gov`,
  },
  localeId: { min: 1, max: 10, source: `${CFN}, LocaleId` },
  bucketName: {
    pattern: /^[a-z0-9][\.\-a-z0-9]{1,61}[a-z0-9]$/,
    words: 'be 3 to 63 lower-case letters, digits, dots or hyphens',
    source: `${CFN}, BucketName`,
  },
  inlineCode: { max: 5_000_000, source: `${API}, InlineCode; ${CFN}` },
  roleArn: {
    pattern: /^arn:aws(-[^:]+)?:iam::([0-9]{12})?:role\/(service-role\/)?.+$/,
    words: 'be a role ARN',
    max: 2048,
    source: `${API}, FlowExecutionRoleArn; ${CFN}`,
  },
  toolName: {
    pattern: /^[a-zA-Z][a-zA-Z0-9_]*$/,
    words: 'start with a letter and have only letters, digits and \'_\'',
    min: 1,
    max: 64,
    source: `${API}, ToolName`,
  },
  nonEmpty: { min: 1, source: `${API}, NonEmptyString` },
  substitutionKey: {
    pattern: /^[a-zA-Z0-9]+$/, words: 'have only letters and digits', source: `${CFN}, DefinitionSubstitutions`,
  },
  tagKey: {
    pattern: /^[a-zA-Z0-9\s._:/=+@-]*$/,
    words: 'have only letters, digits, spaces and . _ : / = + @ -',
    min: 1,
    max: 128,
    source: `${API}, TagKey`,
  },
  tagValue: {
    pattern: /^[a-zA-Z0-9\s._:/=+@-]*$/,
    words: 'have only letters, digits, spaces and . _ : / = + @ -',
    max: 256,
    source: `${API}, TagValue`,
  },
  definitionString: { max: 512_000, source: `${CFN}, DefinitionString` },
} as const satisfies { [name: string]: TextLimit };

export const NUMBER = {
  inputsPerNode: { max: 20, source: `${API}, FlowNodeInputs; ${CFN}` },
  inputsPerInlineCode: { max: 5, source: `${GUIDE}, inline code` },
  outputsPerNode: { max: 5, source: `${API}, FlowNodeOutputs; ${CFN}` },
  conditionsPerNode: { min: 1, max: 5, source: `${API}, FlowConditions (the default is one of them); ${QUOTA}` },
  inputVariables: { max: 20, source: `${API}, PromptInputVariablesList` },
  temperature: { min: 0, max: 1, source: `${API}, Temperature` },
  topP: { min: 0, max: 1, source: `${API}, TopP` },
  maxTokens: { min: 0, max: 4096, api: 'no maximum', source: `${CFN}, PromptModelInferenceConfiguration` },
  managedMaxTokens: { min: 0, max: 512_000, api: 'no maximum', source: 'AWS::Bedrock::Prompt registry schema' },
  stopSequences: { max: 4, source: `${API}, StopSequences` },
  numberOfResults: { min: 1, max: 100, source: `${API}, KnowledgeBaseFlowNodeConfiguration` },
  numberOfRerankedResults: { min: 1, max: 100, source: `${API}, VectorSearchBedrockRerankingConfiguration` },
  rerankingFields: { min: 1, max: 100, source: `${API}, FieldsForReranking` },
  maxIterations: { min: 1, max: 1000, source: `${API}, LoopControllerFlowNodeConfiguration. Default 10: ${CFN}` },
  retainedVersions: {
    min: 2, max: 7, source: 'with the one on its way, and aliases of their own, within the 10 of the two quotas below',
  },
  versionsPerFlow: { max: 10, source: `${QUOTA} (L-60AFC764, not adjustable)` },
  aliasesPerFlow: { max: 10, source: `${QUOTA} (L-130570F3, not adjustable); that TSTALIASID counts is assumed` },
  maxConcurrency: { min: 1, max: 100, source: `${API}, FlowAliasConcurrencyConfiguration` },
  tools: { min: 1, source: `${API}, ToolConfigurationToolsList` },
  tags: { max: 200, source: `${API}, TagsMap; API model of bedrock, TagList` },
  substitutions: { min: 1, max: 500, source: `${CFN}, DefinitionSubstitutions` },
} as const satisfies { [name: string]: NumberLimit };

/** How many of a thing a flow may have; of nodes of a type, that type says. */
export const QUOTAS = {
  nodes: { max: 40, source: `${QUOTA}; ${CFN}` },
  connections: { max: 100, api: '20 in the model, not enforced: 39 were accepted live', source: CFN },
} as const satisfies { [thing: string]: NumberLimit };
