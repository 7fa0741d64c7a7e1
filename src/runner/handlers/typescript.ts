/** How Node loads a handler in TypeScript, in a process of its own. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const TYPESCRIPT = /\.[cm]?ts$/;

/**
 * What makes Node load a module: for TypeScript, what this process was started with, or the `tsx` of the project where
 * Node itself can't.
 */
export function argumentsFor(file: string): readonly string[] {
  if (!TYPESCRIPT.test(file)) { return []; }
  const inherited = process.execArgv.flatMap((word, at, all) => LOADER.test(word)
    ? word.includes('=') ? [word] : [word, all[at + 1]] : []);
  const canItself = 'typescript' in process.features && process.features.typescript !== false;
  return inherited.length > 0 || canItself ? inherited : loaderOf(file);
}

const LOADER = /^(-r|--require|--import|--loader|--experimental-loader)(=|$)/;

function loaderOf(file: string): readonly string[] {
  try {
    return ['--import', pathToFileURL(createRequire(file).resolve('tsx')).href];
  } catch {
    return [];
  }
}
