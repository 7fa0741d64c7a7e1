/**
 * Which ports a node must have and may have, by its type and configuration. Where the type is in doubt, nothing is said
 * of its ports.
 */
import type { IndexedInput, IndexedNode, IndexedOutput } from './indexed';
import { inlinePromptOf } from './prompts';
import { KNOWLEDGE_BASE_OUTPUTS, type Port } from '../constraints';
import { isRecord } from '../model/opaque';

/** The inputs that must be declared and are not. */
export function missingInputs(node: IndexedNode): readonly string[] {
  if (node.unreadable.inputs) { return []; }
  const fixed = (node.sureKind?.inputs ?? []).filter((port) => !port.optional).map(({ name }) => name);
  return [...fixed, ...inlinePromptOf(node)?.seen ?? []].filter((name) => !node.input(name));
}

/** The outputs that must be declared and are not. */
export function missingOutputs(node: IndexedNode): readonly string[] {
  if (node.unreadable.outputs) { return []; }
  const fixed = (node.sureKind?.outputs ?? []).filter((port) => !port.optional).map(({ name }) => name);
  return [...fixed, ...knowledgeBaseOutputs(node) ?? []].filter((name) => !node.output(name));
}

/** Whether that input must be declared and is not: then that is the fault of what names it. */
export function isMissingInput(node: IndexedNode, name: string): boolean {
  if (node.unreadable.inputs || node.input(name)) { return false; }
  return (node.sureKind?.inputs ?? []).some((port) => port.name === name && !port.optional)
    || inlinePromptOf(node)?.seen.has(name) === true;
}

/** Whether that output must be declared and is not: then that is the fault of what names it. */
export function isMissingOutput(node: IndexedNode, name: string): boolean {
  return missingOutputs(node).includes(name);
}

/** The inputs that may be declared; `undefined` where any may. */
export function allowedInputs({ sureKind }: IndexedNode): readonly string[] | undefined {
  return !sureKind || sureKind.freeInputs ? undefined : sureKind.inputs.map(({ name }) => name);
}

/** The outputs that may be declared; `undefined` where any may. */
export function allowedOutputs(node: IndexedNode): readonly string[] | undefined {
  const { sureKind } = node;
  if (!sureKind || sureKind.freeOutputs) { return undefined; }
  return knowledgeBaseOutputs(node) ?? sureKind.outputs.map(({ name }) => name);
}

/** Whether the type has no such input. */
export function isUnknownInput({ node: { sureKind }, name }: IndexedInput): boolean {
  return name !== '' && sureKind !== undefined && !sureKind.freeInputs
    && !sureKind.inputs.some((port) => port.name === name);
}

/** Whether the type has no such output. */
export function isUnknownOutput({ node, name }: IndexedOutput): boolean {
  const { sureKind } = node;
  if (name === '' || !sureKind || sureKind.freeOutputs) { return false; }
  const ofKnowledgeBase = knowledgeBaseOutputs(node);
  return ofKnowledgeBase ? !ofKnowledgeBase.includes(name) : !sureKind.outputs.some((port) => port.name === name);
}

/** The row of the table for an input, `undefined` where the name is free. */
export function portOfInput({ node, name }: IndexedInput): Port | undefined {
  return node.sureKind?.inputs.find((port) => port.name === name);
}

/** The row of the table for an output, `undefined` where the name is free. */
export function portOfOutput({ node, name }: IndexedOutput): Port | undefined {
  return node.sureKind?.outputs.find((port) => port.name === name);
}

/** Whether a port is declared with another type than the service fixes. */
export function isMistyped(type: string | undefined, port: Port | undefined): port is Port {
  return type !== undefined && port !== undefined && port.type !== 'Any' && port.type !== type;
}

/** Whether the service lets an input stay unconnected. */
export function isOptional(input: IndexedInput): boolean {
  return portOfInput(input)?.optional === true && !input.node.sureKind?.freeInputs;
}

/**
 * The output of a knowledge base node depends on whether it has a model; `undefined` for other nodes, and where that is
 * not known.
 */
function knowledgeBaseOutputs({ sureKind, type, configuration }: IndexedNode): readonly string[] | undefined {
  if (!sureKind || type !== 'KnowledgeBase' || !configuration) { return undefined; }
  const { modelId } = configuration;
  // it may turn out to be no value at all
  if (isRecord(modelId) && 'Fn::If' in modelId) { return undefined; }
  return [modelId === undefined ? KNOWLEDGE_BASE_OUTPUTS.retrieve : KNOWLEDGE_BASE_OUTPUTS.generate];
}
