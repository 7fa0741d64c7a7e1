/** What each kind of node is in a program. */
import { type Prose, Unsayable } from './draft';
import { jsonExpression } from './json';
import { loopParts } from './loop';
import {
  guardrailExpression, inferenceExpression, modelExpression, number, plain, rerankingExpression,
} from './models';
import { configured, named, type NodeParts, typed, type Wiring } from './parts';
import { promptExpression } from './prompts';
import { DUMMY_INPUT } from '../../../src/core/constraints';
import { KINDS } from '../../../src/core/kinds';
import type { Node, NodeOf, NodeType, S3ServiceConfiguration } from '../../../src/core/model/definition';
import { isOpaque, isRecord } from '../../../src/core/model/opaque';
import { promptVariables } from '../../../src/core/prompt/variables';
import { type Expression, statik, struct, text } from '../program';

/** The construct of a node with what it is made with. */
export function nodeParts<K extends NodeType>(wiring: Wiring, node: NodeOf<K>): NodeParts {
  const build: Builder<K> | undefined = BUILDERS[node.type];
  if (!build) { throw new Unsayable(`a node of type ${node.type} has no construct`); }
  if (isHidden(node.configuration)) { throw new Unsayable('its configuration is known only at deployment'); }
  return build(wiring, node);
}

/** What a construct is made of, down to the template of a prompt, and none of which may come of a function. */
const INSIDE: ReadonlySet<string> = new Set([
  'sourceConfiguration', 'inline', 'resource', 'templateConfiguration', 'text', 'chat', 'inputVariables',
  ...Object.values(KINDS).map(({ key }) => key),
]);

function isHidden(part: unknown): boolean {
  if (typeof part === 'string') { return false; }
  return isOpaque(part) || isRecord(part)
    && Object.entries(part).some(([key, value]) => INSIDE.has(key) && isHidden(value));
}

type Builder<K extends NodeType> = (wiring: Wiring, node: NodeOf<K>) => NodeParts;

/** A type without a row comes with the flow or a loop, or is written as a RawNode. */
const BUILDERS: { readonly [K in NodeType]?: Builder<K> } = {
  Output: (wiring, node) => ({ type: 'OutputNode', fields: fixed(wiring, node) }),
  Iterator: (wiring, node) => ({
    type: 'IteratorNode',
    fields: { ...fixed(wiring, node), itemType: other(node, 'arrayItem') },
    properties: ['arrayItem', 'arraySize'],
  }),
  Collector: (wiring, node) =>
    ({ type: 'CollectorNode', fields: collector(wiring, node), properties: ['collectedArray'] }),
  Condition: condition,
  Prompt: prompt,
  KnowledgeBase: knowledgeBase,
  LambdaFunction: lambda,
  InlineCode: inlineCode,
  Agent: agent,
  Lex: lex,
  Storage: (wiring, node) => ({
    type: 'S3StorageNode',
    fields: { ...bucket(wiring, node.name, configured(node.configuration).storage), ...fixed(wiring, node) },
    properties: ['s3Uri'],
  }),
  Retrieval: (wiring, node) => ({
    type: 'S3RetrievalNode',
    fields: {
      ...bucket(wiring, node.name, configured(node.configuration).retrieval),
      ...fixed(wiring, node),
      contentType: other(node, 's3Content'),
    },
    properties: ['s3Content'],
  }),
  Loop: loopParts,
};

/** The type of an output, where it is not String as by default. */
function other(node: Node, output: string): Expression | undefined {
  const type = node.outputs?.find(({ name }) => name === output)?.type;
  return type === undefined || type === 'String' ? undefined : typed(type);
}

/** The inputs of a node with fixed ports: each is a property. */
function fixed(wiring: Wiring, node: Node): Readonly<Record<string, Expression>> {
  const ports = KINDS[node.type].inputs.map(({ name }) => name);
  const inputs = wiring.inputs(node);
  const unknown = inputs.find(({ key }) => !ports.includes(key));
  if (unknown) { throw new Unsayable(`such a node has no input '${unknown.key}'`); }
  return Object.fromEntries(inputs.map(({ key, value }) => [key, value]));
}

function collector(wiring: Wiring, node: NodeOf<'Collector'>) {
  const { arraySize, ...fields } = fixed(wiring, node);
  const input = node.inputs?.find(({ name }) => name === 'arraySize');
  const iterator = wiring.only('Iterator');
  const isFound = input?.expression === '$.data' && iterator !== undefined
    && wiring.source(node, input)?.source === iterator.name;
  return isFound ? fields : { ...fields, arraySize };
}

function condition(wiring: Wiring, node: NodeOf<'Condition'>): NodeParts {
  const { conditions } = configured(node.configuration).condition;
  for (const { expression } of conditions) { if (expression !== undefined) { plain(expression); } }
  return { type: 'ConditionNode', fields: { inputs: named(wiring.inputs(node)) }, conditions };
}

function prompt(wiring: Wiring, node: NodeOf<'Prompt'>): NodeParts {
  const { draft, shared } = wiring;
  const { sourceConfiguration, guardrailConfiguration } = configured(node.configuration).prompt;
  const { inline, resource } = sourceConfiguration;
  const inputs = wiring.inputs(node);
  const guardrail = guardrailExpression(draft, shared, guardrailConfiguration, node.name);
  const fields = { inputs: isTrigger(wiring, node) ? undefined : named(inputs), guardrail };
  const parts = { type: 'PromptNode', properties: ['modelCompletion'] };
  if (inline) {
    const model = modelExpression(draft, shared, inline.modelId, node.name);
    return { ...parts, fields: { model, prompt: promptExpression(draft, inline, node.name), ...fields } };
  }
  if (!resource) { throw new Unsayable('the node has no prompt'); }
  return {
    ...parts,
    fields: {
      prompt: statik('FlowPrompt', 'fromPromptArn', draft.identifier(resource.promptArn, node.name, 'prompt arn')),
      ...fields,
    },
    comments: ['the flow does not name the models of this prompt: list them in models, so that the role can invoke '
      + 'them'],
  };
}

/** Whether the one input of a prompt without variables is what the construct gives it anyway. */
function isTrigger(wiring: Wiring, node: NodeOf<'Prompt'>): boolean {
  const [input, ...others] = node.inputs ?? [];
  const template = node.configuration?.prompt.sourceConfiguration.inline?.templateConfiguration.text?.text;
  if (input?.name !== DUMMY_INPUT || others.length > 0 || input.expression !== '$.data'
    || typeof template !== 'string') { return false; }
  return promptVariables(template).length === 0 && wiring.source(node, input)?.source === wiring.only('Input')?.name;
}

function knowledgeBase(wiring: Wiring, node: NodeOf<'KnowledgeBase'>): NodeParts {
  const { draft, shared } = wiring;
  const configuration = configured(node.configuration).knowledgeBase;
  const {
    modelId, guardrailConfiguration, promptTemplate, inferenceConfiguration, orchestrationConfiguration: orchestration,
  } = configuration;
  const fields = {
    knowledgeBaseId: draft.identifier(configuration.knowledgeBaseId, node.name, 'knowledge base id'),
    ...fixed(wiring, node),
    numberOfResults: number(configuration.numberOfResults),
    reranking: rerankingExpression(draft, configuration.rerankingConfiguration, node.name),
  };
  if (modelId === undefined) { return { type: 'KnowledgeBaseRetrieveNode', fields, properties: ['retrievalResults'] }; }
  const template = (of: typeof promptTemplate) => of?.textPromptTemplate === undefined
    ? undefined : draft.known(of.textPromptTemplate, node.name, 'prompt template');
  return {
    type: 'KnowledgeBaseGenerateNode',
    properties: ['outputText'],
    fields: {
      ...fields,
      model: modelExpression(draft, shared, modelId, node.name),
      promptTemplate: template(promptTemplate),
      inference: inferenceExpression(inferenceConfiguration),
      orchestration: orchestration && struct('KnowledgeBaseOrchestration', {
        promptTemplate: template(orchestration.promptTemplate),
        inference: inferenceExpression(orchestration.inferenceConfig),
        additionalModelRequestFields: orchestration.additionalModelRequestFields
          && jsonExpression(draft, orchestration.additionalModelRequestFields, node.name),
        latency: orchestration.performanceConfig?.latency
          && {
            kind: 'enum', type: 'PerformanceLatency', member: orchestration.performanceConfig.latency.toUpperCase(),
          },
      }),
      guardrail: guardrailExpression(draft, shared, guardrailConfiguration, node.name),
    },
  };
}

function lambda(wiring: Wiring, node: NodeOf<'LambdaFunction'>): NodeParts {
  const { lambdaArn } = configured(node.configuration).lambdaFunction;
  const inputs = wiring.inputs(node);
  return {
    type: 'LambdaNode',
    properties: ['functionResponse'],
    fields: {
      lambdaArn: wiring.draft.identifier(lambdaArn, node.name, 'function arn'),
      inputs: inputs.length === 0 ? undefined : named(inputs),
      responseType: other(node, 'functionResponse'),
    },
  };
}

const CODE: Prose = { extension: 'py', type: 'FlowCode', inline: 'inline', file: 'fromFile' };

function inlineCode(wiring: Wiring, node: NodeOf<'InlineCode'>): NodeParts {
  const { code } = configured(node.configuration).inlineCode;
  return {
    type: 'InlineCodeNode',
    properties: ['response'],
    fields: {
      code: wiring.draft.prose(code, node.name, CODE),
      inputs: named(wiring.inputs(node)),
      responseType: other(node, 'response'),
    },
  };
}

function agent(wiring: Wiring, node: NodeOf<'Agent'>): NodeParts {
  const { agentAliasArn } = configured(node.configuration).agent;
  const alias = wiring.draft.identifier(agentAliasArn, node.name, 'agent alias arn');
  return { type: 'AgentNode', properties: ['agentResponse'], fields: { agentAliasArn: alias, ...fixed(wiring, node) } };
}

function lex(wiring: Wiring, node: NodeOf<'Lex'>): NodeParts {
  const { botAliasArn, localeId } = configured(node.configuration).lex;
  const alias = wiring.draft.identifier(botAliasArn, node.name, 'bot alias arn');
  return {
    type: 'LexNode',
    properties: ['predictedIntent'],
    fields: { botAliasArn: alias, localeId: text(plain(localeId)), ...fixed(wiring, node) },
  };
}

function bucket({ draft }: Wiring, nodeName: string, { serviceConfiguration: { s3 } }: S3ServiceConfiguration) {
  if (!s3) { throw new Unsayable('the node names no bucket'); }
  return { bucketName: draft.identifier(s3.bucketName, nodeName, 'bucket name') };
}
