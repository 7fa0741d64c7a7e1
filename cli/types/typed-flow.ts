/** What types are written of: the ports of Lambda nodes, and what callers send and get. */
import { callerFacts } from '../../src/core/diff/caller-facts';
import type { DataType, Definition, Node } from '../../src/core/model/definition';
import { everyNode } from '../../src/core/model/visit';
import { name as quotedName } from '../../src/core/words/quote';
import { CommandError } from '../command-error';
import { pascalCase, wordsOf } from '../spelling/words';

export interface Port {
  readonly name: string;
  readonly type: DataType;
}

/** Words for the names that a program has for it. */
interface Worded {
  readonly words: readonly string[];
  readonly name: string;
}

export interface LambdaPorts extends Worded {
  readonly inputs: readonly Port[];
  readonly answer: DataType;
}

/** Where callers put what they send. */
export interface TypedInput extends Port {
  readonly node: string;
}

/** An output of the flow. */
export interface TypedOutput extends Port {
  /** One behind a condition, or for each item of what may be empty, may be missing. */
  readonly comesAlways: boolean;
  readonly mayRepeat: boolean;
}

export interface TypedFlow extends Worded {
  /** Where the types come from, for the first line. */
  readonly source: string;
  readonly input?: TypedInput;
  readonly outputs: readonly TypedOutput[];
  readonly nodes: readonly LambdaPorts[];
}

/** @throws CommandError where a port has no type that flows have */
export function typedFlow(definition: Definition, flow: string, source: string): TypedFlow {
  const taken = new Set<string>();
  const words = wordsFor(flow, taken);
  const all = [...everyNode(definition)].map(({ node }) => node);
  const facts = callerFacts(definition).outputs;
  const input = all.find(({ type }) => type === 'Input');
  return {
    words,
    name: flow,
    source,
    ...input && { input: { ...single(input, 'outputs', 'document', source), node: input.name } },
    outputs: all.filter(({ type }) => type === 'Output').map((node) => ({
      ...single(node, 'inputs', 'document', source),
      name: node.name,
      comesAlways: facts.get(node.name)?.comesAlways ?? false,
      mayRepeat: facts.get(node.name)?.mayRepeat ?? false,
    })),
    nodes: all.filter(({ type }) => type === 'LambdaFunction').map((node) => ({
      words: wordsFor(node.name, taken),
      name: node.name,
      inputs: listOf(node, 'inputs').map((port) => known(node, port, source)),
      answer: single(node, 'outputs', 'functionResponse', source).type,
    })),
  };
}

/** Words that make names which nothing else of the program has, in any case of letters. */
function wordsFor(name: string, taken: Set<string>): readonly string[] {
  const words = wordsOf(name);
  for (let count = 1; ; count++) {
    const tried = count === 1 ? words : [...words, String(count)];
    const key = pascalCase(tried).toLowerCase();
    if (!taken.has(key)) {
      taken.add(key);
      return tried;
    }
  }
}

const TYPES: ReadonlySet<unknown> = new Set<DataType>(['String', 'Number', 'Boolean', 'Object', 'Array']);

function listOf(node: Node, key: 'inputs' | 'outputs'): readonly Partial<Port>[] {
  const list: unknown = node[key];
  return Array.isArray(list) ? list as readonly Partial<Port>[] : [];
}

function single(node: Node, key: 'inputs' | 'outputs', port: string, source: string): Port {
  return known(node, listOf(node, key).find((one) => one?.name === port) ?? { name: port }, source);
}

function known(node: Node, port: Partial<Port>, source: string): Port {
  const { name, type } = port ?? {};
  if (typeof name === 'string' && TYPES.has(type)) { return { name, type: type! }; }
  throw new CommandError(source,
    `port ${quotedName(String(name))} of node ${quotedName(node.name)} has no type that flows have`,
    "correct it; 'bedrock-flows validate' shows more", 'UnreadableInput');
}
