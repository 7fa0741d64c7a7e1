import { name } from '../../words/quote';
import type { Report } from '../finding';
import type { GraphIndex, IndexedInput, IndexedNode, IndexedOutput } from '../indexed';
import { at, ofInput } from '../places';
import type { Rule } from '../rule';
import { isMisspelt } from '../unreadable';

const remedy = 'name both the same';
const CATEGORIES = ['LoopCondition', 'ReturnValueToLoopStart', 'ExitLoop'];
/** Of a Loop node itself the documents can be read either way. */
const MAY_HAVE_CATEGORIES = ['Loop', 'LoopController'];

/**
 * The ports of a loop match inside and outside, by name and type: inputs those of its LoopInput, outputs those that
 * leave through its LoopController. The inputs of that say by their category what they are for, and no others do.
 */
export const unmatchedLoopPort: Rule = {
  code: 'UnmatchedLoopPort',
  severity: 'warning',
  meaning: 'the ports of a loop have the same names and types inside and outside; the inputs of its LoopController '
    + 'have a category, and no other inputs have one',
  remedy: 'give both sides the same names and types',
  source: 'one public definition; only where categories are allowed is documented, in the CloudFormation reference '
    + 'of AWS::Bedrock::Flow',
  confidence: 'assumed',
  * check(definition) {
    for (const node of definition.nodes) {
      if (node.inner && !node.inner.unreadable.nodes) { yield* ofLoop(node, node.inner); }
      if (node.sureKind && !MAY_HAVE_CATEGORIES.includes(node.type)) { yield* strayCategories(node); }
    }
  },
};

function* ofLoop(loop: IndexedNode, inner: GraphIndex): Generator<Report> {
  const starts = inner.nodes.filter(({ type, unreadable }) => type === 'LoopInput' && !unreadable.outputs);
  const ends = inner.nodes.filter(({ type, unreadable }) => type === 'LoopController' && !unreadable.inputs);
  const entries = byName(starts.flatMap(({ outputs }) => outputs));
  const inputs = ends.flatMap((node) => node.inputs);
  const exits = byName(inputs.filter(isOf('ExitLoop')));
  // where one side has none at all, how they match can't be told
  for (const input of entries.size > 0 ? loop.inputs : []) {
    yield* ofOtherType(input, entries.get(input.name), 'of the loop');
    if (!input.name || entries.has(input.name)) { continue; }
    const message = `input ${name(input.name)} of the loop has no output of that name on its LoopInput`;
    yield { ...ofInput(input), value: input.name, message, remedy };
  }
  for (const { name: output, type, path } of exits.size > 0 ? loop.outputs : []) {
    const given = exits.get(output)?.type;
    if (type !== undefined && given !== undefined && type !== given) {
      const message = `output ${name(output)} of the loop is declared as ${type}, but leaves through its `
        + `LoopController as ${given}`;
      yield { ...at(loop), path, output, value: type, message, remedy: SAME_TYPE };
    }
    if (!output || exits.has(output) || output === 'iterationCount') { continue; }
    const message = `output ${name(output)} of the loop has no input of that name and category ExitLoop on its `
      + 'LoopController';
    yield { ...at(loop), path, output, value: output, message, remedy };
  }
  for (const input of inputs) {
    if (input.hasCategory || !input.name || isMisspelt('NodeInput', input.model, 'category')) { continue; }
    const message = `input ${name(input.name)} of the LoopController has no category, so its purpose is unknown`;
    yield {
      ...ofInput(input), value: input.name, message, remedy: 'add LoopCondition, ReturnValueToLoopStart or ExitLoop',
    };
  }
  for (const input of entries.size > 0 ? inputs.filter(isOf('ReturnValueToLoopStart')) : []) {
    // the same fault as that of the loop's own input is said once
    if (loop.input(input.name)?.type !== input.type) {
      yield* ofOtherType(input, entries.get(input.name), 'that returns to the start of the loop');
    }
    if (!input.name || entries.has(input.name)) { continue; }
    const message =
      `input ${name(input.name)} returns to the start of the loop, but the LoopInput has no output of that name`;
    yield { ...ofInput(input), value: input.name, message, remedy };
  }
}

const SAME_TYPE = 'declare both as the same type';

function* ofOtherType(input: IndexedInput, start: IndexedOutput | undefined, which: string): Generator<Report> {
  if (input.type === undefined || start?.type === undefined || input.type === start.type) { return; }
  const message = `input ${name(input.name)} ${which} is declared as ${input.type}, but its LoopInput `
    + `gives ${start.type}`;
  yield { ...ofInput(input), value: input.type, message, remedy: SAME_TYPE };
}

function* strayCategories({ inputs, type }: IndexedNode): Generator<Report> {
  for (const input of inputs) {
    // one that there is not is said with the other values
    if (input.category === undefined || !CATEGORIES.includes(input.category)) { continue; }
    const message = `input ${name(input.name)} of the ${type} node has the category ${name(input.category)}, which `
      + 'only those of a LoopController have';
    yield { ...ofInput(input), value: input.category, message, remedy: 'remove it' };
  }
}

function byName<T extends { readonly name: string }>(ports: readonly T[]): ReadonlyMap<string, T> {
  return new Map(ports.map((port) => [port.name, port]));
}

function isOf(category: string): (input: IndexedInput) => boolean {
  return (input) => input.category === category;
}
