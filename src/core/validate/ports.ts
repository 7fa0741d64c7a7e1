/**
 * Which ports a node must have and may have, by its type and configuration. Where the type is in doubt, nothing is said
 * of its ports.
 */
import type { DefinitionIndex, IndexedInput, IndexedNode, IndexedOutput } from './indexed';
import { inlinePromptOf } from './prompts';
import { KNOWLEDGE_BASE_OUTPUTS, type Port } from '../constraints';
import { isRecord } from '../model/opaque';

export type Side = 'input' | 'output';

/** All inputs, or all outputs, of a definition. */
export function portsOf(definition: DefinitionIndex, side: Side): readonly (IndexedInput | IndexedOutput)[] {
  return side === 'input' ? definition.inputs : definition.outputs;
}

/** Those of a node, and whether there may be more than can be read. */
export function partsOf({ inputs, outputs, unreadable }: IndexedNode, side: Side): {
  readonly ports: readonly (IndexedInput | IndexedOutput)[]; readonly isUnreadable: boolean;
} {
  return side === 'input'
    ? { ports: inputs, isUnreadable: unreadable.inputs } : { ports: outputs, isUnreadable: unreadable.outputs };
}

/** The ports that must be declared and are not. */
export function missingPorts(node: IndexedNode, side: Side): readonly string[] {
  if (partsOf(node, side).isUnreadable) { return []; }
  const fixed = fixedPorts(node, side).filter((port) => !port.optional).map(({ name }) => name);
  const others = side === 'input' ? inlinePromptOf(node)?.seen : knowledgeBaseOutputs(node);
  return [...fixed, ...others ?? []].filter((name) => !node[side](name));
}

/** Whether that port must be declared and is not: then that is the fault of what names it. */
export function isMissingPort(node: IndexedNode, side: Side, name: string): boolean {
  if (partsOf(node, side).isUnreadable || node[side](name)) { return false; }
  if (fixedPorts(node, side).some((port) => port.name === name && !port.optional)) { return true; }
  return side === 'input'
    ? inlinePromptOf(node)?.seen.has(name) === true : knowledgeBaseOutputs(node)?.includes(name) === true;
}

/** The ports that may be declared; `undefined` where any may. */
export function allowedPorts(node: IndexedNode, side: Side): readonly string[] | undefined {
  const { sureKind } = node;
  if (!sureKind || (side === 'input' ? sureKind.freeInputs : sureKind.freeOutputs)) { return undefined; }
  const ofConfiguration = side === 'output' ? knowledgeBaseOutputs(node) : undefined;
  return ofConfiguration ?? fixedPorts(node, side).map(({ name }) => name);
}

/** Whether the type has no such port. */
export function isUnknownPort({ node, name }: IndexedInput | IndexedOutput, side: Side): boolean {
  const { sureKind } = node;
  if (name === '' || !sureKind || (side === 'input' ? sureKind.freeInputs : sureKind.freeOutputs)) { return false; }
  const ofConfiguration = side === 'output' ? knowledgeBaseOutputs(node) : undefined;
  return ofConfiguration
    ? !ofConfiguration.includes(name) : !fixedPorts(node, side).some((port) => port.name === name);
}

/** The row of the table for a port, `undefined` where the name is free. */
export function rowOf({ node, name }: IndexedInput | IndexedOutput, side: Side): Port | undefined {
  return fixedPorts(node, side).find((port) => port.name === name);
}

function fixedPorts({ sureKind }: IndexedNode, side: Side): readonly Port[] {
  return (side === 'input' ? sureKind?.inputs : sureKind?.outputs) ?? NONE;
}

const NONE: readonly Port[] = [];

/** Whether a port is declared with another type than the service fixes. */
export function isMistyped(type: string | undefined, port: Port | undefined): port is Port {
  return type !== undefined && port !== undefined && port.type !== 'Any' && port.type !== type;
}

/** Whether the service lets an input stay unconnected. */
export function isOptional(input: IndexedInput): boolean {
  return rowOf(input, 'input')?.optional === true && !input.node.sureKind?.freeInputs;
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
