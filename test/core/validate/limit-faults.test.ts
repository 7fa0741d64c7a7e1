/**
 * Every limit in the table of structures: broken, it gives a fault at its place; kept, it gives none. Made from the
 * table.
 */
import type { Kind } from '../../../src/core/model/member';
import { STRUCT_NAMES, type StructName, structOf } from '../../../src/core/model/shape';
import { indexDefinition } from '../../../src/core/validate/index-definition';
import { limitFaults } from '../../../src/core/validate/limit-faults';

const REF = { Ref: 'X' };

interface Way {
  readonly from?: StructName;
  readonly member: string;
  readonly isList: boolean;
}

/** How to get from the definition to a structure: over which members. */
function waysTo(): ReadonlyMap<StructName, readonly Way[]> {
  const ways = new Map<StructName, readonly Way[]>([['Definition', []]]);
  for (const [struct, way] of ways) {
    for (const [member, kind] of Object.entries(structOf(struct).members) as [string, Kind<StructName>][]) {
      const inner = kind.kind === 'list' ? kind.item : kind;
      if (inner.kind === 'struct' && !ways.has(inner.struct)) {
        ways.set(inner.struct, [...way, { from: struct, member, isList: kind.kind === 'list' }]);
      }
    }
  }
  return ways;
}

const WAYS = waysTo();

/** A definition with one structure in it, and the path of that. */
function around(struct: StructName, value: unknown): readonly [unknown, string] {
  const ways = WAYS.get(struct)!;
  const definition = [...ways].reverse()
    .reduce((inner: unknown, { member, isList }) => ({ [member]: isList ? [inner] : inner }), value);
  return [
    definition, ways.reduce((path, { member, isList }) => `${path && `${path}.`}${member}${isList ? '[0]' : ''}`, ''),
  ];
}

interface Trial {
  readonly struct: StructName;
  readonly member: string;
  readonly what: string;
  readonly value: unknown;
  readonly isBroken: boolean;
  /** Behind the path of the member. */
  readonly item?: string;
}

function* trials(kind: Kind<StructName>): Generator<Pick<Trial, 'what' | 'value' | 'isBroken' | 'item'>> {
  if (kind.kind === 'text' && kind.limit) {
    const { min, max, pattern } = kind.limit;
    if (max !== undefined) { yield { what: `of ${max + 1} characters`, value: 'a'.repeat(max + 1), isBroken: true }; }
    if (min !== undefined) { yield { what: 'that is empty', value: '', isBroken: true }; }
    if (pattern) { yield { what: 'of other characters', value: '{}', isBroken: true }; }
    if (pattern) { yield { what: 'that never ends', value: 'a'.repeat(1_000_000), isBroken: true }; }
    if (max !== undefined && !pattern) {
      yield { what: `of ${max} characters`, value: 'a'.repeat(max), isBroken: false };
    }
  } else if (kind.kind === 'number') {
    const { min, max } = kind.limit ?? {};
    if (min !== undefined) {
      yield* [{ what: 'below', value: min - 1, isBroken: true }, { what: 'lowest', value: min, isBroken: false }];
    }
    if (max !== undefined) {
      yield* [{ what: 'above', value: max + 1, isBroken: true }, { what: 'highest', value: max, isBroken: false }];
    }
    if (kind.whole) { yield { what: 'broken', value: (min ?? 0) + 0.5, isBroken: true }; }
  } else if (kind.kind === 'enum') {
    yield { what: 'of other choices', value: 'nothing like it', isBroken: true };
    for (const value of kind.values) { yield { what: `${value}`, value, isBroken: false }; }
  } else if (kind.kind === 'list' && kind.limit) {
    const { min = 0, max } = kind.limit;
    const of = (count: number, isBroken: boolean) =>
      ({ what: `of ${count} entries`, value: Array(count).fill({}).map(entry), isBroken });
    if (max !== undefined) { yield of(max + 1, true); }
    if (min > 0) { yield of(min - 1, true); }
    if (max !== undefined) { yield of(max, false); }
  } else if (kind.kind === 'map' && kind.key?.max !== undefined) {
    yield { what: 'with a long key', value: { ['k'.repeat(kind.key.max + 1)]: 1 }, isBroken: true };
    yield { what: 'with a key', value: { k: 1 }, isBroken: false };
  }
  if (kind.kind === 'list' && kind.item.kind === 'text' && kind.item.limit) {
    for (const trial of trials(kind.item)) {
      yield { ...trial, what: `with one ${trial.what}`, value: [trial.value], item: '[0]' };
    }
  }
}

/** One that has what it must have: a list of which none has it is a fault of its own. */
function entry(_: unknown, at: number): object {
  return { name: `entry${at}`, type: 'String', expression: '$.data' };
}

const ALL: readonly Trial[] = STRUCT_NAMES.flatMap((struct) => (
  (Object.entries(structOf(struct).members) as [string, Kind<StructName>][]).flatMap(([member, kind]) => (
    [...trials(kind)].map((trial) => ({ struct, member, ...trial }))
  ))
));

/** Said by other rules, each with tests of its own. */
const ELSEWHERE: readonly RegExp[] = [
  // QuotaExceeded, MissingNodeConfiguration
  /^Definition\.(nodes|connections) /, /^Node\.(inputs|outputs) /, /^Condition\.conditions /,
  // UnknownNodeType
  /^Node\.type /,
  // where the name is declared
  /^Connection\.(source|target) /, /^DataConnection\./, /^ConditionalConnection\./,
  // MalformedNodeInputExpression, MalformedConditionExpression
  /^(NodeInput|ConditionEntry)\.expression that is empty$/,
];

function faultsAt({ struct, member, value, item = '' }: Trial): readonly string[] {
  const [definition, path] = around(struct, { [member]: value });
  const index = indexDefinition(definition);
  const place = `${path && `${path}.`}${member}${item}`;
  const codes = ['IllegalName', 'IllegalValue', 'ExpressionTooLong'] as const;
  return codes.filter((code) => limitFaults(index, code).some((report) => report.path === place));
}

const named = (trial: Trial): [string, Trial] => [`${trial.struct}.${trial.member} ${trial.what}`, trial];

test('every structure can be reached', () => {
  expect([...WAYS.keys()].sort()).toEqual([...STRUCT_NAMES].sort());
});

test.each(ALL.filter(({ isBroken }) => isBroken).map(named))('%s', (name, trial) => {
  const faults = faultsAt(trial);
  if (ELSEWHERE.some((pattern) => pattern.test(name))) {
    expect(faults).toEqual([]);
  } else {
    expect(faults).toEqual([expect.stringMatching(/^(IllegalName|IllegalValue|ExpressionTooLong)$/)]);
    expect(faults[0] === 'ExpressionTooLong').toBe(trial.member === 'expression');
  }
});

test.each(ALL.filter(({ isBroken }) => !isBroken).map(named))('%s is fine', (_, trial) => {
  expect(faultsAt(trial)).toEqual([]);
});

test('an inline prompt may have more tokens, as a managed one', () => {
  const tokens = (maxTokens: number) =>
    ({ struct: 'TextInference' as const, member: 'maxTokens', what: '', value: maxTokens, isBroken: true });
  expect(around('TextInference', {})[1]).toContain('knowledgeBase');
  expect(faultsAt(tokens(4097))).toEqual(['IllegalValue']);
  const inline = { inferenceConfiguration: { text: { maxTokens: 4097 } } };
  const definition = { nodes: [{ name: 'Reply', configuration: { prompt: { sourceConfiguration: { inline } } } }] };
  expect(limitFaults(indexDefinition(definition), 'IllegalValue')).toEqual([]);
});

test.each([
  [{ nodes: [{}] }, 'nodes[0]', 'the node has no name'],
  [{
    nodes: [{ name: 'Reply', inputs: [{ type: 'String', expression: '$.data' }] }],
  }, 'nodes[0].inputs[0]', 'the input has no name'],
  [{
    nodes: [{ name: 'Reply', inputs: [{ name: 'text', expression: '$.data' }] }],
  }, 'nodes[0].inputs[0]', 'the input has no type'],
  [{ nodes: [{ name: 'Reply', inputs: [{ name: 'text', type: 'String' }] }] }, 'nodes[0].inputs[0]', 'the input has no '
    + 'expression'],
  [{ nodes: [{ name: 'Reply', outputs: [{ name: 'text' }] }] }, 'nodes[0].outputs[0]', 'the output has no type'],
  [{ nodes: [{ name: 'Reply', outputs: [{ type: 'String' }] }] }, 'nodes[0].outputs[0]', 'the output has no name'],
  [
    { nodes: [{ name: 'Route', configuration: { condition: { conditions: [{}] } } }] },
    'nodes[0].configuration.condition.conditions[0]', 'the condition has no name',
  ],
  [{ connections: [{ type: 'Data' }] }, 'connections[0]', 'the connection has no name'],
  [{ connections: [{ name: 'one' }] }, 'connections[0]', 'the connection has no type'],
])('what must be there and is not: %j', (definition, path, message) => {
  const index = indexDefinition(definition);
  const found = [...limitFaults(index, 'IllegalName'), ...limitFaults(index, 'IllegalValue')];
  expect(found.map((report) => [report.path, report.message])).toEqual([[path, message]]);
});

describe('what none of several has is said once, of their list', () => {
  const said = (definition: object) => {
    const index = indexDefinition(definition);
    return (['IllegalName', 'IllegalValue'] as const).flatMap((code) => limitFaults(index, code)
      .map(({ path, message, remedy }) => `${path}: ${message}; ${remedy} [${code}]`));
  };
  const loop = (definition: object) => ({ name: 'Again', configuration: { loop: { definition } } });

  test('of connections, those in a loop for themselves', () => {
    const connections = [{ source: 'A' }, { source: 'B' }];
    const inner = 'nodes[0].configuration.loop.definition.connections';
    expect(said({ nodes: [loop({ connections })], connections: [...connections, { name: 'one' }] })).toEqual([
      `${inner}: none of the 2 connections has a name; add one to each [IllegalName]`,
      'connections[0]: the connection has no name; add it [IllegalName]',
      'connections[1]: the connection has no name; add it [IllegalName]',
      `${inner}: none of the 2 connections has a type; add one to each [IllegalValue]`,
      'connections: none of the 3 connections has a type; add one to each [IllegalValue]',
    ]);
  });

  test('of the inputs of a node', () => {
    const input = (name: string) => ({ name, type: 'String' });
    expect(said({ nodes: [{ name: 'Ask', inputs: [input('one'), input('two')] }] })).toEqual([
      'nodes[0].inputs: none of the 2 inputs has an expression; add one to each [IllegalValue]',
    ]);
  });

  test('not where one of them is known at deployment, or has the key misspelt', () => {
    expect(said({ connections: [{ name: 'one' }, { Ref: 'Second' }] }))
      .toEqual(['connections[0]: the connection has no type; add it [IllegalValue]']);
    expect(said({ connections: [{ name: 'one' }, { name: 'two', typ: 'Data' }] }))
      .toEqual(['connections[0]: the connection has no type; add it [IllegalValue]']);
  });
});

/** All that is said of a definition. */
const allOf = (definition: unknown) => {
  const index = indexDefinition(definition);
  return (['IllegalName', 'IllegalValue', 'ExpressionTooLong'] as const).flatMap((code) => limitFaults(index, code));
};
/** Of what stands in the chat template of a Prompt. */
const ofChat = (chat: object, name: unknown = 'Reply') => (
  allOf({
    nodes:
      [{ name, configuration: { prompt: { sourceConfiguration: { inline: { templateConfiguration: { chat } } } } } }],
  }));
const CHAT = 'nodes[0].configuration.prompt.sourceConfiguration.inline.templateConfiguration.chat';

test('what is said names the place, and no more of the way to it than has a name', () => {
  const toolSpec = { name: 'search', description: '' };
  const said =
    { message: 'description is empty', remedy: 'write something, or leave it out', value: '', severity: undefined };
  const path = `${CHAT}.toolConfiguration.tools[0].toolSpec.description`;
  const { severity: _, ...report } = { ...said, path };
  expect(ofChat({ toolConfiguration: { tools: [{ toolSpec }] } })).toEqual([{ ...report, node: 'Reply' }]);
  for (const name of [REF, '${Token[N.1]}']) {
    expect(ofChat({ toolConfiguration: { tools: [{ toolSpec }] } }, name))
      .toEqual([{ ...report, ...typeof name === 'string' && { node: name } }]);
  }
  const [, nameless] = ofChat({ toolConfiguration: { tools: [{ toolSpec }] } }, '');
  expect(nameless).toEqual(report);
});

test('an input, a condition and a connection are named where they have names', () => {
  const inputs =
    [{ name: 'text', type: 'Text', expression: '$.data' }, { name: '', type: 'Text', expression: '$.data' }];
  expect(allOf({ nodes: [{ name: 'Reply', inputs }] })
    .map(({ path, node, input, message }) => [path, node, input, message.split(/,| must/)[0]])).toEqual([
    ['nodes[0].inputs[1].name', 'Reply', undefined, 'input name \'\''],
    ['nodes[0].inputs[0].type', 'Reply', 'text', 'type is \'Text\''],
    ['nodes[0].inputs[1].type', 'Reply', undefined, 'type is \'Text\''],
  ]);
  const [untyped] = allOf({ connections: [{ name: 'one', target: 'Reply' }] });
  expect(untyped).toEqual({
    path: 'connections[0]', node: 'Reply', connection: 'one', message: 'the connection has no type', remedy: 'add it',
  });
  expect(Object.keys(allOf({ connections: [{ name: REF, target: REF }] })[0])).toEqual(['path', 'message', 'remedy']);
});

test('of a choice with several members, those that are there', () => {
  const toolChoice = { auto: {}, tool: { name: 'search' } };
  expect(ofChat({ toolConfiguration: { tools: [{ cachePoint: { type: 'default' } }], toolChoice } })).toEqual([{
    path: `${CHAT}.toolConfiguration.toolChoice`,
    node: 'Reply',
    message: 'has both \'auto\' and \'tool\', but only one of them may be given',
    remedy: 'keep one',
    value: 'auto,tool',
  }]);
});

test('only inputs, nodes and the like have their kind before their name', () => {
  const toolChoice = { tool: { name: 'a b' } };
  const messages = (chat: object) => ofChat(chat).map(({ message }) => message.split(' \'')[0]);
  expect(messages({ toolConfiguration: { tools: [{ cachePoint: { type: 'default' } }], toolChoice } }))
    .toEqual(['name is']);
  expect(messages({ inputVariables: [{ name: 'a b' }] })).toEqual(['variable name']);
});

test('a key that is too long', () => {
  const key = 'k'.repeat(101);
  const orchestrationConfiguration = { additionalModelRequestFields: { [key]: 1 } };
  expect(
    allOf({ nodes: [{ name: 'Search', configuration: { knowledgeBase: { orchestrationConfiguration } } }] }),
  ).toEqual([{
    path: 'nodes[0].configuration.knowledgeBase.orchestrationConfiguration.additionalModelRequestFields',
    node: 'Search',
    message: 'a key of it is 101 characters long, but the service allows 100',
    remedy: 'shorten it',
    value: 101,
  }]);
});

test('a value of the wrong kind is said where values are read, and a misspelt key too', () => {
  const inline = {
    modelId: 5,
    inferenceConfiguration: { text: { temperature: '9', maxTokens: [], stopSequences: 'x' } },
    templateType: 5,
  };
  expect(allOf({
    nodes: [{ name: 'Reply', type: 5, configuration: { prompt: { sourceConfiguration: { inline } } }, inputs: {} }],
  })).toEqual([]);
  expect(allOf({ nodes: [{ nmae: 'Reply' }], connections: [5, 'x', REF] })).toEqual([]);
});

test('what is too deep to be read is not looked into', () => {
  const inLoop = (inner: object): object =>
    ({ nodes: [{ name: 'Again', type: 'Loop', configuration: { loop: { definition: inner } } }] });
  const deep =
    (levels: number, inner: object) => allOf(Array.from({ length: levels }).reduce<object>(inLoop, inner)).length;
  const agent = { nodes: [{ name: 'Help', type: 'Agent', configuration: { agent: { agentAliasArn: '' } } }] };
  expect([0, 39, 40].map((levels) => deep(levels, agent))).toEqual([1, 1, 0]);
  // at a level less, so that the first that is too deep is hit
  const prompt =
    { nodes: [{ name: 'Reply', configuration: { prompt: { sourceConfiguration: { resource: { promptArn: '' } } } } }] };
  expect([38, 39].map((levels) => deep(levels, prompt))).toEqual([1, 0]);
});

test('all is worked out once for each definition', () => {
  const [one, other] = [{}, {}].map(() => indexDefinition({ nodes: [{}] }));
  expect(limitFaults(one, 'IllegalName')[0]).toBe(limitFaults(one, 'IllegalName')[0]);
  expect(limitFaults(one, 'IllegalName')[0]).not.toBe(limitFaults(other, 'IllegalName')[0]);
});
