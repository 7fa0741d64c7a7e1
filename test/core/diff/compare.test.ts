/** The table of changes, and what its rows do not reach. */
import { changed } from './changed';
import { BASES, ROWS } from './changes';
import { asSet, type Json, turnedRound } from './support';
import { type Change, type ChangeKind, compare, KINDS, mirrored, nodeOf, wordDiff } from '../../../src/core/diff';
import { stopwatch } from '../../stopwatch';
import { flowOf, input, output, prompt } from '../simulate/flow-of';

const said = (changes: readonly Change[]) => changes.map((one) => [
  one.class, one.kind, ...nodeOf(one) === undefined ? [] : [nodeOf(one)],
  ...one.part === undefined ? [] : [`(${one.part})`],
].join(' '));

test.each(ROWS.map((row) => [row.name, row] as const))('%s', (_, row) => {
  const [definition, after] = changed(row);
  const changes = compare({ definition }, { definition: after });
  expect(said(changes)).toEqual(row.said);
  expect(asSet(compare({ definition: after }, { definition }))).toEqual(asSet(changes.map(turnedRound)));
});

const edited = (name: string): Json => {
  const flow = BASES.main();
  ROWS.find((row) => row.name === name)!.edit(flow);
  return flow;
};

test('there are at least sixty rows, and all kinds are in them or their mirrors, but for these', () => {
  expect(ROWS.length).toBeGreaterThanOrEqual(60);
  const seen = new Set(ROWS.flatMap((row) => {
    const [definition, after] = changed(row);
    return compare({ definition }, { definition: after }).flatMap(({ kind }) => [kind, mirrored(kind)]);
  }));
  const missing = (Object.keys(KINDS) as ChangeKind[]).filter((kind) => !seen.has(kind)).sort();
  // what the command compares, and what only broken definitions have
  expect(missing).toEqual([
    'agent', 'connections', 'definition', 'flowAdded', 'flowRemoved', 'inputAdded', 'inputRemoved', 'keyAdded',
    'keyChanged', 'keyRemoved', 'outputPortAdded', 'outputPortRemoved', 'port', 'promptTools', 'promptVariables',
  ]);
});

test('the mirror of a mirror is the kind itself', () => {
  for (const kind of Object.keys(KINDS) as ChangeKind[]) { expect(mirrored(mirrored(kind))).toBe(kind); }
});

const managed = (promptArn: unknown) => {
  const one = prompt('Ask', '');
  one.configuration.prompt.sourceConfiguration = { resource: { promptArn } };
  return flowOf([input(), one, output()], 'In.document > Ask.text', 'Ask.modelCompletion > Out.document') as Json;
};
const content = (text: string): any =>
  ({ templateType: 'TEXT', modelId: 'amazon.nova-lite-v1:0', templateConfiguration: { text: { text } } });

test('prompts behind versions are compared by their texts where they are known', () => {
  const before = {
    definition: managed({ Ref: 'VersionA' }),
    prompts: { '{"Ref":"VersionA"}': content('Say {{text}}') },
  };
  const same = { definition: managed('${VersionB}'), prompts: { '${VersionB}': content('Say {{text}}') } };
  const other = { definition: managed('${VersionB}'), prompts: { '${VersionB}': content('Tell {{text}}') } };
  expect(compare(before, same)).toEqual([]);
  expect(compare(before, other)).toEqual([{
    kind: 'promptText',
    class: 'cost',
    nodeBefore: 'Ask',
    nodeAfter: 'Ask',
    before: 'Say {{text}}',
    after: 'Tell {{text}}',
  }]);
});

test('what only a deployment knows is compared by its canonical text', () => {
  const one = { 'Fn::Sub': ['${a}', { a: 1, b: 2 }] };
  const same = { 'Fn::Sub': ['${a}', { b: 2, a: 1 }] };
  expect(compare({ definition: managed(one) }, { definition: managed(same) })).toEqual([]);
  expect(said(compare({ definition: managed(one) }, { definition: managed({ Ref: 'Other' }) })))
    .toEqual(['security permissionGained Ask', 'cost promptSource Ask', 'behaviour permissionLost Ask']);
});

test('keys of flows', () => {
  const definition = managed('arn');
  const key = (encryptionKey?: unknown) => ({ definition, encryptionKey });
  expect(said(compare(key(), key('k')))).toEqual(['security keyAdded']);
  expect(said(compare(key('k'), key()))).toEqual(['security keyRemoved']);
  expect(said(compare(key({ Ref: 'K' }), key({ Ref: 'L' })))).toEqual(['security keyChanged']);
  expect(compare(key({ Ref: 'K' }), key({ Ref: 'K' }))).toEqual([]);
});

test.each([null, 7, 'text', [], {}, { nodes: null }, { nodes: [null, 7, {}], connections: [null, {}] }, { nodes: {} }])(
  'a definition such as %j is compared as it stands', (definition) => {
    const other = { definition: managed('arn') };
    expect(compare({ definition: definition as never },
      { definition: structuredClone(definition) as never })).toEqual([]);
    expect(compare({ definition: definition as never }, other).length).toBeGreaterThan(0);
  },
);

test.each([['[', ']'], ['{"a":', '}']])('what is nested deep is compared as a text: %s', (start, end) => {
  const deep = (inside: string) => {
    const flow = JSON.stringify(edited('additional fields')).replace('{"top_k":4}',
      start.repeat(20_000) + inside + end.repeat(20_000));
    return { definition: JSON.parse(flow) as Json };
  };
  expect(compare(deep('1'), deep('1'))).toEqual([]);
  expect(said(compare(deep('1'), deep('2')))).toEqual(['cost modelFields Refund']);
});

test('a text word by word', () => {
  const shown = (before: string, after: string) => wordDiff(before, after)
    .map(({ kind, text }) => kind === 'same' ? text : kind === 'removed' ? `[-${text}-]` : `{+${text}+}`).join('');
  expect(shown('a b c', 'a b c')).toBe('a b c');
  expect(shown('Answer refund or other',
    'Answer refund, billing or other')).toBe('Answer refund{+, billing+} or other');
  expect(shown('one two three', 'one 2 three four')).toBe('one [-two-]{+2+} three{+ four+}');
  expect(shown('', 'x')).toBe('{+x+}');
  expect(shown('x', '')).toBe('[-x-]');
  expect(shown('über das', 'über die')).toBe('über [-das-]{+die+}');
  const long = 'word '.repeat(40_000);
  const elapsed = stopwatch();
  expect(wordDiff(long, `${long}end`)).toHaveLength(2);
  wordDiff('a '.repeat(20_000), 'b '.repeat(20_000));
  expect(elapsed()).toBeLessThan(10_000);
});

test('the pieces of two texts are the two texts', () => {
  const texts = ['', 'a', 'a b', 'b a', 'the cat sat on the mat', 'a cat on the big mat sat', 'x '.repeat(50),
    'y x '.repeat(30)];
  for (const before of texts) {
    for (const after of texts) {
      const pieces = wordDiff(before, after);
      const without = (kind: string) => pieces.filter((piece) => piece.kind !== kind).map(({ text }) => text).join('');
      expect([without('added'), without('removed')]).toEqual([before, after]);
    }
  }
});
