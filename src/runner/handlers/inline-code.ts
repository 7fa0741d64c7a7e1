/** Inline code, run by a real Python 3. This is no sandbox: the code can do whatever the user who runs it can do. */
import { runProgramSync } from './process';
import { cleanEnvironment, PYTHON_ARGUMENTS } from './python-program';
import type { CodeReply, CodeRequest, PythonWorker } from './python-worker';
import { noPython, requestLine } from './python-worker';
import { dependencyFailed } from './settled';
import type { AsyncHandler, Handler } from '../../core/simulate/handlers';
import { SimulateError } from '../../core/simulate/simulate-error';
import type { Effect, Settlement } from '../../core/simulate/types';
import { runnerError } from '../runner-error';

const DEFAULT_TIMEOUT_MS = 30_000;

/** Runs the code in a process that stays. */
export function inlineCode(worker: PythonWorker, timeoutMs = DEFAULT_TIMEOUT_MS): AsyncHandler {
  return async (effect, { signal }) => settled(effect,
    await worker.run(effect.node, requestOf(effect), timeoutMs, signal), timeoutMs);
}

/** Runs the code in a process of its own, and waits for it. */
export function inlineCodeSync(python: string, timeoutMs = DEFAULT_TIMEOUT_MS): Handler {
  return (effect) => {
    const place = effect.node;
    const input = `${requestLine(requestOf(effect), timeoutMs)}\n`;
    try {
      const { stdout, stderr, exitCode, signal, isTimedOut } = runProgramSync({
        place, command: [python, ...PYTHON_ARGUMENTS], env: cleanEnvironment(), input, timeoutMs,
      });
      const end = stdout.indexOf('\n');
      if (isTimedOut) { return settled(effect, { isTimedOut }, timeoutMs); }
      if (end >= 0) { return settled(effect, { line: stdout.slice(0, end) }, timeoutMs); }
      const words = stderr.trim().split('\n').slice(-1)[0];
      return settled(effect, {
        ended:
          `ended ${exitCode === undefined ? `by ${signal}` : `with exit code ${exitCode}`}${words ? `: ${words}` : ''}`,
      }, timeoutMs);
    } catch (error) {
      throw error instanceof SimulateError ? noPython(place, python, 'ENOENT') : error;
    }
  };
}

function requestOf({ node, request }: Effect): CodeRequest {
  if (request.operation !== 'RunCode') {
    throw runnerError(node, 'only InlineCode nodes have code for Python',
      'mock the node in another way, for example with "command"', 'IllegalMock');
  }
  if (typeof request.code !== 'string') {
    throw runnerError(node, 'the code is known only at deployment', 'mock the node with "returns"', 'IllegalMock');
  }
  return { code: request.code, variables: request.variables };
}

interface Answer {
  readonly value?: unknown;
  readonly error?: { readonly type: string; readonly message: string; readonly line: number | null };
  /** The type of a result that is not JSON. */
  readonly noJson?: string;
  readonly message?: string;
}

function settled({ node }: Effect, reply: CodeReply, timeoutMs: number): Settlement {
  if ('isTimedOut' in reply) {
    return dependencyFailed(`the inline code of node ${node} took longer than ${timeoutMs / 1000} s and was stopped`);
  }
  if ('ended' in reply) { return dependencyFailed(`Python ${reply.ended} in the inline code of node ${node}`); }
  const { value, error, noJson, message } = JSON.parse(reply.line) as Answer;
  if (error) {
    const line = error.line === null ? '' : ` (line ${error.line})`;
    return dependencyFailed('Code execution failed due to runtime failure in '
      + `node ${node}: ${error.type}${error.message ? `: ${error.message}` : ''}${line}`);
  }
  if (noJson) {
    return dependencyFailed(`the inline code of node ${node} gives a ${noJson}, which is not JSON: ${message}`);
  }
  if (value === null) {
    return dependencyFailed(`No function output is captured: the inline code of node ${node} gives no value`);
  }
  return { value };
}
