/**
 * The operations that answer at once: Bedrock API references of Converse, Retrieve and RetrieveAndGenerate, Lambda's
 * Invoke, Lex's RecognizeText.
 */
import type {
  ConverseRequest, LambdaRequest, RecognizeTextRequest, RetrieveAndGenerateRequest, RetrieveRequest,
} from '../../../core/simulate/request';
import { dependencyFailed } from '../settled';
import type { Operation } from './operation';
import { known, plain, requestIdOf } from './operation';

const AGENT_RUNTIME = { package: '@aws-sdk/client-bedrock-agent-runtime', client: 'BedrockAgentRuntimeClient' };

export const converse: Operation = {
  package: '@aws-sdk/client-bedrock-runtime',
  client: 'BedrockRuntimeClient',
  input({ operation: _, ...request }: ConverseRequest, place) {
    known(place, 'modelId', request.modelId);
    const { guardrailConfig } = request;
    if (guardrailConfig) {
      known(place, 'guardrailIdentifier', guardrailConfig.guardrailIdentifier);
      known(place, 'guardrailVersion', guardrailConfig.guardrailVersion);
    }
    return request;
  },
  settle(response) {
    const content = (response.output?.message?.content ?? []) as { readonly text?: string }[];
    const value = content.map(({ text }) => text ?? '').join('');
    return { value, stopReason: response.stopReason, response: plain(response), ...requestIdOf(response) };
  },
};

export const retrieve: Operation = {
  ...AGENT_RUNTIME,
  input({ operation: _, ...request }: RetrieveRequest, place) {
    known(place, 'knowledgeBaseId', request.knowledgeBaseId);
    return request;
  },
  settle: (response) =>
    ({ value: (plain(response) as { retrievalResults?: unknown }).retrievalResults ?? [], ...requestIdOf(response) }),
};

export const retrieveAndGenerate: Operation = {
  ...AGENT_RUNTIME,
  input({ operation: _, ...request }: RetrieveAndGenerateRequest, place) {
    const { knowledgeBaseId, modelArn } = request.retrieveAndGenerateConfiguration.knowledgeBaseConfiguration;
    known(place, 'knowledgeBaseId', knowledgeBaseId);
    known(place, 'modelArn', modelArn);
    return request;
  },
  settle: (response) => ({
    value: response.output?.text ?? '',
    ...response.guardrailAction && { guardrailAction: response.guardrailAction },
    response: plain(response),
    ...requestIdOf(response),
  }),
};

export const invokeFunction: Operation = {
  package: '@aws-sdk/client-lambda',
  client: 'LambdaClient',
  input: ({ functionArn, event }: LambdaRequest, place) => (
    { FunctionName: known(place, 'functionArn', functionArn), Payload: new TextEncoder().encode(JSON.stringify(event)) }
  ),
  settle(response, place) {
    const text = new TextDecoder().decode(response.Payload);
    const value: unknown = text === '' ? null : JSON.parse(text);
    if (!response.FunctionError) { return { value, ...requestIdOf(response) }; }
    const { errorType = response.FunctionError, errorMessage = '' } =
      value as { errorType?: string; errorMessage?: string };
    return dependencyFailed(`the Lambda function of node ${place} `
      + `failed: ${errorType}${errorMessage && `: ${errorMessage}`}`, 'Lambda');
  },
};

export const recognizeText: Operation = {
  package: '@aws-sdk/client-lex-runtime-v2',
  client: 'LexRuntimeV2Client',
  input({
    botAliasArn, botId, botAliasId, localeId, sessionId, text, requestAttributes, sessionState,
  }: RecognizeTextRequest, place) {
    known(place, 'botAliasArn', botAliasArn);
    const optional =
      { ...requestAttributes !== undefined && { requestAttributes }, ...sessionState && { sessionState } };
    return { botId, botAliasId, localeId, sessionId, text, ...optional };
  },
  settle(response, place) {
    const intent = response.interpretations?.[0]?.intent?.name ?? response.sessionState?.intent?.name;
    if (typeof intent !== 'string') {
      return dependencyFailed(`the bot of node ${place} found no intent`, 'Amazon Lex');
    }
    return { value: intent, response: plain(response), ...requestIdOf(response) };
  },
};
