/** What changes for callers of a flow: which outputs come, how often, and whether they are asked. */
import { callerFacts, type OutputFacts } from './caller-facts';
import { type Change, change } from './change';
import type { Definition } from '../model/definition';

/** @param outputs the labels of Output nodes that are in both, as they were and are */
export function callerChanges(
  before: Definition, after: Definition, outputs: readonly (readonly [before: string, after: string])[],
): readonly Change[] {
  const [left, right] = [before, after].map(callerFacts);
  return [
    ...outputs.flatMap(([nodeBefore, nodeAfter]) => {
      const [was, is] = [left.outputs.get(nodeBefore), right.outputs.get(nodeAfter)];
      return was && is ? outputChanges(was, is, { nodeBefore, nodeAfter }) : [];
    }),
    ...left.mayEndWithoutOutput === right.mayEndWithoutOutput
      ? [] : [change(right.mayEndWithoutOutput ? 'runMayEndWithoutOutput' : 'runEndsWithOutput', {})],
    ...agentChanges(left.agent, right.agent),
  ];
}

function agentChanges(nodeBefore: string | undefined, nodeAfter: string | undefined): readonly Change[] {
  if ((nodeBefore === undefined) === (nodeAfter === undefined)) { return []; }
  return [nodeAfter === undefined ? change('asksNoMore', { nodeBefore }) : change('mayAsk', { nodeAfter })];
}

function outputChanges(
  was: OutputFacts, is: OutputFacts, place: { readonly nodeBefore: string; readonly nodeAfter: string },
): readonly Change[] {
  return [
    ...was.comesAlways === is.comesAlways
      ? [] : [change(is.comesAlways ? 'outputAlwaysComes' : 'outputMayNotCome', place)],
    ...was.mayRepeat === is.mayRepeat ? [] : [change(is.mayRepeat ? 'outputMayRepeat' : 'outputComesOnce', place)],
  ];
}
