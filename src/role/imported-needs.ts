import { Construct } from 'constructs';
import { modelNeeds } from './model-needs';
import { Need } from './needs';
import { agentNeeds, botNeeds, functionNeeds, retrievalNeeds, retrieveNeeds, storageNeeds } from './node-needs';
import { warn } from '../checks/warn';
import { parseModelId } from '../core/constraints';
import { Node } from '../core/model/definition';

/**
 * What an imported node needs, beside its prompt, model and guardrail, read off its configuration. Texts may be tokens.
 */
export function importedNeeds(scope: Construct, node: Node): readonly Need[] {
  switch (node.type) {
    case 'Agent': return given(node.configuration?.agent?.agentAliasArn, (arn) => agentNeeds(scope, arn));
    case 'LambdaFunction': return given(node.configuration?.lambdaFunction?.lambdaArn, functionNeeds);
    case 'Lex': return given(node.configuration?.lex?.botAliasArn, botNeeds);
    case 'Retrieval': return given(node.configuration?.retrieval?.serviceConfiguration?.s3?.bucketName, (bucketName) =>
      retrievalNeeds(scope, { bucketName }));
    case 'Storage': return given(node.configuration?.storage?.serviceConfiguration?.s3?.bucketName, (bucketName) =>
      storageNeeds(scope, { bucketName }));
    case 'KnowledgeBase':
      return given(node.configuration?.knowledgeBase?.knowledgeBaseId, (id) => retrieveNeeds(scope, id));
    default: return [];
  }
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
