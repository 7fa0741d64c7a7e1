import { TEXT } from '../../constraints';
import { missingPort, unfilledVariable } from '../../sentences/ports';
import { namesOf } from '../../words/lists';
import { name as named } from '../../words/quote';
import { close, didYouMean } from '../../words/suggest';
import type { IndexedNode } from '../indexed';
import { at } from '../places';
import { isUnknownPort, missingPorts } from '../ports';
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
      const missing = missingPorts(node, 'input');
      const spare = missing.length === 0 ? [] : spareInputs(node);
      for (const name of missing) {
        const isVariable = node.type === 'Prompt';
        yield {
          ...at(node),
          input: name,
          value: name,
          ...isVariable
            ? unfilledVariable(name, remedyOf(name, spare))
            : missingPort('input', node.type, name, renameOf(name, spare)),
        };
      }
    }
  },
};

/** The declared inputs that are of no other use. */
function spareInputs(node: IndexedNode): readonly string[] {
  const { seen } = inlinePromptOf(node) ?? {};
  return namesOf(node.inputs.filter((input) => seen ? !seen.has(input.name) : isUnknownPort(input, 'input')));
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
