/** The account of the credentials that are there, and the name of a run. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CHECKS, LEFT_OUT } from '../../integ/checks';
import { lifeOfCredentials, openAccount } from '../../integ/kit/account';
import { readArguments } from '../../integ/kit/arguments';

const IDENTITY = `<GetCallerIdentityResponse><GetCallerIdentityResult>
  <Arn>arn:aws-cn:sts::111122223333:assumed-role/Tester/me</Arn><UserId>id</UserId><Account>111122223333</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;

let server: Server;
beforeEach(async () => {
  server = createServer((_, response) => { response.setHeader('content-type', 'text/xml').end(IDENTITY); });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_ACCESS_KEY_ID: 'any',
    AWS_SECRET_ACCESS_KEY: 'any',
  });
});
afterEach(async () => {
  delete process.env.AWS_CREDENTIAL_EXPIRATION;
  server.closeAllConnections();
  await new Promise((done) => { server.close(done); });
});

test('each run has a name of its own, which --clean takes', async () => {
  const [one, other] = [await openAccount('eu-west-1'), await openAccount('eu-west-1')];
  expect(one).toMatchObject({ account: '111122223333', partition: 'aws-cn', region: 'eu-west-1' });
  expect(one.caller).toBe('arn:aws-cn:sts::111122223333:assumed-role/Tester/me');
  expect(one.run).not.toBe(other.run);
  const { clean } = readArguments(['--clean', one.run, '--region', 'eu-west-1'], CHECKS, LEFT_OUT, {});
  expect(clean).toBe(one.run);
  expect((await openAccount('eu-west-1', clean)).run).toBe(one.run);
});

test('credentials end when they say so, in whole minutes that are left', async () => {
  expect(await lifeOfCredentials(await openAccount('eu-west-1'))).toBeUndefined();
  process.env.AWS_CREDENTIAL_EXPIRATION = new Date(Date.now() + 10.5 * 60_000).toISOString();
  expect(await lifeOfCredentials(await openAccount('eu-west-1'))).toBe(10);
});
