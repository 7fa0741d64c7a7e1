/** What stands on a node of a picture, line for line, and how much room that takes. */
import { balanced, widthOf, wrapped } from './measure';
import type { NodeStory, Story } from './story';
import { counted, duration, line } from './text';
import type { Usage } from '../../src/core/picture';

export interface FaceLine {
  readonly text: string;
  readonly look: 'name' | 'type' | 'detail' | 'run' | 'finding' | 'mark';
  /** From the top of the node to the base line. */
  readonly y: number;
}

export interface Face {
  readonly lines: readonly FaceLine[];
  readonly width: number;
  readonly height: number;
  /** Where the time bar is, from the top. */
  readonly bar?: number;
}

const NAME_SIZE = 13;
export const SMALL_SIZE = 11;
/** Left of the text, with the stripe. */
export const INDENT = 14;
const RIGHT = 12;
/**
 * How wide texts may be, and how many details there may be; less where there are many nodes, so that they are to be
 * seen at a glance.
 */
const WIDE = { small: 190, name: 215, details: 3 };
const NARROW = { small: 140, name: 160, details: 1 };
/** From here on there are many nodes. */
export const MANY_NODES = 20;
const LEAST_WIDTH = 96;
const NAME_HEIGHT = 17;
const SMALL_HEIGHT = 15;
const PADDING = 8;

export function faceOf(one: NodeStory, story: Story): Face {
  const { node, state, findings } = one;
  const limits = story.scene.nodes.length > MANY_NODES ? NARROW : WIDE;
  const lines: FaceLine[] = [];
  let y = PADDING;
  const add = (texts: readonly string[], look: FaceLine['look']) => {
    const height = look === 'name' ? NAME_HEIGHT : SMALL_HEIGHT;
    for (const text of texts) {
      lines.push({ text, look, y: y + height - 4 });
      y += height;
    }
  };
  add(balanced(line(node.name, 120), NAME_SIZE, limits.name, 3, true), 'name');
  add(wrapped(line(node.type, 60), SMALL_SIZE, limits.small, 2), 'type');
  for (const detail of node.details.slice(0, limits.details)) {
    add(wrapped(line(detail, 120), SMALL_SIZE, limits.small, 2), 'detail');
  }
  if (one.mark) { add([one.mark.text], 'mark'); }
  if (findings.length > 0) { add([findingText(findings)], 'finding'); }
  if (state !== 'none') { add(wrapped(runText(one, story), SMALL_SIZE, limits.small, 2), 'run'); }
  const hasBar = one.visits.length > 0;
  const bar = hasBar ? y + 3 : undefined;
  const width = Math.max(...lines.map(({ text, look }) => look === 'name'
    ? widthOf(text, NAME_SIZE, true) : widthOf(text, SMALL_SIZE)));
  return {
    lines,
    width: Math.ceil(Math.max(width, LEAST_WIDTH) + INDENT + RIGHT),
    height: y + PADDING
      + (hasBar ? 5 : 0),
    ...bar !== undefined && { bar },
  };
}

/** `2 errors, 1 warning` */
export function findingText(findings: readonly { readonly severity: string }[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const counts = [errors > 0 ? counted(errors, 'error') : '', warnings > 0 ? counted(warnings, 'warning') : ''];
  return `⚠ ${counts.filter(Boolean).join(', ')}`;
}

/** `✓ ran 3 times · 120 ms · 40 → 12 tokens` */
export function runText(one: NodeStory, story: Story): string {
  const { visits, usage } = one;
  const took = visits.reduce((sum, { start, end }) => sum + end - start, 0);
  return [
    `${story.wordsOf(one)}${visits.length > 1 ? ` ${visits.length} times` : ''}`,
    ...story.isTimed && visits.length > 0 ? [duration(took)] : [],
    ...usage ? [usageText(usage)] : [],
  ].join(' · ');
}

export function usageText({ input, output, isGuess }: Usage): string {
  // one piece, where lines break
  return `${isGuess ? '~' : ''}${input}\u00a0→\u00a0${output}\u00a0tokens`;
}
