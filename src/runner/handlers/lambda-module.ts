/**
 * The code of a Lambda function behind a LambdaFunction node. It gets the event that the service sends, and an error
 * that it throws fails the node as a FunctionError does. It runs in a process of its own, so that it can be ended;
 * `lambdaMock` runs one in this process, where `jest.mock` reaches it.
 */
import { existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import type { SimulateError } from '../../core/simulate/simulate-error';
import { runnerError } from '../runner-error';
import type { NodeWorkers } from './node-worker';
import type { Ended, Program } from './process';
import { ending, runProgram, runProgramSync } from './process';
import { LAMBDA_CJS, LAMBDA_PY } from './programs.generated';
import { dependencyFailed } from './settled';
import { argumentsFor } from './typescript';
import type { AsyncHandler, Handler } from '../../core/simulate/handlers';
import type { LambdaRequest } from '../../core/simulate/request';
import { isSimulateError } from '../../core/simulate/simulate-error';
import { isAssertion, readThrown } from '../../core/simulate/thrown';
import type { Effect, Settlement } from '../../core/simulate/types';
import { listed } from '../../core/words/lists';

export interface LambdaOptions {
  /**
   * The module and its export, `./handler.js#handler`. JavaScript, TypeScript where the process can load it, or Python.
   */
  readonly lambda: string;
  /** What the path is relative to. */
  readonly folder: string;
  readonly python: string;
  readonly timeoutMs: number;
}

export type LambdaFunction =
  (event: any, context: any, callback?: (error: unknown, result?: unknown) => void) => unknown;

/** The function itself, in this process. */
export function lambdaFunction(handler: LambdaFunction, timeoutMs: number): AsyncHandler {
  return async (effect, { signal }) => {
    const { event } = requestOf(effect);
    const started = Date.now();
    const context = {
      ...contextOf(effect, timeoutMs), getRemainingTimeInMillis: () => Math.max(0, timeoutMs - (Date.now() - started)),
    };
    let timer: NodeJS.Timeout | undefined;
    try {
      const value = await Promise.race([
        // a copy, so that it can't change what the log has
        called(handler, JSON.parse(JSON.stringify(event)), context),
        new Promise<typeof LATE>((late) => {
          timer = setTimeout(() => late(LATE), timeoutMs);
          signal?.addEventListener('abort', () => late(LATE), { once: true });
        }),
      ]);
      if (value === LATE) {
        return dependencyFailed(`the Lambda function of node ${effect.node} took longer `
          + `than ${timeoutMs / 1000} s`, 'Lambda');
      }
      // as the Lambda service does: what it returns goes over the wire as JSON
      return { value: JSON.parse(JSON.stringify(value ?? null) ?? 'null') as unknown };
    } catch (error) {
      // an assertion in the code of a test is one of the test; all else the function says
      if (isSimulateError(error) || isAssertion(error)) { throw error; }
      const { name, message } = readThrown(error);
      return functionError(effect, { errorType: name || typeof error, errorMessage: message });
    } finally {
      clearTimeout(timer);
    }
  };
}

const LATE = Symbol('late');

export function lambdaModule(options: LambdaOptions, workers: () => NodeWorkers): AsyncHandler {
  return async (effect, { signal }) => {
    const place = locate(effect, options);
    const { timeoutMs } = options;
    const ended = isPython(place) ? await runProgram(programOf(effect, place, options), signal)
      : await workers().call({ file: place.file, request: questionOf(effect, place, options), timeoutMs, signal });
    return settled(effect, ended, options);
  };
}

export function lambdaModuleSync(options: LambdaOptions): Handler {
  return (effect) => settled(effect, runProgramSync(programOf(effect, locate(effect, options), options)), options);
}

interface Located { readonly file: string; readonly name: string }

function locate({ node }: Effect, { lambda, folder }: LambdaOptions): Located {
  const at = lambda.lastIndexOf('#');
  const [path, name] = at < 0 ? [lambda, 'handler'] : [lambda.slice(0, at), lambda.slice(at + 1)];
  const file = resolve(folder, path);
  if (!existsSync(file)) {
    throw runnerError(node, `there is no file '${file}'`, 'correct the path of "lambda"', 'UnreadableFile');
  }
  return { file, name };
}

function isPython({ file }: Located): boolean {
  return extname(file) === '.py';
}

function programOf(effect: Effect, place: Located, options: LambdaOptions): Program {
  const command = isPython(place) ? [options.python, '-u', '-X', 'utf8', '-c', LAMBDA_PY]
    : [process.execPath, ...argumentsFor(place.file), '-e', LAMBDA_CJS, 'once'];
  return { place: effect.node, command, input: questionOf(effect, place, options), timeoutMs: options.timeoutMs };
}

function questionOf(effect: Effect, { file, name }: Located, { timeoutMs }: LambdaOptions): string {
  return JSON.stringify({ file, name, event: requestOf(effect).event, context: contextOf(effect, timeoutMs) });
}

interface Reply {
  readonly value?: unknown;
  readonly error?: { readonly errorType: string; readonly errorMessage: string };
  readonly unloadable?: string;
  readonly missing?: readonly string[];
}

function settled(effect: Effect, ended: Ended, { lambda, timeoutMs }: LambdaOptions): Settlement {
  const end = ended.stdout.indexOf('\n');
  if (ended.isTimedOut || end < 0) {
    return dependencyFailed(`the Lambda function of node ${effect.node} ${ending(ended, timeoutMs)}`, 'Lambda');
  }
  const { value, error, unloadable: fault, missing: names } = JSON.parse(ended.stdout.slice(0, end)) as Reply;
  if (fault) { throw unloadable(effect.node, lambda, fault); }
  if (names) { throw missing(effect.node, lambda, lambda.split('#')[1] ?? 'handler', names); }
  return error ? functionError(effect, error) : { value };
}

function functionError({ node }: Effect, { errorType, errorMessage }: Required<Reply>['error']): Settlement {
  return dependencyFailed(`the Lambda function of node ${node} `
    + `failed: ${errorType}${errorMessage ? `: ${errorMessage}` : ''}`, 'Lambda');
}

function unloadable(node: string, lambda: string, fault: string): SimulateError {
  const [problem] = fault.split('\n');
  return runnerError(node, `the module of '${lambda}' can't be loaded: ${problem}`,
    'correct it, or give one that Node or Python can load', 'IllegalMock');
}

function missing(node: string, lambda: string, name: string, names: readonly string[]): SimulateError {
  return runnerError(node, `'${lambda}' names the function '${name}', which the module does not have`,
    names.length > 0 ? `use one of ${listed([...names].sort())}` : 'export it', 'IllegalMock');
}

function requestOf({ node, request }: Effect): LambdaRequest {
  if (request.operation === 'Invoke') { return request; }
  throw runnerError(node, 'only LambdaFunction nodes run a Lambda handler',
    'mock the node in another way, for example with "command"', 'IllegalMock');
}

function contextOf({ id, node }: Effect, timeoutMs: number) {
  return { functionName: node, awsRequestId: `request-${id}`, timeoutMs, callbackWaitsForEmptyEventLoop: false };
}

async function called(handler: LambdaFunction, event: unknown, context: object): Promise<unknown> {
  return new Promise((resolved, rejected) => {
    const callback =
      (error: unknown, result?: unknown) => { if (error) { rejected(error as Error); } else { resolved(result); } };
    const given = handler(event, context, callback) as Promise<unknown> | undefined;
    if (typeof given?.then === 'function') {
      given.then(resolved, rejected);
    } else if (given !== undefined || handler.length < 3) { resolved(given); }
  });
}
