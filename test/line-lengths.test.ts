/** No line of code is longer than 120 characters, in any language; the linter knows those of TypeScript. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(__dirname, '..');
const FOLDERS = ['src', 'cli', 'handlers', 'integ', 'scripts', 'test', 'bench', 'examples', 'projenrc'];
const MAX = 120;

/** Code by the endings of its files. What a program writes is as long as its texts are. */
const CODE = /(?<!\.generated)\.(ts|mjs|cjs|js|py|sh|java|go|cs|css)$/;
const NOT_OURS = /^(node_modules|cdk\.out.*|target|bin|obj|__pycache__)$/;

function longLines(text: string): readonly number[] {
  return text.split('\n').flatMap((line, at) => [...line].length > MAX ? [at + 1] : []);
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) { return NOT_OURS.test(entry.name) ? [] : filesIn(path); }
    return entry.isFile() && CODE.test(entry.name) ? [path] : [];
  });
}

test('the test sees a line that is too long', () => {
  expect(longLines(`${'x'.repeat(MAX)}\n${'é'.repeat(MAX)}\n${'x'.repeat(MAX + 1)}`)).toEqual([3]);
});

test('code of all languages', () => {
  const files = FOLDERS.flatMap((folder) => filesIn(join(ROOT, folder)));
  expect(files.length).toBeGreaterThan(1000);
  expect(files.flatMap((file) => longLines(readFileSync(file, 'utf8')).map((line) => (
    `${relative(ROOT, file)}:${line}`)))).toEqual([]);
});
