/** A definition with everything taken out that makes no difference, so that two of them can be compared. */
import { SIDE_OUTPUTS } from '../../../src/core/constraints';
import { kindOf, mayLackConfiguration } from '../../../src/core/kinds';
import { canonical } from '../../../src/core/model/canonical';
import type { Connection, Definition, InlinePrompt, Node, NodeInput } from '../../../src/core/model/definition';
import { isRecord } from '../../../src/core/model/opaque';
import { promptVariables } from '../../../src/core/prompt/variables';
import { withoutRetired } from '../../../src/core/template';

export interface NormalForm {
  /** Each node by its name, without the places of other nodes in it; those of loops as `Loop/Node`. */
  readonly nodes: ReadonlyMap<string, unknown>;
  /** What each connection joins. */
  readonly connections: ReadonlySet<string>;
}

export interface Context {
  /** The contents of managed prompts that are known, by what names them. */
  readonly prompts: { readonly [arn: string]: InlinePrompt };
  /** What is said in other words, such as a parameter. */
  readonly instead?: (value: unknown) => unknown;
}

/**
 * The order of nodes and ports, names of connections, empty configurations and what the service has retired make no
 * difference.
 */
export function normalForm(definition: Definition, context: Context): NormalForm {
  const nodes = new Map<string, unknown>();
  const connections = new Set<string>();
  visit(withoutRetired(definition), '', { nodes, connections }, context);
  return { nodes, connections };
}

type Found = { readonly nodes: Map<string, unknown>; readonly connections: Set<string> };

function visit(definition: Definition, path: string, found: Found, context: Context): void {
  const { nodes = [], connections = [] } = definition;
  const names =
    new Map(nodes.map((node) => [node.name, isRecord(node) && PARTS_OF_LOOP.test(node.type) ? node.type : node.name]));
  for (const node of nodes) {
    found.nodes.set(`${path}${names.get(node.name)!}`, nodeForm(node, connections, context));
    if (node.type === 'Loop' && node.configuration?.loop) {
      visit(node.configuration.loop.definition ?? {}, `${path}${node.name}/`, found, context);
    }
  }
  for (const connection of connections) { found.connections.add(joined(connection, path, names)); }
}

/** The constructs name these themselves. */
const PARTS_OF_LOOP = /^Loop(Input|Controller)$/;

function joined(
  { source, target, configuration }: Connection, path: string, names: ReadonlyMap<string, string>,
): string {
  const end = (name: string) => `${path}${names.get(name) ?? name}`;
  const { data, conditional } = (configuration ?? {}) as {
    data?: { sourceOutput: string; targetInput: string }; conditional?: { condition: string };
  };
  if (data) { return `${end(source)}.${data.sourceOutput} > ${end(target)}.${data.targetInput}`; }
  return `${end(source)}.${conditional?.condition ?? '?'} > ${end(target)}`;
}

function nodeForm(node: Node, connections: readonly Connection[], context: Context): unknown {
  const { name, type, configuration, inputs = [], outputs = [], ...others } = node;
  const isRead = (output: string) => connections.some((one) => (
    one.type === 'Data' && one.source === name && one.configuration?.data?.sourceOutput === output
  ));
  const isDropped = (output: string) => type === 'Loop' && SIDE_OUTPUTS.has(output) && !isRead(output);
  return plain({
    type,
    configuration: configurationForm(node, context) ?? {},
    inputs: byName(inputs.filter((input) => isUsed(node, input, connections))),
    outputs: byName(outputs.filter((output) => !isDropped(output.name))),
    ...others,
  }, context);
}

// an input that may be left out, and that nothing comes to, is as good as left out
function isUsed({ name, type }: Node, input: NodeInput, connections: readonly Connection[]): boolean {
  const isOptional = kindOf(type)?.inputs.some((port) => port.name === input.name && port.optional === true);
  return !isOptional || connections.some((one) => one.type === 'Data' && one.target === name
    && one.configuration?.data?.targetInput === input.name);
}

function byName<T extends { readonly name: string }>(ports: readonly T[]): readonly T[] {
  return [...ports].sort((left, right) => left.name < right.name ? -1 : 1);
}

function configurationForm(node: Node, { prompts }: Context): unknown {
  const kind = kindOf(node.type);
  if (node.type === 'Loop' && node.configuration?.loop) {
    return { loop: { ...node.configuration.loop, definition: undefined } };
  }
  const isEmpty = kind && mayLackConfiguration(kind)
    && canonical(node.configuration) === canonical({ [kind.key]: {} });
  if (node.configuration === undefined || isEmpty) { return undefined; }
  if (node.type === 'Condition') { return conditionsForm(node.configuration); }
  if (node.type !== 'Prompt' || !isRecord(node.configuration.prompt)) { return node.configuration; }
  const { sourceConfiguration, ...others } = node.configuration.prompt;
  const { inline, resource } = sourceConfiguration ?? {};
  const known = inline ?? (resource && prompts[JSON.stringify(resource.promptArn)]);
  return {
    ...node.configuration,
    prompt: { ...others, sourceConfiguration: known ? { inline: promptForm(known) } : sourceConfiguration },
  };
}

/** The default holds when nothing else does, wherever it stands. */
function conditionsForm(configuration: NonNullable<(Node & { readonly type: 'Condition' })['configuration']>): unknown {
  const conditions = configuration.condition?.conditions;
  if (!Array.isArray(conditions)) { return configuration; }
  const isDefault = ({ name }: { readonly name: string }) => name === 'default';
  return {
    condition: {
      ...configuration.condition,
      conditions: [...conditions.filter((one) => !isDefault(one)), ...conditions.filter(isDefault)],
    },
  };
}

/** A prompt has the variables that its text shows, declared or not. */
function promptForm(prompt: InlinePrompt): unknown {
  const { text, chat } = prompt.templateConfiguration ?? {};
  const template = text ?? chat;
  if (!template) { return prompt; }
  const shown = promptVariables(text ? String(text.text) : canonical([chat!.messages, chat!.system]));
  const { inputVariables: given } = template;
  const declared = (Array.isArray(given) ? given as { readonly name?: string }[] : []).map(({ name }) => name ?? '');
  const inputVariables = [...new Set([...shown, ...declared])].sort();
  return { ...prompt, templateConfiguration: { [text ? 'text' : 'chat']: { ...template, inputVariables } } };
}

/** Without what is empty where empty says nothing, and with what is said in other words. */
function plain(value: unknown, context: Context): unknown {
  const other = context.instead?.(value);
  if (other !== undefined) { return other; }
  if (Array.isArray(value)) { return value.map((item) => plain(item, context)); }
  if (!isRecord(value)) { return value; }
  const members = Object.entries(value).filter(([key, member]) => (
    member !== undefined && !(key === 'stopSequences' && Array.isArray(member) && member.length === 0)
  ));
  return Object.fromEntries(members.map(([key, member]) => [key, plain(member, context)]));
}
