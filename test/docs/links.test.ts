/** Every link of the pages leads to a file of the project, and to a heading that the file has. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Page, pages, ROOT } from '../../scripts/docs/pages';

const OTHERS: readonly string[] = [
  'CONTRIBUTING.md', 'RULES.md', 'FIDELITY.md', 'examples/README.md', 'integ/README.md', 'decisions/README.md',
];
const withoutCode = (text: string) => text.replace(/^ *```.*?^ *```$/gms, '').replace(/`[^`\n]*`/g, 'x');

/** The ids of the headings of a file, as GitHub makes them. */
function headings(path: string): ReadonlySet<string> {
  const text = readFileSync(path, 'utf8').replace(/^ *```.*?^ *```$/gms, '');
  return new Set([...text.matchAll(/^#+ (.*)$/gm)]
    .map(([, title]) => title.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-')));
}

const linksOf = (text: string) => [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);

/** A page of this repository by its address on GitHub, as the README names them: registries show it elsewhere. */
const HERE = new RegExp('^https://(?:github\\.com/cdk-bedrock-flows/cdk-bedrock-flows/(blob|tree)'
  + '|raw\\.githubusercontent\\.com/cdk-bedrock-flows/cdk-bedrock-flows)/main/');

function broken({ path, text }: Page): readonly string[] {
  return linksOf(text)
    .filter((link) => HERE.test(link) || !/^(https?|mailto):/.test(link))
    .filter((link) => {
      const [file, anchor] = link.replace(HERE, '').split('#');
      const target = file === '' ? join(ROOT, path) : join(ROOT, HERE.test(link) ? '' : dirname(path), file);
      // GitHub shows a folder as a tree
      const kind = HERE.exec(link)?.[1];
      if (kind && existsSync(target) && statSync(target).isDirectory() !== (kind === 'tree')) { return true; }
      if (!existsSync(target) || relative(ROOT, target).startsWith('..')) { return true; }
      return anchor !== undefined && (statSync(target).isDirectory() || !headings(target).has(anchor));
    });
}

const OTHER_PAGES = OTHERS.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

test.each([...pages(), ...OTHER_PAGES])('$path', (page) => {
  expect(broken(page)).toEqual([]);
});

test('a link that leads nowhere is found', () => {
  const text = '[a](no.md) [b](checks.md#check-flows) [c](checks.md#no) [d](../README.md) [e](../../x)';
  expect(broken({ path: 'docs/x.md', text })).toEqual(['no.md', 'checks.md#no', '../../x']);
  const project = 'https://github.com/cdk-bedrock-flows/cdk-bedrock-flows';
  const right = [`${project}/blob/main/docs/checks.md#check-flows`, `${project}/tree/main/docs/command`];
  const wrong = [
    `${project}/blob/main/no.md`, `${project}/blob/main/docs/checks.md#no`, `${project}/blob/main/docs/command`,
    'https://raw.githubusercontent.com/cdk-bedrock-flows/cdk-bedrock-flows/main/docs/pictures/no.svg',
  ];
  const links = [...right, ...wrong].map((link) => `[x](${link})`);
  expect(broken({ path: 'docs/x.md', text: links.join(' ') })).toEqual(wrong);
});

test('the README has whole addresses, since PyPI, NuGet and the npm registry show it without the repository', () => {
  const text = readFileSync(join(ROOT, 'README.md'), 'utf8');
  expect(linksOf(text).filter((link) => !/^(https:|#)/.test(link))).toEqual([]);
});

test('each page begins with what its reader wants to do', () => {
  const without = pages().filter(({ path, text }) => path !== 'README.md'
    && !/^# [^\n]+\n\nYou (?:want|have|need) /.test(text));
  expect(without.map(({ path }) => path)).toEqual([]);
});

test('each page of docs is reached from its first page', () => {
  const index = readFileSync(join(ROOT, 'docs/README.md'), 'utf8');
  const missing = pages().map(({ path }) => path).filter((path) => path.startsWith('docs/') && path !== 'docs/README.md'
    && !index.includes(`(${relative('docs', path)})`));
  expect(missing).toEqual([]);
});
