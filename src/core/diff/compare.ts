/** Compares two flows by what they mean. */
import { callerChanges } from './callers';
import { type Change, change, inOrder, type Side } from './change';
import { type GraphForm, graphForm, type NodeForm } from './form';
import { nodeChanges } from './node-changes';
import { pairsOf } from './pairs';
import { keyChanges, securityChanges } from './security';
import { shallow } from './shallow';
import { missingFrom, Wiring } from './wiring';
import { detailsOf } from '../diagram/node-words';

/**
 * Everything in which a flow differs from what it was, the gravest first; nothing where the two mean the same. Any
 * definition will do: what is wrong in it is compared as it stands.
 */
export function compare(older: Side, newer: Side): readonly Change[] {
  const [before, after] = [older, newer].map(shallow);
  const [left, right] = [before, after].map(({ definition, prompts = {} }) => graphForm(definition, prompts));
  const outputs: (readonly [before: string, after: string])[] = [];
  return inOrder([
    ...graphChanges(left, right, outputs),
    ...callerChanges(before.definition, after.definition, outputs),
    ...securityChanges(left, right),
    ...keyChanges(before, after),
  ]);
}

/** @param outputs gets the labels of Output nodes that are on both sides */
function graphChanges(
  before: GraphForm, after: GraphForm, outputs: (readonly [before: string, after: string])[],
): readonly Change[] {
  const pairing = pairsOf(before, after);
  const wiring = new Wiring(before, after, pairing);
  return [
    ...pairing.removed.flatMap((node) => absent(node, 'before')),
    ...pairing.added.flatMap((node) => absent(node, 'after')),
    ...pairing.pairs.flatMap((pair) => {
      if (pair.after.type === 'Output') { outputs.push([pair.before.label, pair.after.label]); }
      return [...nodeChanges(pair, wiring.sourcesOf(pair)), ...innerChanges(pair.before, pair.after, outputs)];
    }),
    ...wiring.changes(),
    ...strayChanges(before, after),
  ];
}

function innerChanges(
  before: NodeForm, after: NodeForm, outputs: (readonly [before: string, after: string])[],
): readonly Change[] {
  if (before.inner && after.inner) { return graphChanges(before.inner, after.inner, outputs); }
  return [
    ...(before.inner?.nodes ?? []).flatMap((node) => absent(node, 'before')),
    ...(after.inner?.nodes ?? []).flatMap((node) => absent(node, 'after')),
  ];
}

/** A node that is on one side only. What stands in a loop is not said again, but for what callers see. */
function absent(node: NodeForm, side: 'before' | 'after', isInside = false): readonly Change[] {
  const { label, type, model, inner } = node;
  const isBefore = side === 'before';
  const kind = type === 'Input' ? isBefore ? 'inputRemoved' : 'inputAdded'
    : type === 'Output' ? isBefore ? 'outputRemoved' : 'outputAdded' : isBefore ? 'nodeRemoved' : 'nodeAdded';
  const isSaid = !isInside || type === 'Output';
  return [
    ...isSaid ? [change(kind, { [isBefore ? 'nodeBefore' : 'nodeAfter']: label },
      { [side]: [type, ...detailsOf(model)].join(', ') })] : [],
    ...(inner?.nodes ?? []).flatMap((one) => absent(one, side, true)),
  ];
}

function strayChanges(before: GraphForm, after: GraphForm): readonly Change[] {
  const [gone, come] = [missingFrom(before.strays, after.strays), missingFrom(after.strays, before.strays)];
  if (gone.length === 0 && come.length === 0) { return []; }
  const words = (texts: readonly string[]) => texts.length === 0 ? undefined : texts.join('\n');
  return [change('definition', {}, { before: words(gone), after: words(come) })];
}
