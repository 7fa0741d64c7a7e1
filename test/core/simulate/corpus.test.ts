/** Every public flow of the corpus that the service would take, along every combination of its branches, to an end. */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { misshapen } from './shapes';
import { compile, type Effect, runSync, type Settlement, tryCompile } from '../../../src/core/simulate';
import * as expected from '../../corpus/expected.json';

const FOLDER = join(__dirname, '../../corpus/flows');
const flows = readdirSync(FOLDER).map((file) => ({
  number: file.replace('.json', ''), definition: JSON.parse(readFileSync(join(FOLDER, file), 'utf8')),
}));
const faults = expected as unknown as { readonly [flow: string]: { readonly errors?: readonly string[] } };
const valid = flows.filter(({ number }) => (faults[number]?.errors?.length ?? 0) === 0);

/** Sets each condition of a flow to one choice: an expression that holds, all others to one that does not. */
function* choices(definition: any): Generator<{ readonly name: string; readonly definition: any }> {
  const conditions: any[] = definition.nodes.filter((node: any) => node.type === 'Condition');
  const combinations = conditions.reduce<string[][]>((all, node) => (
    all.flatMap((before) => node.configuration.condition.conditions.map(({ name }: any) => [...before, name]))), [[]]);
  for (const combination of combinations) {
    const chosen = structuredClone(definition);
    conditions.forEach((node, at) => {
      const copy = chosen.nodes.find((one: any) => one.name === node.name);
      // nodes answer with texts: an input compared with itself tells
      const [{ name }] = copy.inputs;
      for (const one of copy.configuration.condition.conditions) {
        if (one.expression !== undefined) {
          one.expression = `${name} ${one.name === combination[at] ? '==' : '!='} ${name}`;
        }
      }
    });
    yield { name: combination.join(' '), definition: chosen };
  }
}

/** A value of the type of a port, with all that the expressions which read it need. */
function valueFor(definition: any, nodeName: string, output: string, type: string): unknown {
  const readers = definition.connections.filter((one: any) => one.source === nodeName
    && one.configuration?.data?.sourceOutput === output);
  const inputs = readers.map((one: any) => definition.nodes.find((node: any) => node.name === one.target)?.inputs
    .find((port: any) => port.name === one.configuration.data.targetInput)).filter(Boolean);
  if (type === 'Object') {
    const value: any = {};
    for (const port of inputs) {
      put(value, port.expression.replace(/^\$\.data\.?/, '').split('.').filter(Boolean), simple(port.type));
    }
    return value;
  }
  if (type === 'Array') {
    const iterator = readers.map((one: any) => definition.nodes.find((node: any) => node.name === one.target))
      .find((node: any) => node?.type === 'Iterator');
    const item = iterator?.outputs.find((port: any) => port.name === 'arrayItem');
    return Array.from({ length: 5 }, () => (
      iterator ? valueFor(definition, iterator.name, 'arrayItem', item.type) : simple(inputs[0]?.type === 'Array'
        ? 'String' : inputs[0]?.type)));
  }
  return simple(type);
}

function put(value: any, path: readonly string[], leaf: unknown): void {
  if (path.length === 0) { return; }
  const [name, ...rest] = path;
  // below a * there is a list of objects
  if (rest[0] === '*') {
    value[name] = [{}, {}];
    for (const one of value[name]) { put(one, rest.slice(1), leaf); }
  } else if (rest.length === 0) {
    value[name] ??= leaf;
  } else {
    put(value[name] ??= {}, rest, leaf);
  }
}

function simple(type: string): unknown {
  return ({ Number: 5, Boolean: true, Object: {}, Array: ['x'] } as any)[type] ?? 'text';
}

function everyNode(definition: any): any[] {
  return definition.nodes.flatMap((node: any) => [{ node, definition }, ...node.type === 'Loop'
    ? everyNode(node.configuration.loop.definition) : []]);
}

const runs =
  valid.flatMap(({ number, definition }) => [...choices(definition)].map((choice) => ({ number, ...choice })));

test('there are enough of them', () => {
  expect(valid.length).toBeGreaterThanOrEqual(25);
  expect(runs.length).toBeGreaterThan(valid.length);
});

test.each(
  runs.map((one) => [`${one.number} ${one.name}`.trim(), one.definition] as const),
)('flow %s comes to its end', (label, definition) => {
  const nodes = everyNode(definition);
  const find = (name: string) => nodes.find((one: any) => one.node.name === name);
  const valueOf = (name: string) => {
    const { node, definition: own } = find(name);
    const [port] = node.outputs;
    return valueFor(own, name, port.name, port.type);
  };
  const answer = ({ node }: Effect): Settlement => ({ value: valueOf(node) });
  const start = definition.nodes.find((node: any) => node.type === 'Input').name;
  const result = runSync(compile(definition, { profile: 'documented', conditions: 'lenient' }), [{
    nodeName: start, content: { document: valueOf(start) },
  }], {
    types: {
      Prompt: answer,
      LambdaFunction: answer,
      Agent: answer,
      KnowledgeBase: answer,
      InlineCode: answer,
      Lex: answer,
      Retrieval: answer,
      Storage: answer,
    },
  });
  expect(result.error).toBeUndefined();
  expect(result.completionReason).toBe('SUCCESS');
  expect(misshapen(result.events, 'stream')).toEqual([]);
  // its default leads nowhere
  expect(result.outputs.length > 0).toBe(label !== '44 default');
});

test('the flows that the service refuses run as far as they can, or say why not', () => {
  for (const { number, definition } of flows.filter((one) => !valid.includes(one))) {
    const compiled = tryCompile(definition);
    if ('findings' in compiled) {
      expect(faults[number].errors).toEqual(expect.arrayContaining(compiled.findings.map(({ code }) => code)));
      continue;
    }
    const result = runSync(compiled.plan, [
      { nodeName: [...compiled.plan.inputNodes.keys()][0], content: { document: 'x' } },
    ], { types: { Agent: () => ({ value: 'x' }) } });
    expect(result.error ?? result.completionReason).toBeDefined();
  }
});
