/** What a case may expect, at the borders of what is allowed, and what is said beyond them. */
import { checkNames, readExpectation } from '../../../cli/cases/read-expectation';
import { type CommandError } from '../../../cli/command-error';
import type { Plan } from '../../../src/core/simulate';

const read = (wanted: object) => () => readExpectation(wanted as Record<string, unknown>, 'case 1');

/** The line that people read. */
function refusal(act: () => void): string {
  try {
    act();
  } catch (error) {
    return (error as CommandError).line;
  }
  throw new Error('nothing was refused');
}

const COMMAND = { command: ['./judge.sh'] };

test.each<[object]>([
  [{ outputs: {} }], [{ error: 'validationException' }], [{ tolerance: 0 }], [{ visits: [] }],
  [{ takes: ['Route.isRefund'] }], [{ at: { Out: { contains: [0] } } }], [{ contains: 0 }], [{ oneOf: [null] }],
  [{ judge: COMMAND }], [{ judge: [COMMAND, { flow: 'judge.json', id: 'x', mocks: 'm.json' }] }],
  [{ judge: { ...COMMAND, timeoutSeconds: 0.1 } }], [{ judge: { ...COMMAND, timeoutSeconds: 3600 } }],
  [{ judge: { function: './judge.js', threshold: -1, name: 'n', criteria: { any: 'thing' } } }],
])('%j is read', (wanted) => { expect(read(wanted)).not.toThrow(); });

test.each<[object, string]>([
  [{ outputs: [] }, '"outputs" is not an object; give documents by the names of Output nodes'],
  [{ error: 1 }, '"error" is not a string; give the name of an exception'],
  [{ tolerance: Infinity }, '"tolerance" must be a number from 0, got '],
  [{ tolerance: '1' }, '"tolerance" must be a number from 0, got the string \'1\''],
  [{ visits: 'A' }, '"visits" is not a list of strings; give the names of nodes in a list'],
  [{ skips: [1] }, '"skips" is not a list of strings; give the names of nodes in a list'],
  [{ takes: [1] }, '"takes" is not a list of strings; write it like ["Condition.branch"]'],
  [{ contains: [] }, '"contains" is empty, which everything contains'],
  [{ oneOf: 'a' }, '"oneOf" must be a list with at least one value, got the string \'a\''],
  [{ at: [] }, '"at" must be an object, got a list; give checks by the names of Output nodes'],
  [{ at: { Out: 'x' } }, '"at": "Out": error: must be an object, got the string \'x\''],
  [{ at: { Out: { contains: '' } } }, '"contains" is empty'],
  [{ judge: [] }, '"judge" is an empty list; give {"command": ["./judge.sh"]}'],
  [{ judge: [COMMAND, 'x'] }, '"judge": error: must be an object, got the string \'x\''],
  [{ judge: { ...COMMAND, flow: 'f.json' } }, 'has command and flow; give'],
  [{ judge: { ...COMMAND, mocks: 'm.json' } }, 'has "mocks"'],
  [{ judge: { function: './x.js', id: 'f' } }, 'has "id"'],
  [{ judge: { command: [] } }, '"command" must be a list with the program and its arguments, got a list'],
  [{ judge: { command: [''] } }, '"command" must be a list with the program'],
  [{ judge: { command: ['x', 1] } }, '"command" must be a list with the program'],
  [{ judge: { ...COMMAND, name: '' } }, '"name" must be a string, got '],
  [{ judge: { function: 1 } }, '"function" must be a string, got the number 1'],
  [{ judge: { flow: 'f.json', id: 1 } }, '"id" must be a string, got the number 1'],
  [{ judge: { flow: 'f.json', mocks: {} } }, '"mocks" must be a string, got '],
  [{ judge: { ...COMMAND, threshold: '1' } }, '"threshold" must be a number, got the string \'1\'; give the lowest'],
  [{ judge: { ...COMMAND, threshold: NaN } }, '"threshold" must be a number, got '],
  [{ judge: { ...COMMAND, timeoutSeconds: 0.09 } }, '"timeoutSeconds" must be a number from 0.1 to 3600, got '],
  [{ judge: { ...COMMAND, timeoutSeconds: 3601 } }, '"timeoutSeconds" must be a number from 0.1 to 3600, got '],
  [{ judge: { ...COMMAND, timeoutSeconds: '1' } }, '"timeoutSeconds" must be a number from 0.1 to 3600, got '],
])('%j is refused', (wanted, said) => {
  const message = refusal(read(wanted));
  expect(message).toContain(said);
  expect(message).toMatch(/^case 1: .* \[UnreadableInput\]$/);
});

test('what a flow does not have is named, with what it has', () => {
  const plan = { nodes: [{ name: 'In', type: 'Input', conditions: [] }] } as unknown as Plan;
  const said = (expectation: object) => refusal(() => checkNames(expectation, plan, 'case 1'));
  expect(said({ takes: ['Route.yes'] }))
    .toContain('"takes" has \'Route.yes\', but the flow has no such branch; remove it: the flow has none');
  expect(said({ visits: ['Nowhere'] })).toContain('but the flow has no such node; there are \'In\'');
});
