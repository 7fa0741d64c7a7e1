/** Fixed answers, answers in turn, functions, recordings, a person, and objects. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { runFlow, runFlowSync } from '../../../src/runner/run-flow';
import { collector, flowOf, input, iterator, node, output, prompt } from '../../core/simulate/flow-of';
import { agentFlow, folder, lambdaFlow, promptFlow, refused } from '../support';

const eachFlow = () => flowOf(
  [input('Array'), iterator(), prompt('Ask', '{{text}}'), collector(), output('Out', 'Array')],
  'In.document > Each.array', 'Each.arrayItem > Ask.text', 'Ask.modelCompletion > All.arrayItem', 'Each.arraySize > '
    + 'All.arraySize',
  'All.collectedArray > Out.document',
);
const AWS_S3 = { serviceConfiguration: { s3: { bucketName: 'bucket' } } };
const storage = node('Storage', 'Store', { content: 'String', objectKey: 'String' }, { s3Uri: 'String' }, AWS_S3);
const retrieval = node('Retrieval', 'Read', { objectKey: 'String' }, { s3Content: 'String' }, AWS_S3);
const readFlow = () => flowOf([input(), retrieval, output()], 'In.document > Read.objectKey', 'Read.s3Content > '
  + 'Out.document');
const storeFlow = () => flowOf(
  [input(), storage, output()], 'In.document > Store.objectKey', 'In.document > Store.content', 'Store.s3Uri > '
    + 'Out.document',
);

describe('in turn', () => {
  const run = (items: number, mock: object) => (
    runFlowSync(eachFlow(),
      { input: Array.from({ length: items }, String), mocks: { nodes: { Ask: mock as any } } }).outputs[0].document
  );

  test('each iteration has its own', () => {
    expect(run(3, { sequence: ['a', 'b', 'c'] })).toEqual(['a', 'b', 'c']);
    expect(run(4, { sequence: ['a', 'b'], repeat: 'last' })).toEqual(['a', 'b', 'b', 'b']);
    expect(run(5, { sequence: ['a', 'b'], repeat: 'cycle' })).toEqual(['a', 'b', 'a', 'b', 'a']);
    expect(run(3, { calls: [{ returns: 'a' }, { command: ['echo', '"b"'] }], repeat: 'last' }))
      .toEqual(['a', 'b', 'b']);
  });

  test('after the last it is a mistake of the test, not of the flow', async () => {
    expect(await refused(() => run(3, { sequence: ['a', 'b'] })))
      .toBe('[Ask] there are answers for 2 calls, and this is call 3; add an answer, or "repeat": "last" or "cycle" '
        + '[SequenceEnded]');
    expect(await refused(() => run(2, { calls: [{ returns: 'a' }] })))
      .toBe('[Ask] there are answers for 1 call, and this is call 2; add an answer, or "repeat": "last" or "cycle" '
        + '[SequenceEnded]');
  });

  test('an answer of the user does not begin again', async () => {
    const mocks =
      { nodes: { Talk: { calls: [{ asks: 'which order?' }, { asks: 'which item?' }, { returns: 'done' }] } } };
    const paused = await runFlow(agentFlow(), { input: 'help', mocks, answers: ['7'] });
    expect(paused.completionReason).toBe('INPUT_REQUIRED');
    expect(paused.events.at(-2))
      .toMatchObject({ flowMultiTurnInputRequestEvent: { nodeName: 'Talk', content: { document: 'which item?' } } });
    const asked: unknown[] = [];
    const answers = ({ document }: { document: unknown }) => {
      asked.push(document);
      return 'answer';
    };
    for (const result of [await runFlow(agentFlow(), { input: 'help', mocks, answers }), runFlowSync(agentFlow(), {
      input: 'help', mocks, answers,
    })]) {
      expect(result.outputs).toEqual([{ nodeName: 'Out', document: 'done' }]);
    }
    expect(asked).toEqual(['which order?', 'which item?', 'which order?', 'which item?']);
  });
});

describe('a function', () => {
  const run = async (mock: (inputs: any, context: any) => unknown) => runFlow(promptFlow(),
    { input: 'hi', mocks: { nodes: { Ask: mock } } });

  test('gets the inputs and the context, and gives the output or a promise of it', async () => {
    expect(
      (await run(({ text }, { call, effect }) => `${text} ${call} ${effect.request.operation}`)).outputs[0].document,
    ).toBe('hi 0 Converse');
    expect((await run(async ({ text }) => `${text}!`)).outputs[0].document).toBe('hi!');
  });

  test.each<[string, () => unknown, object]>([
    ['throws', () => { throw new Error('no'); }, { code: 'dependencyFailedException', message: 'no' }],
    ['throws an exception of the service', () => {
      throw Object.assign(new Error('slow'), { name: 'ThrottlingException' });
    }, { code: 'throttlingException', message: 'slow' }],
    ['throws a text', () => { throw 'no'; }, { message: 'no' }],
    ['throws undefined', () => { throw undefined; }, { message: 'the handler failed without a message' }],
    ['rejects', async () => Promise.reject(new Error('no')), { message: 'no' }],
    ['returns undefined', () => undefined, {
      message: 'the function of node Ask returned undefined; return the output of the node',
    }],
    ['resolves to undefined', async () => undefined, {
      message: 'the function of node Ask returned undefined; return the output of the node',
    }],
    ['returns what is circular', () => { const a: any = {}; a.a = a; return a; }, {
      message: expect.stringContaining('a value that is not JSON: it contains itself at \'a\''),
    }],
    ['returns a date', () => new Date(), {
      message: expect.stringContaining('a value that is not JSON: it has a '
      + 'Date'),
    }],
    ['returns the wrong type', () => 5, {
      message: 'Expected type for Node Output modelCompletion of Node Ask to be STRING. Actual type is NUMBER.',
    }],
  ])('that %s fails its node', async (_, mock, error) => {
    expect((await run(mock)).error).toMatchObject({ ...error, nodeName: 'Ask' });
  });

  test('that hangs ends with the time limit', async () => {
    const hangs = { nodes: { Ask: async () => new Promise(() => undefined) } };
    expect((await runFlow(promptFlow(), { input: '', mocks: hangs, timeouts: { node: 100 } })).error)
      .toMatchObject({ message: 'Node Ask timed out' });
    expect((await runFlow(promptFlow(), { input: '', mocks: hangs, timeouts: { flow: 100 } })).error)
      .toMatchObject({ message: 'The flow timed out' });
  });

  test('that takes its time can\'t answer at once', async () => {
    expect(await refused(() => runFlowSync(promptFlow(), { input: '', mocks: { nodes: { Ask: async () => 'x' } } })))
      .toBe('[Ask] the handler answers with a promise; run the flow asynchronously, or answer at once '
        + '[IllegalSettlement]');
  });
});

test('an exception of the service', () => {
  const mocks = {
    nodes: {
      Ask: { throws: { error: 'dependencyFailedException' as const, message: 'down', resourceName: 'Amazon Bedrock' } },
    },
  };
  const { error, events, completionReason } = runFlowSync(promptFlow(), { input: '', mocks });
  expect(error)
    .toEqual({ code: 'dependencyFailedException', message: 'down', resourceName: 'Amazon Bedrock', nodeName: 'Ask' });
  expect(events.at(-1)).toEqual({ dependencyFailedException: { message: 'down', resourceName: 'Amazon Bedrock' } });
  expect(completionReason).toBeUndefined();
});

describe('a recording', () => {
  const mocks = { nodes: { Ask: ({ text }: any) => `answer to ${text}` } };

  test('answers again, whatever order it was made in, and is the same file each time', async () => {
    const root = folder();
    const files = ['one.json', 'two.json'].map((name) => join(root, name));
    await runFlow(eachFlow(), { input: ['b', 'a'], mocks, record: files[0] });
    await runFlow(eachFlow(), { input: ['b', 'a'], mocks, record: files[1] });
    expect(readFileSync(files[1], 'utf8')).toBe(readFileSync(files[0], 'utf8'));
    expect(runFlowSync(eachFlow(), { input: ['b', 'a'], replay: files[0] }).outputs[0].document)
      .toEqual(['answer to b', 'answer to a']);
    const inFile = { nodes: { Ask: { replay: files[0] } } };
    expect((await runFlow(eachFlow(), { input: ['b', 'a'], mocks: inFile })).outputs[0].document)
      .toEqual(['answer to b', 'answer to a']);
  });

  test('keeps errors, questions and what storing yields', async () => {
    const file = join(folder(), 'calls.json');
    const failing = { nodes: { Fn: { throws: { error: 'throttlingException' as const, message: 'slow' } } } };
    const first = await runFlow(lambdaFlow(), { input: 'x', mocks: failing, record: file });
    expect((await runFlow(lambdaFlow(), { input: 'x', replay: file })).error).toEqual(first.error);
    await runFlow(storeFlow(), { input: 'key', mocks: { nodes: { Store: { objects: {} } } }, record: file });
    expect((await runFlow(storeFlow(), { input: 'key', replay: file })).outputs[0].document).toBe('s3://bucket/key');
    const asking = { nodes: { Talk: { calls: [{ asks: 'which?' }, { returns: 'done' }] } } };
    await runFlow(agentFlow(), { input: 'x', mocks: asking, answers: ['7'], record: file, executionId: 'one' });
    // another session asks the same
    expect((
      await runFlow(agentFlow(), { input: 'x', answers: ['7'], replay: file, executionId: 'two' })
    ).outputs[0].document).toBe('done');
  });

  test('that does not fit says where', async () => {
    const file = join(folder(), 'calls.json');
    await runFlow(eachFlow(), { input: ['a'], mocks, record: file });
    const line = async (flow: object, given: unknown) =>
      (await refused(() => runFlowSync(flow, { input: given, replay: file }))).replaceAll(file, 'FILE');
    expect(await line(eachFlow(), ['b'])).toBe('[Ask] call 1 of \'Ask\' differs from the recorded call, the first '
      + 'difference is at \'messages.0.content.0.text\'; record \'FILE\' again [ReplayMismatch]');
    expect(await line(eachFlow(), ['a', 'a'])).toBe('[Ask] \'FILE\' has 1 call of \'Ask\', and this is call 2; record '
      + '\'FILE\' again [ReplayMismatch]');
    expect(await line(lambdaFlow(), 'a')).toBe('[Fn] \'FILE\' has no calls of \'Fn\', only of \'Ask\'; record \'FILE\' '
      + 'again [ReplayMismatch]');
    writeFileSync(file, '{"format": 0}');
    expect(await line(eachFlow(), ['a'])).toBe('[FILE] is not a recording of this version; record it again '
      + '[UnreadableFile]');
    writeFileSync(file, '{');
    expect(await line(eachFlow(), ['a'])).toBe('[FILE] the recording can\'t be read (it is not JSON); record it, or '
      + 'correct the path [UnreadableFile]');
  });

  test('of a run that breaks off is not written', async () => {
    const file = join(folder(), 'calls.json');
    await refused(async () => runFlow(eachFlow(),
      { input: ['a', 'b'], mocks: { nodes: { Ask: { sequence: ['x'] } } }, record: file }));
    expect(existsSync(file)).toBe(false);
  });
});

describe('a person', () => {
  function terminal(lines: string) {
    const input1 = new PassThrough();
    const output1 = new PassThrough();
    input1.end(lines);
    return { input: input1, output: output1, shown: () => String(output1.read() ?? '') };
  }

  test('is shown what the node is given, and answers', async () => {
    const screen = terminal('a refund\n');
    const { outputs } = await runFlow(promptFlow(),
      { input: 'money back', mocks: { nodes: { Ask: { user: true } } }, terminal: screen });
    expect(outputs[0].document).toBe('a refund');
    expect(screen.shown()).toBe('Ask (Prompt) is given\n  text: money back\nits output:\n> ');
  });

  test('gives JSON where the node gives no text', async () => {
    const screen = terminal('{"total": 5}\n');
    const { outputs } = await runFlow(lambdaFlow('Object'),
      { input: '', mocks: { nodes: { Fn: { user: true } } }, terminal: screen });
    expect(outputs[0].document).toEqual({ total: 5 });
  });

  test('plays the agent, and the user it asks', async () => {
    const screen = terminal('? which order\nit is on its way\n');
    const { outputs, calls } = await runFlow(agentFlow(),
      { input: 'help', mocks: { nodes: { Talk: { user: true } } }, terminal: screen, answers: ['7'] });
    expect(outputs[0].document).toBe('it is on its way');
    expect(calls.Talk).toHaveLength(1);
    expect(screen.shown()).toContain('agentInputText: 7');
  });

  test('that has gone is a mistake of the run', async () => {
    expect(await refused(async () => runFlow(promptFlow(), {
      input: '', mocks: { nodes: { Ask: { user: true } } }, terminal: terminal(''),
    })))
      .toBe('[Ask] nobody can answer, because the input has ended; run it on a terminal, or mock the node with '
        + '"returns" [NoAnswer]');
    expect(await refused(() => runFlowSync(promptFlow(), { input: '', mocks: { nodes: { Ask: { user: true } } } })))
      .toContain('[OnlyAsynchronous]');
  });
});

describe('objects', () => {
  test('in memory are read, and what is written is read again', () => {
    const flow = flowOf([input(), storage, { ...retrieval }, output()], 'In.document > Store.content', 'In.document > '
      + 'Store.objectKey',
    'In.document > Read.objectKey', 'Read.s3Content > Out.document');
    const mocks = { types: { Storage: { objects: {} }, Retrieval: { objects: { other: 'text' } } } };
    expect(runFlowSync(flow, { input: 'key', mocks }).outputs[0].document).toBe('key');
    expect(runFlowSync(readFlow(), { input: 'other', mocks }).outputs[0].document).toBe('text');
    expect(runFlowSync(readFlow(), { input: 'constructor', mocks }).error)
      .toEqual({
        code: 'dependencyFailedException',
        message: 'there is no object \'constructor\' for node Read',
        resourceName: 'S3',
        nodeName: 'Read',
      });
  });

  test('in a folder, relative to the mock file', () => {
    const root = folder({
      'bucket/a/b.txt': 'from a file',
      'bucket/bytes': new Uint8Array([0xff, 0xfe, 0x00]),
      'secret.txt': 'secret',
      'mocks.json': JSON.stringify({ types: { Storage: { folder: './bucket' }, Retrieval: { folder: './bucket' } } }),
    });
    const mocks = join(root, 'mocks.json');
    expect(runFlowSync(readFlow(), { input: 'a/b.txt', mocks }).outputs[0].document).toBe('from a file');
    expect(runFlowSync(storeFlow(), { input: 'new/key.txt', mocks }).outputs[0].document)
      .toBe('s3://bucket/new/key.txt');
    expect(readFileSync(join(root, 'bucket/new/key.txt'), 'utf8')).toBe('new/key.txt');
    expect(runFlowSync(readFlow(), { input: 'bytes', mocks }).error?.message).toBe('the object \'bytes\' for node Read '
      + 'is not UTF-8');
    expect(runFlowSync(readFlow(), { input: 'a', mocks }).error?.message).toBe('there is no object \'a\' for '
      + 'node Read');
  });

  test.each(['../secret.txt', 'a/../../secret.txt', '..'])('a key may not leave the folder: %j', async (key) => {
    const root = folder({ 'bucket/x': '', 'secret.txt': 'secret' });
    const mocks = { types: { Retrieval: { folder: join(root, 'bucket') }, Storage: { folder: join(root, 'bucket') } } };
    for (const flow of [readFlow(), storeFlow()]) {
      expect(await refused(() => runFlowSync(flow, { input: key, mocks }))).toContain('is outside the folder; use keys '
        + 'below it [IllegalInput]');
    }
  });
});
