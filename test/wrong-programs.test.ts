/** Wrong programs: the one line that each of them gets, and that it leaves nothing behind. */
import { readFileSync } from 'fs';
import { join } from 'path';
import { Stack } from 'aws-cdk-lib';
import * as library from '../src';
import { ask, definitionOf, newStack, objectFlow, synthErrors, templateOf } from './small-flows';
import { PROGRAMS } from './wrong-programs/programs';
import type { WrongProgram } from './wrong-programs/worlds';
import { OWN_CODES, SERVICE_CODES } from '../src/core/constraints';

const MESSAGES = messages(readFileSync(join(__dirname, 'wrong-programs', 'messages.txt'), 'utf8'));

const named = Object.entries(PROGRAMS).map(([name, program]) => ({ name, program }));
const thrown = named.filter(({ program }) => program.wrong !== undefined);

/** The texts: a name, and below it the message, indented. */
function messages(text: string): Map<string, string> {
  const blocks = text.trimEnd().split(/\n(?=\S)/).map((block) => block.split('\n  '));
  return new Map(blocks.map(([name, ...message]) => [name, message.join('\n')]));
}

interface Told {
  readonly stack: Stack;
  readonly message: string;
}

/** What the library says of a program; each runs once, and so does what several have in common. */
const told = once(tell);
const untouched = once((given: WrongProgram['given']) => {
  const stack = newStack();
  given(stack);
  return { paths: pathsOf(stack), template: templateOf(stack) };
});

function once<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    if (!made.has(key)) { made.set(key, make(key)); }
    return made.get(key)!;
  };
}

function tell({ given, wrong }: WrongProgram): Told {
  const stack = newStack();
  const world = given(stack);
  if (!wrong) { return { stack, message: synthErrors(stack).join('\n') }; }
  try {
    wrong(world);
  } catch (error) {
    return { stack, message: (error as Error).message };
  }
  throw new Error('the program is not wrong');
}

function pathsOf(stack: Stack): string[] {
  return stack.node.root.node.findAll().map((construct) => construct.node.path);
}

test('there are many, and each has its message', () => {
  expect([...MESSAGES.keys()]).toEqual(Object.keys(PROGRAMS));
  expect(MESSAGES.size).toBeGreaterThan(150);
});

describe('says', () => {
  test.each(named)('$name', ({ name, program }) => {
    expect(told(program).message).toBe(MESSAGES.get(name));
  });
});

describe('in one line of the agreed form', () => {
  test.each(named)('$name', ({ name, program }) => {
    const message = MESSAGES.get(name)!;
    const [, place, text, code] = /^\[([^\]]+)\] (.+) \[([A-Za-z]+)\]$/.exec(message) ?? [];
    expect(place).toBeDefined();
    expect([...OWN_CODES, ...SERVICE_CODES]).toContain(code);
    // what is wrong; what to do
    expect(text).toMatch(/^[^A-Z].+\S; \S.+/);
    expect(text).not.toMatch(/[.!]$|[.!] [A-Z]|\n|\s\s/);
    expect(text).not.toMatch(/undefined|null|NaN|\[object|Token\[|Error\b|\bat new |\.js:|\.ts:/);
    expect(isPlace(place, pathsOf(told(program).stack))).toBe(true);
  });

  /** Whether it is a class that makes parts of a program, a construct that there is, or one that there could be. */
  function isPlace(place: string, paths: readonly string[]): boolean {
    const parent = place.split('/').slice(0, -1).join('/');
    // an import that fails takes its flow away
    const isOfFlow = place.startsWith('S/Triage/') && paths.includes('S');
    return place.split(/[. ]/)[0] in library || paths.includes(place) || paths.includes(parent) || isOfFlow;
  }
});

describe('leaves nothing behind', () => {
  test.each(thrown)('$name', ({ program }) => {
    const { stack } = told(program);
    const { paths, template } = untouched(program.given);
    expect(pathsOf(stack)).toEqual(paths);
    expect(templateOf(stack)).toEqual(template);
  });
});

describe('an id can be used again after an error', () => {
  test('of a node', () => {
    const flow = objectFlow();
    const text = flow.input.stringAt('text');
    expect(() => ask(flow, 'Reply', { 'my-text': text })).toThrow('IllegalName');
    const reply = ask(flow, 'Reply', { text });
    expect(() => new library.OutputNode(flow, 'Out', { document: objectFlow('Other').input })).toThrow('ForeignValue');
    new library.OutputNode(flow, 'Out', { document: reply.modelCompletion });
    expect(synthErrors(Stack.of(flow))).toEqual([]);
    expect(definitionOf(flow).nodes?.map(({ name }) => name)).toEqual(['FlowInputNode', 'Reply', 'Out']);
  });

  test('of a flow', () => {
    const stack = newStack();
    expect(() => new library.Flow(stack, 'Triage', { flowName: 'my flow' })).toThrow('IllegalValue');
    const flow = objectFlow('Triage', stack);
    new library.OutputNode(flow, 'Out', { document: flow.input });
    expect(synthErrors(stack)).toEqual([]);
  });

  test('of a condition', () => {
    const flow = objectFlow();
    const route = new library.ConditionNode(flow, 'Route', { inputs: { text: flow.input.stringAt('text') } });
    expect(() => route.when('isRefund', 'text == refund')).toThrow('MalformedConditionExpression');
    new library.OutputNode(flow, 'Out', { document: flow.input, runWhen: route.when('isRefund', 'text == "refund"') });
    expect(synthErrors(Stack.of(flow))).toEqual([]);
  });

  test('of a loop', () => {
    const flow = objectFlow();
    const loop = new library.LoopNode(flow, 'Refine', { inputs: { text: flow.input.stringAt('text') } });
    const text = loop.value('text');
    expect(() => loop.continueWhile('again', 'text == "x"', { inputs: { text }, outputs: { text } }))
      .toThrow('DuplicateName');
    loop.continueWhile('again', 'text == "x"', { inputs: { text }, outputs: { result: text } });
    new library.OutputNode(flow, 'Out', { document: loop.output('result') });
    expect(synthErrors(Stack.of(flow))).toEqual([]);
  });
});
