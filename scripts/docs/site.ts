/**
 * Writes the pages of the site into `website/pages`: `docs/`, the generated references, the examples and the API, with
 * links that hold there, and each TypeScript snippet in all languages. `website/` makes HTML of them.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { dirname, join, posix, relative } from 'path';
import { apiPages } from './api';
import { pages, ROOT } from './pages';
import { withTabs } from './tabs';

const OUT = join(ROOT, 'website/pages');
const REPOSITORY = 'https://github.com/cdk-bedrock-flows/cdk-bedrock-flows/blob/main';

interface Group {
  readonly text: string;
  /** Sources, from the root of the project. */
  readonly sources: readonly string[];
}

const SIDEBAR: readonly Group[] = [
  { text: 'Start', sources: ['docs/README.md', 'docs/getting-started.md', 'docs/languages.md', 'docs/coming-from.md'] },
  { text: 'Build', sources: ['nodes', 'lambda-nodes', 'branches-and-loops', 'models-and-prompts'].map(doc) },
  { text: 'Secure', sources: ['permissions', 'guardrails'].map(doc) },
  { text: 'Check and test', sources: ['checks', 'testing'].map(doc) },
  { text: 'Release', sources: ['versions-and-aliases', 'canary-releases'].map(doc) },
  { text: 'Call', sources: ['around'].map(doc) },
  { text: 'Know', sources: ['cost', 'limits', 'not-confirmed', 'troubleshooting'].map(doc) },
];

function doc(name: string): string {
  return `docs/${name}.md`;
}

/** Where each source stands on the site. */
function places(): ReadonlyMap<string, string> {
  const examples = readdirSync(join(ROOT, 'examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return new Map([
    ...pages().map(({ path }) => [path, path.replace(/^docs\//, '').replace(/README\.md$/, 'index.md')] as const)
      .filter(([path]) => path !== 'README.md'),
    ['RULES.md', 'reference/rules.md'],
    ['FIDELITY.md', 'reference/fidelity.md'],
    ['examples/README.md', 'examples/index.md'],
    ...examples.map((name) => [`examples/${name}/README.md`, `examples/${name}.md`] as const),
  ]);
}

/** A page with its links as they are on the site: to another page, to a picture, else to the repository. */
function moved(source: string, target: string, all: ReadonlyMap<string, string>): string {
  const text = readFileSync(join(ROOT, source), 'utf8');
  return text.split(/(^ *```.*?^ *```$)/gms).map((part, index) => index % 2 === 1 ? part
    : part.replace(/\]\((?!https?:|mailto:|#)([^)\s#]+)(#[^)\s]*)?\)/g, (_, file: string, anchor = '') =>
      `](${linkTo(posix.join(posix.dirname(source), file), target, all)}${anchor})`)).join('');
}

function linkTo(file: string, from: string, all: ReadonlyMap<string, string>): string {
  const page = all.get(file) ?? all.get(`${file.replace(/\/$/, '')}/README.md`);
  if (page !== undefined) { return relativeTo(page, from); }
  if (file === 'API.md') { return relativeTo('api/index.md', from); }
  if (file === 'docs/command') { return relativeTo('index.md', from); }
  if (/\.(svg|png)$/.test(file)) {
    write(`pictures/${file.replace(/\//g, '-')}`, readFileSync(join(ROOT, file)));
    return relativeTo(`pictures/${file.replace(/\//g, '-')}`, from);
  }
  if (!existsSync(join(ROOT, file))) {
    throw new Error(`there is no ${file}, to which ${from} leads; correct the link`);
  }
  return `${statSync(join(ROOT, file)).isDirectory() ? REPOSITORY.replace('/blob/', '/tree/') : REPOSITORY}/${file}`;
}

function relativeTo(page: string, from: string): string {
  const path = posix.relative(posix.dirname(from), page);
  return path.startsWith('.') ? path : `./${path}`;
}

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(OUT, path)), { recursive: true });
  writeFileSync(join(OUT, path), content);
}

function titleOf(path: string): string {
  return /^# (.*)$/m.exec(readFileSync(join(OUT, path), 'utf8'))![1];
}

function main(): void {
  rmSync(OUT, { recursive: true, force: true });
  const all = places();
  const api = apiPages(join(ROOT, '.jsii'));
  const texts = [...all].map(([source, target]) => ({ path: target, text: moved(source, target, all) }));
  const ofApi = [...api].map(([path, text]) => ({ path, text }));
  for (const { path, text } of withTabs([...texts, ...ofApi])) { write(path, text); }
  const item = (path: string) => ({ text: titleOf(path), link: `/${path.replace(/(index)?\.md$/, '')}` });
  const below = (folder: string) => [...all.values()].filter((path) => path.startsWith(folder)).map(item);
  write('sidebar.json', JSON.stringify([
    ...SIDEBAR.map(({ text, sources }) => ({ text, items: sources.map((source) => item(all.get(source)!)) })),
    { text: 'Command', items: below('command/') },
    { text: 'Examples', link: '/examples/', collapsed: true, items: below('examples/') },
    { text: 'Reference', items: [...below('reference/'), ...[...api.keys()].map(item)] },
  ], undefined, 1));
  cpSync(join(ROOT, 'mocks.schema.json'), join(OUT, 'public/mocks.schema.json'));
  console.log(`${all.size + api.size} pages in ${relative(process.cwd(), OUT)}`);
}

main();
