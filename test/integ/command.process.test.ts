/** The command as people call it: what it says, and how it ends. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECKS, LEFT_OUT } from '../../integ/checks';
import { readArguments, refuseOther } from '../../integ/kit/arguments';
import { CLEANING, rightsOf } from '../../integ/kit/rights';
import { joined } from '../../src/core/joined';

const ROOT = join(__dirname, '../..');
/** A machine without credentials, profiles or metadata. */
const NOBODY =
  { PATH: process.env.PATH, HOME: mkdtempSync(join(tmpdir(), 'integ-home-')), AWS_EC2_METADATA_DISABLED: 'true' };

function called(...argv: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [
    join(ROOT, 'node_modules/tsx/dist/cli.mjs'), '--tsconfig', 'examples/tsconfig.json', 'integ/run.ts', ...argv,
  ], { cwd: ROOT, env: NOBODY, encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('without --yes it lists all checks, and makes nothing: not even credentials are asked for', () => {
  const { status, stdout, stderr } = called('--region', 'us-east-1');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const { name } of [...CHECKS, ...LEFT_OUT]) { expect(stdout).toMatch(new RegExp(`^ ?\\d+ ${name} `, 'm')); }
  expect(stdout).toContain('Nothing was made.');
});

test('without credentials it says so in one line', () => {
  const { status, stdout, stderr } = called('--region', 'us-east-1', '--yes');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr)
    .toMatch(
      joined(
        /^\[integ\] the account can't be reached: .*[^.]; sign in to AWS, for example with 'aws sso login' /,
        /\[NoAccount\]\n$/,
      ),
    );
});

test('without a Region it says so in one line', () => {
  expect(called('--yes')).toEqual({
    status: 2,
    stdout: '',
    stderr: '[integ] there is no Region; add --region, for example --region us-east-1 [NoAccount]\n',
  });
});

const read = (argv: readonly string[], env = {}) => readArguments(argv, CHECKS, LEFT_OUT, env);

test('checks are named by their names or numbers, and run in their order', () => {
  expect(read(['weights', '2', 'version-numbers']).checks.map(({ name }) => name))
    .toEqual(['version-numbers', 'weights']);
  expect(read([])).toMatchObject({ checks: CHECKS, leftOut: LEFT_OUT, isAgreed: false, keeps: false });
  expect(read(['2', '--yes', '--keep'])).toMatchObject({ leftOut: [], isAgreed: true, keeps: true });
});

test('the Region is that of the option, else of the environment', () => {
  expect(read(['--region', 'eu-west-1'], { AWS_REGION: 'us-east-1' }).region).toBe('eu-west-1');
  expect(read([], { AWS_REGION: 'us-east-1' }).region).toBe('us-east-1');
  expect(read([], { AWS_DEFAULT_REGION: 'us-west-2' }).region).toBe('us-west-2');
  expect(read([]).region).toBeUndefined();
});

test.each<[string[], RegExp]>([
  [['weight'], /^\[integ\] there is no check 'weight'; choose one of delete-refusals, .* \[Usage\]$/],
  [['9'], /^\[integ\] check '9' is left out, because .*; choose another \[Usage\]$/],
  [['--regoin', 'x'], /^\[integ\] unknown option '--regoin'; use npm run integ -- .* \[Usage\]$/],
  [['--clean', '../x'], /^\[integ\] '..\/x' is not a run; use what was printed as 'run' when it began \[Usage\]$/],
  ...[['weights'], ['--yes'], ['--keep'], ['--report', 'r.json']].map((more): [string[], RegExp] => [
    ['--clean', 'abc1', ...more],
    /^\[integ\] --clean takes away and checks nothing; call it without checks, .* \[Usage\]$/,
  ]),
  [['--region'], /^\[integ\] option '--region <value>' argument missing; use npm run integ -- .* \[Usage\]$/],
])('%j is refused in one line', (argv, message) => {
  expect(() => read(argv)).toThrow(message);
});

test('credentials of another account than the one of --account are refused', () => {
  const { account } = read(['--account', '111122223333']);
  expect(() => refuseOther('111122223333', account)).not.toThrow();
  expect(() => refuseOther('444455556666', account)).toThrow(
    /^\[integ\] the credentials are of account 444455556666, not of "111122223333"; use others \[NoAccount\]$/,
  );
  expect(() => refuseOther('444455556666', read([]).account)).not.toThrow();
});

test('the README names each right', () => {
  const readme = readFileSync(join(ROOT, 'integ/README.md'), 'utf8');
  const rights = [...rightsOf(CHECKS), ...CLEANING, 'iam:GetRole', 'iam:SimulatePrincipalPolicy'];
  expect(rights.filter((right) => !readme.includes(right))).toEqual([]);
});

test('the README has a row for each check', () => {
  const rows = [...readFileSync(join(ROOT, 'integ/README.md'), 'utf8')
    .matchAll(/^\| (\d+) \| `([a-z-]+)` \|/gm)].map(([, number, name]) => ({ number: Number(number), name }));
  expect(rows).toEqual([...CHECKS, ...LEFT_OUT].map(({ number, name }) => ({ number, name }))
    .sort((left, right) => left.number - right.number));
});
