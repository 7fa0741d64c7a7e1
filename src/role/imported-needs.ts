import { Construct } from 'constructs';
import { modelNeeds } from './model-needs';
import { Need } from './needs';
import { agentNeeds, botNeeds, functionNeeds, retrievalNeeds, retrieveNeeds, storageNeeds } from './node-needs';
import { warn } from '../checks/warn';
import { parseModelId } from '../core/constraints';
import { isNodeType } from '../core/kinds';
import { NodeConfigurations, NodeOf, NodeType } from '../core/model/definition';

/**
 * What an imported node needs, beside its prompt, model and guardrail, read off its configuration. Texts may be tokens.
 */
export function importedNeeds<K extends NodeType>(scope: Construct, { type, configuration }: NodeOf<K>): readonly Need[] {
  const needs: NeedsOf<K> | undefined = isNodeType(type) ? NEEDS[type] : undefined;
  return configuration && needs ? needs(scope, configuration) : [];
}

type NeedsOf<K extends NodeType> = (scope: Construct, configuration: NodeConfigurations[K]) => readonly Need[];

const NEEDS: { readonly [K in NodeType]: NeedsOf<K> } = {
  Input: nothing,
  Output: nothing,
  Condition: nothing,
  Iterator: nothing,
  Collector: nothing,
  Loop: nothing,
  LoopInput: nothing,
  LoopController: nothing,
  InlineCode: nothing,
  // its prompt, model and guardrail are all it needs
  Prompt: nothing,
  KnowledgeBase: (scope, { knowledgeBase }) => given(knowledgeBase?.knowledgeBaseId, (id) => retrieveNeeds(scope, id)),
  Agent: (scope, { agent }) => given(agent?.agentAliasArn, (arn) => agentNeeds(scope, arn)),
  LambdaFunction: (_, { lambdaFunction }) => given(lambdaFunction?.lambdaArn, functionNeeds),
  Lex: (_, { lex }) => given(lex?.botAliasArn, botNeeds),
  Retrieval: (scope, { retrieval }) => given(retrieval?.serviceConfiguration?.s3?.bucketName, (bucketName) =>
    retrievalNeeds(scope, { bucketName })),
  Storage: (scope, { storage }) => given(storage?.serviceConfiguration?.s3?.bucketName, (bucketName) =>
    storageNeeds(scope, { bucketName })),
};

function nothing(): readonly Need[] {
  return [];
}

/** What a model needs; where its identifier does not say all of it, what it says, and a warning. */
export function modelNeedsOrWarn(scope: Construct, modelId: unknown): readonly Need[] {
  const needs = typeof modelId === 'string' ? modelNeeds(scope, modelId) : undefined;
  if (!needs) {
    warn(scope, 'UnknownModel', `the role may not invoke the model, because '${String(modelId)}' does not say what `
      + 'kind it is',
    'add the statements of FlowModel.….policyStatements(flow) with flow.addToRolePolicy()');
  }
  warnOfRouter(scope, modelId);
  return needs ?? [];
}

/** The id of a prompt router does not name the models behind it. */
export function warnOfRouter(scope: Construct, modelId: unknown): void {
  if (typeof modelId !== 'string' || !parseModelId(modelId).kind.endsWith('prompt-router')) { return; }
  warn(scope, 'UnknownModel', `the role may not invoke the models behind the prompt router '${modelId}', because its `
    + 'id does not name them',
  'add the statements of FlowModel.promptRouter(arn, modelIds).policyStatements(flow) with flow.addToRolePolicy()');
}

function given(value: unknown, needs: (text: string) => readonly Need[]): readonly Need[] {
  return typeof value === 'string' && value !== '' ? needs(value) : [];
}
