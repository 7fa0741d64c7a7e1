import * as fc from 'fast-check';
import type { Metrics } from './support/local-function';
import { aliasOf, FLOW_ID, inputs, startRouter } from './support/router';
import type { FlowResponseMember } from '../../cli/serve/backend';
import { ServiceException } from '../../cli/serve/exception';
import { readContinuation, writeContinuation } from '../../handlers/router/continuation';
import type { InvokeRequest } from '../../src/runner/requests';
import { backend, output, PROTOCOLS, serve, SUCCESS } from '../cli/serve/support';
import { runs } from '../fast-check';

const CONFIG = { flowId: FLOW_ID, flowAliasId: aliasOf(1), flowVersion: '1' };
const CONVERSATION = { flowAliasId: aliasOf(1), flowVersion: '1', executionId: 'run-1' };

const QUESTION: FlowResponseMember = {
  flowMultiTurnInputRequestEvent: { nodeName: 'Agent', nodeType: 'AgentNode', content: { document: 'which order?' } },
};
const INPUT_REQUIRED: FlowResponseMember = { flowCompletionEvent: { completionReason: 'INPUT_REQUIRED' } };
const reply = (document: string) => [{ nodeName: 'Agent', nodeInputName: 'agentInputText', content: { document } }];

const dimensionsOf = (metrics: Metrics) =>
  (metrics._aws as { CloudWatchMetrics: { Dimensions: unknown }[] }).CloudWatchMetrics[0].Dimensions;

/** A flow that asks, on each alias of its own, until it is told to stop. */
async function conversation(requests: InvokeRequest[]) {
  let opened = 0;
  return serve(backend(async function* () { /* see below */ }, {
    invokeFlow: async (request) => {
      requests.push(request);
      const executionId = request.executionId ?? `run-${++opened}`;
      const events = [...request.inputs[0].content.document === 'done'
        ? [output('bye'), SUCCESS] : [QUESTION, INPUT_REQUIRED]];
      return { executionId, events: (async function* () { yield* events; })() };
    },
  }));
}

test.each(PROTOCOLS)('over %s, a conversation stays on the revision that opened it, whichever version of the router '
  + 'is drawn', async (protocol) => {
  const requests: InvokeRequest[] = [];
  const { url } = await conversation(requests);
  const [one, two] =
    await Promise.all([1, 2].map(async (version) => startRouter(url, { version, httpVersion: protocol.slice(5) })));

  const first = await one.lines({ inputs: inputs('hello') });
  expect(first).toEqual([QUESTION, INPUT_REQUIRED, {
    router: { flowVersion: '1', executionId: 'run-1', continuation: expect.any(String) as string },
  }]);
  const { continuation } = first[2].router as { continuation: string };

  // the next turns are drawn to the new version, and go to the old revision all the same
  const second = await two.lines({ inputs: reply('4711'), continuation });
  expect(second[2])
    .toEqual({ router: { flowVersion: '1', executionId: 'run-1', continuation: expect.any(String) as string } });
  const third = await two.lines({
    inputs: reply('done'),
    executionId: 'run-1',
    continuation: (second[2].router as { continuation: string }).continuation,
  });
  expect(third).toEqual([output('bye'), SUCCESS, { router: { flowVersion: '1', executionId: 'run-1' } }]);

  // and a new conversation does not
  await two.lines({ inputs: inputs('hello') });
  expect(requests.map(({ flowIdentifier, flowAliasIdentifier, executionId }) =>
    [flowIdentifier, flowAliasIdentifier, executionId])).toEqual([
    [FLOW_ID, aliasOf(1), undefined], [FLOW_ID, aliasOf(1), 'run-1'], [FLOW_ID, aliasOf(1), 'run-1'],
    [FLOW_ID, aliasOf(2), undefined],
  ]);
  expect(await one.metrics(1)).toMatchObject([{ FlowVersion: '1', InputRequired: 1 }]);
  // what the old revision does wrong must not count against the new one
  const [turn, end, fresh] = await two.metrics(3);
  for (const continued of [turn, end]) { expect(dimensionsOf(continued)).toEqual([['FlowId']]); }
  expect([turn, end, fresh])
    .toMatchObject([{ InputRequired: 1 }, { InputRequired: 0 }, { FlowVersion: '2', InputRequired: 1 }]);
});

test('a conversation whose revision is gone is not a fault of the service', async () => {
  let isGone = false;
  const { url } = await serve(backend(async function* () { /* see below */ }, {
    invokeFlow: async () => {
      if (isGone) { throw new ServiceException('ResourceNotFoundException', 'no such alias'); }
      return { executionId: 'run-1', events: (async function* () { yield QUESTION; yield INPUT_REQUIRED; })() };
    },
  }));
  const local = await startRouter(url);
  const [, , { router: { continuation } }] =
    await local.lines({ inputs: inputs() }) as [object, object, { router: { continuation: string } }];
  isGone = true;
  expect(await local.lines({ inputs: reply('4711'), continuation }))
    .toEqual([{ error: { name: 'ResourceNotFoundException', message: 'no such alias' } }]);
  await local.lines({ inputs: inputs() });
  expect(await local.metrics(3)).toMatchObject([{}, { ClientFaults: 1, Faults: 0 }, { ClientFaults: 0, Faults: 1 }]);
});

test('who makes up a continuation can neither count a fault for a version, nor hide one', async () => {
  const { url } = await serve(backend(async function* () { /* see below */ }, {
    invokeFlow: async () => { throw new ServiceException('DependencyFailedException', 'the model is gone'); },
  }));
  const local = await startRouter(url, { version: 2 });
  const forged = (flowAliasId: string, flowVersion: string) => writeContinuation(CONFIG,
    { flowAliasId, flowVersion, executionId: 'any-id' });
  await local.lines({ inputs: reply('x'), continuation: forged('INTERNAL01', '99999') });
  await local.lines({ inputs: reply('x'), continuation: forged('INTERNAL01', '2') });
  // an alias of its own has the version of its own, whatever is claimed
  await local.lines({ inputs: reply('x'), continuation: forged(aliasOf(2), '99999') });
  const [another, mine, own] = await local.metrics(3);
  for (const each of [another, mine]) {
    expect(dimensionsOf(each)).toEqual([['FlowId']]);
    expect(each).not.toHaveProperty('FlowVersion');
  }
  expect(own).toMatchObject({ FlowVersion: '2', Faults: 1 });
});

/** What someone may send who knows how a continuation is made. */
const FORGED: [string, unknown][] = [
  ['a number', 7],
  ['an empty text', ''],
  ['the draft', writeContinuation(CONFIG, { ...CONVERSATION, flowAliasId: 'TSTALIASID' })],
  ['the draft in small letters', writeContinuation(CONFIG, { ...CONVERSATION, flowAliasId: 'tstaliasid' })],
  ['another flow', writeContinuation({ ...CONFIG, flowId: 'OTHERFLOW1' }, CONVERSATION)],
  ['a path', writeContinuation(CONFIG, { ...CONVERSATION, flowAliasId: '../../TSTA' })],
  ['a version that is none', writeContinuation(CONFIG, { ...CONVERSATION, flowVersion: 'DRAFT' })],
  ['an execution that is none', writeContinuation(CONFIG, { ...CONVERSATION, executionId: 'a b' })],
  ['more parts', writeContinuation(CONFIG, { ...CONVERSATION, executionId: 'run-1/more' })],
  ['a dot', `${writeContinuation(CONFIG, CONVERSATION)}.x`],
  ['a long text', 'x'.repeat(1_000_000)],
];

test('forged continuations never reach the service', async () => {
  const requests: InvokeRequest[] = [];
  const { url } = await conversation(requests);
  const local = await startRouter(url);
  for (const [, continuation] of FORGED) {
    expect(await local.lines({ inputs: reply('x'), continuation })).toEqual([{
      error: {
        name: 'ValidationException',
        message: '\'continuation\' is not one that this router gave; send back what it answered, unchanged',
      },
    }]);
  }
  expect(requests).toEqual([]);
  expect(await local.lines({
    inputs: reply('x'), continuation: writeContinuation(CONFIG, CONVERSATION), executionId: 'run-2',
  })).toEqual([
    {
      error: { name: 'ValidationException', message: '\'executionId\' is not that of \'continuation\'; leave it out' },
    },
  ]);
  expect(requests).toEqual([]);
  expect((await local.metrics(FORGED.length + 1))
    .every(({ ClientFaults, FlowVersion }) => ClientFaults === 1 && FlowVersion === '1')).toBe(true);
  // a control: the real one does
  await local.lines({ inputs: reply('x'), continuation: writeContinuation(CONFIG, CONVERSATION) });
  expect(requests).toHaveLength(1);
});

describe('a continuation', () => {
  const id = fc.stringMatching(/^[0-9a-zA-Z]{10}$/).filter((text) => text.toUpperCase() !== 'TSTALIASID');
  const version = fc.integer({ min: 1, max: 99_999 }).map(String);
  const executionId = fc.stringMatching(/^[0-9a-zA-Z._:-]{2,100}$/);

  test('comes back as it was written', () => {
    fc.assert(fc.property(id, version, executionId, (flowAliasId, flowVersion, execution) => {
      const written = { flowAliasId, flowVersion, executionId: execution };
      expect(readContinuation(CONFIG, writeContinuation(CONFIG, written))).toEqual(written);
    }));
  });

  test('reaches at most another published alias of the same flow', () => {
    const part = fc.oneof(id, fc.constantFrom('TSTALIASID', 'tstaliasid', 'v1', 'v2', FLOW_ID, 'OTHERFLOW1', 'DRAFT',
      '1', '', '..', 'a\0b'), fc.string());
    const content = fc.array(part, { maxLength: 7 }).map((parts) => Buffer.from(parts.join('/')).toString('base64url'));
    let read = 0;
    fc.assert(fc.property(fc.oneof(content, fc.tuple(id, version).map(([alias, number]) => (
      Buffer.from(`v1/${FLOW_ID}/${alias}/${number}/run-1`).toString('base64url')
    )), fc.string()), (text) => {
      try {
        const { flowAliasId, flowVersion } = readContinuation(CONFIG, text);
        read++;
        expect(flowAliasId).toMatch(/^[0-9a-zA-Z]{10}$/);
        expect(flowAliasId.toUpperCase()).not.toBe('TSTALIASID');
        expect(flowVersion).toMatch(/^[1-9]\d{0,4}$/);
      } catch (error) { expect((error as Error).name).toBe('ValidationException'); }
    }), { numRuns: runs(2000) });
    expect(read).toBeGreaterThan(100); // the property was not empty
  });
});
