import { mayLackConfiguration } from '../../kinds';
import { isOpaque, isRecord } from '../../model/opaque';
import { incompleteNode, noConfiguration } from '../../sentences/missing';
import type { Report } from '../finding';
import type { IndexedNode } from '../indexed';
import { at } from '../places';
import { missingIn } from '../required';
import type { Rule } from '../rule';
import { isMisspelt } from '../unreadable';

/** A node has all of the configuration that its type requires. */
export const missingNodeConfiguration: Rule = {
  code: 'MissingNodeConfiguration',
  severity: 'error',
  meaning: 'a node has the complete configuration that its type requires (a warning for a guardrail without id or '
    + 'version)',
  remedy: 'add what is missing',
  source: 'bedrock-agent API model, required members; for guardrails Bedrock User Guide, flows-guardrails',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      const { kind, model } = node;
      if (!kind || isOpaque(model.configuration) || isMisspelt('Node', model, 'configuration')) { continue; }
      const given = model.configuration;
      const union = isRecord(given) ? given : {};
      if (union[kind.key] !== undefined) {
        for (const { path, what } of missingIn(kind.key, union[kind.key])) {
          yield {
            ...at(node),
            path: `${node.path}.configuration.${path}`,
            ...incompleteNode(node.type, what),
          };
        }
        yield* halfGuardrail(node);
      } else if (!mayLackConfiguration(kind) && Object.keys(union).length === 0
        && (given === undefined || given === union)) {
        // a configuration of another kind, or that is not an object, is a fault of its own
        yield { ...at(node), ...noConfiguration(node.type, kind.key) };
      }
    }
  },
};

/** The guide documents the two as a pair, though the model requires neither. */
function* halfGuardrail(node: IndexedNode): Generator<Report> {
  const guardrail = node.configuration?.guardrailConfiguration;
  if (!isRecord(guardrail) || isOpaque(guardrail)) { return; }
  const missing = ['guardrailIdentifier', 'guardrailVersion'].filter((key) => guardrail[key] === undefined);
  if (missing.length !== 1 || isMisspelt('Guardrail', guardrail, missing[0])) { return; }
  const path = `${node.kind!.key}.guardrailConfiguration.${missing[0]}`;
  yield {
    ...at(node),
    path: `${node.path}.configuration.${path}`,
    severity: 'warning',
    ...incompleteNode(node.type, path),
  };
}
