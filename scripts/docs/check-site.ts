/**
 * What the site is held to when it is built: each link leads to a page and a heading, each picture is whole, nothing is
 * loaded from elsewhere, each TypeScript snippet has a tab for each language, search finds what a newcomer looks for,
 * and each such page is two clicks from the first.
 */
import { existsSync, readdirSync, readFileSync } from 'fs';
import { join, posix } from 'path';
import { ROOT, snippetsIn } from './pages';
import { isForNode, isUntranslated, LANGUAGES } from './translations';

const DIST = join(ROOT, 'website/dist');
const MARKUP: { readonly [entity: string]: string } = { lt: '<', gt: '>', quot: '"', amp: '&' };

/** What a newcomer looks for, and a page that says it. */
const WANTED: { readonly [question: string]: string } = {
  'how to branch': 'branches-and-loops.html',
  'how to test': 'testing.html',
  'how to release': 'canary-releases.html',
  'what it costs': 'cost.html',
  'what a message means': 'troubleshooting.html',
};

const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).map((file) => file.replace(/\\/g, '/'));
const html = new Map(files.filter((file) => file.endsWith('.html'))
  .map((file) => [file, readFileSync(join(DIST, file), 'utf8')]));
const faults: string[] = [];

for (const [file, text] of html) {
  for (const [, link] of text.matchAll(/<a [^>]*?href="([^"]*)"/g)) { checkLink(file, decodeURI(link)); }
  for (const [tag] of text.matchAll(/<(?:script|link|img|iframe|source)\b[^>]*>/g)) {
    if (/(?:src|href)="(?:https?:)?\/\//.test(tag)) { faults.push(`${file}: loads from elsewhere: ${tag}`); }
    const picture = /^<img\b.* src="(?!data:)([^"]*)"/s.exec(tag)?.[1];
    if (picture !== undefined) { checkPicture(file, decodeURI(picture)); }
  }
}
for (const [file, text] of html) { checkTranslations(file, text); }
for (const [file, text] of html) {
  if (text.split('<main')[0].includes('{{')) { faults.push(`${file}: a template of the theme is not filled in`); }
}
checkTabs();
const first = linksOf('index.html');
for (const [question, page] of Object.entries(WANTED)) {
  if (!first.has(page) && ![...first].some((near) => linksOf(near).has(page))) {
    faults.push(`index.html: '${question}' (${page}) is not within two clicks`);
  }
}
if (!files.some((file) => /localSearchIndex/.test(file))) { faults.push('there is no search index'); }

for (const fault of faults) { console.error(`error: ${fault}`); }
console.log(`${html.size} pages checked, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;

/** The tabs of a page: the text of each by the title of its language. */
function tabsOf(text: string): readonly ReadonlyMap<string, string>[] {
  return text.split('<div class="vp-code-group').slice(1).map((group) => {
    const titles = [...group.split('<div class="blocks">')[0].matchAll(/<label[^>]*>(.*?)<\/label>/g)];
    const blocks = [...group.matchAll(/<pre [^>]*><code>(.*?)<\/code><\/pre>/gs)].slice(0, titles.length);
    return new Map(titles.map(([, title], at) => [title, textOf(blocks[at]?.[1] ?? '').trim()]));
  });
}

function textOf(markup: string): string {
  return markup.replace(/<[^>]*>/g, '')
    .replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (_, hex?: string, number?: string, name?: string) =>
      name === undefined ? String.fromCodePoint(hex ? parseInt(hex, 16) : Number(number)) : MARKUP[name]);
}

function checkTranslations(file: string, text: string): void {
  for (const tabs of tabsOf(text)) {
    for (const [title, code] of tabs) {
      if (code === '' || isUntranslated(code)) { faults.push(`${file}: not translated into ${title}: ${code}`); }
    }
  }
}

/** Each TypeScript snippet of `docs/` stands on its page in all languages; a program for Node stands alone. */
function checkTabs(): void {
  const titles = ['TypeScript', ...LANGUAGES.map(({ title }) => title)].join();
  const all = snippetsIn('ts').filter(({ page }) => page.startsWith('docs/'));
  if (all.length < 20) { faults.push(`there are only ${all.length} snippets; look at snippetsIn()`); }
  for (const snippet of all) {
    const file = snippet.page.replace(/^docs\//, '').replace(/README\.md$/, 'index.md').replace(/\.md$/, '.html');
    const found = tabsOf(html.get(file) ?? '')
      .filter((tabs) => tabs.get('TypeScript') === snippet.code.trim()).map((tabs) => [...tabs.keys()].join());
    const wanted = isForNode(snippet) ? [] : [titles];
    if (found.join(';') !== wanted.join(';')) {
      faults.push(`${file}: the snippet of ${snippet.page}:${snippet.line} has the tabs '${found.join(';')}', not '${
        wanted.join(';')}'`);
    }
  }
}

/** A picture whose bytes were read as text has the mark of what is no text. */
function checkPicture(file: string, source: string): void {
  const path = join(DIST, pageOf(file, source));
  const known = existsSync(path) ? readFileSync(path).subarray(0, 4).toString('latin1') : '';
  if (!['\u0089PNG', '<svg'].includes(known)) { faults.push(`${file}: '${source}' is no picture`); }
}

function linksOf(file: string): ReadonlySet<string> {
  return new Set([...(html.get(file) ?? '').matchAll(/<a [^>]*?href="([^"#]*)/g)]
    .map(([, link]) => pageOf(file, link)));
}

function checkLink(file: string, link: string): void {
  if (/^(?:https?|mailto):/.test(link)) { return; }
  const [path, anchor] = link.split('#');
  const page = path === '' ? file : pageOf(file, path);
  if (!existsSync(join(DIST, page))) {
    faults.push(`${file}: '${link}' selects nothing`);
  } else if (anchor && !html.get(page)?.includes(`id="${anchor}"`)) {
    faults.push(`${file}: '${link}' leads to no heading`);
  }
}

function pageOf(file: string, link: string): string {
  const base = process.env.SITE_BASE ?? '/';
  const path = link.startsWith(base) ? link.slice(base.length) : posix.join(posix.dirname(file), link);
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}
