/**
 * What the execution role needs for the nodes of a flow, and where models process data, as far as a definition says.
 */
import { textOf } from './change';
import { PROMPT } from './configuration-form';
import type { GraphForm, NodeForm } from './form';
import { GLOBAL_PROFILE, parseModelId, type ModelKind, PROFILE_REGIONS } from '../constraints/models';
import { NEEDS } from '../constraints/permissions';
import { at } from '../diagram/values';
import { isNodeType, KINDS } from '../kinds';
import type { DirectGrant } from '../kinds/kind';

type Row = keyof typeof NEEDS;

export interface Found {
  /** The first node, by name, that needs it. */
  readonly label: string;
  readonly text: string;
}

const MODEL_ROWS: { readonly [K in ModelKind]: Row } = {
  'foundation-model': 'invokeModel',
  'inference-profile': 'invokeProfile',
  'application-inference-profile': 'invokeProfile',
  'default-prompt-router': 'invokeRouter',
  'prompt-router': 'invokeRouter',
  'provisioned-model': 'invokeProvisionedModel',
  'imported-model': 'invokeImportedModel',
  'custom-model-deployment': 'invokeDeployment',
  'custom-model': 'invokeCustomModel',
  'endpoint': 'invokeEndpoint',
  'unknown': 'invokeModel',
};

/** Every permission by its text, such as `bedrock:InvokeAgent on …`. */
export function needsOf(graph: GraphForm): ReadonlyMap<string, Found> {
  return collected(graph, (node) => rowsOf(node).map(([row, resource]) =>
    `${NEEDS[row].actions.join(', ')} on ${resource}`));
}

/** Every Region, or set of them that has only a name, with the model that leads there. */
export function regionsOf(graph: GraphForm): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  everyForm(graph, (node) => {
    for (const model of modelsOf(node)) {
      for (const region of regionsOfModel(model)) {
        if (!found.has(region)) { found.set(region, { label: node.label, text: `${model} (${region})` }); }
      }
    }
  });
  return found;
}

export const ANY_REGION = 'any Region';

function regionsOfModel(model: string): readonly string[] {
  const { kind, geography = '', id } = parsed(model);
  switch (kind) {
    case 'inference-profile':
      if (geography === GLOBAL_PROFILE) { return [ANY_REGION]; }
      return Object.hasOwn(PROFILE_REGIONS, geography) ? PROFILE_REGIONS[geography] : [`the Regions of '${geography}'`];
    case 'application-inference-profile': return [`the Regions of profile ${id}`];
    default: return [];
  }
}

function collected(graph: GraphForm, textsOf: (node: NodeForm) => readonly string[]): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  everyForm(graph, (node) => {
    for (const text of textsOf(node)) { if (!found.has(text)) { found.set(text, { label: node.label, text }); } }
  });
  return found;
}

function everyForm({ nodes }: GraphForm, visit: (node: NodeForm) => void): void {
  for (const node of nodes) {
    visit(node);
    if (node.inner) { everyForm(node.inner, visit); }
  }
}

function rowsOf(node: NodeForm): readonly (readonly [Row, string])[] {
  const { type, model } = node;
  const { configuration } = model;
  const on = (row: Row, ...path: readonly string[]): readonly (readonly [Row, string])[] => {
    const resource = at(configuration, ...path);
    return resource === undefined ? [] : [[row, textOf(resource)]];
  };
  const models = modelsOf(node).map((one) => [MODEL_ROWS[parsed(one).kind], idOf(one)] as const);
  switch (type) {
    case 'Prompt': return [
      ...models,
      ...promptRows(node),
      ...on('applyGuardrail', 'prompt', 'guardrailConfiguration', 'guardrailIdentifier'),
    ];
    case 'KnowledgeBase': return [
      ...on('retrieve', 'knowledgeBase', 'knowledgeBaseId'),
      ...models.length > 0 ? [['retrieveAndGenerate', '*'] as const, ...models] : [],
      ...at(configuration, 'knowledgeBase', 'rerankingConfiguration') !== undefined && models.length > 0
        ? [['rerank', '*'] as const, ...on('invokeModel', ...RERANKER)] : [],
      ...on('applyGuardrail', 'knowledgeBase', 'guardrailConfiguration', 'guardrailIdentifier'),
    ];
    case 'Agent': return on('invokeAgent', 'agent', 'agentAliasArn');
    case 'Retrieval': return on('getObject', 'retrieval', 'serviceConfiguration', 's3', 'bucketName');
    case 'Storage': return on('putObject', 'storage', 'serviceConfiguration', 's3', 'bucketName');
    default: return grantedRows(type, configuration);
  }
}

/** What the record of a type grants on the ARNs that the configuration names; nothing for a type that is not known. */
function grantedRows(type: string, configuration: unknown): readonly (readonly [Row, string])[] {
  if (!isNodeType(type)) { return []; }
  const { key, grants }: { readonly key: string; readonly grants: readonly DirectGrant<any>[] } = KINDS[type];
  const inside = at(configuration, key);
  if (inside === undefined) { return []; }
  return grants.flatMap(({ grant, on }) => {
    const resource = on(inside);
    return resource === undefined ? [] : [[grant, textOf(resource)] as const];
  });
}

const RERANKER =
  ['knowledgeBase', 'rerankingConfiguration', 'bedrockRerankingConfiguration', 'modelConfiguration', 'modelArn'];

/** Versions of a prompt of the template have other names each time; that they are read is no news. */
function promptRows({ configuration, model }: NodeForm): readonly (readonly [Row, string])[] {
  const promptArn = at(model.configuration, 'prompt', 'sourceConfiguration', 'resource', 'promptArn');
  if (promptArn === undefined) { return []; }
  const isKnown = at(configuration, 'prompt', PROMPT, 'source') === undefined;
  return [['renderPrompt', isKnown ? 'prompts of the template' : textOf(promptArn)]];
}

function modelsOf({ type, configuration }: NodeForm): readonly string[] {
  const model = type === 'Prompt' ? at(configuration, 'prompt', PROMPT, 'modelId')
    : type === 'KnowledgeBase' ? at(configuration, 'knowledgeBase', 'modelId') : undefined;
  return model === undefined ? [] : [textOf(model)];
}

function idOf(model: string): string {
  const { kind, id } = parsed(model);
  return kind === 'foundation-model' ? id : model;
}

/** Partition and Region of the deployment are parts of an ARN like others. */
function parsed(model: string) {
  return parseModelId(model.replace(/\$\{AWS::(\w+)\}/g, '$1'));
}
