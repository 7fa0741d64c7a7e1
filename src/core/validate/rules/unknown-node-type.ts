import { NODE_TYPES } from '../../kinds';
import { isOpaque } from '../../model/opaque';
import { notANodeType } from '../../sentences/node-types';
import { at } from '../places';
import type { Rule } from '../rule';
import { isMisspelt } from '../unreadable';

const TYPES = [...NODE_TYPES].sort();

/** The type of a node is one that the service has. */
export const unknownNodeType: Rule = {
  code: 'UnknownNodeType',
  severity: 'error',
  meaning: 'each node has a type that the service supports',
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
        ...notANodeType(node.type, TYPES),
      };
    }
  },
};
