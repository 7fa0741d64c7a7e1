/** The ways out of this machine: the CDK command line, and signed requests to a URL. */
import { spawn } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { called, deploy, deployArguments } from '../../integ/kit/cdk';
import { signedPost } from '../../integ/kit/signed-post';

const node = (code: string) => called(['-e', code], process.env, process.execPath);

describe('deployments', () => {
  test('the command names the app, the stack and all of the variant, and asks nothing', () => {
    const argv = deployArguments('mine', 'r1', { kind: 'canary', program: 2, percent: 50, minutes: 1, isLate: true },
      'out').join(' ');
    expect(argv)
      .toMatch(/aws-cdk\/bin\/cdk deploy mine --app node .*integ\/app\.ts --output out --require-approval never /);
    expect(argv).toContain('-c stack=mine -c run=r1 -c kind=canary -c program=2 -c percent=50 -c minutes=1 -c '
      + 'isLate=true');
  });

  test('one that went well', async () => {
    expect(await node('console.error("error: of something that was overcome")')).toEqual({ isOk: true, message: '' });
  });

  test('of one that failed, the last line that tells why', async () => {
    const code = 'console.log("mine: error before"); console.error("❌  mine failed: Error: bootstrap first\\n"); '
      + 'console.log("bye"); process.exitCode = 1;';
    const { isOk, message } = await node(code);
    expect({ isOk, message })
      .toEqual({ isOk: false, message: expect.stringMatching(/bootstrap first$|error before$/) });
    expect(await node('console.error("odd"); process.exitCode = 3')).toEqual({ isOk: false, message: 'odd' });
    expect(await node('process.exitCode = 3'))
      .toEqual({ isOk: false, message: expect.stringMatching(/ended with 3$/) });
  });

  test('an interruption ends the command and what it started', async () => {
    const grandchild = 'console.log(process.pid); setInterval(() => {}, 1000)';
    const code =
      `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'inherit' });
      setInterval(() => {}, 1000)`;
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 5000); // both have begun by then
    // the answer comes only when all that writes to the pipe has ended
    const { isOk, message } = await called(['-e', code], process.env, process.execPath, controller.signal);
    expect({ isOk, message }).toEqual({ isOk: false, message: expect.stringMatching(/^\d+$/) });
  });

  test('whatever ends the kit ends the command and what it started', async () => {
    const code = `const { called } = require('./integ/kit/cdk');
      called(['-e', 'process.on("SIGTERM", () => {}); console.log(process.pid); setInterval(() => {}, 1000)'],
        process.env);
      setTimeout(() => {}, 60000)`;
    const kit = spawn(process.execPath, ['--import', 'tsx', '-e', code],
      { cwd: join(__dirname, '../..'), stdio: 'ignore' });
    const alive = async () => (await readFile(`/proc/${kit.pid}/task/${kit.pid}/children`, 'utf8')).trim().split(' ')
      .map(Number)[0];
    let leash = 0;
    while (!leash) {
      await new Promise((done) => { setTimeout(done, 200); });
      leash = await alive();
    }
    kit.kill('SIGKILL');
    // the leash leads a group: when nobody of it is left, a signal finds nobody
    for (;;) {
      try { process.kill(-leash, 0); } catch { break; }
      await new Promise((done) => { setTimeout(done, 200); });
    }
  });

  test('the folder of one that was ended before it began is gone', async () => {
    const before = readdirSync(tmpdir());
    const { isOk } = await deploy('us-east-1', 'r1', 'mine', { kind: 'plain', program: 1 }, AbortSignal.abort());
    expect(isOk).toBe(false);
    expect(readdirSync(tmpdir())).toEqual(before);
  });

  test('a Node that can not be started', async () => {
    const { execPath } = process;
    process.execPath = '/nowhere/node';
    try {
      expect(await called([], process.env, 'x'))
        .toEqual({ isOk: false, message: 'x can\'t be run: spawn /nowhere/node ENOENT' });
    } finally {
      process.execPath = execPath;
    }
  });

  test('a command that is not there', async () => {
    expect(await called([], process.env, 'no-such-command'))
      .toEqual({ isOk: false, message: expect.stringMatching(/^no-such-command can't be run: .*ENOENT/) });
  });
});

describe('requests to a Function URL', () => {
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'session' };
  let server: Server;
  const requests: { readonly headers: IncomingMessage['headers']; readonly body: string }[] = [];

  async function serve(type: string, pieces: readonly string[]): Promise<string> {
    server = createServer(async (request, response) => {
      let body = '';
      for await (const piece of request) { body += piece; }
      requests.push({ headers: request.headers, body });
      response.writeHead(200, { 'content-type': type });
      for (const piece of pieces) {
        response.write(piece);
        await new Promise((done) => { setTimeout(done, 150); });
      }
      response.end();
    });
    await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }
  afterEach(() => new Promise((done) => { server.close(done); }));

  test('are signed as AWS describes it, by a second implementation', async () => {
    const url = await serve('application/x-ndjson', ['{}\n']);
    for await (const _ of signedPost(url, '{"inputs":[]}', 'eu-west-1', credentials)) { /* to the end */ }
    const { headers, body } = requests.pop()!;
    expect(body).toBe('{"inputs":[]}');
    const [, scope, signed, signature] =
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/(\S+), SignedHeaders=(\S+), Signature=(\w+)$/
        .exec(headers.authorization!)!;
    const [date, region, service] = scope.split('/');
    expect([region, service]).toEqual(['eu-west-1', 'lambda']);
    const sha = (text: string) => createHash('sha256').update(text).digest('hex');
    const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
    const canonical = ['POST', '/', '', ...signed.split(';')
      .map((name) => `${name}:${headers[name]}`), '', signed, sha(body)].join('\n');
    const key = mac(mac(mac(mac('AWS4secret', date), region), service), 'aws4_request');
    const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha(canonical)].join('\n');
    expect(signature).toBe(mac(key, toSign).toString('hex'));
    expect(signed.split(';')).toEqual(expect.arrayContaining(['host', 'x-amz-date', 'x-amz-security-token']));
  });

  test('give lines as they come, wherever they are cut', async () => {
    const url = await serve('application/x-ndjson', ['{"a":1}\n{"b"', ':2}\n', '{"c":"ü"}']);
    const seen: { readonly line: string; readonly at: number }[] = [];
    for await (const line of signedPost(url, '{}', 'eu-west-1', credentials)) { seen.push({ line, at: Date.now() }); }
    expect(seen.map(({ line }) => line)).toEqual(['{"a":1}', '{"b":2}', '{"c":"ü"}']);
    expect(seen[2].at - seen[0].at).toBeGreaterThanOrEqual(250);
  });

  test('that the URL itself refuses are no finding', async () => {
    const url = await serve('application/json', ['{"Message":"Forbidden"}']);
    await expect(signedPost(url, '{}', 'eu-west-1', credentials).next()).rejects.toThrow('the URL answers 200: '
      + '{"Message":"Forbidden"}');
  });

  test('that get a page for an answer are a line, not the page', async () => {
    const url = await serve('text/html', ['x'.repeat(201)]);
    await expect(signedPost(url, '{}', 'eu-west-1', credentials).next()).rejects
      .toThrow(/^the URL answers 200: x{200}$/);
  });
});
