/**
 * No module needs itself to be loaded: there is no cycle of imports at run time in any room. Imports of types are gone
 * by then and do not count; nor do those that are made when they are needed.
 */
import { readdirSync, readFileSync } from 'fs';
import { dirname, join, relative } from 'path';

const ROOT = join(__dirname, '..');
const ROOMS = ['src', 'handlers', 'cli', 'test', 'integ', 'scripts', 'projenrc'];

const STATEMENT = /^(?:import|export)(?!\s+type\b)\s+(?:([^;'"]*?)\s+from\s+)?'(\.[^']*)'/gm;

/** The modules that a text imports or exports anew at run time. */
function importsOf(text: string): readonly string[] {
  return [...text.matchAll(STATEMENT)].filter(([, what]) => !isOfTypes(what)).map(([, , path]) => path);
}

/** Whether all that stands in the braces are types. */
function isOfTypes(what: string | undefined): boolean {
  const [, inside] = /^\{([^]*)\}$/.exec(what ?? '') ?? [];
  const names = inside?.split(',').map((name) => name.trim()).filter(Boolean) ?? [];
  return names.length > 0 && names.every((name) => name.startsWith('type '));
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) { return entry.name === 'node_modules' ? [] : filesIn(path); }
    return /\.ts$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

function graphOf(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const all = new Set(files);
  return new Map(files.map((file) => [file, importsOf(readFileSync(file, 'utf8')).flatMap((path) => {
    const target = join(dirname(file), path);
    return [`${target}.ts`, join(target, 'index.ts'), target].filter((one) => all.has(one)).slice(0, 1);
  })]));
}

/** The cycles that a walk closes, each as the modules on it. */
function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[][] = [];
  const path: string[] = [];
  const walk = (file: string): void => {
    state.set(file, 'open');
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      if (state.get(next) === 'open') {
        cycles.push([...path.slice(path.indexOf(next)), next]);
      } else if (!state.has(next)) {
        walk(next);
      }
    }
    path.pop();
    state.set(file, 'done');
  };
  for (const file of graph.keys()) { if (!state.has(file)) { walk(file); } }
  return cycles;
}

test('no module imports itself, over however many others', () => {
  const graph = graphOf(ROOMS.flatMap((room) => filesIn(join(ROOT, room))));
  expect(graph.size).toBeGreaterThan(500);
  expect(cyclesIn(graph).map((cycle) => cycle.map((file) => relative(ROOT, file)).join(' -> '))).toEqual([]);
});

test('what counts as an import at run time', () => {
  expect(importsOf([
    'import { a } from \'./one\';', 'import type { B } from \'./two\';', 'import { type C } from \'./three\';',
    'import {\n  type D, e,\n} from \'./four\';',
    'import \'./five\';', 'export * from \'./six\';',
    'export type { F } from \'./seven\';', 'export { type G } from \'./eight\';',
    'import { readFileSync } from \'fs\';',
    'import * as all from \'./nine\';',
  ].join('\n'))).toEqual(['./one', './four', './five', './six', './nine']);
});

test('a cycle is found, however long', () => {
  expect(cyclesIn(new Map([['a', ['b']], ['b', ['c', 'd']], ['c', []], ['d', ['b']]]))).toEqual([['b', 'd', 'b']]);
});
