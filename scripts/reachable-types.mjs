/**
 * Leaves only the declarations that users' programs can reach: `node scripts/reachable-types.mjs lib`. What else the
 * compiler wrote would ship for nothing.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const folder = resolve(process.argv[2]);
const reached = new Set();
const queue = ['index.d.ts', 'runner/index.d.ts', 'lambda/index.d.ts'].map((file) => join(folder, file));
while (queue.length > 0) {
  const file = queue.pop();
  if (reached.has(file)) { continue; }
  reached.add(file);
  const text = readFileSync(file, 'utf8');
  for (const [, path] of text.matchAll(/(?:from|import\(|import) ?["'](\.[^"']*)["']/g)) {
    const target = join(dirname(file), path);
    const found = [`${target}.d.ts`, join(target, 'index.d.ts')].find((each) => existsSync(each));
    if (!found) { throw new Error(`${file} imports ${path}, which has no declarations`); }
    queue.push(found);
  }
}
for (const name of readdirSync(folder, { recursive: true })) {
  const file = join(folder, name);
  if (file.endsWith('.d.ts') && !reached.has(file)) { rmSync(file); }
}
