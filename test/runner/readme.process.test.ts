/** The snippets that test the first flow of the README: run as they stand there. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from './support';
import { type Snippet, snippetsIn } from '../../scripts/docs/pages';

const PROJECT = join(__dirname, '../..');
/** The first flow: that of the README. */
const [FLOW] = snippetsIn('ts').filter(({ info }) => info === 'ts nofixture').map(({ code }) => code);
const usesTesting = ({ code }: Snippet) => code.includes('flow } from \'./topics\'') || code.includes('from topics');

/** Runs a test of jest with the configuration of the project; gives what it says. */
function jestSays(test: string): string {
  const root = folder({ 'topics.ts': `${FLOW}\nexport { flow };\n`, 'topics.test.ts': test });
  const { projects: [config] } = JSON.parse(readFileSync(join(PROJECT, 'jest.config.json'), 'utf8')) as {
    projects: object[];
  };
  writeFileSync(join(root, 'jest.json'), JSON.stringify({
    ...config,
    rootDir: PROJECT,
    roots: [root],
    testMatch: ['**/*.test.ts'],
    // they belong to the run that this test is part of
    globalSetup: undefined,
    globalTeardown: undefined,
    reporters: ['default'],
    modulePaths: [join(PROJECT, 'node_modules')],
  }));
  const { stderr } = spawnSync(process.execPath,
    [join(PROJECT, 'node_modules/jest/bin/jest.js'), '--config', join(root, 'jest.json')], {
      cwd: PROJECT,
      encoding: 'utf8',
      env: { ...process.env, TESTS_TMPDIR: root, CDK_VALIDATION: 'false', FORCE_COLOR: '0' },
    });
  return stderr;
}

test.each(snippetsIn('js').filter(usesTesting))('the snippet for jest on $page passes, and can fail', ({ code }) => {
  expect(code.trim().split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(10);
  expect(jestSays(code)).toMatch(/^Tests: +1 passed, 1 total$/m);
  expect(jestSays(code.replace("toReachOutput('Answer', 'They", "toReachOutput('Answer', 'We")))
    .toMatch(/^Tests: +1 failed, 1 total$/m);
});

test('the snippet for pytest is the file that the Python test runs', () => {
  expect([readFileSync(join(PROJECT, 'test/python/test_topics.py'), 'utf8')])
    .toEqual(snippetsIn('python').filter(usesTesting).filter(({ page }) => page === 'docs/testing.md')
      .map(({ code }) => code));
});

test('the first flow is the same on each page that shows it', () => {
  const first = snippetsIn('ts').filter(({ code }) => code.includes("new Flow(stack, 'Summary')"));
  expect(first.map(({ page }) => page)).toEqual(['README.md', 'docs/getting-started.md']);
  expect(new Set(first.map(({ code }) => code)).size).toBe(1);
});
