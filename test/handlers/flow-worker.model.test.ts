/** The bundle of the worker against the local endpoint. */
import { LocalFunction, textOf } from './support/local-function';
import { ServiceException } from '../../cli/serve/exception';
import { output, serve, SUCCESS } from '../cli/serve/support';

const FLOW = { FLOW_ID: 'FLOW123456', FLOW_ALIAS_ID: 'ALIAS12345', INPUT_NODE: 'FlowInputNode' };

/** A worker before a flow that fails for some documents; what it was called with. */
async function world(
  form: string, errors: Readonly<Record<string, 'ThrottlingException' | 'ValidationException'>> = {},
) {
  const documents: unknown[] = [];
  const { url } = await serve(async function* ({ inputs: [{ content: { document } }] }) {
    documents.push(document);
    const error = errors[String(document)];
    if (error) { throw new ServiceException(error, 'no'); }
    yield output('done');
    yield SUCCESS;
  });
  const worker = await LocalFunction.start('flow-worker',
    { AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME: url, ...FLOW, MESSAGE_FORM: form });
  const failures = async (bodies: readonly string[], remaining?: number, more: readonly object[] = []) => {
    const Records = bodies.map((body, at) => ({ messageId: `m${at}`, body, ...more[at] }));
    const answer = JSON.parse(await textOf(await worker.invoke({ Records }, remaining)));
    return answer.batchItemFailures.map(({ itemIdentifier }: any) => itemIdentifier) as string[];
  };
  return { documents, failures, worker };
}

test('each message is a call, and those that fail come back alone', async () => {
  const { documents, failures, worker } = await world('TEXT', { b: 'ValidationException' });
  expect(await failures(['a', 'b', 'c'])).toEqual(['m1']);
  expect(documents).toEqual(['a', 'b', 'c']);
  // what failed is logged, and not what somebody wrote
  expect((await worker.metrics(4)).filter((line) => !('_aws' in line)))
    .toEqual([{ messageId: 'm1', error: 'ValidationException', message: 'no' }]);
});

test('after a throttled call, the rest of the batch is not begun', async () => {
  const { documents, failures } = await world('TEXT', { b: 'ThrottlingException' });
  expect(await failures(['a', 'b', 'c', 'd'])).toEqual(['m1', 'm2', 'm3']);
  expect(documents).toEqual(['a', 'b']);
});

test('of a FIFO queue, what follows a message that failed in its group comes back with it', async () => {
  const grouped = (queue: string) => ['red', 'red', 'blue', 'red'].map((MessageGroupId) => (
    { attributes: { MessageGroupId }, eventSourceARN: `arn:aws:sqs:us-east-1:111122223333:${queue}` }));
  const fifo = await world('TEXT', { a: 'ValidationException' });
  expect(await fifo.failures(['a', 'b', 'c', 'd'], undefined, grouped('jobs.fifo'))).toEqual(['m0', 'm1', 'm3']);
  expect(fifo.documents).toEqual(['a', 'c']);
  // groups of standard queues have no order
  const standard = await world('TEXT', { a: 'ValidationException' });
  expect(await standard.failures(['a', 'b', 'c', 'd'], undefined, grouped('jobs'))).toEqual(['m0']);
});

test('where there is little time left, only the first is begun', async () => {
  const { documents, failures } = await world('TEXT');
  expect(await failures(['a', 'b'], 5000)).toEqual(['m1']);
  expect(documents).toEqual(['a']);
});

test('JSON is what it is; other text comes back', async () => {
  const { documents, failures } = await world('JSON');
  expect(await failures(['{"a":[1]}', 'no', '"text"'])).toEqual(['m1']);
  expect(documents).toEqual([{ a: [1] }, 'text']);
});

describe('keys of objects', () => {
  const notified = (...keys: string[]) => JSON.stringify({ Records: keys.map((key) => ({ s3: { object: { key } } })) });
  const bus = (key: string) => JSON.stringify({ source: 'aws.s3', detail: { object: { key } } });

  test('are decoded once where Amazon S3 encoded them, and not where it did not', async () => {
    const { documents, failures } = await world('OBJECT_KEY');
    expect(await failures([
      notified('in/two+words+%C3%BCber+1%2B1.txt'), notified('in/100%2525.txt'), bus('in/two words über 1+1.txt'),
      bus('in/100%25.txt'), notified('a', 'b'),
    ])).toEqual([]);
    expect(documents).toEqual(['in/two words über 1+1.txt', 'in/100%25.txt', 'in/two words über 1+1.txt',
      'in/100%25.txt', 'a', 'b']);
  });

  test('what Amazon S3 sends to try a queue calls nothing; what has no key comes back', async () => {
    const { documents, failures } = await world('OBJECT_KEY');
    expect(await failures(['{"Event":"s3:TestEvent"}', '{}', 'null', notified('%'), '{"source":"aws.s3"}']))
      .toEqual(['m1', 'm2', 'm3', 'm4']);
    expect(documents).toEqual([]);
  });
});
