import { NODE_KINDS } from '../../constraints';
import { isOpaque } from '../../model/opaque';
import { listed } from '../../nearest';
import { suggestion } from '../../template/problem';
import { at } from '../places';
import { Rule } from '../rule';

/** The type of a node is one that the service has. */
export const unknownNodeType: Rule = {
  code: 'UnknownNodeType',
  severity: 'error',
  meaning: 'the type of a node is one that the service has',
  remedy: 'use one of the 16 types',
  source: 'bedrock-agent API model, FlowNodeType',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      if (node.kind || isOpaque(node.model.type)) { continue; }
      const types = Object.keys(NODE_KINDS);
      yield {
        ...at(node),
        path: `${node.path}.type`,
        value: node.model.type,
        message: node.type ? `'${node.type}' is no type of node` : 'the node has no type',
        remedy: suggestion(node.type, types, `use one of ${listed(types)}`),
      };
    }
  },
};
