import { NODE_TYPES } from '../../kinds';
import { isOpaque } from '../../model/opaque';
import { listed } from '../../words/lists';
import { name } from '../../words/quote';
import { didYouMean } from '../../words/suggest';
import { at } from '../places';
import type { Rule } from '../rule';
import { isMisspelt } from '../unreadable';

const TYPES = [...NODE_TYPES].sort();

/** The type of a node is one that the service has. */
export const unknownNodeType: Rule = {
  code: 'UnknownNodeType',
  severity: 'error',
  meaning: 'the type of a node is one that the service has',
  remedy: `use one of the ${TYPES.length} types`,
  source: 'bedrock-agent API model, FlowNodeType',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      const { type } = node.model;
      // what is not a string at all is said where values are read
      if (node.kind || isOpaque(type) || type !== undefined && typeof type !== 'string'
        || isMisspelt('Node', node.model, 'type')) { continue; }
      yield {
        ...at(node),
        path: `${node.path}.type`,
        value: type,
        message: node.type ? `${name(node.type)} is not a node type` : 'the node has no type',
        remedy: node.type === 'DoWhile' ? 'did you mean \'Loop\'? (the User Guide calls it DoWhile)'
          : didYouMean(node.type, TYPES, `use one of ${listed(TYPES)}`),
      };
    }
  },
};
