/** What a flow does on this machine, with the mocks of its example. */
import { Flow } from '../../src';
import { runFlowSync, traceText } from '../../src/runner';

export function traceLines(flow: Flow, mocks: string, width: number): string[] {
  const { log, error } = runFlowSync(flow, { mocks });
  if (error) { throw new Error(`the flow fails with its mocks: ${error.message}`); }
  return traceText(log, { width }).split('\n');
}
