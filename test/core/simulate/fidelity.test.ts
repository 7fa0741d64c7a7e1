/** The fidelity table is whole: each rule that the runner names is in it, and each row says where it is from. */
import { saidRows } from '../../../scripts/fidelity';
import { FIDELITY, fidelityRow } from '../../../src/core/simulate';

test('ids are in PascalCase, and each is there once', () => {
  for (const { id } of FIDELITY) { expect(id).toMatch(/^([A-Z][a-z]+)+$/); }
  expect(new Set(FIDELITY.map(({ id }) => id)).size).toBe(FIDELITY.length);
});

test.each(FIDELITY.map((row) => [row.id, row] as const))('%s is a whole row', (id, row) => {
  expect(fidelityRow(id)).toBe(row);
  for (const text of [row.rule, row.reading, row.source]) {
    expect(text).not.toMatch(/\.$|^$|UG\/|SDK|IDX/);
    expect(text.length).toBeGreaterThan(3);
    expect(text).not.toMatch(/^[\s,;]/);
  }
  expect(['observed', 'documented', 'assumed']).toContain(row.confidence);
  // what is known has a source
  if (row.confidence !== 'assumed') { expect(row.source).not.toBe('nothing found'); }
});

// what is known of the service, and said since a value or the content of a prompt is not there
const LOSES = ['FirstConditionWins', 'MissingPath', 'ManagedPrompt'];

test('every rule that a run names is a row that rests on an assumption, or loses something', () => {
  const named = [...saidRows()];
  expect(named.length).toBeGreaterThan(25);
  for (const id of named.filter((one) => !LOSES.includes(one))) {
    expect([id, fidelityRow(id)?.confidence]).toEqual([id, 'assumed']);
  }
  for (const id of LOSES) {
    expect([id, named.includes(id), fidelityRow(id)?.confidence]).not.toEqual([id, true, 'assumed']);
  }
});

test('switches are those that there are, and change what they are about', () => {
  expect(FIDELITY.filter((row) => row.switch).map((row) => `${row.id}: ${row.switch}`)).toEqual([
    'LoopPolarity: loopPolarity', 'EmptyArray: emptyArray', 'Concurrency: concurrency', 'TypeSpelling: traceTypes',
    'ExpressionGrammar: expressions',
    'LenientExpression: expressions', 'ConditionPrecedence: conditions', 'Timeouts: timeouts',
  ]);
});

test('an id that is no row has none', () => expect(fidelityRow('Nothing')).toBeUndefined());
