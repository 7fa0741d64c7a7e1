/**
 * What the site is held to when it is built: each link leads to a page and a heading, nothing is loaded from elsewhere,
 * search finds what a newcomer looks for, and each such page is two clicks from the first.
 */
import { existsSync, readdirSync, readFileSync } from 'fs';
import { join, posix } from 'path';
import { ROOT } from './pages';

const DIST = join(ROOT, 'website/dist');

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
  }
}
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

function linksOf(file: string): ReadonlySet<string> {
  return new Set([...(html.get(file) ?? '').matchAll(/<a [^>]*?href="([^"#]*)/g)]
    .map(([, link]) => pageOf(file, link)));
}

function checkLink(file: string, link: string): void {
  if (/^(?:https?|mailto):/.test(link)) { return; }
  const [path, anchor] = link.split('#');
  const page = path === '' ? file : pageOf(file, path);
  if (!existsSync(join(DIST, page))) {
    faults.push(`${file}: '${link}' leads nowhere`);
  } else if (anchor && !html.get(page)?.includes(`id="${anchor}"`)) {
    faults.push(`${file}: '${link}' leads to no heading`);
  }
}

function pageOf(file: string, link: string): string {
  const base = process.env.SITE_BASE ?? '/';
  const path = link.startsWith(base) ? link.slice(base.length) : posix.join(posix.dirname(file), link);
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}
