/**
 * The graph of a definition as Mermaid text. Any definition will do: what is wrong in it is shown as it is, not left
 * out.
 */
import { type Edge, edgesOf } from './edges';
import { idOf, quoted, safeLine } from './mermaid-text';
import { shapeOf, wordsOf } from './node-words';
import { at, shown } from './values';
import type { Definition } from '../model/definition';
import { isRecord } from '../model/opaque';
import { everyNode } from '../model/visit';

type Json = Record<string, unknown>;

/** The nodes and connections of a flow, or of a loop inside one. */
interface Level {
  readonly definition: unknown;
  readonly depth: number;
}

/**
 * The graph as a flowchart: a shape for each kind of node, a box around each loop, data along solid and conditions
 * along dotted arrows. The same definition gives the same text. What only a deployment knows is left out or shown as
 * `(known at deployment)`.
 */
export function toMermaid(definition: Definition): string {
  const ids = new Ids(definition);
  const lines = ['flowchart TD'];
  // a stack of its own: how deep loops are nested is no matter
  const open: (Level | string)[] = [{ definition, depth: 1 }];
  while (open.length > 0) {
    const next = open.pop()!;
    if (typeof next === 'string') {
      lines.push(safeLine(next));
    } else {
      for (const part of [...partsOf(next, ids)].reverse()) { open.push(part); }
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Ids of nodes: from their names, and numbered where a name is used again. */
class Ids {
  private readonly byNode = new Map<unknown, string>();
  private readonly byName = new Map<string, string>();
  private readonly missing = new Set<string>();

  public constructor(definition: Definition) {
    const uses = new Map<string, number>();
    for (const { node } of everyNode(definition)) {
      const name = nameOf(node);
      const id = idOf('n', name);
      const use = (uses.get(id) ?? 0) + 1;
      uses.set(id, use);
      this.byNode.set(node, use === 1 ? id : `${id}__${use}`);
      if (use === 1) { this.byName.set(name, id); }
    }
  }

  public of(node: Json): string {
    return this.byNode.get(node)!;
  }

  /**
   * The node that an end of a connection means: one of its own level, else one elsewhere, else one that does not exist.
   */
  public end(name: string, own: ReadonlyMap<string, Json>): string {
    const node = own.get(name);
    return node ? this.of(node) : this.byName.get(name) ?? idOf('missing', name);
  }

  /** Whether an id is that of a missing node that has not been drawn yet. */
  public isNewlyMissing(id: string): boolean {
    if (!id.startsWith('missing_') || this.missing.has(id)) { return false; }
    this.missing.add(id);
    return true;
  }
}

function* partsOf({ definition, depth }: Level, ids: Ids): Generator<Level | string> {
  const indent = '  '.repeat(Math.min(depth, 8));
  const nodes = records(at(definition, 'nodes'));
  for (const node of nodes) {
    const label = quoted(...wordsOf(node));
    const inside = at(node, 'configuration', 'loop', 'definition');
    if (isRecord(at(node, 'configuration', 'loop'))) {
      yield `${indent}subgraph ${ids.of(node)}[${label}]`;
      yield { definition: inside, depth: depth + 1 };
      yield `${indent}end`;
    } else {
      const [opening, closing] = shapeOf(shown(node.type, ''));
      yield `${indent}${ids.of(node)}${opening}${label}${closing}`;
    }
  }
  const own = new Map([...nodes].reverse().map((node) => [nameOf(node), node]));
  for (const edge of edgesOf(records(at(definition, 'connections')), own)) {
    const [source, target] = [ids.end(edge.source, own), ids.end(edge.target, own)];
    if (ids.isNewlyMissing(source)) { yield `${indent}${source}>${quoted(edge.source, '(missing)')}]`; }
    if (ids.isNewlyMissing(target)) { yield `${indent}${target}>${quoted(edge.target, '(missing)')}]`; }
    yield `${indent}${source} ${arrowOf(edge)} ${target}`;
  }
}

function arrowOf({ isConditional, labels }: Edge): string {
  const line = isConditional ? '-.->' : '-->';
  return labels.length > 0 ? `${line}|${quoted(...labels)}|` : line;
}

function records(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function nameOf(node: { readonly name?: unknown }): string {
  return shown(node.name, '(no name)');
}
