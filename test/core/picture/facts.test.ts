/** The log of a run and its events tell the same. */
import { sampleFlow } from '../../../cli/explain/sample-flows';
import { factsOfEvents, factsOfLog, guessedUsage, type RunFacts, usageIn } from '../../../src/core/picture';
import { runFlowSync } from '../../../src/runner';
import { each, triage } from '../../cli/picture/support';

/** What both sources know. */
function told({ visits, outputs, completion, error, input }: RunFacts): unknown {
  return {
    input: input?.document,
    outputs,
    completion,
    hasFailed: error !== undefined,
    visits: [...visits].map(([name, all]) => [name, all.map(({ inputs, outputs: given, condition, actions }) => ({
      inputs: inputs.map(({ name: field, value, source }) => [field, value, source]),
      outputs: given.map((fields) => fields.map(({ name: field, value }) => [field, value])),
      condition,
      actions: actions.map(({ operation }) => operation),
    }))]),
  };
}

const runs: [string, object, unknown, object][] = [
  ['branches', triage(), 'x', { Classify: { returns: 'refund' }, Refund: { returns: 'done' } }],
  ['a failure', triage(), 'x', {
    Classify: { returns: 'refund' }, Refund: { throws: { error: 'throttlingException', message: 'slow' } },
  }],
  ['items', each(), ['a', 'b', 'c'], { Look: { sequence: ['1', '2', '3'] } }],
  ['no items', each(), [], {}],
  ['rounds of a loop', sampleFlow('refine'), 'draft', { Improve: { sequence: ['bad', 'good'] } }],
];

test.each(runs)('%s', (_, definition, input, nodes) => {
  const { log, events, executionEvents } = runFlowSync(definition, { input, mocks: { nodes } as never });
  const types = new Map(log.plan.nodes.map(({ name, type }) => [name, type]));
  const typeOf = (name: string) => types.get(name) ?? '';
  const facts = factsOfLog(log);
  // only the log has the request of a node that failed
  const known =
    {
      ...facts,
      visits: new Map([...facts.visits].map(([name, all]) => [
        name, all.map((one) => ({ ...one, actions: one.error ? [] : one.actions })),
      ])),
    };
  for (const list of [events, executionEvents]) {
    const { facts: read, unknown } = factsOfEvents(JSON.parse(JSON.stringify(list)) as unknown[], typeOf);
    expect(unknown).toBe(0);
    // those of an execution do not say that it came to its end
    expect(told(read)).toEqual(told(list === events ? known : { ...known, completion: undefined }));
  }
});

test('tokens: as answers say, added up; else guessed', () => {
  expect(usageIn([{ usage: { inputTokens: 3, outputTokens: 1 } }, {
    trace: { metadata: { usage: { inputTokens: 4, outputTokens: 2 } } },
  }])).toEqual({ input: 7, output: 3, isGuess: false });
  expect(usageIn({ usage: { inputTokens: 'many', outputTokens: -1 } })).toBeUndefined();
  expect(
    guessedUsage({ system: [{ text: 'abcd' }], messages: [{ role: 'user', content: [{ text: 'abcd' }] }] }, 'abcde'),
  ).toEqual({ input: 2, output: 2, isGuess: true });
  expect(guessedUsage({ operation: 'Invoke' }, 'x')).toBeUndefined();
});
