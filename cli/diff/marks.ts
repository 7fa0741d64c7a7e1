/** What pictures show at nodes that a change is about. */
import type { Change } from '../../src/core/diff';
import type { Definition } from '../../src/core/model/definition';
import { everyNode } from '../../src/core/model/visit';
import type { Mark } from '../picture/story';

interface Marks {
  /** By the path of the node. */
  readonly marks: ReadonlyMap<string, Mark>;
  /** The gravest change of the node. */
  readonly first: ReadonlyMap<string, Change>;
}

export function marksOf(definition: Definition, changes: readonly Change[], side: 'before' | 'after'): Marks {
  const paths = pathsByLabel(definition);
  const first = new Map<string, Change>();
  const marks = new Map<string, Mark>();
  for (const change of changes) {
    const label = side === 'before' ? change.nodeBefore : change.nodeAfter;
    const path = label === undefined ? undefined : paths.get(label);
    if (path === undefined) { continue; }
    if (!first.has(path)) { first.set(path, change); }
    const mark = markOf(change);
    if (!marks.has(path) || mark !== CHANGED) { marks.set(path, mark); }
  }
  return { marks, first };
}

const CHANGED: Mark = { text: '± changed', look: 'changed' };
const ADDED: Mark = { text: '+ new', look: 'added' };
const REMOVED: Mark = { text: '− removed', look: 'removed' };

function markOf({ kind }: Change): Mark {
  if (kind === 'nodeAdded' || kind === 'outputAdded' || kind === 'inputAdded') { return ADDED; }
  return kind === 'nodeRemoved' || kind === 'outputRemoved' || kind === 'inputRemoved' ? REMOVED : CHANGED;
}

/** Of several nodes with one name the first. */
function pathsByLabel(definition: Definition): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  const labels = new Map<object, string>();
  for (const { node, path, loop } of everyNode(definition)) {
    const label = `${loop ? `${labels.get(loop) ?? ''}/` : ''}${String(node.name)}`;
    labels.set(node, label);
    if (!paths.has(label)) { paths.set(label, path); }
  }
  return paths;
}
