import * as fc from 'fast-check';
import { validFlow, validFlows } from './arbitrary';
import { Dice } from './property/dice';
import { copy, lambda, part } from './property/draft';
import { fuzzed, seeds } from './property/runs';
import { OWN_CODES, SERVICE_CODES } from '../../../src/core/constraints/codes';
import { put } from '../../../src/core/model/put';
import type { Finding } from '../../../src/core/validate/finding';
import { validate } from '../../../src/core/validate/validate';
import { stopwatch } from '../../stopwatch';
import { anyJson, definitions } from '../template/arbitrary';

const CODES = new Set<string>([...OWN_CODES, ...SERVICE_CODES]);
const LINE = /^[^\n\r\u2028\u2029]*$/;

/** Findings that people and programs can read, each said once. */
function readable(findings: readonly Finding[]): void {
  const said = new Set<string>();
  for (const {
    code, severity, path, message, remedy, node, input, output, condition, connection, offset,
  } of findings) {
    const places = [node, input, output, condition, connection].filter((one) => one !== undefined);
    const isRight = CODES.has(code) && (severity === 'error' || severity === 'warning') && typeof path === 'string'
      && [message, remedy].every((line) => typeof line === 'string' && line.trim() !== '' && LINE.test(line)
        && !/undefined|\[object|NaN/.test(line.replace(/'[^']*'/g, '')))
      && places.every((one) => typeof one === 'string') && (offset === undefined || Number.isInteger(offset));
    const line = JSON.stringify([code, path, offset, message]);
    if (!isRight || said.has(line)) {
      throw new Error(`${said.has(line) ? 'said twice' : 'not readable'}: `
        + JSON.stringify({ code, severity, path, message, remedy, places, offset }));
    }
    said.add(line);
  }
}

/** Puts something else in a random place, a few times. */
function mangled(flow: unknown, scraps: readonly unknown[], dice: Dice): unknown {
  let json: any = copy(flow);
  for (let times = dice.between(1, 4); times > 0; times--) {
    let holder: any;
    let key: string | undefined;
    let value: any = json;
    // down at random, and not always to the ground
    while (typeof value === 'object' && value !== null && Object.keys(value).length > 0
      && (holder === undefined || !dice.oneIn(7))) {
      holder = value;
      key = dice.pick(Object.keys(value));
      value = holder[key];
    }
    if (holder === undefined) { return json; }
    const scrap = dice.oneIn(3) ? partOf(json, dice) : dice.oneIn(2) ? twisted(value, dice) : dice.pick(scraps);
    switch (dice.upTo(9)) {
      case 0: Array.isArray(holder) ? holder.splice(Number(key), 1) : delete holder[key!]; break;
      case 1: Array.isArray(holder) ? holder.push(copyOf(value)) : put(holder, dice.pick(KEYS), copyOf(scrap)); break;
      case 2: json = dice.oneIn(20) ? scrap : json; break;
      default: put(holder, key!, copyOf(scrap));
    }
  }
  return json;
}

const KEYS = [
  '__proto__', 'constructor', 'toString', 'Ref', 'Fn::Sub', 'nodes', 'Nodes', 'definition', 'name', 'expression',
  'configuration', 'length', 'resolve', '', '0', 'type',
];
const WORDS = [
  '', '__proto__', 'constructor', 'default', 'Input', 'Loop', 'Condition', 'document', '$.data', '$.data[0]', 'a == 1',
  'x'.repeat(300), 'a\nb', '\u2028', '\ud800', '${X}', '${Token[TOKEN.1]}', '\'', '"',
];

function twisted(value: unknown, dice: Dice): unknown {
  switch (typeof value) {
    case 'string': return dice.oneIn(3) ? dice.pick(WORDS) : value.slice(0, dice.upTo(value.length)) + dice.pick(WORDS)
      + value.slice(dice.upTo(value.length));
    case 'number': return dice.pick([-value, value + 0.5, 0, 1e308, -1e308, Number.MAX_SAFE_INTEGER, -1e281, 5e-324]);
    default: return Array.isArray(value)
      ? dice.shuffled([...value, ...value]) : dice.pick<unknown>([null, [], {}, [value], { x: value }, value]);
  }
}

function partOf(json: unknown, dice: Dice): unknown {
  let value: any = json;
  while (typeof value === 'object' && value !== null && Object.keys(value).length > 0
    && (value === json || !dice.oneIn(4))) { value = value[dice.pick(Object.keys(value))]; }
  return value;
}

function copyOf(value: unknown): unknown { return value === undefined ? null : copy(value); }

test.each<readonly [string, number, fc.Arbitrary<unknown>]>([
  ['JSON', 0.15, fc.jsonValue({ maxDepth: 8 })],
  ['JSON with the keys of a definition', 0.2, anyJson(6)],
  ['objects of the right shape', 0.25, definitions],
  ['flows with something else in them', 0.4, fc.tuple(validFlows, fc.array(anyJson(3), { minLength: 1, maxLength: 3 }),
    seeds).map(([flow, scraps, seed]) => mangled(flow, scraps, new Dice(seed)))],
])('any %s is checked, and what is said of it can be read', (_, share, arbitrary) => {
  fc.assert(fc.property(arbitrary, (json) => readable(validate(json))), fuzzed(share));
});

const deep = (levels: number, wrap: (inner: unknown) => unknown, core: unknown = 1): unknown => {
  let json = core;
  for (let level = 0; level < levels; level++) { json = wrap(json); }
  return json;
};
const loopOf = (definition: unknown) => ({
  nodes: [{ name: 'Round', type: 'Loop', configuration: { loop: { definition } }, inputs: [part('loopInput')] }],
  connections: [{ name: 'back', type: 'Data', source: 'Round', target: 'Round' }],
});
const flowWith = (node: object) => ({ nodes: [...validFlow(1, 0).nodes, { name: 'Odd', ...node }], connections: [] });
const conditionOf = (expression: string) => ({
  type: 'Condition',
  inputs: [part('aa')],
  configuration: {
    condition: {
      conditions: [{ name: 'one', expression }, { name: 'default' }, { name: 'two', expression: `${expression} ` }],
    },
  },
});
const promptOf = (text: string) => ({
  type: 'Prompt',
  configuration: {
    prompt: {
      sourceConfiguration: {
        inline: { templateType: 'TEXT', modelId: text, templateConfiguration: { text: { text } } },
      },
    },
  },
});
const big = 300_000;

function itself(): unknown {
  const loop: any = loopOf(undefined);
  loop.nodes[0].configuration.loop.definition = loop;
  return loop;
}

test.each<readonly [string, unknown]>([
  ['lists, 10,000 deep', deep(10_000, (inner) => [inner])],
  ['objects, 10,000 deep', deep(10_000, (inner) => ({ nodes: inner }))],
  ['lists of nodes, 10,000 deep', { nodes: deep(10_000, (inner) => [inner]) }],
  ['a configuration, 10,000 deep', flowWith({
    type: 'Prompt', configuration: deep(10_000, (inner) => ({ prompt: inner })),
  })],
  ['a document, 10,000 deep', flowWith({
    type: 'KnowledgeBase',
    configuration: {
      knowledgeBase: {
        orchestrationConfiguration: { additionalModelRequestFields: deep(10_000, (inner) => ({ x: inner })) },
      },
    },
  })],
  ['300 loops in one another', deep(300, loopOf, validFlow(1, 3))],
  ['10,000 loops in one another', deep(10_000, loopOf, {})],
  ['a loop that contains itself', itself()],
  ['5,000 nodes', {
    nodes: Array.from({ length: 5000 }, (_, at) => lambda(`n${at % 977}`, [part('aa'), part('aa')])), connections: [],
  }],
  ['5,000 connections between unknown nodes', {
    nodes: [{ name: 'aa', type: 'Input' }],
    connections: Array.from({ length: 5000 }, (_, at) => ({
      name: `c${at}`,
      type: 'Data',
      source: `x${at}`,
      target: `y${at}`,
      configuration: { data: { sourceOutput: `o${at}`, targetInput: `i${at}` } },
    })),
  }],
  ['5,000 inputs, each named wrongly by a connection', {
    nodes: [{ name: 'aa', type: 'Input', outputs: [{ name: 'document', type: 'Object' }] }, lambda('bb',
      Array.from({ length: 5000 }, (_, at) => part(`in${at}`)))],
    connections: Array.from({ length: 5000 }, (_, at) => ({
      name: `c${at}`,
      type: 'Data',
      source: 'aa',
      target: 'bb',
      configuration: { data: { sourceOutput: 'document', targetInput: `im${at}` } },
    })),
  }],
  ['a name of a million letters', flowWith({ name: 'x'.repeat(1_000_000), type: 'x'.repeat(1_000_000) })],
  ['an expression of brackets', flowWith({
    type: 'LambdaFunction',
    inputs: [{ name: 'aa', type: 'String', expression: `$.data${'['.repeat(big)}` }, {
      name: 'bb', type: 'String', expression: `$.data${'[0]'.repeat(big)}`,
    }],
  })],
  ['an expression of blanks', flowWith({
    type: 'LambdaFunction',
    inputs: [{ name: 'aa', type: 'String', expression: `$.data[${' '.repeat(big)}1${' '.repeat(big)}, x]` }],
  })],
  ['a condition of parentheses', flowWith(conditionOf('('.repeat(big)))],
  ['a condition of pairs of parentheses', flowWith(conditionOf(`${'('.repeat(20_000)}aa == "x"${')'.repeat(20_000)}`))],
  ['a condition of nots', flowWith(conditionOf('not '.repeat(20_000)))],
  ['a condition of ands', flowWith(conditionOf('aa == "x" and '.repeat(20_000)))],
  ['a condition of blanks and quotes', flowWith(conditionOf(`aa == ${' "'.repeat(big)}`))],
  ['a condition of blanks', flowWith(conditionOf(`aa == ${' '.repeat(big)}"`))],
  ['a prompt of braces', flowWith(promptOf('{'.repeat(big)))],
  ['a prompt of placeholders', flowWith(promptOf('${'.repeat(big)))],
  ['a prompt of variables', flowWith(promptOf(Array.from({ length: 20_000 }, (_, at) => `{{v${at}}}`).join('')))],
  ['a prompt of half variables', flowWith(promptOf('{{ a'.repeat(big / 4)))],
  ['code of quotes', flowWith({
    type: 'InlineCode', configuration: { inlineCode: { code: '"'.repeat(big), language: 'Python_3' } },
  })],
  ['code of brackets', flowWith({
    type: 'InlineCode', configuration: { inlineCode: { code: '('.repeat(big), language: 'Python_3' } },
  })],
  ['code of lines', flowWith({
    type: 'InlineCode', configuration: { inlineCode: { code: 'print x\n'.repeat(big / 8), language: 'Python_3' } },
  })],
  ['code of blanks', flowWith({
    type: 'InlineCode',
    configuration: { inlineCode: { code: `x${' '.repeat(big)}\n;`.repeat(3), language: 'Python_3' } },
  })],
  ['unknown keys', { nodes: [Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`name${at}`, at]))] }],
  ['undefined', undefined],
  ['a function', () => 1],
  ['a symbol', Symbol('x')],
  ['a big number', 10n],
  ['a Date', new Date(0)],
  ['a Map', new Map([['nodes', []]])],
  ['holes', { nodes: [, , 1] }], // eslint-disable-line no-sparse-arrays
  ['no prototype', Object.assign(Object.create(null), { nodes: [Object.create(null)] })],
])('%s: checked in a moment', (_, json) => {
  const elapsed = stopwatch();
  readable(validate(json));
  // ten times what it takes on a slow machine; without bound it would be minutes
  expect(elapsed()).toBeLessThan(5000);
});
