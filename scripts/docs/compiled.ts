/** TypeScript programs that are in no file, compiled beside the sources of the project. */
import { readFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';
import { ROOT } from './pages';

/** @param files text by path; a folder of the project decides what they can import */
export function compiled(files: ReadonlyMap<string, string>): ts.Program {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.dev.json'), (path) => readFileSync(path, 'utf8')) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  return ts.createProgram(
    [...files.keys()], { ...options, noEmit: true, noUnusedLocals: false, noUnusedParameters: false }, host,
  );
}
