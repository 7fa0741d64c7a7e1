import { Story } from '../cli/picture/story';
import { svgFile } from '../cli/picture/svg-file';
import { loadFlow } from '../src/runner/sources/flow-source';
import type { Flow } from 'cdk-bedrock-flows';

/** The picture of the flow of a stack, as `bedrock-flows graph` draws it. */
export function pictureOf(name: string, { flow }: { readonly flow: Flow }): string {
  return svgFile(new Story({ title: name, definition: loadFlow(flow).definition, findings: [] }));
}

/** A README with its Mermaid block replaced by the diagram of a flow. */
export function withDiagram(readme: string, diagram: string): string {
  const block = /```mermaid\n[\s\S]*?```/;
  if (!block.test(readme)) { throw new Error('the README has no ```mermaid block to put the diagram in'); }
  return readme.replace(block, () => `\`\`\`mermaid\n${diagram}\`\`\``);
}

/** A README that shows the picture beside it, right before the diagram. */
export const PICTURE = '![The flow](flow.svg)';
