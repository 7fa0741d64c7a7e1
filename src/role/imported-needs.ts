import type { Construct } from 'constructs';
import { modelNeeds } from './model-needs';
import type { Need } from './needs';
import { agentNeeds, grantedNeeds, retrievalNeeds, retrieveNeeds, storageNeeds } from './node-needs';
import { spelt } from '../checks/spelt';
import { warn } from '../checks/warn';
import { parseModelId } from '../core/constraints';
import { isNodeType, KINDS } from '../core/kinds';
import type { NeedsApp } from '../core/kinds/kind';
import type { NodeOf, NodeType } from '../core/model/definition';
import type { ConfigurationOf } from '../core/model/structures';

/**
 * What an imported node needs, beside its prompt, model and guardrail, read off its configuration. Texts may be tokens.
 */
export function importedNeeds<K extends NodeType>(
  scope: Construct, { type, configuration }: NodeOf<K>,
): readonly Need[] {
  if (!isNodeType(type) || !configuration) { return []; }
  const inApp: { readonly [T in NodeType]?: NeedsOf<T> } = IN_APP;
  const own: ConfigurationOf<K> | undefined = configuration[KINDS[type].key];
  return own ? [...grantedNeeds(type, own), ...inApp[type]?.(scope, own) ?? []] : [];
}

type NeedsOf<K extends NodeType> = (scope: Construct, configuration: ConfigurationOf<K>) => readonly Need[];

/** What depends on the app. */
const IN_APP: { readonly [K in NeedsApp]: NeedsOf<K> } = {
  // its prompt, model and guardrail are all it needs
  Prompt: () => [],
  KnowledgeBase: (scope, { knowledgeBaseId }) => given(knowledgeBaseId, (id) => retrieveNeeds(scope, id)),
  Agent: (scope, { agentAliasArn }) => given(agentAliasArn, (arn) => agentNeeds(scope, arn)),
  Retrieval: (scope, { serviceConfiguration }) => given(serviceConfiguration?.s3?.bucketName, (bucketName) =>
    retrievalNeeds(scope, { bucketName })),
  Storage: (scope, { serviceConfiguration }) => given(serviceConfiguration?.s3?.bucketName, (bucketName) =>
    storageNeeds(scope, { bucketName })),
};

/** What a model needs; where its identifier does not say all of it, what it says, and a warning. */
export function modelNeedsOrWarn(scope: Construct, modelId: unknown): readonly Need[] {
  const needs = typeof modelId === 'string' ? modelNeeds(scope, modelId) : undefined;
  if (!needs) {
    warn(scope, 'UnknownModel', `the role gets no permission for the model, because '${String(modelId)}' does not `
      + 'identify its kind',
    spelt`add the statements of FlowModel.….policyStatements(flow) with flow.addToRolePolicy()`);
  }
  warnOfRouter(scope, modelId);
  return needs ?? [];
}

/** The id of a prompt router does not name the models behind it. */
export function warnOfRouter(scope: Construct, modelId: unknown): void {
  if (typeof modelId !== 'string' || !parseModelId(modelId).kind.endsWith('prompt-router')) { return; }
  warn(scope, 'UnknownModel', `the role gets no permission for the models of the prompt router '${modelId}', because `
    + 'its id does not name them',
  spelt`add the statements of FlowModel.promptRouter(arn, modelIds).policyStatements(flow) with `
    + spelt`flow.addToRolePolicy()`);
}

function given(value: unknown, needs: (text: string) => readonly Need[]): readonly Need[] {
  return typeof value === 'string' && value !== '' ? needs(value) : [];
}
