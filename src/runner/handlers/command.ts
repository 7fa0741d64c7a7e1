/**
 * A program of the user behind a node: it reads JSON from its standard input and writes JSON to its standard output.
 */
import type { Ended } from './process';
import { ending, runProgram, runProgramSync } from './process';
import { dependencyFailed } from './settled';
import type { AsyncHandler, Handler } from '../../core/simulate/handlers';
import type { Effect, Settlement } from '../../core/simulate/types';

export interface CommandOptions {
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** The folder it runs in. */
  readonly folder?: string;
  readonly timeoutMs: number;
}

export function command(options: CommandOptions): AsyncHandler {
  return async (effect, { call, signal }) => {
    const ended = await runProgram({ ...options, place: effect.node, input: inputOf(effect, call) }, signal);
    return settled(effect, ended, options);
  };
}

export function commandSync(options: CommandOptions): Handler {
  return (effect, { call }) => settled(effect,
    runProgramSync({ ...options, place: effect.node, input: inputOf(effect, call) }), options);
}

/**
 * A function of Lambda gets its event, so that its code needs nothing around it; for other nodes there is no such form,
 * and they get all there is.
 */
function inputOf({ node, type, inputs, request, executionChain }: Effect, call: number): string {
  return JSON.stringify(request.operation === 'Invoke'
    ? request.event : { node, type, call, inputs, request, executionChain });
}

function settled({ node, type }: Effect, ended: Ended, { command: words, timeoutMs }: CommandOptions): Settlement {
  const place = `the command '${words.join(' ')}' of node ${node}`;
  const resource = type === 'LambdaFunction' ? 'Lambda' : undefined;
  if (ended.isTimedOut || ended.exitCode !== 0) {
    return dependencyFailed(`${place} ${ending(ended, timeoutMs)}`, resource);
  }
  if (ended.stdout.trim() === '') {
    return dependencyFailed(`${place} printed nothing; print the result as JSON`, resource);
  }
  try {
    return { value: JSON.parse(ended.stdout) as unknown };
  } catch {
    const text = ended.stdout.trim();
    const start = text.length > 80 ? `${text.slice(0, 77)}...` : text;
    return dependencyFailed(`${place} prints '${start}', which is not JSON; print only the result to standard output, `
      + 'and logs to standard error', resource);
  }
}
