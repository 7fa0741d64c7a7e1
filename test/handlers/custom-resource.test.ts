/** What CloudFormation is told of a custom resource, and how often that is tried; and roles that are not known yet. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { responding } from '../../handlers/custom-resource/respond';
import { isRollback } from '../../handlers/custom-resource/stack-status';
import { assumed } from '../../handlers/revisions/assumed-role';

interface Request { readonly method?: string; readonly headers: IncomingMessage['headers']; readonly text: string }

let server: Server;
let statuses: (number | undefined)[];
let body = '';
const requests: Request[] = [];

beforeEach(async () => {
  requests.length = 0;
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) { chunks.push(chunk as Buffer); }
    requests.push({ method: request.method, headers: request.headers, text: Buffer.concat(chunks).toString() });
    const status = statuses.length > 1 ? statuses.shift() : statuses[0];
    if (status === undefined) { request.socket.destroy(); return; }
    response.statusCode = status;
    response.end(status < 400 ? body : '<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>');
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => { server.close(resolve); });
});
const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer?X-Amz-Signature=1`;

describe('the answer to CloudFormation', () => {
  const EVENT = {
    RequestType: 'Update',
    ResourceType: 'Custom::Any',
    StackId: 'S',
    RequestId: 'r-1',
    LogicalResourceId: 'Thing',
    PhysicalResourceId: 'thing-1',
    ResourceProperties: {},
  } as const;
  const ABOUT = { StackId: 'S', RequestId: 'r-1', LogicalResourceId: 'Thing' };
  const told = () => requests.map(({ text }) => JSON.parse(text) as object);
  const fine = responding(async () => ({ PhysicalResourceId: 'thing-2' }));

  /** The pauses, which take no time here. */
  const pauses: (number | undefined)[] = [];
  beforeEach(() => {
    pauses.length = 0;
    const later = setTimeout;
    jest.spyOn(globalThis, 'setTimeout').mockImplementation(((done: () => void, ms?: number) => {
      if (ms !== 1000) { return later(done, ms); }
      pauses.push(ms);
      return later(done, 0);
    }) as typeof setTimeout);
  });
  afterEach(() => jest.restoreAllMocks());

  test('is put at the URL, with no content type: the URL is signed for none', async () => {
    statuses = [200];
    expect(await fine({ ...EVENT, ResponseURL: url() })).toEqual({ PhysicalResourceId: 'thing-2' });
    expect(told()).toEqual([{ ...ABOUT, Status: 'SUCCESS', PhysicalResourceId: 'thing-2' }]);
    const [{ method, headers, text }] = requests;
    expect([method, headers['content-type'], headers['content-length']])
      .toEqual(['PUT', '', String(Buffer.byteLength(text))]);
  });

  test('of what fails has the message, up to what CloudFormation has room for, and the resource that was', async () => {
    statuses = [200];
    const fails = responding(async () => { throw new Error('ü'.repeat(2000)); });
    expect(await fails({ ...EVENT, ResponseURL: url() })).toEqual({ PhysicalResourceId: 'thing-1' });
    await fails({ ...EVENT, PhysicalResourceId: undefined, ResponseURL: url() });
    const failed = { ...ABOUT, Status: 'FAILED', Reason: 'ü'.repeat(1000) };
    expect(told()).toEqual([
      { ...failed, PhysicalResourceId: 'thing-1' }, { ...failed, PhysicalResourceId: 'Thing-failed' },
    ]);
  });

  test.each<[string, (number | undefined)[]]>([
    ['refused', [500, 503, 400, 200]], ['cut off', [undefined, undefined, undefined, 200]],
  ])('is put again when it is %s, a second later', async (_, answers) => {
    statuses = answers;
    await fine({ ...EVENT, ResponseURL: url() });
    expect(told()).toEqual(Array(4).fill({ ...ABOUT, Status: 'SUCCESS', PhysicalResourceId: 'thing-2' }));
    expect(pauses).toEqual([1000, 1000, 1000]);
  });

  test('that is never taken is an error after four tries each: Lambda tries the whole again', async () => {
    statuses = [500];
    await expect(fine({ ...EVENT, ResponseURL: url() }))
      .rejects.toThrow('CloudFormation did not take the answer: status 500');
    expect(told().map((one: { Status?: string }) => one.Status))
      .toEqual([...Array<string>(4).fill('SUCCESS'), ...Array<string>(4).fill('FAILED')]);
  });

  test('goes nowhere where nobody waits for it', async () => {
    expect(await fine(EVENT)).toEqual({ PhysicalResourceId: 'thing-2' });
    expect(requests).toEqual([]);
  });
});

test('a stack that goes back is one in any status of a rollback', () => {
  expect(['UPDATE_ROLLBACK_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS']
    .map(isRollback)).toEqual([true, true, true]);
  expect(['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'CREATE_IN_PROGRESS', ''].map(isRollback))
    .toEqual([false, false, false, false]);
});

describe('a role', () => {
  const environment = { ...process.env };
  beforeEach(() => {
    Object.assign(process.env, {
      AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any', AWS_ENDPOINT_URL_STS: url(),
    });
    body = '<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>B'
      + '</SecretAccessKey><SessionToken>C</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration></Credentials>'
      + '</AssumeRoleResult></AssumeRoleResponse>';
  });
  afterEach(() => { process.env = { ...environment }; });

  const waits: number[] = [];
  beforeEach(() => { waits.length = 0; });
  const credentials = () => assumed('arn:aws:iam::111122223333:role/Pruning', async (ms) => { waits.push(ms); });

  test('that was just made is asked for again every five seconds, and then its credentials are kept', async () => {
    statuses = [403, 403, 403, 403, 403, 200];
    const get = credentials();
    expect(requests).toEqual([]);
    const got = await get();
    expect(got).toEqual({
      accessKeyId: 'A', secretAccessKey: 'B', sessionToken: 'C', expiration: new Date('2030-01-01T00:00:00Z'),
    });
    expect(waits).toEqual([5000, 5000, 5000, 5000, 5000]);
    expect(await get()).toBe(got);
    expect(requests).toHaveLength(6);
    expect(Object.fromEntries(new URLSearchParams(requests[0].text))).toMatchObject({
      Action: 'AssumeRole', RoleArn: 'arn:aws:iam::111122223333:role/Pruning', RoleSessionName: 'flow-revisions',
    });
  });

  test('that nobody may assume is an error in the end', async () => {
    statuses = [403];
    await expect(credentials()()).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(requests).toHaveLength(6);
    expect(waits).toHaveLength(5);
  });
});
