/**
 * Draws a story as SVG: what stands inside of the `<svg>`, with a link to the panel of each node where there is one.
 */
import { type Face, faceOf, INDENT, MANY_NODES, SMALL_SIZE } from './face';
import { fixed, holds, pathOf, type Rect, sampled } from './geometry';
import { widthOf, wrapped } from './measure';
import { place, type Placed, type PlacedBox, type PlacedEdge } from './place';
import type { NodeStory, Story } from './story';
import { escaped, line } from './text';
import { kindOf } from '../../src/core/kinds';
import type { SceneEdge, SceneNode } from '../../src/core/picture';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** What stands inside of `<svg class="p">`. */
  readonly content: string;
}

export interface PictureOptions {
  /** Whether nodes are links to `#<id>`. */
  readonly hasLinks: boolean;
  /** The id that a node leads to; its own where this is not given, and no link where it is `undefined`. */
  readonly linkOf?: (node: SceneNode) => string | undefined;
}

const LABEL_WIDTH = 130;
const LABEL_HEIGHT = 14;

export function pictureOf(story: Story, { hasLinks, linkOf = ({ id }) => id }: PictureOptions): Picture {
  const faces = new Map(story.nodes.map((one) => [one.node.id, faceOf(one, story)]));
  const labels = new Map(story.scene.edges.map((edge) => [edge, labelOf(edge, story)]));
  const placed = place(story.scene, faces, (edge) => sizeOf(labels.get(edge)!));
  const content = [
    ...placed.boxes.map(({ box, rect: around }) => rect(`box ${box.kind}`, around, 10)),
    ...placed.edges.map((edge) => arrow(edge, story)),
    ...placed.boxes.filter(({ box }) => box.kind === 'iteration').map((box) => boxTitle(box, placed, story)),
    ...placed.edges.map((edge) => labelText(edge, labels.get(edge.edge)!, story)),
    ...story.nodes.map((one) => nodeShape(
      one, faces.get(one.node.id)!, placed, story, hasLinks ? linkOf(one.node) : undefined,
    )),
  ].join('');
  return { width: Math.ceil(placed.width), height: Math.ceil(placed.height), content };
}

/** The heads of arrows; once in a document. */
export const MARKERS = `<defs>${['', ' on'].map((look) => (
  `<marker id="${look === '' ? 'a' : 'a1'}" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" `
  + 'markerUnits="userSpaceOnUse" orient="auto">'
  + `<path class="m${look}" d="M0 .5L8 4L0 7.5z"/></marker>`
)).join('')}</defs>`;

/** Where there are many nodes, only branches and what says more than the names of ports have labels. */
function labelOf(edge: SceneEdge, story: Story): string[] {
  const isCrowded = story.scene.nodes.length > MANY_NODES && !edge.isConditional;
  const taken = edge.isConditional && story.run && story.isTaken(edge) ? '✓ ' : '';
  const shown = edge.labels.filter((label) => !isCrowded || /[.[(]/.test(label)).slice(0, 4);
  return shown.flatMap((label) =>
    wrapped(`${taken}${line(label, 160)}`, SMALL_SIZE, LABEL_WIDTH, 4, edge.isConditional));
}

function sizeOf(label: readonly string[]): { readonly width: number; readonly height: number } | undefined {
  if (label.length === 0) { return undefined; }
  return {
    width: Math.ceil(Math.max(...label.map((text) => widthOf(text, SMALL_SIZE, true)))) + 8,
    height: label.length * LABEL_HEIGHT + 4,
  };
}

function onOrOff(story: Story, edge: SceneEdge): string {
  return story.run ? story.isTaken(edge) ? ' on' : ' off' : '';
}

function arrow({ edge, line: way }: PlacedEdge, story: Story): string {
  const look = onOrOff(story, edge);
  return `<path class="e${edge.isConditional ? ' c' : ''}${look}" marker-end="url(#${look === ' on' ? 'a1' : 'a'})" `
    + `d="${pathOf(way)}"/>`;
}

function labelText({ edge, label }: PlacedEdge, lines: readonly string[], story: Story): string {
  if (!label) { return ''; }
  const look = `lt${edge.isConditional ? ' lc' : ''}${onOrOff(story, edge)}`;
  return rect('l', label, 3) + lines.map((text, at) => (
    `<text class="${look}" text-anchor="middle" x="${fixed(label.x + label.width / 2)}" `
      + `y="${fixed(label.y + (at + 1) * LABEL_HEIGHT - 1)}">${escaped(text)}</text>`
  )).join('');
}

/** Where no line goes: along the upper edge of the box, else along the lower one. */
function boxTitle({ box, rect: around }: PlacedBox, placed: Placed, story: Story): string {
  const points = placed.edges.flatMap(({ line: way }) => sampled(way)).filter((point) => holds(around, point));
  // what is around the box is not an obstacle
  const rects = [...placed.nodes.values(), ...placed.edges.flatMap(({ label }) => label ?? [])].filter((one) =>
    !contains(one, around));
  const isFree = (position: Rect) => !points.some((point) => holds(position, point))
    && !rects.some((one) => overlap(one, position));
  const name = line(story.of(box.owner).node.name, 60);
  for (const text of [`for each item of ${name}`, `each item of ${name}`, 'for each item', 'each item']) {
    const [width, height] = [widthOf(text, SMALL_SIZE) + 4, TITLE_HEIGHT];
    const heights = [around.y + 3, around.y + around.height - height - 3];
    const free = heights.flatMap((y) => range(around.x + 6, around.x + around.width - width - 6)
      .map((x): Rect => ({ x, y, width, height })));
    const position = free.find(isFree);
    if (position) {
      return `<text class="title" x="${fixed(position.x + 2)}" y="${fixed(position.y + 11)}">${escaped(text)}</text>`;
    }
  }
  return '';
}

const TITLE_HEIGHT = 14;

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, Math.floor((to - from) / 8) + 1) }, (_, at) => from + at * 8);
}

function contains(one: Rect, other: Rect): boolean {
  return one.x <= other.x && one.y <= other.y && one.x + one.width >= other.x + other.width
    && one.y + one.height >= other.y + other.height;
}

function overlap(one: Rect, other: Rect): boolean {
  return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height
    && other.y < one.y + one.height;
}

function nodeShape(one: NodeStory, face: Face, placed: Placed, story: Story, link: string | undefined): string {
  const { node, state } = one;
  const place_ = placed.nodes.get(node.id)!;
  const head = {
    ...place_,
    height: placed.boxes.some(({ box }) => box.kind === 'loop' && box.owner === node.id) ? face.height : place_.height,
  };
  const look = [
    'n', ...state === 'none' ? [] : [state], ...node.path === undefined ? ['missing'] : [],
    ...one.mark ? [one.mark.look] : [],
  ].join(' ');
  const content = [
    outline(node.type, head),
    `<rect class="s ${categoryOf(node.type)}" x="${fixed(head.x + 6)}" y="${fixed(head.y + 9)}" width="3" `
      + `height="${fixed(head.height - 18)}" rx="1.5"/>`,
    ...face.lines.map(({ text, look: kind, y }) => `<text class="${kind}" x="${fixed(head.x + INDENT)}" `
      + `y="${fixed(head.y + y)}">${escaped(text)}</text>`),
    face.bar === undefined ? ''
      : timeBar(one, { x: head.x + INDENT, y: head.y + face.bar, width: head.width - 2 * INDENT, height: 4 }, story),
  ].join('');
  return link !== undefined ? `<a class="${look}" href="#${link}">${content}</a>` : `<g class="${look}">${content}</g>`;
}

/** Ends are round, choices have cut corners. */
function outline(type: string, { x, y, width, height }: Rect): string {
  const form = kindOf(type)?.drawing.form ?? 'work';
  if (form !== 'choice') {
    return rect('f', { x, y, width, height }, form === 'end' ? Math.min(18, height / 2) : 6);
  }
  const cut = 9;
  const points = [
    [x + cut, y], [x + width - cut, y], [x + width, y + cut], [x + width, y + height - cut],
    [x + width - cut, y + height], [x + cut, y + height], [x, y + height - cut], [x, y + cut],
  ];
  return `<polygon class="f" points="${points.map((point) => point.map(fixed).join(',')).join(' ')}"/>`;
}

function categoryOf(type: string): string {
  return kindOf(type)?.drawing.category ?? 'flow';
}

/** When in the run the node ran. */
export function timeBar({ visits }: NodeStory, { x, y, width, height }: Rect, story: Story): string {
  const bars: [from: number, to: number][] = [];
  for (const visit of visits) {
    const [from, to] = story.spanOf(visit).map((share) => share * width);
    const last = bars[bars.length - 1];
    // what lies closer together than the eye can see is one bar
    if (last && from - last[1] < 1) { last[1] = Math.max(last[1], to); } else { bars.push([from, to]); }
  }
  return rect('t', { x, y, width, height }, 2) + bars.map(([from, to]) => {
    const long = Math.max(to - from, 2);
    return rect('b', { x: x + Math.min(from, width - long), y, width: long, height }, 1);
  }).join('');
}

function rect(look: string, { x, y, width, height }: Rect, round: number): string {
  return `<rect class="${look}" x="${fixed(x)}" y="${fixed(y)}" width="${fixed(width)}" height="${fixed(height)}" `
    + `rx="${fixed(round)}"/>`;
}
