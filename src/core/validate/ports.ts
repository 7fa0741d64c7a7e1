/** Which ports a node must have and may have, by its type and configuration. */
import type { IndexedInput, IndexedNode } from './index-definition';
import { inlinePromptOf } from './prompts';
import { KNOWLEDGE_BASE_OUTPUTS } from '../constraints';

/** The inputs that must be declared. */
export function requiredInputs(node: IndexedNode): readonly string[] {
  const fixed = (node.kind?.inputs ?? []).filter((port) => !port.optional).map(({ name }) => name);
  return [...fixed, ...inlinePromptOf(node)?.used ?? []];
}

/** The outputs that must be declared. */
export function requiredOutputs(node: IndexedNode): readonly string[] {
  if (node.type === 'KnowledgeBase') { return knowledgeBaseOutputs(node) ?? []; }
  return (node.kind?.outputs ?? []).filter((port) => !port.optional).map(({ name }) => name);
}

/** The inputs that may be declared; `undefined` where any may. */
export function allowedInputs({ kind }: IndexedNode): readonly string[] | undefined {
  return !kind || kind.freeInputs ? undefined : kind.inputs.map(({ name }) => name);
}

/** The outputs that may be declared; `undefined` where any may. */
export function allowedOutputs(node: IndexedNode): readonly string[] | undefined {
  const { kind } = node;
  if (!kind || kind.freeOutputs) { return undefined; }
  return (node.type === 'KnowledgeBase' ? knowledgeBaseOutputs(node) : undefined) ?? kind.outputs.map(({ name }) => name);
}

/** Whether the service lets an input stay unconnected. */
export function isOptional({ node, name }: IndexedInput): boolean {
  return node.kind?.inputs.some((port) => port.name === name && port.optional && !node.kind!.freeInputs) ?? false;
}

/** The inputs of a prompt that its text has no variable for. A prompt without variables takes one that it ignores. */
export function unusedPromptInputs(node: IndexedNode): readonly IndexedInput[] {
  const used = inlinePromptOf(node)?.used;
  return used === undefined || used.length === 0 ? [] : node.inputs.filter(({ name }) => name && !used.includes(name));
}

/** The output of a knowledge base node depends on whether it has a model; without configuration that is not known. */
function knowledgeBaseOutputs({ configuration }: IndexedNode): readonly string[] | undefined {
  if (!configuration) { return undefined; }
  return [configuration.modelId === undefined ? KNOWLEDGE_BASE_OUTPUTS.retrieve : KNOWLEDGE_BASE_OUTPUTS.generate];
}
