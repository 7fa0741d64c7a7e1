import { isOpaque, isRecord } from '../../model/opaque';
import { memberOf } from '../../model/shape';
import { anA } from '../../words/article';
import { names } from '../../words/lists';
import { at } from '../places';
import type { Rule } from '../rule';

/** The configuration of a node is the one that belongs to its type. */
export const mismatchedConfiguration: Rule = {
  code: 'MismatchedConfiguration',
  severity: 'error',
  meaning: 'the configuration of a node belongs to its type',
  remedy: 'correct the type or the key of the configuration',
  source: 'bedrock-agent API model, FlowNodeConfiguration',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      const { kind, model } = node;
      if (!kind || !isRecord(model.configuration) || isOpaque(model.configuration)) { continue; }
      // a key that no type has, and one of null, is said where keys are read
      const given = model.configuration;
      const others = Object.keys(given).filter((key) => key !== kind.key && given[key] !== null
        && memberOf('NodeConfiguration', key));
      if (others.length === 0) { continue; }
      yield {
        ...at(node),
        path: `${node.path}.configuration`,
        value: others[0],
        message: `the node is ${anA(node.type)}, but its configuration has ${names(others)}`,
        remedy: `give configuration.${kind.key} and nothing else, or change the type`,
      };
    }
  },
};
