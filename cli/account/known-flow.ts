/** The definition of a flow that is deployed, where a file of this machine has it: for types, the input and pages. */
import type { Definition } from '../../src/core/model/definition';
import { everyNode } from '../../src/core/model/visit';
import { CommandError } from '../command-error';
import type { Io } from '../io';
import { findFlow } from '../source/find-flow';

/** What flows made by the console and by the constructs call their input. */
const INPUT_NODE = 'FlowInputNode';

export interface KnownFlow {
  readonly name: string;
  readonly definition?: Definition;
}

export async function knownFlow(
  { definition: file, flow }: { readonly definition?: string; readonly flow?: string }, name: string, io: Io,
): Promise<KnownFlow> {
  if (file !== undefined) {
    const found = await findFlow(file, flow, io);
    return { name: found.title, definition: found.definition };
  }
  if (flow === undefined) { return { name }; }
  throw new CommandError('bedrock-flows', '--flow is given without --definition', 'name the file that it is in',
    'Usage');
}

/** The type of a node by its name; empty where it is not known. */
export function typesIn({ definition }: KnownFlow): (node: string) => string {
  const types = new Map(definition ? [...everyNode(definition)].map(({ node }) => [node.name, node.type]) : []);
  return (node) => types.get(node) ?? '';
}

/** Where the input goes in, and its type. */
export function entryOf({ definition }: KnownFlow, given: string | undefined): {
  readonly nodeName: string; readonly nodeOutputName: string; readonly type?: string;
} {
  const nodes = definition ? [...everyNode(definition)].map(({ node }) => node) : [];
  const node = nodes.find(({ name, type }) => type === 'Input' && (given === undefined || name === given));
  const output = node?.outputs?.[0];
  return {
    nodeName: given ?? node?.name ?? INPUT_NODE,
    nodeOutputName: output?.name ?? 'document',
    ...output && { type: String(output.type) },
  };
}
