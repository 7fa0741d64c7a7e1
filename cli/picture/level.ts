/**
 * Lays out one level of a picture from top to bottom. dagre gives nodes and labels their places; the lines are made
 * here: they bend only between ranks, and go straight where nodes and labels are, so that they cross none.
 */
import { Graph, layout } from '@dagrejs/dagre';
import type { Line, LinePoint, Rect } from './geometry';

export interface LabelSize {
  readonly width: number;
  readonly height: number;
}

export interface LevelNode extends LabelSize {
  readonly id: string;
  readonly box?: string;
}

export interface LevelEdge<E> {
  readonly edge: E;
  readonly source: string;
  readonly target: string;
  readonly label?: LabelSize;
}

export interface LevelOf<E> {
  readonly nodes: readonly LevelNode[];
  readonly boxes: readonly { readonly id: string; readonly box?: string }[];
  readonly edges: readonly LevelEdge<E>[];
}

export interface Level<E> {
  readonly width: number;
  readonly height: number;
  readonly nodes: ReadonlyMap<string, Rect>;
  readonly boxes: ReadonlyMap<string, Rect>;
  readonly edges: readonly { readonly edge: E; readonly line: Line; readonly label?: Rect }[];
}

/** Flows have 40 nodes at most; dagre takes minutes for thousands. */
const MOST_NODES = 400;
const SPACE = { nodesep: 26, edgesep: 18, ranksep: 44 };

export function layOut<E>(level: LevelOf<E>): Level<E> {
  return level.nodes.length > MOST_NODES || level.edges.length > 4 * MOST_NODES ? grid(level) : ranked(level);
}

function ranked<E>({ nodes, boxes, edges }: LevelOf<E>): Level<E> {
  const graph = new Graph({ compound: true, multigraph: true });
  graph.setGraph({ rankdir: 'TB', ...SPACE });
  for (const { id } of boxes) { graph.setNode(id, {}); }
  for (const { id, width, height } of nodes) { graph.setNode(id, { width, height }); }
  for (const { id, box } of [...boxes, ...nodes]) { if (box !== undefined) { graph.setParent(id, box); } }
  edges.forEach(({ source, target, label }, at) => graph.setEdge(source, target,
    { labelpos: 'c', width: label?.width ?? 0, height: label?.height ?? 0 }, String(at)));
  if (nodes.length > 0) { layout(graph); }
  const rectOf = (id: string): Rect => {
    const { x = 0, y = 0, width = 0, height = 0 } = graph.node(id) ?? {};
    return { x: x - width / 2, y: y - height / 2, width, height };
  };
  const placed = new Map(nodes.map(({ id }) => [id, rectOf(id)]));
  const found = edges.map(({ edge, source, target, label }, at) => {
    const { points = [], x = 0, y = 0 } = graph.edge(source, target, String(at)) ?? {};
    return {
      edge,
      source,
      target,
      points,
      ...label && { label: { x: x - label.width / 2, y: y - label.height / 2, ...label } },
    };
  });
  const bands = bandsOf([...placed.values(), ...found.flatMap(({ label }) => label ?? [])]);
  const lines = found.map(({ edge, source, target, points, label }) => ({
    edge,
    line: source === target
      ? straight(points) : lineOf(placed.get(source)!, placed.get(target)!, points, bands),
    ...label && { label },
  }));
  return framed(placed, new Map(boxes.map(({ id }) => [id, rectOf(id)])), lines);
}

interface Point { readonly x: number; readonly y: number }

/** A stretch of heights that nodes and labels of a rank take. */
interface Band { readonly top: number; readonly bottom: number }

/** Those of one rank have one middle. */
function bandsOf(rects: readonly Rect[]): readonly Band[] {
  const tallest = new Map<number, number>();
  for (const { y, height } of rects) {
    const middle = Math.round(y + height / 2);
    tallest.set(middle, Math.max(tallest.get(middle) ?? 0, height));
  }
  return [...tallest].map(([middle, height]) => ({ top: middle - height / 2 - 1, bottom: middle + height / 2 + 1 }));
}

/** Out of the source, upright through every rank, and into the target. */
function lineOf(source: Rect, target: Rect, points: readonly Point[], bands: readonly Band[]): Line {
  const isDown = source.y + source.height / 2 < target.y + target.height / 2;
  const inner = points.slice(1, -1);
  const first = inner[0] ?? points[0] ?? middleOf(source);
  const last = inner[inner.length - 1] ?? first;
  const start = { x: within(source, first.x), y: isDown ? source.y + source.height : source.y };
  const end = { x: within(target, last.x), y: isDown ? target.y : target.y + target.height };
  const bandAt = (y: number) => bands.find(({ top, bottom }) => y >= top - 1 && y <= bottom + 1);
  const through = (x: number, band: Band): LinePoint[] => {
    const [into, out] = isDown ? [band.top, band.bottom] : [band.bottom, band.top];
    return [{ x, y: into, isBend: true }, { x, y: out, isBend: false }];
  };
  const line: LinePoint[] = [{ ...start, isBend: false }];
  const own = [bandAt(start.y), bandAt(end.y)];
  if (own[0]) { line.push({ x: start.x, y: isDown ? own[0].bottom : own[0].top, isBend: false }); }
  for (const { x, y } of inner) {
    const band = bandAt(y);
    if (band && own.includes(band)) { continue; }
    if (band) { line.push(...through(x, band)); } else { line.push({ x, y, isBend: true }); }
  }
  if (own[1]) { line.push({ x: end.x, y: isDown ? own[1].top : own[1].bottom, isBend: true }); }
  return [...line, { ...end, isBend: !own[1] }];
}

const CORNER = 14;

function within({ x, width }: Rect, wanted: number): number {
  return Math.min(Math.max(wanted, x + CORNER), x + width - CORNER);
}

function middleOf({ x, y, width, height }: Rect): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function straight(points: readonly Point[]): Line {
  return points.map(({ x, y }) => ({ x, y, isBend: false }));
}

/** Moved so that everything is right of and below 0. */
function framed<E>(
  nodes: ReadonlyMap<string, Rect>, boxes: ReadonlyMap<string, Rect>, edges: Level<E>['edges'],
): Level<E> {
  const rects = [...nodes.values(), ...boxes.values(), ...edges.flatMap(({ label }) => label ?? [])];
  const points = [...edges.flatMap(({ line }) => line), ...rects, ...rects.map(({ x, y, width, height }) => ({
    x: x + width, y: y + height,
  }))];
  if (points.length === 0) { return { width: 0, height: 0, nodes, boxes, edges }; }
  const [left, top] = [least(points.map(({ x }) => x)), least(points.map(({ y }) => y))];
  const shift = (rect: Rect) => ({ ...rect, x: rect.x - left, y: rect.y - top });
  const shifted = (all: ReadonlyMap<string, Rect>) => new Map([...all].map(([id, rect]) => [id, shift(rect)]));
  return {
    width: -least(points.map(({ x }) => -x)) - left,
    height: -least(points.map(({ y }) => -y)) - top,
    nodes: shifted(nodes),
    boxes: shifted(boxes),
    edges: edges.map(({ edge, line, label }) => ({
      edge,
      line: line.map((point) => ({ ...point, x: point.x - left, y: point.y - top })),
      ...label
        && { label: shift(label) },
    })),
  };
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((smallest, one) => Math.min(smallest, one), Infinity);
}

/**
 * Rows of nodes in the order of the definition, for what no flow is: all that is drawn must be there, but need not be
 * beautiful.
 */
function grid<E>({ nodes, edges }: LevelOf<E>): Level<E> {
  const columns = Math.ceil(Math.sqrt(nodes.length));
  const [width, height] = [Math.max(...nodes.map((node) => node.width))
    + SPACE.nodesep, Math.max(...nodes.map((node) => node.height)) + SPACE.ranksep];
  const placed = new Map(nodes.map((node, at): [string, Rect] => [node.id, {
    x: (at % columns) * width, y: Math.floor(at / columns) * height, width: node.width, height: node.height,
  }]));
  const lines = edges.map(({ edge, source, target }) => ({
    edge, line: straight([source, target].map((id) => middleOf(placed.get(id)!))),
  }));
  return framed(placed, new Map(), lines);
}
