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
