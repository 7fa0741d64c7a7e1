import { anA } from '../../words/article';
import { names } from '../../words/lists';
import { name } from '../../words/quote';
import { didYouMean, suggestion } from '../../words/suggest';
import type { IndexedOutput } from '../indexed';
import { ofOutput } from '../places';
import { allowedOutputs, isMissingOutput, isUnknownOutput } from '../ports';
import type { Rule } from '../rule';

/** A node declares no output that its type does not have. */
export const unknownNodeOutput: Rule = {
  code: 'UnknownNodeOutput',
  severity: 'error',
  meaning: 'a node declares no output that its type does not have (a warning for the controller of a loop)',
  remedy: 'remove it, or use the name the service has',
  source: 'bedrock-agent API model, FlowValidationDetails; Bedrock User Guide, flows-nodes',
  confidence: 'documented',
  * check(definition) {
    for (const output of definition.outputs.filter(isUnknownOutput)) {
      yield {
        ...ofOutput(output),
        // what a LoopController may have is not documented
        ...output.node.type === 'LoopController' && { severity: 'warning' },
        value: output.name,
        message: `output ${name(output.name)} does not belong to ${anA(output.node.type)} node, which `
          + `has ${names(allowedOutputs(output.node)!)}`,
        remedy: remedyOf(output),
      };
    }
  },
};

function remedyOf({ node, name: word }: IndexedOutput): string {
  const known = allowedOutputs(node)!;
  const missing = known.filter((one) => isMissingOutput(node, one));
  return didYouMean(word, known, suggestion(missing.length === 1 ? missing[0] : undefined,
    known.length > 0 ? 'use one of those' : 'remove it'));
}
