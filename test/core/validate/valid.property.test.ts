import * as fc from 'fast-check';
import { validFlow, validFlows } from './arbitrary';
import { runs } from '../../fast-check';
import { Dice } from './property/dice';
import { Draft } from './property/draft';
import { nodeOf } from './property/faults-of-kinds';
import { KEYS } from './property/faults-of-values';
import { CORPUS_FLOWS } from './property/trial';
import { NODE_TYPES } from '../../../src/core/kinds';
import { STRUCT_NAMES, structOf } from '../../../src/core/model/shape';
import { toCfn } from '../../../src/core/template/to-cfn';
import { validate } from '../../../src/core/validate/validate';
import { everyStruct } from '../template/arbitrary';

/** What a flow may do that nothing is wrong with, though it may not be what was meant. */
const POSSIBLE = [
  'AmbiguousCondition', 'DraftReference', 'ForeignRegion', 'NotInCloudFormation', 'UnconnectedCondition',
  'UnlimitedTokens', 'UnusedNodeOutput',
];

test('a flow that nothing is wrong with has no error, and only warnings of what it may well do', () => {
  fc.assert(fc.property(validFlows, (flow) => {
    const wrong = validate(flow).filter(({ severity, code }) => severity === 'error' || !POSSIBLE.includes(code));
    expect(wrong).toEqual([]);
  }), { numRuns: runs(1500) });
});

test('the spelling of keys makes no difference', () => {
  fc.assert(fc.property(validFlows, (flow) => expect(validate(toCfn(flow))).toEqual(validate(flow))),
    { numRuns: runs(100) });
});

test('the random flows have nodes of all types, every member of every structure, and the size of a quota', () => {
  const flows = Array.from({ length: 600 }, (_, seed) => validFlow(seed, seed % 45));
  const structs = flows.flatMap((flow) => everyStruct({ kind: 'struct', struct: 'Definition' }, flow));
  expect(new Set(structs.filter(({ name }) => name === 'Node').map(({ json }) => json.type)))
    .toEqual(new Set(NODE_TYPES));
  for (const name of STRUCT_NAMES) {
    const used = new Set(structs.filter((struct) => struct.name === name).flatMap(({ json }) => Object.keys(json)));
    expect([name, [...used].sort()]).toEqual([name, Object.keys(structOf(name).members).sort()]);
  }
  expect(Math.max(...flows.map(({ nodes }) => nodes.length))).toBeGreaterThanOrEqual(35);
});

test('what the faults add to a flow is right by itself', () => {
  for (const type of Object.keys(KEYS)
    .filter((one) => !['Input', 'Loop', 'LoopInput', 'LoopController'].includes(one))) {
    const draft = new Draft(validFlow(1, 1), new Dice(1));
    expect(draft.add(draft.definition, nodeOf(type, draft.fresh()))).toBeDefined();
    expect(validate(draft.definition).filter(({ severity }) => severity === 'error')).toEqual([]);
  }
});

test('the flows of the corpus that are right have no error', () => {
  expect(CORPUS_FLOWS.map(([file]) => file))
    .toEqual(expect.arrayContaining(['01.json', '18.json', '23.json', '33.json', '42.json', '44.json', '50.json']));
  expect(CORPUS_FLOWS.length).toBeGreaterThanOrEqual(25);
});
