/** A definition with the prompts that a template holds beside it put back where they are used. */
import type { Definition, InlinePrompt, Node } from '../../src/core/model/definition';

export function inlined(definition: Definition, prompts: { readonly [arn: string]: InlinePrompt }): Definition {
  const { nodes } = definition;
  return {
    ...definition,
    ...Array.isArray(nodes) && { nodes: (nodes as readonly Node[]).map((node) => inlinedNode(node, prompts)) },
  };
}

function inlinedNode(node: Node, prompts: { readonly [arn: string]: InlinePrompt }): Node {
  if (node.type === 'Loop' && node.configuration?.loop) {
    const { loop } = node.configuration;
    return {
      ...node,
      configuration: { ...node.configuration, loop: { ...loop, definition: inlined(loop.definition ?? {}, prompts) } },
    };
  }
  const prompt = node.type === 'Prompt' ? node.configuration?.prompt : undefined;
  const arn = JSON.stringify(prompt?.sourceConfiguration?.resource?.promptArn);
  const known = arn !== undefined && Object.prototype.hasOwnProperty.call(prompts, arn) ? prompts[arn] : undefined;
  if (node.type !== 'Prompt' || prompt === undefined || known === undefined) { return node; }
  return {
    ...node, configuration: { ...node.configuration, prompt: { ...prompt, sourceConfiguration: { inline: known } } },
  };
}
