/** The request of each kind of effect. */
import type { PlanNode } from './plan';
import type { Values } from './prompt-template';
import { fill, inferenceNumbers, promptText } from './prompt-template';
import type { Request, RetrieveAndGenerateRequest } from './request';
import type { EffectType, EngineOptions } from './types';
import { isRecord } from '../model/opaque';

type Options = Required<Pick<EngineOptions, 'executionId' | 'flowArn' | 'flowAliasArn'>>;

export function requestOf(node: PlanNode, inputs: Values, options: Options): Request {
  return REQUESTS[node.type as EffectType](node, inputs, options);
}

const REQUESTS: { readonly [T in EffectType]: (node: PlanNode, inputs: Values, options: Options) => Request } = {
  Prompt: prompt,
  KnowledgeBase: knowledgeBase,
  Agent: agent,
  LambdaFunction: lambda,
  InlineCode: ({ configuration: { code, language } }, inputs) =>
    ({ operation: 'RunCode', language, code, variables: inputs }),
  Lex: lex,
  Storage: ({ configuration }, { objectKey, content }) => ({
    operation: 'PutObject', bucket: bucketOf(configuration), key: objectKey, body: promptText(content),
  }),
  Retrieval: ({ configuration }, { objectKey }) =>
    ({ operation: 'GetObject', bucket: bucketOf(configuration), key: objectKey }),
};

function prompt({ template, configuration }: PlanNode, inputs: Values): Request {
  if (template) { return fill(template, inputs); }
  const { resource } = record(configuration.sourceConfiguration);
  const { guardrailIdentifier, guardrailVersion } = record(configuration.guardrailConfiguration);
  return {
    operation: 'Converse',
    modelId: record(resource).promptArn,
    promptVariables: Object.fromEntries(Object.entries(inputs)
      .map(([name, value]) => [name, { text: promptText(value) }])),
    ...guardrailIdentifier !== undefined && { guardrailConfig: { guardrailIdentifier, guardrailVersion } },
  };
}

function knowledgeBase({ configuration }: PlanNode, { retrievalQuery: text }: Values): Request {
  const { knowledgeBaseId, modelId, numberOfResults, rerankingConfiguration } = configuration;
  const vectorSearchConfiguration = present({ numberOfResults, rerankingConfiguration });
  const retrievalConfiguration = vectorSearchConfiguration && { vectorSearchConfiguration };
  if (modelId === undefined) {
    return {
      operation: 'Retrieve',
      knowledgeBaseId,
      retrievalQuery: { text },
      ...retrievalConfiguration && { retrievalConfiguration },
    };
  }
  const knowledgeBaseConfiguration = {
    knowledgeBaseId,
    modelArn: modelId,
    ...present({
      retrievalConfiguration,
      generationConfiguration: generation(configuration),
      orchestrationConfiguration: orchestration(configuration),
    }),
  } as RetrieveAndGenerateRequest['retrieveAndGenerateConfiguration']['knowledgeBaseConfiguration'];
  return {
    operation: 'RetrieveAndGenerate',
    input: { text },
    retrieveAndGenerateConfiguration: { type: 'KNOWLEDGE_BASE', knowledgeBaseConfiguration },
  };
}

function generation({ promptTemplate, inferenceConfiguration, guardrailConfiguration }: PlanNode['configuration']) {
  const { guardrailIdentifier: guardrailId, guardrailVersion } = record(guardrailConfiguration);
  return present({
    promptTemplate,
    inferenceConfig: inference(inferenceConfiguration),
    guardrailConfiguration: guardrailId === undefined ? undefined : { guardrailId, guardrailVersion },
  });
}

function orchestration({ orchestrationConfiguration }: PlanNode['configuration']) {
  if (!isRecord(orchestrationConfiguration)) { return undefined; }
  const { inferenceConfig, ...rest } = orchestrationConfiguration;
  return present({ ...rest, inferenceConfig: inference(inferenceConfig) });
}

function inference(configuration: unknown) {
  const numbers = inferenceNumbers(configuration);
  return numbers && { textInferenceConfig: numbers };
}

// arn:aws:bedrock:<region>:<account>:agent-alias/<agent>/<alias>
function agent({ configuration: { agentAliasArn } }: PlanNode, inputs: Values, { executionId }: Options): Request {
  const { agentInputText, sessionAttributes, promptAttributes: promptSessionAttributes } = inputs;
  const [agentId, agentAliasId] = idsOf(agentAliasArn);
  const sessionState = present({ sessionAttributes, promptSessionAttributes });
  return {
    operation: 'InvokeAgent',
    agentAliasArn,
    agentId,
    agentAliasId,
    sessionId: executionId,
    inputText: agentInputText,
    ...sessionState && { sessionState },
  };
}

function lambda(
  { name, inputs, configuration }: PlanNode, values: Values, { flowArn, flowAliasArn }: Options,
): Request {
  const given = inputs.map((input) => ({
    name: input.name, type: input.type, expression: input.expression, value: values[input.name],
  }));
  return {
    operation: 'Invoke',
    functionArn: configuration.lambdaArn,
    event: {
      messageVersion: '1.0',
      flow: { flowArn, flowAliasArn },
      node: { name, inputs: given },
    },
  };
}

// arn:aws:lex:<region>:<account>:bot-alias/<bot>/<alias>
function lex(
  { configuration: { botAliasArn, localeId } }: PlanNode, inputs: Values, { executionId }: Options,
): Request {
  const { inputText, requestAttributes, sessionAttributes } = inputs;
  const [botId, botAliasId] = idsOf(botAliasArn);
  return {
    operation: 'RecognizeText',
    botAliasArn,
    botId,
    botAliasId,
    localeId,
    sessionId: executionId,
    text: inputText,
    ...requestAttributes !== undefined && { requestAttributes },
    ...sessionAttributes !== undefined && { sessionState: { sessionAttributes } },
  };
}

function idsOf(arn: unknown): readonly (string | undefined)[] {
  return typeof arn === 'string' ? arn.split('/').slice(1, 3) : [];
}

function bucketOf({ serviceConfiguration }: PlanNode['configuration']): unknown {
  return record(record(serviceConfiguration).s3).bucketName;
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

/** The members that are there; `undefined` where none is. */
function present(members: Record<string, unknown>): Record<string, unknown> | undefined {
  const there = Object.entries(members).filter(([, value]) => value !== undefined);
  return there.length > 0 ? Object.fromEntries(there) : undefined;
}
