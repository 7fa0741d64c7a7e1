import type { AsyncHandler } from '../../../core/simulate/handlers';
import { runnerError } from '../../runner-error';
import type { Tools } from '../../tools';
import type { MockKind } from '../mock';

/** A handler that is made when it is first needed, and that no synchronous run can wait for. */
export function notInSynchronousRuns(kind: MockKind, { isSync }: Tools, handler: () => AsyncHandler): AsyncHandler {
  return (effect, context) => {
    if (!isSync) { return handler()(effect, context); }
    throw runnerError(effect.node, `a mock with "${kind}" takes its time, and this run can't wait`,
      'run the flow with runFlow or the command, or give "returns" or a recording with "replay"', 'OnlyAsynchronous');
  };
}
