import { at } from '../places';
import { Rule } from '../rule';

/** The ports of a loop match inside and outside: inputs those of its LoopInput, outputs those that leave through its LoopController. */
export const unmatchedLoopPort: Rule = {
  code: 'UnmatchedLoopPort',
  severity: 'warning',
  meaning: 'the ports of a loop match inside and outside: inputs those of its LoopInput, outputs those that leave through its LoopController',
  remedy: 'give both sides the same names',
  source: 'one public definition; not documented',
  confidence: 'assumed',
  * check(definition) {
    for (const loop of definition.nodes) {
      if (!loop.inner) { continue; }
      const inside = new Set(loop.inner.nodes.filter(({ type }) => type === 'LoopInput').flatMap(({ outputs }) => outputs.map(({ name }) => name)));
      const exits = new Set(loop.inner.nodes.filter(({ type }) => type === 'LoopController').flatMap(({ inputs }) => inputs)
        .filter(({ category }) => category === 'ExitLoop').map(({ name }) => name));
      for (const { name } of loop.inputs) {
        if (inside.size > 0 && !inside.has(name)) { yield { ...at(loop), input: name, value: name, message: `input '${name}' of the loop has no output of that name on its LoopInput`, remedy: 'name both the same' }; }
      }
      for (const { name } of loop.outputs) {
        if (exits.size > 0 && !exits.has(name) && name !== 'iterationCount') { yield { ...at(loop), output: name, value: name, message: `output '${name}' of the loop has no input of that name and category ExitLoop on its LoopController`, remedy: 'name both the same' }; }
      }
    }
  },
};
