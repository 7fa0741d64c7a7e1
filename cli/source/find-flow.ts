/** The flow to run, in a file of any kind that holds flows, or in a folder of them. */
import { type Input, inputsOf } from './inputs';
import { namesOf, titleOf, withShortNames } from './names';
import { readSource } from './read';
import { insteadOf, readFlows } from '../../src/core/template';
import { listed } from '../../src/core/words/lists';
import { nearest, suggestion } from '../../src/core/words/suggest';
import { flowInDocument, type LoadedFlow } from '../../src/runner/sources/document-flow';
import { CommandError } from '../command-error';
import type { Io } from '../io';
import { STDIN } from '../read-text';
import { orUsage } from '../run-mistakes';

/** A flow in a document. */
export interface Candidate {
  readonly file: string;
  readonly id: string | undefined;
  /** All that it is called, as `serve` has it; the first is shown. */
  readonly names: readonly [string, ...string[]];
  readonly document: unknown;
}

/** A flow, and where it was found. */
export interface FoundFlow extends LoadedFlow {
  readonly title: string;
  /** All that it is called; the last is the shortest where CDK has made it longer. */
  readonly names: readonly [string, ...string[]];
  /** The logical id in a template. */
  readonly id: string | undefined;
  readonly document: unknown;
  /** The flow as it is written, with its intrinsic functions: what is made of it anew must keep them. */
  written(): LoadedFlow;
}

/** @param flowId logical id, with or without the hash of CDK, name or id, where there are several */
export async function findFlow(argument: string, flowId: string | undefined, io: Io): Promise<FoundFlow> {
  const inputs = await inputsOf(argument, io);
  const candidates = (await Promise.all(inputs.map(candidatesIn))).flat();
  if (candidates.length === 0) { throw await noFlow(argument, inputs); }
  const names = withShortNames(candidates.map((candidate) => candidate.names));
  const found = choose(candidates.map((candidate, at) => ({ ...candidate, names: names[at] })), argument, flowId);
  const { file, id, document } = found;
  return orUsage(() => ({
    ...flowInDocument(document, file, id),
    name: id ?? file,
    title: titleOf(id, file),
    names: found.names,
    id,
    document,
    written: () => flowInDocument(document, file, id, false),
  }));
}

function choose(candidates: readonly Candidate[], argument: string, flowId: string | undefined): Candidate {
  const ids = candidates.map(({ names: [first] }) => first);
  if (flowId === undefined) {
    if (candidates.length === 1) { return candidates[0]; }
    throw new CommandError(argument,
      `contains ${candidates.length} flows, ${listed(ids)}`, `choose one with --flow ${ids[0]}`, 'NoFlow');
  }
  const byId = candidates.filter(({ id }) => id === flowId);
  const found = byId.length > 0 ? byId : candidates.filter(({ names }) => names.includes(flowId));
  if (found.length === 1) { return found[0]; }
  if (found.length > 1) {
    throw new CommandError(argument,
      `contains ${found.length} flows '${flowId}'`, `name one file, such as ${found[0].file}`, 'NoFlow');
  }
  throw new CommandError(
    argument, `contains no flow '${flowId}'`,
    suggestion(nearest(flowId, candidates.flatMap(({ names }) => names)), `there are ${listed(ids)}`), 'NoFlow',
  );
}

/** Nothing to work with; says what to give in place of the one file that was named. */
export async function noFlow(argument: string, inputs: readonly Input[]): Promise<CommandError> {
  return new CommandError(argument, 'contains no flow',
    await insteadIn(inputs) ?? 'give a template, an export of a flow, or a definition', 'NoFlow');
}

/** What comes over standard input can't be read again. */
export async function insteadIn(inputs: readonly Input[]): Promise<string | undefined> {
  const [input, ...others] = inputs;
  if (input === undefined || others.length > 0 || input.folder !== undefined || input.file === STDIN) {
    return undefined;
  }
  return insteadOf((await readSource(input))?.json, input.file);
}

/** The flows of an input; none where it is something else. */
export async function candidatesIn(input: Input): Promise<readonly Candidate[]> {
  const document = (await readSource(input))?.json;
  return typeof document === 'object' && document !== null ? readFlows(document).map((flow) => ({
    file: input.file, id: flow.id, names: namesOf(document, flow, input.file), document,
  })) : [];
}
