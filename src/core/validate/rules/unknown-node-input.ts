import { listed } from '../../nearest';
import { suggestion } from '../../template/problem';
import { ofInput } from '../places';
import { allowedInputs, unusedPromptInputs } from '../ports';
import { Rule } from '../rule';

/** A node declares no input that its type does not have. */
export const unknownNodeInput: Rule = {
  code: 'UnknownNodeInput',
  severity: 'error',
  meaning: 'a node declares no input that its type does not have',
  remedy: 'remove it, or use the name the service has',
  source: 'bedrock-agent API model, FlowValidationDetails; Bedrock User Guide, flows-nodes',
  confidence: 'documented',
  * check(definition) {
    for (const input of definition.nodes.flatMap((node) => node.inputs)) {
      const known = allowedInputs(input.node);
      if (!known || known.includes(input.name) || !input.name) { continue; }
      yield {
        ...ofInput(input),
        value: input.name,
        message: `input '${input.name}' is none of the ${input.node.type} node, which has ${listed(known) || 'none'}`,
        remedy: suggestion(input.name, known, known.length > 0 ? 'use one of those' : 'remove it'),
      };
    }
    for (const input of definition.nodes.flatMap(unusedPromptInputs)) {
      yield {
        ...ofInput(input),
        value: input.name,
        severity: 'warning',
        message: `input '${input.name}' is not used, the prompt has no {{${input.name}}}`,
        remedy: 'write it in the prompt, or remove the input',
      };
    }
  },
};
