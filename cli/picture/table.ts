/** The nodes as a table; of a run, with when each ran: it is the timeline, and what screen readers go through. */
import { findingText } from './face';
import { timeBar } from './picture';
import type { NodeStory, Story } from './story';
import { duration, escaped, line } from './text';

const BAR = { x: 0, y: 3, width: 320, height: 10 };
const MOST_ROWS = 2000;

export function tableHtml(story: Story): string {
  const rows = story.nodes.slice(0, MOST_ROWS)
    .map((one) => ({ one, at: story.run && one.visits.length > 0 ? one.visits[0].first : Infinity }));
  // in the order they first ran; what did not run comes last, as the definition has it
  rows.sort((left, right) => left.at === right.at ? 0 : left.at - right.at);
  const head = ['Node', 'Kind', ...story.run
    ? ['Result', ...story.isTimed ? ['Starts', 'Takes'] : [], 'Tokens', story.isTimed ? 'When' : 'Order']
    : ['Findings']];
  return [
    `<section class="times" aria-labelledby="times-h"><h2 id="times-h">${story.run ? 'Timeline' : 'Nodes'}</h2>`,
    story.run
      && !story.isTimed ? '<p class="cut">No time passed on the clock of the run: the bars show the order.</p>' : '',
    `<div class="scroll"><table><thead><tr>${head.map((text) => `<th scope="col">${text}</th>`).join('')}</tr></thead>`,
    `<tbody>${rows.map(({ one }) => rowHtml(one, story)).join('')}</tbody></table></div></section>`,
  ].join('');
}

function rowHtml(one: NodeStory, story: Story): string {
  const { node, findings } = one;
  const name = '<th scope="row"><a '
    + `href="#${node.id}">${escaped(line(node.name, 80))}</a></th><td>${escaped(line(node.type, 40))}</td>`;
  if (!story.run) { return `<tr>${name}<td>${findings.length > 0 ? findingText(findings) : ''}</td></tr>`; }
  return `<tr class="${one.state}">${name}${runCells(one, story)}</tr>`;
}

function runCells(one: NodeStory, story: Story): string {
  const { visits, usage } = one;
  const took = visits.reduce((sum, { start, end }) => sum + end - start, 0);
  const times = visits.length > 0 ? [duration(visits[0].start - story.run!.start), duration(took)] : ['', ''];
  const cells = [
    `${story.wordsOf(one)}${visits.length > 1 ? ` ${visits.length} times` : ''}`,
    ...story.isTimed ? times : [],
    usage ? `${usage.isGuess ? '~' : ''}${usage.input} → ${usage.output}` : '',
  ];
  const bar = visits.length > 0 ? `<svg class="bar" width="${BAR.width}" height="16" viewBox="0 0 ${BAR.width} 16" `
    + `aria-hidden="true">${timeBar(one, BAR, story)}</svg>` : '';
  return [...cells.map(escaped), bar].map((cell) => `<td>${cell}</td>`).join('');
}
