import { Report } from '../finding';
import { GraphIndex, IndexedInput, IndexedNode } from '../indexed';
import { at, ofInput } from '../places';
import { Rule } from '../rule';
import { isMisspelt } from '../unread';
import { name } from '../words';

const remedy = 'name both the same';

/**
 * The ports of a loop match inside and outside: inputs those of its LoopInput, outputs those that leave through its LoopController, whose inputs say
 * by their category what they are for.
 */
export const unmatchedLoopPort: Rule = {
  code: 'UnmatchedLoopPort',
  severity: 'warning',
  meaning: 'the ports of a loop match inside and outside, and each input of its LoopController has a category',
  remedy: 'give both sides the same names',
  source: 'one public definition; not documented',
  confidence: 'assumed',
  * check(definition) {
    for (const loop of definition.nodes) {
      if (loop.inner && !loop.inner.unread.nodes) { yield* ofLoop(loop, loop.inner); }
    }
  },
};

function* ofLoop(loop: IndexedNode, inner: GraphIndex): Generator<Report> {
  const starts = inner.nodes.filter(({ type, unread }) => type === 'LoopInput' && !unread.outputs);
  const ends = inner.nodes.filter(({ type, unread }) => type === 'LoopController' && !unread.inputs);
  const entries = new Set(starts.flatMap(({ outputs }) => outputs).map((output) => output.name));
  const inputs = ends.flatMap((node) => node.inputs);
  const exits = new Set(inputs.filter(isOf('ExitLoop')).map((input) => input.name));
  // where one side has none at all, how they match can't be told
  for (const input of entries.size > 0 ? loop.inputs : []) {
    if (!input.name || entries.has(input.name)) { continue; }
    const message = `input ${name(input.name)} of the loop has no output of that name on its LoopInput`;
    yield { ...ofInput(input), value: input.name, message, remedy };
  }
  for (const { name: output, path } of exits.size > 0 ? loop.outputs : []) {
    if (!output || exits.has(output) || output === 'iterationCount') { continue; }
    const message = `output ${name(output)} of the loop has no input of that name and category ExitLoop on its LoopController`;
    yield { ...at(loop), path, output, value: output, message, remedy };
  }
  for (const input of inputs) {
    if (input.hasCategory || !input.name || isMisspelt('NodeInput', input.model, 'category')) { continue; }
    const message = `input ${name(input.name)} of the LoopController has no category, so nothing tells what it is for`;
    yield { ...ofInput(input), value: input.name, message, remedy: 'add LoopCondition, ReturnValueToLoopStart or ExitLoop' };
  }
  for (const input of entries.size > 0 ? inputs.filter(isOf('ReturnValueToLoopStart')) : []) {
    if (!input.name || entries.has(input.name)) { continue; }
    const message = `input ${name(input.name)} goes back to the start, but the LoopInput has no output of that name`;
    yield { ...ofInput(input), value: input.name, message, remedy };
  }
}

function isOf(category: string): (input: IndexedInput) => boolean {
  return (input) => input.category === category;
}
