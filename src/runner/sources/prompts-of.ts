/** The managed prompts of a template, so that nodes that use them send what the prompt says. */
import type { InlinePrompt } from '../../core/model/definition';
import { isRecord } from '../../core/model/opaque';
import { normalise } from '../../core/template';

type Json = Readonly<Record<string, unknown>>;

/** The contents by what a node may name: references to a prompt or to a version of it, as JSON. */
export function promptsOf(template: unknown): { readonly [arn: string]: InlinePrompt } {
  if (!isRecord(template) || !isRecord(template.Resources)) { return {}; }
  const resources = Object.entries(template.Resources).filter((entry): entry is [string, Json] => isRecord(entry[1]));
  const prompts = new Map<string, InlinePrompt>();
  for (const [id, resource] of resources) {
    const prompt = resource.Type === 'AWS::Bedrock::Prompt' ? contentOf(propertiesOf(resource)) : undefined;
    if (prompt) { for (const name of namesOf(id)) { prompts.set(name, prompt); } }
  }
  for (const [id, resource] of resources) {
    const prompt = resource.Type === 'AWS::Bedrock::PromptVersion' ? prompts.get(JSON.stringify(propertiesOf(resource).PromptArn)) : undefined;
    if (prompt) { for (const name of namesOf(id)) { prompts.set(name, prompt); } }
  }
  return Object.fromEntries(prompts);
}

function propertiesOf({ Properties }: Json): Json {
  return isRecord(Properties) ? Properties : {};
}

function namesOf(id: string): readonly string[] {
  return [{ Ref: id }, { 'Fn::GetAtt': [id, 'Arn'] }, { 'Fn::GetAtt': `${id}.Arn` }].map((name) => JSON.stringify(name));
}

function contentOf({ Variants, DefaultVariant }: Json): InlinePrompt | undefined {
  const variants = Array.isArray(Variants) ? Variants.filter(isRecord) : [];
  const variant = variants.find(({ Name }) => Name === DefaultVariant) ?? (variants.length === 1 ? variants[0] : undefined);
  if (!variant) { return undefined; }
  const { Name: _, Metadata: __, ...content } = variant;
  // what a variant holds is what an inline prompt holds
  const node = { Name: 'Prompt', Type: 'Prompt', Configuration: { Prompt: { SourceConfiguration: { Inline: content } } } };
  const { definition } = normalise({ Nodes: [node] });
  const [{ configuration }] = definition.nodes as unknown as { configuration: { prompt: { sourceConfiguration: { inline: InlinePrompt } } } }[];
  return configuration.prompt.sourceConfiguration.inline;
}
