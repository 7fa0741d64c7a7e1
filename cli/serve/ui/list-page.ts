/** The first page of an endpoint: its flows, and the runs that there were. */
import type { Run, RunningFlow } from './runs';
import { factsOfLog } from '../../../src/core/picture';
import { plainPage, resultText } from '../../picture/page';
import { Story } from '../../picture/story';
import { escaped, line } from '../../picture/text';

export function listPage(flows: readonly RunningFlow[], runs: readonly Run[], liveScript: string): string {
  const flowRows =
    flows.map(({ title }, at) => `<li><a href="/ui/flows/${at}">${escaped(line(title, 200))}</a></li>`);
  const runRows = runs.map((run) =>
    `<li><a href="/ui/runs/${run.number}">${escaped(`Run ${run.number} of ${line(run.flow.title, 200)}`)}</a> `
      + `${escaped(stateOf(run))}</li>`);
  return plainPage('Flows on this machine', [
    '<header><h1>Flows on this machine</h1></header><main class="list"><section><h2>Flows</h2>',
    `<ul>${flowRows.join('')}</ul></section>`,
    '<section><h2>Runs, newest first</h2>', runs.length === 0 ? '<p>No runs yet. They appear here as they '
      + 'happen.</p>' : `<ul>${runRows.join('')}</ul>`, '</section></main>',
  ], liveScript);
}

function stateOf({ flow: { plan, definition, title }, entries, isOver }: Run): string {
  return resultText(new Story({
    title, definition, findings: [], run: factsOfLog({ plan, entries }), isLive: !isOver,
  }));
}
