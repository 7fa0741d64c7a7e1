import { INLINE_CODE_PY } from './programs.generated';

/**
 * The arguments of Python: no variables and no packages of the user, no folder to import from, nothing held back in
 * buffers.
 */
export const PYTHON_ARGUMENTS = ['-I', '-S', '-u', '-X', 'utf8', '-c', INLINE_CODE_PY];

/** The environment of Python: what it takes to start, nothing of the user. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  return { ...PATH !== undefined && { PATH }, ...SystemRoot !== undefined && { SystemRoot } };
}
