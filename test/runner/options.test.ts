/** An option that is misspelt is refused in one line: in JavaScript no compiler would say so. */
import { promptFlow, refused } from './support';
import {
  FlowClient, flowMatchers, FlowRuntime, prepareFlow, runFlow, runFlowSync, runPrepared, runPreparedSync,
} from '../../src/runner';

expect.extend(flowMatchers);

const MOCKS = { types: { Prompt: { returns: 'x' } } };
const prepared = () => prepareFlow(promptFlow(), { mocks: MOCKS });

type Entry = readonly [name: string, call: (options: any) => unknown];

const ENTRIES: readonly Entry[] = [
  ['runFlow', async (options) => runFlow(promptFlow(), options)],
  ['runFlowSync', (options) => runFlowSync(promptFlow(), options)],
  ['prepareFlow', (options) => prepareFlow(promptFlow(), options)],
  ['runPrepared', async (options) => runPrepared(prepared(), options)],
  ['runPreparedSync', (options) => runPreparedSync(prepareFlow(promptFlow(), { mocks: MOCKS, isSync: true }), options)],
  ['FlowRuntime', (options) => new FlowRuntime(options)],
  ['FlowClient.forFlow', (options) => FlowClient.forFlow(promptFlow(), options)],
  ['toBeCompatibleWith', (options) => expect(promptFlow()).toBeCompatibleWith(promptFlow(), options)],
];

test.each(ENTRIES)('%s refuses what it does not know', async (name, call) => {
  expect(await refused(() => call({ nonsense: 1 })))
    .toMatch(new RegExp(`^\\[${name}\\] there is no option 'nonsense'; use '.*', or remove it \\[IllegalOption\\]$`));
  expect(await refused(() => call(null)))
    .toBe(`[${name}] the options must be an object, got null; give them by their names [IllegalOption]`);
});

test.each<[string, any, string]>([
  ['one letter', { mock: MOCKS }, "there is no option 'mock'; did you mean 'mocks'?"],
  ['capitals', { flowID: 'x' }, "there is no option 'flowID'; did you mean 'flowId'?"],
  ['what only others know', { nextExecutionId: () => 'x' },
    "there is no option 'nextExecutionId'; did you mean 'executionId'?"],
  ['a time limit', { timeouts: { nodes: 5 } }, "'timeouts' has no member 'nodes'; did you mean 'node'?"],
  ['concurrency', { concurrency: { type: 'Manual', max: 3 } }, "'concurrency' has no member 'max'; use "],
  ['no object', { concurrency: 3 },
    "'concurrency' must be an object, got the number 3; give it with 'type' and 'maxConcurrency'"],
  ['handlers by node', { handlers: { node: {} } }, "'handlers' has no member 'node'; did you mean 'nodes'?"],
  ['handlers by type', { handlers: { types: { Promt: () => ({ value: 1 }) } } },
    "'handlers.types' has no node type 'Promt'; did you mean 'Prompt'?"],
  ['answers', { answers: 'yes' }, "'answers' must be a list or a function, got the string 'yes'; give what the user "],
])('%s', async (_, options, message) => {
  for (const run of [runFlow, runFlowSync]) {
    const said = await refused(async () => run(promptFlow(), { input: 'x', mocks: MOCKS, ...options }));
    expect(said).toContain(`[${run.name}] ${message}`);
    expect(said).toMatch(/^[^\n]* \[IllegalOption\]$/);
  }
});

test('handlers are functions for nodes that there are', async () => {
  const said = async (nodes: any) =>
    refused(async () => runFlow(promptFlow(), { input: 'x', mocks: MOCKS, handlers: { nodes } }));
  expect(await said({ Aks: () => ({ value: 1 }) }))
    .toBe("[handlers: nodes.Aks] the flow has no node 'Aks'; did you mean 'Ask'? [UnknownNode]");
  expect(await said({ Ask: 'x' })).toBe("[handlers: nodes.Ask] must be a function, got the string 'x'; give a function "
    + 'that answers, or a mock in "mocks" [IllegalMock]');
  expect(await said({ In: () => ({ value: 1 }) })).toContain('is a mock of an Input node');
});

test('an option that is undefined is one that is not given', async () => {
  const options = { input: 'x', mocks: MOCKS, nothing: undefined, concurrency: undefined, handlers: undefined };
  expect((await runFlow(promptFlow(), options)).completionReason).toBe('SUCCESS');
});

test('options of both kinds reach what they are for', async () => {
  const client = FlowClient.forFlow(promptFlow(), {
    mocks: MOCKS, nextExecutionId: () => 'mine', maxPausedBytes: 10, timeouts: { flow: 1000 },
  });
  class InvokeFlowCommand {
    public readonly input = {
      flowIdentifier: 'F', flowAliasIdentifier: 'A', inputs: [{ nodeName: 'In', content: { document: 'x' } }],
    };
  }
  expect((await client.send(new InvokeFlowCommand())).executionId).toBe('mine');
  client.destroy();
});
