/** What becomes of checks that fail in any way, and of what they made. */
import { InMemoryAccount } from './support/in-memory-account';
import { CHECKS, LEFT_OUT } from '../../integ/checks';
import { type Check, differs, holds, NotTried } from '../../integ/kit/check';
import { planOf } from '../../integ/kit/plan';
import { exitCodeOf, runChecks } from '../../integ/kit/runner';
import { Undo } from '../../integ/kit/undo';

const check = (number: number, run: Check['run']): Check => (
  {
    number,
    name: `check-${number}`,
    assumes: 'it is so',
    matters: 'here',
    makes: 'nothing',
    minutes: 1,
    dollars: 0.1,
    run,
  });

async function ran(runs: readonly Check['run'][], options: { keeps?: boolean; interrupted?: AbortSignal } = {}) {
  const lines: string[] = [];
  const { keeps = false, interrupted } = options;
  const checks = runs.map((run, at) => check(at + 1, run));
  const report = await runChecks(checks, LEFT_OUT, new InMemoryAccount().world,
    { keeps, interrupted, say: (line) => lines.push(line) });
  return { lines, report, exitCode: exitCodeOf(report, keeps) };
}

const good: Check['run'] = async () => holds('as it should');

test('each check gets a line, and the report has all', async () => {
  const { lines, report, exitCode } =
    await ran([good, async () => differs('not so'), async () => { throw new NotTried('no time'); }]);
  expect(lines).toEqual([
    'holds      1 check-1: as it should (0 s)',
    'differs    2 check-2: not so (0 s)',
    'not tried  3 check-3: no time (0 s)',
  ]);
  expect(report).toMatchObject({
    region: 'us-east-1', run: 'test', count: { 'holds': 1, 'differs': 1, 'not tried': 1 }, leftOut: LEFT_OUT,
  });
  expect(JSON.parse(JSON.stringify(report)).checks[1]).toEqual(
    {
      number: 2,
      name: 'check-2',
      assumes: 'it is so',
      matters: 'here',
      outcome: 'differs',
      seen: 'not so',
      seconds: 0,
      left: [],
    });
  expect(exitCode).toBe(1);
});

test('only when all was tried and holds is the exit code 0', async () => {
  expect((await ran([good, good])).exitCode).toBe(0);
  expect((await ran([good, async () => differs('not so')])).exitCode).toBe(1);
  expect((await ran([good, async () => { throw new Error('no permission\n    at a stack'); }])).exitCode).toBe(1);
});

test('what was made is taken away, the last first, though the check breaks; and the next check runs', async () => {
  const gone: string[] = [];
  const breaks: Check['run'] = async (_, undo) => {
    for (const what of ['role', 'flow']) { undo.add(what, async () => { gone.push(what); }); }
    throw Object.assign(new Error('it broke\n    at somewhere'), { name: 'OddException' });
  };
  const { lines } = await ran([breaks, good]);
  expect(gone).toEqual(['flow', 'role']);
  expect(lines).toEqual(['not tried  1 check-1: OddException: it broke (0 s)', expect.stringMatching(/^holds/)]);
});

test('what can not be taken away is named, does not keep the rest, and is no success', async () => {
  const gone: string[] = [];
  const { lines, exitCode } = await ran([async (_, undo) => {
    undo.add('role', async () => { gone.push('role'); });
    undo.add('flow', async () => { throw Object.assign(new Error('in use'), { name: 'ConflictException' }); });
    undo.add('alias', async () => {
      throw Object.assign(new Error('not there'), { name: 'ResourceNotFoundException' });
    });
    return holds('well');
  }]);
  expect({ gone, lines, exitCode }).toEqual({
    gone: ['role'],
    lines: ['holds      1 check-1: well; left in the account: flow (ConflictException: in use) (0 s)'],
    exitCode: 1,
  });
});

test('with --keep it stays, and is named', async () => {
  const { lines, exitCode } = await ran([async (_, undo) => {
    undo.add('role', async () => { throw new Error('must not be called'); });
    return holds('well');
  }], { keeps: true });
  expect({ lines, exitCode })
    .toEqual({ lines: ['holds      1 check-1: well; left in the account: role (0 s)'], exitCode: 0 });
});

test('an interruption ends the checks, takes away what was made, and starts none of the rest', async () => {
  const gone: string[] = [];
  const controller = new AbortController();
  const { lines } = await ran([
    async (world, undo) => {
      undo.add('flow', async () => { await world.wait(1000); gone.push('flow'); });
      controller.abort();
      await world.wait(3_600_000);
      return holds('never');
    },
    async () => { throw new Error('must not be called'); },
  ], { interrupted: controller.signal });
  expect({ gone, lines }).toEqual({
    gone: ['flow'], lines: ['not tried  1 check-1: interrupted (1 s)', 'not tried  2 check-2: interrupted (0 s)'],
  });
});

test('interrupted at any moment, a check leaves nothing that it does not name', async () => {
  jest.spyOn(console, 'log').mockImplementation();
  for (const one of CHECKS) {
    for (let at = 1; at <= 40; at += 3) {
      const account = new InMemoryAccount();
      const { left, outcome } = await account.interruptedAt(one, at);
      const seen = { outcome: outcome === 'differs', left, still: account.left(), afterwards: account.afterwards };
      expect({ at, name: one.name, ...seen })
        .toEqual({ at, name: one.name, outcome: false, left: [], still: [], afterwards: [] });
    }
  }
  jest.restoreAllMocks();
});

test('each step of a check that breaks leaves nothing behind', async () => {
  jest.spyOn(console, 'log').mockImplementation();
  const operations = [
    'CreateRole', 'CreateFlow', 'PrepareFlow', 'CreateFlowVersion', 'CreateFlowAlias', 'PutRolePolicy', 'AssumeRole',
    'CreateStateMachine', 'StartExecution', 'GetAlias', 'InvokeWithResponseStream', 'PutMetricData', 'PublishVersion',
  ];
  for (const operation of operations) {
    for (const one of CHECKS) {
      const account = new InMemoryAccount({ forbidden: [operation] });
      const { left, outcome } = await account.found(one);
      expect({ operation, name: one.name, outcome: outcome === 'differs', left, still: account.left() })
        .toEqual({ operation, name: one.name, outcome: false, left: [], still: [] });
    }
  }
  jest.restoreAllMocks();
});

test('nothing is taken away twice', async () => {
  const gone: string[] = [];
  const undo = new Undo();
  undo.add('flow', async () => { gone.push('flow'); });
  await undo.all();
  await undo.all();
  expect(gone).toEqual(['flow']);
});

test('the plan says what each check makes and what all cost, before anything is made', () => {
  const lines = planOf([check(2, good), check(1, good)], LEFT_OUT);
  expect(lines).toEqual([
    ' 1 check-1     assumes that it is so',
    '               makes nothing; 1 min, $0.10',
    ' 2 check-2     assumes that it is so',
    '               makes nothing; 1 min, $0.10',
    expect.stringMatching(/^ 9 app-config {2}left out: how AppConfig/),
    '2 checks, one after the other: about 2 minutes and at most $0.20 (estimated from list prices of us-east-1, not '
      + 'measured)',
  ]);
});

test('numbers and names are one of a kind', () => {
  const all = [...CHECKS, ...LEFT_OUT];
  expect(new Set(all.map(({ number }) => number)).size).toBe(all.length);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(all.map(({ number }) => number).sort((left, right) => left - right)).toEqual(all.map((_, at) => at + 1));
});
