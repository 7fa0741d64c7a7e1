import { TEXT } from '../../constraints';
import { namesOf } from '../../words/lists';
import { name as named } from '../../words/quote';
import { close, didYouMean } from '../../words/suggest';
import type { IndexedNode } from '../indexed';
import { at } from '../places';
import { isUnknownInput, missingInputs } from '../ports';
import { inlinePromptOf } from '../prompts';
import type { Rule } from '../rule';

/** A node declares the inputs that the service fixes for its type, and one for each variable of its prompt. */
export const missingNodeInput: Rule = {
  code: 'MissingNodeInput',
  severity: 'error',
  meaning: 'a node declares the inputs that the service fixes for its type, and one for each variable of its prompt',
  remedy: 'declare it',
  source: 'bedrock-agent API model, FlowValidationDetails; Bedrock User Guide, flows-nodes',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      const missing = missingInputs(node);
      const spare = missing.length === 0 ? [] : spareInputs(node);
      for (const name of missing) {
        const isVariable = node.type === 'Prompt';
        yield {
          ...at(node),
          input: name,
          value: name,
          message: isVariable
            ? `prompt uses {{${named(name).slice(1, -1)}}}, but the node has no input ${named(name)}`
            : `the ${node.type} node has no input '${name}'`,
          remedy: isVariable ? remedyOf(name, spare) : renameOf(name, spare),
        };
      }
    }
  },
};

/** The declared inputs that are of no other use. */
function spareInputs(node: IndexedNode): readonly string[] {
  const { seen } = inlinePromptOf(node) ?? {};
  return namesOf(node.inputs.filter((input) => seen ? !seen.has(input.name) : isUnknownInput(input)));
}

function renameOf(input: string, spare: readonly string[]): string {
  const near = close(input, spare);
  return near === undefined ? 'declare it and connect it' : `rename ${named(near)}, or declare it and connect it`;
}

function remedyOf(variable: string, spare: readonly string[]): string {
  // the service allows more in the name of a variable than in that of an input
  return variable.length < 200 && TEXT.nodeName.pattern.test(variable)
    ? didYouMean(variable, spare, 'add the input and connect it')
    : `rename the variable: an input must ${TEXT.nodeName.words}`;
}
