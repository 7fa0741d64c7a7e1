/** The README names each option of the commands that run flows, and no others. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from './support';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
const sections = {
  run: 'Run it from the command line',
  serve: 'Serve it to your application',
  verify: 'Compare it with an account',
  view: 'See a flow and a run',
  diff: 'Say what a change means',
  graph: 'Draw a flow',
};
const CODE = 'Take a flow over as code';

test.each(Object.entries(sections))('bedrock-flows %s', async (command, title) => {
  const section = readme.split(`\n### ${title}\n`)[1].split(/^##/m)[0].replace(/npm install --[\w-]+/, '');
  const { out } = await cli([command, '--help']);
  const known = [...out.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, option]) => option)
    .filter((option) => option !== '--help');
  // what run has already
  const above = command === 'run' ? [] : ['--no-color'];
  const named = new Set([...section.matchAll(/--[a-z][\w-]+/g)].map(([option]) => option));
  expect([...named, ...above].sort()).toEqual([...new Set([...known, ...above])].sort());
});

test('bedrock-flows code and export', async () => {
  const section = readme.split(`\n### ${CODE}\n`)[1].split(/^##/m)[0].replace(/--flow-identifier/, '');
  const helps = await Promise.all(['code', 'export'].map(async (command) => (await cli([command, '--help'])).out));
  const known = helps.flatMap((out) => [...out.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, option]) => option))
    .filter((option) => option !== '--help');
  const named = [...section.matchAll(/--[a-z][\w-]+/g)].map(([option]) => option);
  expect([...new Set([...named, '--output'])].sort()).toEqual([...new Set(known)].sort());
});
