import { isOpaque, isRecord } from '../../model/opaque';
import { at } from '../places';
import { missingIn } from '../required';
import { Rule } from '../rule';

/** A node has all of the configuration that its type requires. */
export const missingNodeConfiguration: Rule = {
  code: 'MissingNodeConfiguration',
  severity: 'error',
  meaning: 'a node has all of the configuration that its type requires',
  remedy: 'add what is missing',
  source: 'bedrock-agent API model, required members',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      const { kind, model } = node;
      if (!kind || isOpaque(model.configuration)) { continue; }
      const union = isRecord(model.configuration) ? model.configuration : {};
      if (union[kind.key] === undefined) {
        // a configuration of another kind is a fault of its own
        if (kind.configurationOptional || Object.keys(union).length > 0) { continue; }
        yield { ...at(node), message: `the ${node.type} node has no configuration`, remedy: `add configuration.${kind.key}` };
        continue;
      }
      for (const path of missingIn(kind.key, union[kind.key])) {
        yield { ...at(node), path: `${node.path}.configuration.${path}`, message: `the ${node.type} node has no ${path}`, remedy: 'add it' };
      }
    }
  },
};
