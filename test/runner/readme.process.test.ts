/** The snippets of the README that test its first flow: run as they stand there. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from './support';

const PROJECT = join(__dirname, '../..');
const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');
const snippets = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text]) => text);

/** Runs a test of jest with the configuration of the project; gives what it says. */
function jestSays(test: string): string {
  const root = folder({ 'topics.ts': `${snippets('ts nofixture')[0]}\nexport { flow };\n`, 'topics.test.ts': test });
  const { projects: [config] } = JSON.parse(readFileSync(join(PROJECT, 'jest.config.json'), 'utf8')) as {
    projects: object[];
  };
  writeFileSync(join(root, 'jest.json'), JSON.stringify({
    ...config,
    rootDir: PROJECT,
    roots: [root],
    testMatch: ['**/*.test.ts'],
    globalSetup: undefined,
    reporters:
      ['default'],
    modulePaths: [join(PROJECT, 'node_modules')],
  }));
  const { stderr } = spawnSync(process.execPath,
    [join(PROJECT, 'node_modules/jest/bin/jest.js'), '--config', join(root, 'jest.json')], {
      cwd: PROJECT, encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: 'false', FORCE_COLOR: '0' },
    });
  return stderr;
}

const snippet = snippets('js').find((text) => text.includes('cdk-bedrock-flows/testing'))!;

test('the snippet for jest passes, and can fail', () => {
  expect(snippet.trim().split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(10);
  expect(jestSays(snippet)).toMatch(/^Tests: +1 passed, 1 total$/m);
  expect(jestSays(snippet.replace("toReachOutput('Answer', 'They", "toReachOutput('Answer', 'We")))
    .toMatch(/^Tests: +1 failed, 1 total$/m);
});

test('the snippet for pytest is the file that the Python test runs', () => {
  expect(readFileSync(join(PROJECT, 'test/python/test_topics.py'), 'utf8'))
    .toBe(snippets('python').find((text) => text.includes('cdk_bedrock_flows.testing')));
});
