/**
 * Gives everything in a picture its place: each loop is laid out by itself, then stands as one node in what is around
 * it.
 */
import type { Face } from './face';
import { type Line, moved, type Rect } from './geometry';
import { type LabelSize, layOut, type Level, type LevelEdge } from './level';
import type { Scene, SceneBox, SceneEdge } from '../../src/core/picture';

export interface PlacedBox {
  readonly box: SceneBox;
  readonly rect: Rect;
}

export interface PlacedEdge {
  readonly edge: SceneEdge;
  readonly line: Line;
  /** The label, which no line crosses but its own. */
  readonly label?: Rect;
}

export interface Placed {
  readonly width: number;
  readonly height: number;
  /** By the id of the node. A loop has its whole box, with its face in the head. */
  readonly nodes: ReadonlyMap<string, Rect>;
  readonly boxes: readonly PlacedBox[];
  readonly edges: readonly PlacedEdge[];
}

const MARGIN = 12;
const LOOP_PADDING = 14;
const ROOT = '';

/** @param sizeOf the size of the label of an arrow, where it has one */
export function place(
  scene: Scene, faces: ReadonlyMap<string, Face>, sizeOf: (edge: SceneEdge) => LabelSize | undefined,
): Placed {
  const levels = new Levels(scene);
  const inner = new Map<string, Level<SceneEdge>>();
  const sizeOfNode = (id: string) => {
    const face = faces.get(id)!;
    const level = inner.get(levels.loopOf(id) ?? ROOT);
    return level && levels.loopOf(id) !== undefined
      ? {
        width: Math.max(face.width, level.width + 2 * LOOP_PADDING),
        height: face.height + level.height + 2 * LOOP_PADDING,
      } : { width: face.width, height: face.height };
  };
  // loops come after what they stand in, so that the last are the innermost
  for (const level of [...levels.ids].reverse()) {
    inner.set(level, layOut<SceneEdge>({
      nodes: levels.nodesIn(level).map((id) => ({ id, ...sizeOfNode(id), box: levels.iterationOf(id) })),
      boxes: levels.iterationsIn(level),
      edges: levels.edgesIn(level)
        .map(({ edge, source, target }): LevelEdge<SceneEdge> => ({ edge, source, target, label: sizeOf(edge) })),
    }));
  }
  return together(levels, inner, faces);
}

/** The levels in one picture: what stands in a loop is moved to where its loop is. */
function together(
  levels: Levels, inner: ReadonlyMap<string, Level<SceneEdge>>, faces: ReadonlyMap<string, Face>,
): Placed {
  const nodes = new Map<string, Rect>();
  const boxes: PlacedBox[] = [];
  const edges: PlacedEdge[] = [];
  for (const id of levels.ids) {
    const level = inner.get(id)!;
    const [x, y] = id === ROOT
      ? [MARGIN, MARGIN] : placeIn(nodes.get(levels.ownerOf(id))!, level, faces.get(levels.ownerOf(id))!);
    for (const [node, rect] of level.nodes) {
      nodes.set(node, moved(rect, x, y));
      const loop = levels.loopOf(node);
      if (loop !== undefined) { boxes.push({ box: levels.boxOf(loop), rect: moved(rect, x, y) }); }
    }
    for (const [box, rect] of level.boxes) { boxes.push({ box: levels.boxOf(box), rect: moved(rect, x, y) }); }
    for (const { edge, line, label } of level.edges) {
      edges.push({
        edge,
        line: line.map((point) => ({ ...point, x: point.x + x, y: point.y + y })),
        ...label && { label: moved(label, x, y) },
      });
    }
  }
  const root = inner.get(ROOT)!;
  return { width: root.width + 2 * MARGIN, height: root.height + 2 * MARGIN, nodes, boxes, edges };
}

function placeIn(owner: Rect, level: Level<SceneEdge>, head: Face): readonly [number, number] {
  return [owner.x + (owner.width - level.width) / 2, owner.y + head.height + LOOP_PADDING];
}

/** What stands on which level: the flow is one, and each loop. */
class Levels {
  /** The flow first, loops after what they stand in. */
  public readonly ids: readonly string[];
  private readonly boxes: ReadonlyMap<string, SceneBox>;
  private readonly loops: ReadonlyMap<string, string>;
  private readonly levelByNode: ReadonlyMap<string, string>;
  private readonly boxByNode: ReadonlyMap<string, string | undefined>;

  public constructor(private readonly scene: Scene) {
    this.boxes = new Map(scene.boxes.map((box) => [box.id, box]));
    const loops = scene.boxes.filter(({ kind }) => kind === 'loop');
    this.ids = [ROOT, ...loops.map(({ id }) => id)];
    this.loops = new Map(loops.map(({ id, owner }) => [owner, id]));
    this.levelByNode = new Map(scene.nodes.map(({ id, box }) => [id, this.levelAt(box)]));
    this.boxByNode = new Map(scene.nodes.map(({ id, box }) => [id, box]));
  }

  /** The box of a Loop node. */
  public loopOf(node: string): string | undefined { return this.loops.get(node); }

  public boxOf(id: string): SceneBox { return this.boxes.get(id)!; }

  public ownerOf(id: string): string { return this.boxOf(id).owner; }

  public nodesIn(level: string): readonly string[] {
    return this.scene.nodes.map(({ id }) => id).filter((id) => this.levelByNode.get(id) === level);
  }

  public iterationOf(node: string): string | undefined {
    const box = this.boxByNode.get(node);
    return box !== undefined && this.boxOf(box).kind === 'iteration' ? box : undefined;
  }

  public iterationsIn(level: string): readonly { readonly id: string; readonly box?: string }[] {
    return this.scene.boxes.filter(({ id, kind }) => kind === 'iteration'
      && this.levelAt(id) === level).map(({ id, box }) => ({
      id, ...box !== undefined && this.boxOf(box).kind === 'iteration' && { box },
    }));
  }

  /** Arrows between nodes of a level; an arrow out of a loop, which no sound definition has, is one of the loop. */
  public edgesIn(level: string) {
    return this.scene.edges.flatMap((edge) => {
      const common = this.commonOf(edge);
      if (common !== level) { return []; }
      const [source, target] = [this.lifted(edge.source, level), this.lifted(edge.target, level)];
      return source === target && edge.source !== edge.target ? [] : [{ edge, source, target }];
    });
  }

  private levelAt(box: string | undefined): string {
    let at = box;
    while (at !== undefined && this.boxOf(at).kind !== 'loop') { at = this.boxOf(at).box; }
    return at ?? ROOT;
  }

  private commonOf({ source, target }: SceneEdge): string {
    const [from, to] = [this.levelByNode.get(source)!, this.levelByNode.get(target)!];
    if (from === to) { return from; }
    const around = new Set(this.levelsAround(from));
    return this.levelsAround(to).find((level) => around.has(level)) ?? ROOT;
  }

  private levelsAround(level: string): string[] {
    const all = [level];
    for (let at = level; at !== ROOT; all.push(at)) { at = this.levelByNode.get(this.ownerOf(at)) ?? ROOT; }
    return all;
  }

  private lifted(node: string, level: string): string {
    let at = node;
    while (this.levelByNode.get(at) !== level) { at = this.ownerOf(this.levelByNode.get(at)!); }
    return at;
  }
}
