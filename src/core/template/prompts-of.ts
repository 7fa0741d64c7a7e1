/** The managed prompts of a template, so that nodes that use them send what the prompt says. */
import { Deployment } from './deployment';
import { resourcesIn, templatesIn } from './flow-places';
import { normalise } from './normalise';
import type { InlinePrompt } from '../model/definition';
import { isRecord } from '../model/opaque';

type Json = Readonly<Record<string, unknown>>;

/**
 * The contents by what a node may name: references to a prompt or to a version of it, as JSON and as they are shown.
 *
 * @param sees whether intrinsic functions in the contents are worked out
 */
export function promptsOf(document: unknown, sees = true): { readonly [arn: string]: InlinePrompt } {
  const resources = Object.entries(resourcesIn(document))
    .filter((entry): entry is [string, Json] => isRecord(entry[1]));
  const [deployment] = templatesIn(document).map(({ template }) => new Deployment(template));
  const content = (properties: Json) => contentOf(sees ? deployment.see(properties).value : properties);
  const prompts = new Map<string, InlinePrompt>();
  for (const [id, resource] of resources) {
    const prompt = resource.Type === 'AWS::Bedrock::Prompt'
      ? content(propertiesOf(resource)) : undefined;
    if (prompt) { for (const name of namesOf(id)) { prompts.set(name, prompt); } }
  }
  for (const [id, resource] of resources) {
    const arn = resource.Type === 'AWS::Bedrock::PromptVersion'
      ? deployment.see(propertiesOf(resource).PromptArn).value : undefined;
    const prompt = typeof arn === 'string' ? prompts.get(arn) : undefined;
    if (prompt) { for (const name of namesOf(id)) { prompts.set(name, prompt); } }
  }
  return Object.fromEntries(prompts);
}

/** The same prompts also by the names that intrinsic functions among their names are shown with. */
export function byShownNames(prompts: { readonly [arn: string]: InlinePrompt }): {
  readonly [arn: string]: InlinePrompt;
} {
  const shown = Object.entries(prompts).flatMap(([name, prompt]) => {
    const arn = name.startsWith('{') ? new Deployment(undefined).see(parsed(name)).value : undefined;
    return typeof arn === 'string' ? [[arn, prompt] as const] : [];
  });
  return { ...Object.fromEntries(shown), ...prompts };
}

function parsed(name: string): unknown {
  try {
    return JSON.parse(name) as unknown;
  } catch {
    return undefined;
  }
}

function propertiesOf({ Properties }: Json): Json {
  return isRecord(Properties) ? Properties : {};
}

function namesOf(id: string): readonly string[] {
  const functions =
    [{ Ref: id }, { 'Fn::GetAtt': [id, 'Arn'] }, { 'Fn::GetAtt': `${id}.Arn` }].map((name) => JSON.stringify(name));
  return [...functions, `\${${id}}`, `\${${id}.Arn}`];
}

function contentOf(properties: unknown): InlinePrompt | undefined {
  const { Variants, DefaultVariant } = isRecord(properties) ? properties : {} as Json;
  const variants = Array.isArray(Variants) ? Variants.filter(isRecord) : [];
  const variant = variants.find(({ Name }) => Name === DefaultVariant)
    ?? (variants.length === 1 ? variants[0] : undefined);
  if (!variant) { return undefined; }
  const { Name: _, Metadata: __, ...content } = variant;
  // what a variant holds is what an inline prompt holds
  const node =
    { Name: 'Prompt', Type: 'Prompt', Configuration: { Prompt: { SourceConfiguration: { Inline: content } } } };
  const { definition } = normalise({ Nodes: [node] }, { converts: true });
  const [{ configuration }] =
    definition.nodes as unknown as { configuration: { prompt: { sourceConfiguration: { inline: InlinePrompt } } } }[];
  return configuration.prompt.sourceConfiguration.inline;
}
