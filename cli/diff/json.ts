/** Changes as JSON, for programs. */
import type { FlowDiff } from './report';
import { type ChangeClass, CLASSES, KINDS, nodeOf } from '../../src/core/diff';

export function jsonOf(diffs: readonly FlowDiff[]): object {
  const all = diffs.flatMap(({ changes }) => changes);
  return {
    summary: Object.fromEntries((Object.keys(CLASSES) as ChangeClass[])
      .map((name) => [name, all.filter((change) => change.class === name).length])),
    flows: diffs.map(({ name, before, after, changes }) => ({
      name,
      status: before === undefined ? 'added' : after === undefined ? 'removed'
        : changes.length > 0 ? 'changed' : 'same',
      changes: changes.map((change) => {
        const { kind, class: className, nodeBefore, nodeAfter, part, before: was, after: is } = change;
        const node = nodeOf(change);
        return {
          kind,
          class: className,
          ...node !== undefined && { node },
          ...nodeBefore !== undefined && nodeAfter !== undefined && nodeBefore !== nodeAfter && { nodeBefore },
          ...part !== undefined && { part },
          message: KINDS[kind].words,
          ...was !== undefined && { before: was },
          ...is !== undefined && { after: is },
        };
      }),
    })),
  };
}
