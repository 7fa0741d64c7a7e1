/** The flows to serve, in files and folders. */
import { type Assignment, assignmentOf } from './options';
import { readFlows } from '../../src/core/template';
import { listed } from '../../src/core/words/lists';
import { nearest, suggestion } from '../../src/core/words/suggest';
import { flowInDocument, type LoadedFlow } from '../../src/runner/sources/document-flow';
import { CommandError } from '../command-error';
import type { Io } from '../io';
import { noFlow } from '../source/find-flow';
import { type Input, inputsOf } from '../source/inputs';
import { namesOf, titleOf, withShortNames } from '../source/names';
import { readSource } from '../source/read';

export interface FoundFlow {
  readonly names: readonly [string, ...string[]];
  /** The file or folder that was named. */
  readonly argument: string;
  readonly file: string;
  readonly loaded: LoadedFlow;
}

/** What could not be served, and why: all of an argument, all of a file, or a flow of it. */
export interface Fault {
  readonly argument?: string;
  readonly file?: string;
  readonly name?: string;
  readonly error: unknown;
  /** The flow itself is at fault, not what the command was given. */
  readonly isFlows?: true;
}

export interface Found {
  readonly flows: readonly FoundFlow[];
  readonly faults: readonly Fault[];
}

/**
 * @param known files that had flows when they were last read: what is wrong with such a one is said, also where it no
 * longer looks as if it had any
 */
export async function findFlows(
  files: readonly string[], io: Io, known: ReadonlySet<string> = new Set(),
): Promise<Found> {
  const found = await Promise.all(files.map(async (argument) => inArgument(argument, io, known)));
  const flows = found.flatMap((one) => one.flows);
  const names = withShortNames(flows.map((flow) => flow.names));
  return {
    flows: flows.map((flow, at) => ({ ...flow, names: names[at] })), faults: found.flatMap(({ faults }) => faults),
  };
}

async function inArgument(argument: string, io: Io, known: ReadonlySet<string>): Promise<Found> {
  if (argument === '-') {
    const error = new CommandError('bedrock-flows', 'standard input can\'t be served',
      'name a file or folder, which is read again when it changes', 'Usage');
    return { flows: [], faults: [{ argument, error }] };
  }
  try {
    const inputs = (await inputsOf(argument, io)).map((input) => known.has(input.file)
      ? { ...input, folder: undefined } : input);
    const found = await Promise.all(inputs.map(async (input) => inFile(argument, input)));
    const flows = found.flatMap((one) => one.flows);
    const faults = found.flatMap((one) => one.faults);
    if (flows.length + faults.length > 0) { return { flows, faults }; }
    throw await noFlow(argument, inputs);
  } catch (error) {
    return { flows: [], faults: [{ argument, error }] };
  }
}

async function inFile(argument: string, input: Input): Promise<Found> {
  const { file } = input;
  const flows: FoundFlow[] = [];
  const faults: Fault[] = [];
  try {
    const document = (await readSource(input))?.json;
    for (const source of readFlows(document ?? {})) {
      const names = namesOf(document, source, file);
      try {
        flows.push({
          names,
          argument,
          file,
          loaded: {
            ...flowInDocument(document as object, file, source.id), name: names[0], title: titleOf(names[0], file),
          },
        });
      } catch (error) {
        faults.push({ argument, file, name: names[0], error, isFlows: true });
      }
    }
  } catch (error) {
    faults.push({ argument, file, error });
  }
  return { flows, faults };
}

/** Those that `--flow` names, each with the id that it gives. Without one, all. */
export function chosen({ flows, faults }: Found, choices: readonly string[]): Found {
  if (choices.length === 0) { return { flows, faults }; }
  const wanted = choices.map(assignmentOf).map((choice) => withName(choice, flows));
  const isWanted = new Set(wanted.flatMap(({ taken }) => taken));
  const missing = wanted.filter(({ taken, name }) => taken.length === 0
    && !faults.some((fault) => fault.name === name || fault.name === undefined));
  return {
    flows: flows.filter((flow) => isWanted.has(flow)).map((flow) => {
      const ids = wanted.flatMap(({ taken, id }) => id !== undefined && taken.includes(flow) ? [id] : []);
      return { ...flow, names: [...flow.names, ...ids] };
    }),
    faults: [
      // a flow that can't be served does no harm where another was chosen
      ...faults.filter((fault) => fault.name === undefined || wanted.some(({ name }) => name === fault.name)),
      ...missing.map(({ name }): Fault => {
        const remedy = suggestion(
          nearest(name, flows.flatMap((flow) => flow.names)),
          `use ${listed(flows.map((flow) => flow.names[0])) || 'another file'}`,
        );
        return { name, error: new CommandError('--flow', `there is no flow '${name}'`, remedy, 'NoFlow') };
      }),
    ],
  };
}

function withName({ name, value }: Assignment, flows: readonly FoundFlow[]) {
  const wanted = name ?? value;
  return {
    name: wanted, ...name !== undefined && { id: value }, taken: flows.filter(({ names }) => names.includes(wanted)),
  };
}

/** @throws CommandError where two flows have the same name: a request could mean either */
export function refuseClashes(flows: readonly FoundFlow[]): void {
  const owners = new Map<string, FoundFlow>();
  for (const flow of flows) {
    for (const name of new Set(flow.names)) {
      const other = owners.get(name);
      if (other) {
        const where = other.file === flow.file ? `in ${flow.file}` : `in ${other.file} and ${flow.file}`;
        throw new CommandError('bedrock-flows',
          `two flows are called '${name}', ${where}`, 'name one file, or choose with --flow', 'NoFlow');
      }
      owners.set(name, flow);
    }
  }
}
