import { aws_bedrock as bedrock, aws_iam as iam, type aws_kms as kms, Names, Stack } from 'aws-cdk-lib';
import { adviseOnKey } from '../checks/key-arn';
import { NEEDS } from '../core/constraints';
import { sortedKeys } from '../core/model/canonical';
import type { InlinePrompt, PromptConfiguration } from '../core/model/definition';
import { notInline } from '../core/prompt/inline';
import type { FlowNode } from '../graph/flow-node';
import { adviseOnModel } from '../models/model-advice';
import { keyArnOf, keyNeed } from '../role/key-needs';
import { type Need, need } from '../role/needs';
import { addressByContent, renderedProperties } from '../versions/content-address';

/** A prompt as a node has it, with what that needs of the role. */
export interface BoundPrompt {
  readonly source: PromptConfiguration['sourceConfiguration'];
  readonly needs: readonly Need[];
}

/** A prompt in the definition where CloudFormation can express it, else a managed prompt. */
export function bindInline(
  node: FlowNode, prompt: InlinePrompt, needsOfModel: readonly Need[], ownKey?: kms.IKey,
): BoundPrompt {
  if (!notInline(prompt)) { return { source: { inline: prompt }, needs: needsOfModel }; }
  if (ownKey) { adviseOnKey(node, ownKey.keyArn); }
  adviseOnModel(node, prompt.modelId, prompt.inferenceConfiguration);
  // what stands in the flow is encrypted with its key, and stays so outside it
  const key = ownKey ?? node._home.root.services.encryptionKey;
  const promptArn = managedPrompt(node, prompt, key).attrArn;
  return {
    source: { resource: { promptArn } },
    needs: [need('renderPrompt', [promptArn]), ...needsOfModel, ...key ? [keyNeed('writeKey', node, key)] : []],
  };
}

const VARIANT = 'default';

/**
 * A prompt resource for what CloudFormation can't express inside a flow, and a version of it that follows its content:
 * the flow names the version, so it changes with the content and only then.
 */
function managedPrompt(scope: FlowNode, prompt: InlinePrompt, key?: kms.IKey): bedrock.CfnPromptVersion {
  const { templateType, templateConfiguration, modelId, inferenceConfiguration, additionalModelRequestFields } = prompt;
  const resource = new bedrock.CfnPrompt(scope, 'Prompt', {
    name: Names.uniqueResourceName(scope, { maxLength: 100, separator: '-' }),
    customerEncryptionKeyArn: key && keyArnOf(key),
    defaultVariant: VARIANT,
    variants: [sortedKeys({
      name: VARIANT, templateType, templateConfiguration, modelId, inferenceConfiguration, additionalModelRequestFields,
    }) as bedrock.CfnPrompt.PromptVariantProperty],
  });
  if (key) { letBedrockUse(key, Stack.of(scope)); }
  const version = new bedrock.CfnPromptVersion(scope, 'PromptVersion', { promptArn: resource.attrArn });
  addressByContent(version, () => renderedProperties(resource));
  scope._home.root.services.keepVersion(version, resource.attrId);
  return version;
}

/**
 * What the service asks of the policy of a key for prompts (User Guide, prompt-management-prereq); nothing comes of it
 * where the key is not one of the app.
 */
function letBedrockUse(key: kms.IKey, stack: Stack): void {
  key.addToResourcePolicy(new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('bedrock.amazonaws.com')],
    actions: [...NEEDS.writeKey.actions],
    resources: ['*'],
    conditions: {
      ArnLike: {
        'kms:EncryptionContext:aws:bedrock-prompts:arn':
          stack.formatArn({ service: 'bedrock', resource: 'prompt', resourceName: '*' }),
      },
    },
  }), true);
}
