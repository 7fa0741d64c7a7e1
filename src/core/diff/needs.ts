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
import type { DirectGrant, NeedsApp } from '../kinds/kind';

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
  // a node of the console that is not finished names nothing yet
  return collected(graph, (node) => rowsOf(node).filter(([, resource]) => resource !== '').map(([row, resource]) =>
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

function rowsOf(node: NodeForm): readonly Needed[] {
  const { type, model: { configuration } } = node;
  return hasNeedsOfApp(type) ? OF_APP[type].rows(node, modelsOf(node)) : grantedRows(type, configuration);
}

type Needed = readonly [Row, string];

interface NeedsOfApp {
  /** Where the form of its configuration names a model. */
  readonly model?: readonly string[];
  readonly rows: (node: NodeForm, models: readonly string[]) => readonly Needed[];
}

/** What a node needs beyond the ARNs that its own record grants. */
const OF_APP: { readonly [T in NeedsApp]: NeedsOfApp } = {
  Prompt: {
    model: ['prompt', PROMPT, 'modelId'],
    rows: (node, models) => [
      ...models.map(invoked),
      ...promptRows(node),
      ...on(node, 'applyGuardrail', 'prompt', 'guardrailConfiguration', 'guardrailIdentifier'),
    ],
  },
  KnowledgeBase: {
    model: ['knowledgeBase', 'modelId'],
    rows: (node, models) => [
      ...on(node, 'retrieve', 'knowledgeBase', 'knowledgeBaseId'),
      ...models.length > 0 ? [['retrieveAndGenerate', '*'] as const, ...models.map(invoked)] : [],
      ...at(node.model.configuration, 'knowledgeBase', 'rerankingConfiguration') !== undefined && models.length > 0
        ? [['rerank', '*'] as const, ...on(node, 'invokeModel', ...RERANKER)] : [],
      ...on(node, 'applyGuardrail', 'knowledgeBase', 'guardrailConfiguration', 'guardrailIdentifier'),
    ],
  },
  Agent: { rows: (node) => on(node, 'invokeAgent', 'agent', 'agentAliasArn') },
  Retrieval: { rows: (node) => on(node, 'getObject', 'retrieval', 'serviceConfiguration', 's3', 'bucketName') },
  Storage: { rows: (node) => on(node, 'putObject', 'storage', 'serviceConfiguration', 's3', 'bucketName') },
};

function hasNeedsOfApp(type: string): type is NeedsApp {
  return Object.hasOwn(OF_APP, type);
}

/** A row on what the configuration names, if it does. */
function on({ model }: NodeForm, row: Row, ...path: readonly string[]): readonly Needed[] {
  const resource = at(model.configuration, ...path);
  return resource === undefined ? [] : [[row, textOf(resource)]];
}

function invoked(model: string): Needed {
  return [MODEL_ROWS[parsed(model).kind], idOf(model)];
}

/** What the record of a type grants on the ARNs that the configuration names; nothing for a type that is not known. */
function grantedRows(type: string, configuration: unknown): readonly Needed[] {
  if (!isNodeType(type)) { return []; }
  const { key, grants }: { readonly key: string; readonly grants: readonly DirectGrant<any>[] } = KINDS[type];
  const inside = at(configuration, key);
  if (inside === undefined) { return []; }
  return grants.flatMap(({ grant, on: resourceIn }) => {
    const resource = resourceIn(inside);
    return resource === undefined ? [] : [[grant, textOf(resource)] as const];
  });
}

const RERANKER =
  ['knowledgeBase', 'rerankingConfiguration', 'bedrockRerankingConfiguration', 'modelConfiguration', 'modelArn'];

/** Versions of a prompt of the template have other names each time; that they are read is no news. */
function promptRows({ configuration, model }: NodeForm): readonly Needed[] {
  const promptArn = at(model.configuration, 'prompt', 'sourceConfiguration', 'resource', 'promptArn');
  if (promptArn === undefined) { return []; }
  const isKnown = at(configuration, 'prompt', PROMPT, 'source') === undefined;
  return [['renderPrompt', isKnown ? 'prompts of the template' : textOf(promptArn)]];
}

function modelsOf({ type, configuration }: NodeForm): readonly string[] {
  const path = hasNeedsOfApp(type) ? OF_APP[type].model : undefined;
  const model = path && at(configuration, ...path);
  return model === undefined ? [] : [textOf(model)];
}

function idOf(model: string): string {
  const { kind, id } = parsed(model);
  return kind === 'foundation-model' ? id : model;
}

/** Partition and Region of the deployment are parts of an ARN like others. */
function parsed(model: string) {
  // an attribute of a resource in the template: only application inference profiles have one of this name
  if (/\bInferenceProfileArn\b/.test(model)) {
    return { kind: 'application-inference-profile' as const, isArn: true, id: model };
  }
  return parseModelId(model.replace(/\$\{AWS::(\w+)\}/g, '$1'));
}
