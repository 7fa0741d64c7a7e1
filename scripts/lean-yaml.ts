/**
 * `yaml` without what writes YAML: our programs only read it. Its modules are bundled as they are written, of which the
 * bundler can leave out some: those for Node are the same, compiled.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { ROOT } from './one-file';

const MODULES = join(ROOT, 'node_modules/yaml/browser/dist');
const NEVER = '() => { throw new Error("nothing writes YAML"); }';

/** What stands for its modules, by path. */
const STAND_INS: Readonly<Record<string, string>> = {
  // a key that is a list or a map becomes a text
  'stringify/stringify.js': `
    export const createStringifyContext = (doc) => ({ doc });
    export const stringify = ${NEVER};`,
  'stringify/stringifyCollection.js': 'export const stringifyCollection = (collection) => JSON.stringify(collection);',
  'stringify/stringifyDocument.js': `export const stringifyDocument = ${NEVER};`,
  'stringify/stringifyNumber.js': `export const stringifyNumber = ${NEVER};`,
  'stringify/stringifyPair.js': `export const stringifyPair = ${NEVER};`,
  'stringify/stringifyString.js': `export const stringifyString = ${NEVER};`,
  // of syntax trees, which nothing walks
  'parse/cst-visit.js': 'export const visit = () => {};',
};

export const LEAN_YAML: Plugin = {
  name: 'lean-yaml',
  setup: ({ onLoad, onResolve }) => {
    const gone = Object.keys(STAND_INS).find((file) => !existsSync(join(MODULES, file)));
    if (gone) { throw new Error(`yaml has no module ${gone} any more: correct scripts/lean-yaml.ts`); }
    onResolve({ filter: /^yaml$/ }, () => ({ path: join(MODULES, 'index.js') }));
    onLoad({ filter: /[\\/]yaml[\\/]browser[\\/]dist[\\/].*\.js$/ }, ({ path }) => {
      const contents = STAND_INS[path.slice(MODULES.length + 1).replaceAll('\\', '/')];
      return contents === undefined ? undefined : { contents };
    });
  },
};
