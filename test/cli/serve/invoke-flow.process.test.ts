import { InvokeFlowCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import { backend, clientOf, gate, invoke, output, PROTOCOLS, REQUEST, serve, SUCCESS, until } from './support';
import { ServiceException } from '../../../cli/serve/exception';
import type { ExceptionName } from '../../../src/core/constraints';
import type { InvokeRequest } from '../../../src/runner/requests';

const EXCEPTIONS: [ExceptionName, number][] = [
  ['AccessDeniedException', 403], ['BadGatewayException', 502], ['ConflictException', 409],
  ['DependencyFailedException', 424],
  ['InternalServerException', 500], ['ResourceNotFoundException', 404], ['ServiceQuotaExceededException', 400],
  ['ThrottlingException', 429],
  ['ValidationException', 400],
];

describe.each(PROTOCOLS)('InvokeFlow over %s', (protocol) => {
  test('the events arrive one by one, while the flow still runs', async () => {
    const seen = gate();
    const { url } = await serve(async function* () {
      yield output('first');
      await seen.opened; // the flow goes on only when the client has the first event in hand
      yield output('second');
      yield SUCCESS;
    });
    const { responseStream, executionId } = await clientOf(url, protocol).send(new InvokeFlowCommand(REQUEST));
    expect(executionId).toBe('run-1');
    const documents: unknown[] = [];
    for await (const event of responseStream!) {
      documents.push(event.flowOutputEvent?.content?.document ?? event.flowCompletionEvent?.completionReason);
      if (documents.length === 1) { seen.open(); }
    }
    expect(documents).toEqual(['first', 'second', 'SUCCESS']);
  });

  test('requests reach the backend whole, documents of any kind come back as they were', async () => {
    const requests: InvokeRequest[] = [];
    const documents = ['text ü 🎉', 0, false, -1.5e-7, [], {}, { deep: [{ a: null }, 'b'] }, '', 'x'.repeat(300_000)];
    const { url } = await serve(
      async function* (request) { requests.push(request); yield output(request.inputs[0].content.document); },
    );
    const client = clientOf(url, protocol);
    for (const document of documents) {
      const [event] = await invoke(client,
        { inputs: [{ nodeName: 'In', nodeOutputName: 'document', content: { document: document as string } }] });
      expect(event.flowOutputEvent!.content!.document).toEqual(document);
    }
    await invoke(client, {
      flowIdentifier: 'arn:aws:bedrock:us-east-1:111122223333:flow/FLOWFLOW12',
      flowAliasIdentifier: 'arn:aws:bedrock:us-east-1:111122223333:flow/FLOWFLOW12/alias/TSTALIASID',
      enableTrace: true,
      executionId: 'run-7',
      modelPerformanceConfiguration: { performanceConfig: { latency: 'optimized' } },
    });
    expect(requests.pop()).toEqual({
      flowIdentifier: 'FLOWFLOW12',
      flowAliasIdentifier: 'TSTALIASID',
      inputs: REQUEST.inputs,
      enableTrace: true,
      executionId: 'run-7',
      modelPerformanceConfiguration: { performanceConfig: { latency: 'optimized' } },
    });
  });

  test.each(EXCEPTIONS)('%s before the stream is status %i', async (name, status) => {
    const { url } = await serve(backend(async function* () { /* never asked */ }, {
      invokeFlow: async () => {
        throw new ServiceException(name, 'no luck', { resourceName: 'Lambda', reason: 'because' });
      },
    }));
    await expect(invoke(clientOf(url, protocol))).rejects
      .toMatchObject({ name, message: 'no luck', $metadata: { httpStatusCode: status } });
  });

  test.each(EXCEPTIONS)('%s in the stream comes after the events before it', async (name) => {
    const { url } = await serve(async function* () {
      yield output('before');
      throw new ServiceException(name, 'no luck', { resourceName: 'Lambda' });
    });
    const client = clientOf(url, protocol);
    const { responseStream } = await client.send(new InvokeFlowCommand(REQUEST));
    const iterator = responseStream![Symbol.asyncIterator]();
    expect((await iterator.next()).value).toMatchObject(output('before'));
    await expect(iterator.next()).rejects.toMatchObject({ name, message: 'no luck' });
  });

  test('a fault of the backend itself is an internal error of one line, before the stream and in it', async () => {
    const fault = () => { throw new TypeError('x is not a function\n    at secret (file.js:1:1)'); };
    const early = await serve(backend(async function* () { /* never asked */ }, { invokeFlow: async () => fault() }));
    await expect(invoke(clientOf(early.url, protocol))).rejects
      .toMatchObject({ name: 'InternalServerException', message: 'x is not a function' });
    const late = await serve(async function* () { yield output(1); fault(); });
    await expect(invoke(clientOf(late.url, protocol))).rejects
      .toMatchObject({ name: 'InternalServerException', message: 'x is not a function' });
  });

  test('an event that no client could take is a clear error, not a broken stream', async () => {
    const { url } = await serve(async function* () { yield output('x'.repeat(25 * 1024 * 1024)); });
    await expect(invoke(clientOf(url, protocol))).rejects.toMatchObject({
      name: 'InternalServerException',
      message: expect.stringMatching(
        /^an event has 262144\d\d bytes, but clients accept at most 25165824; let the flow return less$/,
      ) as string,
    });
  });

  test('a body that is too long is refused while it comes', async () => {
    const { url } = await serve(async function* () { yield SUCCESS; });
    const document = 'x'.repeat(33 * 1024 * 1024);
    await expect(invoke(clientOf(url, protocol), { inputs: [{ nodeName: 'In', content: { document } }] })).rejects
      .toMatchObject({
        name: 'ValidationException', message: 'the body has more than 33554432 bytes; send less',
      });
  });

  test('when the client goes, the run is told and left', async () => {
    const events: string[] = [];
    const { url } = await serve(async function* (_, signal) {
      signal.addEventListener('abort', () => events.push('abort'));
      try {
        for (let at = 0; ; at++) {
          yield output(at);
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      } finally { events.push('left'); }
    });
    const leave = new AbortController();
    const { responseStream } = await clientOf(url, protocol)
      .send(new InvokeFlowCommand(REQUEST), { abortSignal: leave.signal });
    for await (const event of responseStream!) {
      if (event.flowOutputEvent!.content!.document === 3) { break; } // closes the stream of the client
    }
    leave.abort();
    await until(() => events.length === 2);
    expect(events).toEqual(['abort', 'left']);
  });

  test('200 calls at once: nothing is lost or mixed up', async () => {
    let running = 0;
    let most = 0;
    const all = gate();
    const { url } = await serve(async function* ({ inputs: [{ content: { document } }], executionId }) {
      most = Math.max(most, ++running);
      if (running === 200) { all.open(); }
      yield output([document, 0]);
      await all.opened; // every call is there before any ends
      for (let at = 1; at < 5; at++) { yield output([document, at, executionId]); }
      yield SUCCESS;
      running--;
    });
    const client = clientOf(url, protocol);
    const answers = await Promise.all(Array.from({ length: 200 }, async (_, call) => invoke(client, {
      executionId: `call-${call}`, inputs: [{ nodeName: 'In', content: { document: call } }],
    })));
    answers.forEach((events, call) => expect(events.map((event) => event.flowOutputEvent?.content?.document ?? 'end'))
      .toEqual([
        [call, 0], ...[1, 2, 3, 4].map((at) => [call, at, `call-${call}`]), 'end',
      ]));
    expect({ running, most }).toEqual({ running: 0, most: 200 });
  });
});
