import * as fc from 'fast-check';
import { validFlows } from './arbitrary';
import { runs } from '../../fast-check';
import { Dice } from './property/dice';
import { copy } from './property/draft';
import { FAULTS } from './property/faults';
import { seeds } from './property/runs';
import { tried } from './property/trial';
import { validate } from '../../../src/core/validate/validate';

/** Lists whose order means nothing. */
const SETS = ['nodes', 'connections', 'inputs', 'outputs', 'inputVariables', 'fieldsToInclude', 'fieldsToExclude'];

function shuffled(json: unknown, dice: Dice, key = ''): unknown {
  if (Array.isArray(json)) {
    const items = json.map((item) => shuffled(item, dice));
    return SETS.includes(key) ? dice.shuffled(items) : items;
  }
  if (typeof json !== 'object' || json === null) { return json; }
  return Object.fromEntries(dice.shuffled(Object.entries(json))
    .map(([name, value]) => [name, shuffled(value, dice, name)]));
}

/** What is said, wherever it stands in its list. */
function said(json: unknown): string[] {
  return validate(json).map(({ value: _, path, ...finding }) => JSON.stringify({
    ...finding, path: path.replace(/\b(nodes|connections|inputs|outputs|inputVariables|fieldsTo\w+)\[\d+\]/g, '$1'),
  })).sort();
}

test('the order of nodes, connections, ports and keys makes no difference to a flow', () => {
  fc.assert(fc.property(validFlows, seeds, (flow, seed) => expect(said(shuffled(copy(flow), new Dice(seed))))
    .toEqual(said(flow))), { numRuns: runs(300) });
});

/**
 * Where one of two has to go, the one that stands first stays; and which key of several is the wrong one is told by the
 * others.
 */
const FIRST_STAYS = [
  'a node is there twice', 'two nodes have one name', 'a node in a loop has the name of one outside',
  'a connection is there twice', 'two connections have one name',
  'a connection is there twice, under two names', 'a key in the other spelling', 'a key in both spellings',
  'a misspelt key', 'a second Input node',
];

test.each(FAULTS.filter(({ name }) => !FIRST_STAYS.includes(name))
  .map((fault) => [fault.name, fault] as const))('nor to a flow with this fault: %s', (_, fault) => {
  fc.assert(fc.property(validFlows, seeds, (flow, seed) => {
    const trial = tried(fault, flow, seed);
    fc.pre(trial !== undefined);
    expect(said(shuffled(trial.broken, new Dice(seed)))).toEqual(said(trial.broken));
  }), { numRuns: runs(3), maxSkipsPerRun: 500 });
});

/** Of two of one name, which is meant depends on the order; what is wrong does not. */
test.each(FAULTS.filter(({ name }) => FIRST_STAYS.includes(name))
  .map((fault) => [fault.name, fault] as const))('nor to which codes there are, with this fault: %s', (_, fault) => {
  const codes = (json: unknown) =>
    [...new Set(validate(json).filter(({ code }) => fault.codes.includes(code)).map(({ code }) => code))].sort();
  fc.assert(fc.property(validFlows, seeds, (flow, seed) => {
    const trial = tried(fault, flow, seed);
    fc.pre(trial !== undefined);
    expect(codes(shuffled(trial.broken, new Dice(seed)))).toEqual(codes(trial.broken));
  }), { numRuns: runs(10), maxSkipsPerRun: 500 });
});
