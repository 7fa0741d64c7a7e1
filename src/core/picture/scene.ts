/**
 * What a picture of a definition shows, before anything has a place: nodes, arrows, and boxes around nodes that run
 * more than once.
 */
import { boxesOf } from './boxes';
import { type Edge, edgesOf } from '../diagram/edges';
import { detailsOf } from '../diagram/node-words';
import { at, shown } from '../diagram/values';
import type { Definition } from '../model/definition';
import { isRecord } from '../model/opaque';
import { everyNode } from '../model/visit';

type Json = Record<string, unknown>;

export interface SceneNode {
  /** `n1`, `n2`, … in the order of the definition; never made of a name, which may be anything. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** Its model, function, knowledge base and the like. */
  readonly details: readonly string[];
  /** The box it stands in. */
  readonly box?: string;
  /** Where it is in the definition; not there for a node that only a connection names. */
  readonly path?: string;
  /** As the definition has it. */
  readonly model: Json;
}

/** The nodes of a loop, or those that run for each item of an iterator. */
export interface SceneBox {
  readonly id: string;
  readonly kind: 'loop' | 'iteration';
  /** The Loop or Iterator. */
  readonly owner: string;
  /** The box it stands in. */
  readonly box?: string;
}

export interface SceneEdge {
  /** Ids of nodes. */
  readonly source: string;
  readonly target: string;
  readonly isConditional: boolean;
  readonly labels: readonly string[];
  readonly conditions: readonly string[];
}

export interface Scene {
  readonly nodes: readonly SceneNode[];
  readonly boxes: readonly SceneBox[];
  readonly edges: readonly SceneEdge[];
}

/** The same definition gives the same scene. Any will do: what is wrong in it is shown as it is, not left out. */
export function sceneOf(definition: Definition): Scene {
  const { boxes, boxOf } = boxesOf(definition);
  const nodes: SceneNode[] =
    [...everyNode(definition)].map(({ node, path }, index) => nodeOf(node, `n${index + 1}`, path, boxOf(path)));
  const ids = new Ids(nodes);
  const edges = levelsOf(definition, nodes).flatMap(({ level, own }) =>
    edgesOf(records(at(level, 'connections')), modelsOf(own)).map((edge) => ids.joined(edge, own)));
  return {
    nodes: [...nodes, ...ids.missing], boxes: boxes.map((box) => ({ ...box, owner: ids.at(box.owner) })), edges,
  };
}

function nodeOf(node: object, id: string, path: string, box: string | undefined): SceneNode {
  const model = node as Json;
  return {
    id,
    name: shown(model.name, '(no name)'),
    type: shown(model.type, '(no type)'),
    details:
      detailsOf(model),
    path,
    model,
    ...box !== undefined && { box },
  };
}

interface Level {
  readonly level: unknown;
  readonly own: ReadonlyMap<string, SceneNode>;
}

/** The flow and each loop in it, with the nodes that its connections mean. */
function levelsOf(definition: Definition, nodes: readonly SceneNode[]): Level[] {
  const byLevel = new Map<string, SceneNode[]>([['', []]]);
  const inside = new Map<string, unknown>([['', definition]]);
  for (const node of nodes) {
    const prefix = node.path!.replace(/nodes\[\d+\]$/, '');
    byLevel.set(prefix, [...byLevel.get(prefix) ?? [], node]);
    if (isRecord(at(node.model, 'configuration', 'loop'))) {
      inside.set(`${node.path!}.configuration.loop.definition.`, at(node.model, 'configuration', 'loop', 'definition'));
    }
  }
  return [...inside].map(([prefix, level]) => ({ level, own: byFirst(byLevel.get(prefix) ?? []) }));
}

/** By name; of several with one name the first. */
function byFirst(nodes: readonly SceneNode[]): Map<string, SceneNode> {
  return new Map([...nodes].reverse().map((node) => [node.name, node]));
}

function modelsOf(own: ReadonlyMap<string, SceneNode>): Map<string, Json> {
  return new Map([...own].map(([name, { model }]) => [name, model]));
}

/**
 * Names to ids: of a node of the same level, else of one elsewhere, else of one that does not exist and is shown as
 * missing.
 */
class Ids {
  public readonly missing: SceneNode[] = [];
  private readonly anywhere: Map<string, SceneNode>;
  private readonly byPath: ReadonlyMap<string | undefined, SceneNode>;

  public constructor(private readonly nodes: readonly SceneNode[]) {
    this.anywhere = byFirst(nodes);
    this.byPath = new Map(nodes.map((node) => [node.path, node]));
  }

  public at(path: string): string {
    return this.byPath.get(path)!.id;
  }

  public joined({ source, target, ...edge }: Edge, own: ReadonlyMap<string, SceneNode>): SceneEdge {
    return { ...edge, source: this.end(source, own), target: this.end(target, own) };
  }

  private end(name: string, own: ReadonlyMap<string, SceneNode>): string {
    const known = own.get(name) ?? this.anywhere.get(name);
    if (known) { return known.id; }
    const missing: SceneNode =
      { id: `n${this.nodes.length + this.missing.length + 1}`, name, type: '(missing)', details: [], model: {} };
    this.missing.push(missing);
    this.anywhere.set(name, missing);
    return missing.id;
  }
}

function records(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
