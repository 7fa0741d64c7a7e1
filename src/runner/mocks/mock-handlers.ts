/** Mocks to the handlers that answer for them. */
import { handlerOf } from './kinds';
import type { Mock } from './mock';
import type { ReadMocks } from './read-mocks';
import type { AsyncHandler, Handlers } from '../../core/simulate/handlers';
import type { MockFunction } from '../handlers/function-handler';
import { functionHandler } from '../handlers/function-handler';
import type { Tools } from '../tools';

/**
 * A handler for each mock; later mocks go before earlier ones. Where the tools are those of a synchronous run, they
 * answer at once.
 */
export function mockHandlers(
  layers: readonly Pick<ReadMocks, 'mocks' | 'folder'>[], tools: Tools,
): Handlers<AsyncHandler> {
  const all = (part: 'nodes' | 'types') => Object.fromEntries(layers.flatMap(({ mocks, folder }) => (
    Object.entries<Mock | MockFunction>(mocks[part] ?? {}).map(([name, mock]) => [
      name, typeof mock === 'function' ? functionHandler(mock) : handlerOf(mock, { folder, tools }),
    ])
  )));
  return { nodes: all('nodes'), types: all('types') };
}
