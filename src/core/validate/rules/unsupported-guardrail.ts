import { at } from '../places';
import type { Rule } from '../rule';

/** A knowledge base node has a guardrail only when a model writes its answer. */
export const unsupportedGuardrail: Rule = {
  code: 'UnsupportedGuardrail',
  severity: 'warning',
  meaning: 'a KnowledgeBase node has a guardrail only if a model generates its answer',
  remedy: 'add modelId, or remove guardrailConfiguration',
  source: 'Bedrock User Guide, flows-guardrails',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      const { guardrailConfiguration, modelId } = (node.type === 'KnowledgeBase' && node.configuration) || {};
      if (guardrailConfiguration === undefined || modelId !== undefined) { continue; }
      yield {
        ...at(node),
        path: `${node.path}.configuration.knowledgeBase.guardrailConfiguration`,
        message: 'the node has a guardrail, but only retrieves, and the service applies guardrails only to generated '
          + 'answers',
        remedy: 'add modelId, or remove guardrailConfiguration',
      };
    }
  },
};
