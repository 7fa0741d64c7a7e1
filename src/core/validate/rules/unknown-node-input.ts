import { anA } from '../../words/article';
import { names } from '../../words/lists';
import { name } from '../../words/quote';
import { didYouMean, suggestion } from '../../words/suggest';
import type { IndexedInput } from '../indexed';
import { ofInput } from '../places';
import { allowedInputs, isMissingInput, isUnknownInput } from '../ports';
import { unusedPromptInputs } from '../prompts';
import type { Rule } from '../rule';

/** A node declares no input that its type does not have. */
export const unknownNodeInput: Rule = {
  code: 'UnknownNodeInput',
  severity: 'error',
  meaning: 'a node declares no input that its type does not have (a warning for an input that a prompt does not use, '
    + 'and for nodes of a loop)',
  remedy: 'remove it, or use the name the service has',
  source: 'bedrock-agent API model, FlowValidationDetails; Bedrock User Guide, flows-nodes',
  confidence: 'documented',
  * check(definition) {
    for (const input of definition.inputs.filter(isUnknownInput)) {
      yield {
        ...ofInput(input),
        // what a LoopInput may have is not documented
        ...input.node.type === 'LoopInput' && { severity: 'warning' },
        value: input.name,
        message: `input ${name(input.name)} does not belong to ${anA(input.node.type)} node, which `
          + `has ${names(allowedInputs(input.node)!)}`,
        remedy: remedyOf(input),
      };
    }
    for (const input of definition.nodes.flatMap(unusedPromptInputs)) {
      // that nothing leads to it is the greater fault
      if (input.sources.length === 0) { continue; }
      yield {
        ...ofInput(input),
        severity: 'warning',
        value: input.name,
        message: `input ${name(input.name)} is not used, the prompt has no {{${name(input.name).slice(1, -1)}}}`,
        remedy: 'write it in the prompt, or remove the input',
      };
    }
  },
};

function remedyOf({ node, name: word }: IndexedInput): string {
  const known = allowedInputs(node)!;
  const missing = known.filter((one) => isMissingInput(node, one));
  return didYouMean(word, known, suggestion(missing.length === 1 ? missing[0] : undefined,
    known.length > 0 ? 'use one of those' : 'remove it'));
}
