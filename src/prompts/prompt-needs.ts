import { aws_bedrock as bedrock, type aws_kms as kms } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { adviseOnVariants, modelsOf } from './prompt-in-app';
import { warn } from '../checks/warn';
import type { FlowNode } from '../graph/flow-node';
import { warnOfRouter } from '../role/imported-needs';
import { asText, namedDirectly, propertyOf, targetOf } from '../role/in-app';
import { keyNeed, laterKeyNeed } from '../role/key-needs';
import { modelNeeds } from '../role/model-needs';
import { MOST_OF_MODEL, type Need, need } from '../role/needs';

/** What is said of a prompt resource, and what to do where its models are not known. */
export interface PromptFacts {
  /** What its models need, if that is said. */
  readonly models?: readonly Need[];
  readonly key?: kms.IKey;
  readonly remedy: string;
}

/**
 * What a prompt resource needs of the role. One of the app says itself which models and which key it has; it may change
 * until the app is whole.
 */
export function promptNeeds(node: FlowNode, promptArn: string, { models, key, remedy }: PromptFacts): readonly Need[] {
  if (isOfApp(promptArn)) {
    node.node.addValidation({ validate: () => { adviseOnVariants(node, promptBehind(node, promptArn)); return []; } });
  }
  return [
    need('renderPrompt', [promptArn]),
    ...models ?? modelNeedsOf(node, promptArn, remedy),
    key ? keyNeed('writeKey', node, key) : laterKeyNeed('writeKey', node, () => keyOf(promptBehind(node, promptArn))),
  ];
}

function modelNeedsOf(node: FlowNode, promptArn: string, remedy: string): readonly Need[] {
  const unknown = () => warn(node, 'UnknownModel',
    'the role gets no permission for the model of the prompt, because the ARN does not name the model', remedy);
  if (!isOfApp(promptArn)) {
    unknown();
    return [];
  }
  const idsNow = () => modelsOf(promptBehind(node, promptArn));
  const needsNow = () => idsNow().flatMap((id) => modelNeeds(node, id) ?? []);
  node.node.addValidation({
    validate: () => {
      for (const id of idsNow()) { warnOfRouter(node, id); }
      if (needsNow().length === 0) { unknown(); }
      return [];
    },
  });
  return [{ later: needsNow, most: 2 * MOST_OF_MODEL }];
}

function isOfApp(promptArn: string): boolean {
  return namedDirectly(namedDirectly(promptArn, bedrock.CfnPromptVersion)?.promptArn
    ?? promptArn, bedrock.CfnPrompt) !== undefined;
}

function keyOf(prompt: bedrock.CfnPrompt | undefined): string | undefined {
  return prompt && asText(propertyOf(prompt, 'CustomerEncryptionKeyArn'));
}

/** The prompt of the app that a text names, by itself or by one of its versions. */
function promptBehind(scope: IConstruct, text: string): bedrock.CfnPrompt | undefined {
  const version = targetOf(scope, text, bedrock.CfnPromptVersion);
  return version ? targetOf(version, asText(propertyOf(version, 'PromptArn')), bedrock.CfnPrompt)
    : targetOf(scope, text, bedrock.CfnPrompt);
}
