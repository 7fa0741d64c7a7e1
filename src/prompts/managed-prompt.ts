import { aws_bedrock as bedrock, Names } from 'aws-cdk-lib';
import { sortedKeys } from '../core/model/canonical';
import { InlinePrompt, PromptConfiguration } from '../core/model/definition';
import { notInline } from '../core/prompt/inline';
import type { FlowNode } from '../graph/flow-node';
import { adviseOnModel } from '../models/model-advice';
import { writeKeyNeed } from '../role/key-needs';
import { Need, need } from '../role/needs';
import { addressByContent, renderedProperties } from '../versions/content-address';

/** A prompt as a node has it, with what that needs of the role. */
export interface BoundPrompt {
  readonly source: PromptConfiguration['sourceConfiguration'];
  readonly needs: readonly Need[];
}

/** A prompt in the definition where CloudFormation can express it, else a managed prompt. */
export function bindInline(node: FlowNode, prompt: InlinePrompt, needsOfModel: readonly Need[], keyArn?: string): BoundPrompt {
  if (!notInline(prompt)) { return { source: { inline: prompt }, needs: needsOfModel }; }
  adviseOnModel(node, prompt.modelId, prompt.inferenceConfiguration);
  const promptArn = managedPrompt(node, prompt, keyArn).attrArn;
  return {
    source: { resource: { promptArn } },
    needs: [need('renderPrompt', [promptArn]), ...needsOfModel, ...keyArn ? [writeKeyNeed(node, keyArn)] : []],
  };
}

const VARIANT = 'default';

/**
 * A prompt resource for what CloudFormation can't express inside a flow, and a version of it that follows its content: the flow names the
 * version, so it changes with the content and only then.
 */
function managedPrompt(scope: FlowNode, prompt: InlinePrompt, keyArn?: string): bedrock.CfnPromptVersion {
  const { templateType, templateConfiguration, modelId, inferenceConfiguration, additionalModelRequestFields } = prompt;
  const resource = new bedrock.CfnPrompt(scope, 'Prompt', {
    name: Names.uniqueResourceName(scope, { maxLength: 100, separator: '-' }),
    customerEncryptionKeyArn: keyArn,
    defaultVariant: VARIANT,
    variants: [sortedKeys({
      name: VARIANT, templateType, templateConfiguration, modelId, inferenceConfiguration, additionalModelRequestFields,
    }) as bedrock.CfnPrompt.PromptVariantProperty],
  });
  const version = new bedrock.CfnPromptVersion(scope, 'PromptVersion', { promptArn: resource.attrArn });
  addressByContent(version, () => renderedProperties(resource));
  scope._home.root.services.keepVersion(version, resource.attrId);
  return version;
}
