/** The flows of both sides, each with the one that it is compared with. */
import { gitFile, isOfGit } from './git-file';
import type { FlowDiff } from './report';
import { change, compare } from '../../src/core/diff';
import { readFlows, templatesIn } from '../../src/core/template';
import { listed } from '../../src/core/words/lists';
import { nearest, suggestion } from '../../src/core/words/suggest';
import { flowInDocument, type LoadedFlow } from '../../src/runner/sources/document-flow';
import { CommandError } from '../command-error';
import type { Io } from '../io';
import { STDIN } from '../read-text';
import { orUsage } from '../run-mistakes';
import { type Candidate, candidatesIn, insteadIn, noFlow } from '../source/find-flow';
import { type Input, inputsOf } from '../source/inputs';
import { withShortNames } from '../source/names';
import { readSource } from '../source/read';

/** A flow of a side. */
interface SideFlow extends LoadedFlow {
  readonly names: readonly [string, ...string[]];
  /** Whether it has a name of its own; else it is called after its file. */
  readonly isNamed: boolean;
  readonly encryptionKey: unknown;
}

export async function comparedFlows(
  before: string, after: string, flowId: string | undefined, io: Io,
): Promise<readonly FlowDiff[]> {
  const old = await flowsOf(before, io);
  const now = await flowsOf(after, io);
  if (old.length === 0 && now.length === 0) { throw await noFlow(after, []); }
  const pairs = flowId === undefined ? matched(old, now, before, after) : [chosen(old, now, flowId, after)];
  return pairs.map(([left, right]): FlowDiff => ({
    name: nameOf(right ?? left!),
    ...left && { before: left },
    ...right && { after: right },
    changes: left && right ? compare(left, right) : [change(left ? 'flowRemoved' : 'flowAdded', {})],
  }));
}

type FlowPair = readonly [before: SideFlow | undefined, after: SideFlow | undefined];

/** By any of their names. One flow on each side is the same flow, whatever it is called. */
function matched(
  old: readonly SideFlow[], now: readonly SideFlow[], before: string, after: string,
): readonly FlowPair[] {
  if (old.length === 1 && now.length === 1) { return [[old[0], now[0]]]; }
  const left = new Set(old);
  const pairs = now.map((flow): FlowPair => {
    const found = [...left].find(({ names }) => names[0] === flow.names[0])
      ?? [...left].find((one) => share(one, flow));
    if (found) { left.delete(found); }
    return [found, flow];
  });
  const nameless = [...old, ...now].find(({ isNamed }) => !isNamed);
  if (nameless && old.length > 0 && now.length > 0 && (left.size > 0 || pairs.some(([flow]) => !flow))) {
    const [place, others] = old.includes(nameless) ? [after, now] : [before, old];
    const names = listed(others.map(nameOf));
    throw new CommandError(place, `contains ${others.length} flows, ${names}, and the other side has no name`,
      `choose one with --flow ${nameOf(others[0] ?? nameless)}`, 'NoFlow');
  }
  return [...pairs, ...[...left].map((flow): FlowPair => [flow, undefined])];
}

/** The flow of that name on both sides; an export that is alone on its side need not have it. */
function chosen(old: readonly SideFlow[], now: readonly SideFlow[], flowId: string, place: string): FlowPair {
  const [left, right] = [old, now].map((flows) => {
    const found = flows.find(({ names }) => names[0] === flowId) ?? flows.find(({ names }) => names.includes(flowId));
    return found ?? (flows.length === 1 && !flows[0].isNamed ? flows[0] : undefined);
  });
  const isFound = [left, right].some((flow) => flow?.names.includes(flowId));
  if (isFound) { return [left, right]; }
  const names = [...new Set([...old, ...now].flatMap((flow) => flow.names))];
  throw new CommandError(
    place, `contains no flow '${flowId}', and neither does the other side`,
    suggestion(nearest(flowId, names), `there are ${listed([...new Set([...old, ...now].map(nameOf))])}`), 'NoFlow',
  );
}

function share(left: SideFlow, right: SideFlow): boolean {
  return left.names.some((name) => right.names.includes(name));
}

/** The shortest name, without the hash of CDK. */
function nameOf({ names }: SideFlow): string {
  return names[names.length - 1].length < names[0].length && names[0].startsWith(names[names.length - 1])
    ? names[names.length - 1] : names[0];
}

async function flowsOf(argument: string, io: Io): Promise<readonly SideFlow[]> {
  const inputs: readonly Input[] = isOfGit(argument) ? [gitFile(argument)] : await inputsOf(argument, io);
  const candidates = (await Promise.all(inputs.map(candidatesIn))).flat();
  if (candidates.length === 0 && inputs.length === 1
    && (!await isTemplate(inputs[0]) || await insteadIn(inputs) !== undefined)) {
    throw await noFlow(argument, inputs);
  }
  const names = withShortNames(candidates.map((candidate) => candidate.names));
  return candidates.map((candidate, at) => sideFlow(candidate, names[at]));
}

/** In a template, a flow may be new or gone. What comes over standard input can't be read again. */
async function isTemplate(input: Input): Promise<boolean> {
  return input.file !== STDIN && templatesIn((await readSource(input))?.json).length > 0;
}

function sideFlow({ document, file, id }: Candidate, names: SideFlow['names']): SideFlow {
  const flow = orUsage(() => flowInDocument(document, file, id));
  const { encryptionKey } = readFlows(document, { sees: true }).find((one) => one.id === id) ?? {};
  return { ...flow, name: names[0], names, isNamed: id !== undefined, encryptionKey };
}
