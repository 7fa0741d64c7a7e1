/** What is found before anything is made, and who must agree. */
import { PassThrough } from 'node:stream';
import { InMemoryAccount } from './support/in-memory-account';
import { CHECKS } from '../../integ/checks';
import type { Check } from '../../integ/kit/check';
import { consent } from '../../integ/kit/consent';
import { preflight } from '../../integ/kit/preflight';
import { rightsOf } from '../../integ/kit/rights';
import { joined } from '../../src/core/joined';

const named = (...names: readonly string[]) => CHECKS.filter(({ name }) => names.includes(name));

describe('the preflight', () => {
  test('finds nothing where all is in order, and makes nothing', async () => {
    const account = new InMemoryAccount();
    expect(await preflight(account.world, CHECKS)).toEqual({ faults: [], notes: [] });
    expect(account.left()).toEqual([]);
  });

  test('a Region that is not bootstrapped counts only for checks that deploy', async () => {
    const { world } = new InMemoryAccount({ isBootstrapped: false });
    expect((await preflight(world, named('tags-only', 'alias-names'))).faults).toEqual([
      '[integ] Region us-east-1 of account 111122223333 is not bootstrapped; run npx cdk bootstrap '
        + 'aws://111122223333/us-east-1, or choose of alias-names [NoAccount]',
    ]);
    expect((await preflight(world, named('alias-names'))).faults).toEqual([]);
  });

  test('a Region without Flows', async () => {
    const { world } = new InMemoryAccount({ hasFlows: false });
    expect((await preflight(world, named('alias-names'))).faults).toEqual([
      '[integ] Bedrock Flows do not answer in Region us-east-1 (getaddrinfo ENOTFOUND '
        + 'bedrock-agent.us-east-1.amazonaws.com); choose a Region that has them [NoAccount]',
    ]);
  });

  test('all missing rights at once', async () => {
    const { world } = new InMemoryAccount({
      forbidden: ['iam:CreateRole', 'bedrock:CreateFlow', 'states:CreateStateMachine', 'ListFlows'],
    });
    expect((await preflight(world, named('alias-names'))).faults).toEqual([
      expect.stringMatching(
        joined(
          /^\[integ\] the credentials may not bedrock:ListFlows \(AccessDeniedException: .*\); allow it, .* /,
          /\[NoAccount\]$/,
        ),
      ),
      expect.stringMatching(
        joined(
          /^\[integ\] the credentials may not bedrock:CreateFlow, iam:CreateRole \(IAM says of all resources\); allow /,
          /it, .* \[NoAccount\]$/,
        ),
      ),
    ]);
  });

  test('rights that can not be looked up are a note; the root user has them', async () => {
    const account = new InMemoryAccount({ forbidden: ['SimulatePrincipalPolicy'] });
    expect(await preflight(account.world, named('alias-names'))).toEqual({
      faults: [],
      notes: [expect.stringMatching(
        /^the rights of arn:aws:sts::111122223333:assumed-role\/Tester\/session can't be looked up: AccessDenied/,
      )],
    });
    expect(await preflight({ ...account.world, caller: 'arn:aws:iam::111122223333:root' }, named('alias-names')))
      .toEqual({ faults: [], notes: [] });
  });
});

describe('the rights of a check', () => {
  beforeAll(() => { jest.spyOn(console, 'log').mockImplementation(); });
  afterAll(() => jest.restoreAllMocks());

  test.each(CHECKS.map((check): [string, Check] => [check.name, check]))('%s calls nothing else', async (_, check) => {
    const account = new InMemoryAccount();
    await account.found(check);
    const rights = rightsOf([check]);
    expect([...account.called].filter((action) => !rights.includes(action))).toEqual([]);
  });
});

describe('consent', () => {
  const { world } = new InMemoryAccount();
  const ask = async (wanted?: string, word?: string) => {
    const [input, output] = [Object.assign(new PassThrough(), { isTTY: word !== undefined }), new PassThrough()];
    const asked = consent(world, wanted, { input, output });
    if (word !== undefined) { input.end(word); }
    const refused = await asked.then(() => undefined, ({ message }: Error) => message);
    return { text: String(output.read() ?? ''), refused };
  };
  const WHOSE = 'account 111122223333, Region us-east-1, as arn:aws:sts::111122223333:assumed-role/Tester/session\n';

  test('account, Region and caller are said last, and a word is waited for', async () => {
    expect(await ask(undefined, 'yes\n'))
      .toEqual({ text: `${WHOSE}Type 'yes' to make all this there: `, refused: undefined });
    for (const word of ['no\n', '\n', '', 'y\n']) {
      expect((await ask(undefined, word)).refused).toBe('[integ] nobody agreed, and nothing was made [NoAccount]');
    }
  });

  test('an account that the call names needs no word', async () => {
    expect(await ask('111122223333')).toEqual({ text: WHOSE, refused: undefined });
    expect((await ask('444455556666')).refused).toMatch(
      /^\[integ\] the credentials are of account 111122223333, not of "444455556666"; use others \[NoAccount\]$/,
    );
  });

  test('without a terminal the account must be named', async () => {
    expect((await ask()).refused).toBe(
      '[integ] nobody can agree to account 111122223333, because this is not a terminal; add --account 111122223333 '
        + '[NoAccount]');
  });
});
