/** `bedrock-flows review` with the clients of the SDK, against a queue and tasks in this process. */
import { createHash } from 'node:crypto';
import { Queue } from './queue';
import { cli, type Outcome } from '../support';

const queue = new Queue();
let url: string;
beforeAll(async () => { url = await queue.start(); });
afterAll(() => queue.stop());

const idOf = (token: string) => createHash('sha256').update(token).digest('hex').slice(0, 8);

async function review(args: readonly string[] = [], stdin = ''): Promise<Outcome> {
  return cli(['review', '--queue', `${url}/111122223333/Approval`, '--endpoint-url', url, '--as', 'Grace', ...args],
    { stdin });
}

beforeEach(() => {
  queue.messages = [];
  queue.answered = [];
  queue.over = {};
});

test('lists what waits, the most urgent first, and leaves it for others', async () => {
  queue.lie('later', {}, 20);
  queue.lie('sooner', { asked: 2 });
  queue.lie('gone', {}, -1);
  queue.messages.push({ Body: 'of somebody else', ReceiptHandle: 'x', isHidden: false });
  const { code, out, err } = await review();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.indexOf('Loan sooner (asked 2 times)')).toBeLessThan(out.indexOf('Loan later'));
  expect(out).toContain('2 requests; decide with --approve <id>');
  expect(out).not.toMatch(/gone/);
  // what is over is taken away, and what waits can be seen again at once
  expect(queue.messages.map(({ ReceiptHandle, isHidden }) => [ReceiptHandle, isHidden])).toEqual([
    ['receipt of later', false], ['receipt of sooner', false], ['x', false],
  ]);
});

test('never prints a token, nor control characters of what is asked', async () => {
  queue.lie('s3cr3t', { subject: 'a\u001b[2Jb', document: 'x\u202ey' });
  for (const form of [[], ['--json']]) {
    const { out } = await review(form);
    expect(out).toContain(idOf('s3cr3t'));
    // eslint-disable-next-line no-control-regex
    expect(out).not.toMatch(/s3cr3t|\u001b|\u202e/);
  }
});

test.each([
  ['--approve', 'APPROVE', 'approved'],
  ['--reject', 'REJECT', 'rejected'],
])('%s', async (flag, decision, said) => {
  queue.lie('one');
  queue.lie('two');
  const { code, out } = await review([flag, idOf('two'), '--comment', 'why']);
  expect({ code, out }).toEqual({ code: 0, out: `${idOf('two')} ${said}\n` });
  expect(queue.answered).toEqual([['two', { decision, reviewer: 'Grace', comment: 'why' }]]);
  expect(queue.messages.map(({ ReceiptHandle, isHidden }) => [ReceiptHandle, isHidden]))
    .toEqual([['receipt of one', false]]);
});

test('--decide asks about each, and what is skipped stays', async () => {
  for (const [at, token] of ['first', 'second', 'third', 'fourth'].entries()) { queue.lie(token, {}, at + 1); }
  const { code } = await review(['--decide'], 'a fits well\ns\nreject too much\n');
  expect(code).toBe(0);
  expect(queue.answered).toEqual([
    ['first', { decision: 'APPROVE', reviewer: 'Grace', comment: 'fits well' }],
    ['third', { decision: 'REJECT', reviewer: 'Grace', comment: 'too much' }],
  ]);
  expect(queue.messages.map(({ ReceiptHandle, isHidden }) => [ReceiptHandle, isHidden])).toEqual([
    ['receipt of second', false], ['receipt of fourth', false],
  ]);
});

test.each([
  'TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken',
])('a request that is over (%s) is taken away', async (error) => {
  queue.lie('late');
  queue.over = { late: error };
  const { code, out } = await review(['--approve', idOf('late')]);
  expect({ code, out }).toEqual({
    code: 1, out: `${idOf('late')} no longer waits: it was decided, asked for again, or timed out\n`,
  });
  expect(queue.messages).toEqual([]);
});

test('a decision that is refused leaves the request', async () => {
  queue.lie('one');
  queue.over = { one: 'AccessDeniedException' };
  const { code, err } = await review(['--approve', idOf('one')]);
  expect(code).toBe(2);
  expect(err).toMatch(/^account: error: the call failed \(AccessDeniedException.*\[NoAccount\]\n$/);
  expect(queue.messages.map(({ isHidden }) => isHidden)).toEqual([false]);
});

test.each<[readonly string[], string]>([
  [['review'], 'no queue is given; give --queue'],
  [['review', '--queue', 'Approval'], "'Approval' is not the URL of a queue"],
  [['review', '--queue', 'https://q/1/A', '--approve', 'a', '--decide'], '--approve, --reject and --decide exclude'],
])('%j is refused in one line', async (argv, said) => {
  const { code, err } = await cli(argv);
  expect({ code, lines: err.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
  expect(err).toContain(said);
});

test('an unknown id is answered with those that there are', async () => {
  queue.lie('one');
  const { code, err } = await review(['--approve', 'ffffffff']);
  expect(code).toBe(2);
  expect(err).toContain(`there is no request 'ffffffff'; there are ${idOf('one')} [Usage]`);
  expect(queue.messages.map(({ isHidden }) => isHidden)).toEqual([false]);
});
