import type { FlowGuardrail } from './flow-guardrail';
import type { FlowModel } from './flow-model';
import { spelt } from '../checks/spelt';
import { warn } from '../checks/warn';
import type { GuardrailConfiguration } from '../core/model/definition';
import { workingDraft } from '../core/sentences/missing';
import type { FlowNode } from '../graph/flow-node';

/** The guardrail of a node, its own or the flow's, in the node's configuration; and what the role needs for it. */
export function guardedBy(node: FlowNode, own: FlowGuardrail | undefined): {
  readonly guardrailConfiguration?: GuardrailConfiguration;
} {
  const guardrail = own ?? node._home.root.services.guardrail;
  if (!guardrail) { return {}; }
  if (guardrail._isNone) {
    node.node.addMetadata('cdk-bedrock-flows:noGuardrail', guardrail.reason);
    return {};
  }
  node._allow(guardrail._needs(node));
  const published = guardrail._publishedVersion(node);
  if (published) { node._home.root.services.keepVersion(published); }
  if (guardrail.guardrailVersion === 'DRAFT') {
    const { message, remedy } = workingDraft('guardrail', spelt`name a version, or use FlowGuardrail.fromPublished()`);
    warn(node, 'DraftReference', message, remedy);
  }
  if (guardrail._isMadeOnce) {
    warn(node, 'MadeOnce', 'the version of the guardrail is created once, and does not follow changes of the guardrail',
      spelt`use FlowGuardrail.fromPublished()`);
  }
  return { guardrailConfiguration: guardrail._configuration(node) };
}

/** Keeps what of the app a model of the node names as long as versions of the flow may name it. */
export function keepModel(node: FlowNode, model: FlowModel | undefined): void {
  for (const profile of model?._profiles ?? []) { node._home.root.services.keepVersion(profile); }
}

/** A node that only retrieves can't be guarded: says so where the flow has a guardrail. */
export function warnUnguarded(node: FlowNode): void {
  const guardrail = node._home.root.services.guardrail;
  if (!guardrail || guardrail._isNone) { return; }
  warn(node, 'UnguardedRetrieve', 'the flow\'s guardrail can\'t apply to a node that only retrieves (the service does '
    + 'not support this)',
  'set a guardrail on the prompt that reads the results, or use a KnowledgeBaseGenerateNode');
}
