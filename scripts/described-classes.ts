/** Classes of a bundle say which types of the jsii assembly they are, as jsii has them say it when it compiles them. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Plugin } from 'esbuild';
import * as ts from 'typescript';
import { ROOT } from './one-file';

interface Assembly {
  readonly version: string;
  readonly types: Readonly<Record<string, { readonly kind: string; readonly symbolId: string }>>;
}

/** @param file the assembly */
export function described(file: string): Plugin {
  const { version, types } = JSON.parse(readFileSync(file, 'utf8')) as Assembly;
  // such as `src/flow/flow:Flow`
  const left = new Map(Object.entries(types).filter(([, { kind }]) => kind === 'class')
    .map(([fqn, { symbolId }]) => [symbolId, fqn]));
  return {
    name: 'described-classes',
    setup: ({ onLoad, onResolve, onEnd }) => {
      onResolve({ filter: /^jsii-rtti$/ }, ({ path }) => ({ path, namespace: 'jsii-rtti' }));
      onLoad({ filter: /./, namespace: 'jsii-rtti' }, () => ({
        contents: `
        const RTTI = Symbol.for("jsii.rtti");
        export function describe(type, fqn) { type[RTTI] = { fqn, version: ${JSON.stringify(version)} }; }`,
      }));
      onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
        const module = relative(ROOT, path).replaceAll('\\', '/').replace(/\.ts$/, '');
        const text = readFileSync(path, 'utf8');
        const contents = describing(text, (name) => {
          const fqn = left.get(`${module}:${name}`);
          left.delete(`${module}:${name}`);
          return fqn;
        });
        return { contents, loader: 'ts' };
      });
      onEnd(() => {
        if (left.size > 0) { throw new Error(`the bundle has not the class ${[...left.values()].join(', ')}`); }
      });
    },
  };
}

function describing(text: string, fqnOf: (name: string) => string | undefined): string {
  const classes = ts.createSourceFile('module.ts', text, ts.ScriptTarget.Latest).statements
    .filter((statement) => ts.isClassDeclaration(statement))
    .map(({ name, members }) => ({ at: members.pos, fqn: name && fqnOf(name.text) }))
    .filter(({ fqn }) => fqn !== undefined);
  if (classes.length === 0) { return text; }
  const parts = classes.map(({ at, fqn }, index) => (
    `${text.slice(classes[index - 1]?.at ?? 0, at)} static { describe(this, ${JSON.stringify(fqn)}); }`
  ));
  return `import { describe } from 'jsii-rtti';\n${parts.join('')}${text.slice(classes.at(-1)!.at)}`;
}
