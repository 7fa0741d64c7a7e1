/** Mocks to the handlers that answer for them. */
import { resolve } from 'node:path';
import type { Mock } from './mock';
import type { ReadMocks } from './read-mocks';
import type { AsyncHandler, Handlers } from '../../core/simulate/handlers';
import { askUser } from '../handlers/ask-user';
import { command, commandSync } from '../handlers/command';
import { fixed, goingOn, inTurn } from '../handlers/fixed';
import { replay } from '../handlers/fixture';
import { FolderStore } from '../handlers/folder-store';
import type { MockFunction } from '../handlers/function-handler';
import { functionHandler } from '../handlers/function-handler';
import { inlineCode, inlineCodeSync } from '../handlers/inline-code';
import { lambdaModule, lambdaModuleSync } from '../handlers/lambda-module';
import { MemoryStore, storage } from '../handlers/object-store';
import { runnerError } from '../runner-error';
import type { Tools } from '../tools';

const COMMAND_SECONDS = 60;
const PYTHON_SECONDS = 30;

/**
 * A handler for each mock; later mocks go before earlier ones. Where the tools are those of a synchronous run, they
 * answer at once.
 */
export function mockHandlers(
  layers: readonly Pick<ReadMocks, 'mocks' | 'folder'>[], tools: Tools,
): Handlers<AsyncHandler> {
  const all = (part: 'nodes' | 'types') => Object.fromEntries(layers.flatMap(({ mocks, folder }) => (
    Object.entries<Mock | MockFunction>(mocks[part] ?? {})
      .map(([name, mock]) => [name, mockHandler(mock, folder, tools)])
  )));
  return { nodes: all('nodes'), types: all('types') };
}

function mockHandler(mock: Mock | MockFunction, folder: string, tools: Tools): AsyncHandler {
  if (typeof mock === 'function') { return functionHandler(mock); }
  if ('returns' in mock) {
    const { returns: value, ...more } = mock;
    return fixed({ value, ...more });
  }
  if ('intervenes' in mock) {
    const { intervenes: value, ...more } = mock;
    // each operation has its own way to say so, and the engine looks at both
    return fixed({ value, stopReason: 'guardrail_intervened', guardrailAction: 'INTERVENED', ...more });
  }
  if ('throws' in mock) {
    const { throws: { error: code, ...failure }, latencyMs } = mock;
    return fixed({ error: { code, ...failure }, ...latencyMs !== undefined && { latencyMs } });
  }
  if ('asks' in mock) {
    const { asks: inputRequired, latencyMs } = mock;
    return fixed({ inputRequired, ...latencyMs !== undefined && { latencyMs } });
  }
  if ('sequence' in mock) {
    const { sequence, repeat = 'error', latencyMs } = mock;
    const handler =
      inTurn(sequence.map((value) => fixed({ value, ...latencyMs !== undefined && { latencyMs } })), repeat);
    return tools.goesOn ? goingOn(handler) : handler;
  }
  if ('calls' in mock) {
    return inTurn(mock.calls.map((one) => mockHandler(one, folder, tools)), mock.repeat ?? 'error');
  }
  if ('objects' in mock) { return storage(new MemoryStore(mock.objects, tools.written)); }
  if ('folder' in mock) { return storage(new FolderStore(resolve(folder, mock.folder))); }
  if ('replay' in mock) { return replay(resolve(folder, mock.replay)); }
  return program(mock, folder, tools);
}

function program(mock: Exclude<Mock, { readonly returns: unknown }>, folder: string, tools: Tools): AsyncHandler {
  const { isSync, python } = tools;
  if ('python' in mock) {
    const timeoutMs = (mock.timeoutSeconds ?? PYTHON_SECONDS) * 1000;
    // the worker starts with the first code, not with the mock
    return isSync
      ? inlineCodeSync(python, timeoutMs) : (effect, context) => inlineCode(tools.worker, timeoutMs)(effect, context);
  }
  if ('command' in mock) {
    const options = { command: mock.command, folder, timeoutMs: (mock.timeoutSeconds ?? COMMAND_SECONDS) * 1000 };
    return isSync ? commandSync(options) : command(options);
  }
  if ('lambda' in mock) {
    const options = { lambda: mock.lambda, folder, python, timeoutMs: (mock.timeoutSeconds ?? COMMAND_SECONDS) * 1000 };
    return isSync ? lambdaModuleSync(options) : lambdaModule(options, () => tools.nodeWorkers);
  }
  const [kind, handler]: [string, () => AsyncHandler] = 'user' in mock
    ? ['user', () => askUser(tools.user)]
    : ['aws', () => tools.aws('region' in mock ? mock.region : undefined).handler()];
  return (effect, context) => {
    if (!isSync) { return handler()(effect, context); }
    throw runnerError(effect.node, `a mock with "${kind}" takes its time, and this run can't wait`,
      'run the flow with runFlow or the command, or give "returns" or a recording with "replay"', 'OnlyAsynchronous');
  };
}
