/** What a flow does on this machine, with the mocks of its example. */
import { pageHtml } from '../../cli/picture/page';
import { Story } from '../../cli/picture/story';
import type { Flow } from '../../src';
import { factsOfLog } from '../../src/core/picture';
import { runFlowSync, traceText } from '../../src/runner';
import { loadFlow } from '../../src/runner/sources/flow-source';

export function traceLines(flow: Flow, mocks: string, width: number): string[] {
  return traceText(ran(flow, mocks).log, { width }).split('\n');
}

/** The same run as `bedrock-flows view` shows it. */
export function pageOf(flow: Flow, title: string, mocks: string): string {
  const { log, diagnostics } = ran(flow, mocks);
  return pageHtml(new Story({ title, definition: loadFlow(flow).definition, run: factsOfLog(log), diagnostics }));
}

function ran(flow: Flow, mocks: string) {
  const result = runFlowSync(flow, { mocks });
  if (result.error) { throw new Error(`the flow fails with its mocks: ${result.error.message}`); }
  return result;
}
