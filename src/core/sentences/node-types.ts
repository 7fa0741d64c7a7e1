import type { Sentence } from './sentence';
import { listed } from '../words/lists';
import { name } from '../words/quote';
import { didYouMean } from '../words/suggest';

/** @param known the types that the service has */
export function notANodeType(nodeType: string, known: readonly string[]): Sentence {
  return {
    message: nodeType ? `${name(nodeType)} is not a node type` : 'the node has no type',
    remedy: nodeType === 'DoWhile' ? 'did you mean \'Loop\'? (the User Guide calls it DoWhile)'
      : didYouMean(nodeType, known, `use one of ${listed(known)}`),
  };
}

/** A run needs the type of each node: nothing can stand for it. */
export function unseenType(): Sentence {
  return {
    message: 'the type of the node is known only at deployment',
    remedy: 'give a parameter of the template a default, or give what the deployment makes of the flow, which \'aws '
      + 'bedrock-agent get-flow\' prints',
  };
}
