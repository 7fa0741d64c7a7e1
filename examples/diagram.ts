/** A README with its Mermaid block replaced by the diagram of a flow. */
export function withDiagram(readme: string, diagram: string): string {
  const block = /```mermaid\n[\s\S]*?```/;
  if (!block.test(readme)) { throw new Error('the README has no ```mermaid block to put the diagram in'); }
  return readme.replace(block, () => `\`\`\`mermaid\n${diagram}\`\`\``);
}
