/** What is done only where it is asked for: programs of a fixture, flows with errors. */
import { join } from 'node:path';
import { joined } from '../../../src/core/joined';
import { lambdaFlow } from '../../runner/support';
import { cli, folder } from '../support';

const at = folder({
  'flow.json': JSON.stringify(lambdaFlow()),
  'fixture.json': JSON.stringify({
    flow: 'flow.json',
    mocks: { nodes: { Fn: { command: ['sh', '-c', 'echo 1'] } } },
    cases: [{ input: 'x', turns: [[]] }],
  }),
  'wrong.json': JSON.stringify({
    ...lambdaFlow(), connections: [...lambdaFlow().connections, { ...lambdaFlow().connections[0], name: 'Twice' }],
  }),
  'mocks.json': '{"nodes":{"Fn":{"returns":"done"}}}',
});

test('a fixture starts no programs unless that is allowed', async () => {
  const { code, out, err } = await cli(['verify', join(at, 'fixture.json')]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err)
    .toMatch(
      joined(
        /fixture\.json: error: its mocks start the program 'sh -c echo 1'; check them, and allow them with /,
        /--allow-programs \[Usage\]\n$/,
      ),
    );
  expect(await cli(['verify', join(at, 'fixture.json'), '--allow-programs'])).toMatchObject({ code: 1, err: '' });
});

test('what validate calls an error ends a run, unless it is said otherwise', async () => {
  const argv = ['run', join(at, 'wrong.json'), '--input', 'x', '--mocks', join(at, 'mocks.json')];
  const { code, out, err } = await cli(argv);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  const validated = (await cli(['validate', '--json', join(at, 'wrong.json')])).out;
  const codes = (JSON.parse(validated) as { findings: { severity: string; code: string }[] }).findings
    .filter(({ severity }) => severity === 'error');
  expect(err.trim().split('\n').map((line) => /\[(\w+)\]$/.exec(line)![1])).toEqual(codes.map((one) => one.code));
  expect((await cli([...argv, '--no-check'])).err).not.toContain('DuplicateConnections');
});
