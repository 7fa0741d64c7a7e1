import { aws_bedrock as bedrock, Token } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { promptVariables } from '../core/prompt/variables';
import { adviseOnModel } from '../models/model-advice';
import { asText, placesIn, propertyOf } from '../role/in-app';
import { followingVersion } from '../versions/following-version';

/** What can be read off a `CfnPrompt` of the app; whatever is a token is not known. */

/** The models that the variants of a prompt name when the app is whole, as far as they are known. */
export function modelsOf(prompt: bedrock.CfnPrompt | undefined): readonly string[] {
  if (!prompt) { return []; }
  return placesIn(prompt, 'Variants').flatMap((at) => asText(propertyOf(prompt, 'Variants', at, 'ModelId')) ?? []);
}

/** Warns at a construct of what the table of models has against the variants of a prompt. */
export function adviseOnVariants(scope: Construct, prompt: bedrock.CfnPrompt | undefined): void {
  for (const { modelId, inferenceConfiguration } of prompt
    ? variantsOf(prompt) : []) { adviseOnModel(scope, modelId, inferenceConfiguration); }
}

/** The variables of the variant that is used; `undefined` where they are not known. */
export function variablesOf(prompt: bedrock.CfnPrompt): string[] | undefined {
  const variants = variantsOf(prompt);
  const used = variants.find(({ name }) => name === prompt.defaultVariant) ?? variants[0];
  const configuration = known<bedrock.CfnPrompt.PromptTemplateConfigurationProperty>(used?.templateConfiguration);
  const text = known<bedrock.CfnPrompt.TextPromptTemplateConfigurationProperty>(configuration?.text);
  const chat = known<bedrock.CfnPrompt.ChatPromptTemplateConfigurationProperty>(configuration?.chat);
  const declared = known<readonly unknown[]>((text ?? chat)?.inputVariables)
    ?.map((one) => known<{ readonly name?: string }>(one)?.name);
  if (declared) {
    return declared.every((name) => name !== undefined && !Token.isUnresolved(name)) ? declared as string[] : undefined;
  }
  const texts = text ? [text.text] : chat ? [...textsIn(chat.messages), ...textsIn(chat.system)] : undefined;
  return texts?.every((one): one is string => typeof one === 'string' && !Token.isUnresolved(one))
    ? [...promptVariables(texts.join('\n'))] : undefined;
}

/** The version of a prompt that follows it. */
export function publishedVersion(prompt: bedrock.CfnPrompt, user: IConstruct): bedrock.CfnPromptVersion {
  return followingVersion(prompt,
    user, (scope, id) => new bedrock.CfnPromptVersion(scope, id, { promptArn: prompt.attrArn }));
}

function variantsOf(prompt: bedrock.CfnPrompt): readonly bedrock.CfnPrompt.PromptVariantProperty[] {
  const variants: unknown = prompt.variants;
  return Array.isArray(variants) ? variants.filter((variant) => known(variant) !== undefined) : [];
}

function textsIn(blocks: unknown): readonly unknown[] {
  const list = known<readonly unknown[]>(blocks);
  if (blocks !== undefined && !Array.isArray(list)) { return [undefined]; }
  return (list ?? []).flatMap((block) => {
    const { text, content, cachePoint } =
      known<{ readonly text?: unknown; readonly content?: unknown; readonly cachePoint?: unknown }>(block) ?? {};
    return content !== undefined ? textsIn(content) : cachePoint !== undefined ? [] : [text];
  });
}

function known<T>(value: unknown): T | undefined {
  return value === undefined || value === null || Token.isUnresolved(value) ? undefined : value as T;
}
