/** The flows that are served now, and how they follow their files. */
import { createHash } from 'node:crypto';
import { chosen, type Fault, findFlows, type FoundFlow, refuseClashes } from './find-flows';
import type { NamedFlow } from './local-backend';
import { type Assignment, assignmentOf, type ServeOptions } from './options';
import { ServedFlow } from './served-flow';
import type { Definition } from '../../src/core/model/definition';
import { isRecord } from '../../src/core/model/opaque';
import { SimulateError } from '../../src/core/simulate';
import { oneLine } from '../../src/core/words/printable';
import { readBytes } from '../../src/runner/files';
import { programsOf } from '../../src/runner/mocks/about-mocks';
import { filesOfMocks, readMockFile } from '../../src/runner/mocks/read-mocks';
import { CommandError } from '../command-error';
import type { Io } from '../io';
import { printers } from '../printer';
import { asUsage } from '../run-mistakes';

export interface LoadedFlow extends NamedFlow, FoundFlow {
  readonly flow: ServedFlow;
  /** All that the flow is made of, as text. */
  readonly content: string;
}

export interface Refreshed {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** A line for each; what they are about stays as it was. */
  readonly faults: readonly string[];
  /** Whether the command was given what it needs: flows that can't run do no harm beside others. */
  readonly isUsable: boolean;
}

export class ServedFlows {
  public flows: readonly LoadedFlow[] = [];
  private readonly mocks: readonly Assignment[];

  public constructor(
    private readonly files: readonly string[], private readonly options: ServeOptions, private readonly io: Io,
  ) {
    this.mocks = options.mocks.map(assignmentOf);
  }

  /** What is watched. */
  public get paths(): readonly string[] {
    return [...this.files, ...this.mocks.flatMap(({ value }) => filesOfMocks(value))];
  }

  /** Reads everything anew. A flow that did not change stays the same object, with what its mocks remember. */
  public async refresh(): Promise<Refreshed> {
    const before = this.flows;
    const faults: Fault[] = [];
    try {
      const all = await findFlows(this.files, this.io, new Set(before.map(({ file }) => file)));
      const found = chosen(all, this.options.flow);
      refuseClashes(found.flows);
      faults.push(...found.faults);
      const loaded: LoadedFlow[] = [];
      for (const one of found.flows) {
        try {
          loaded.push(this.shelve(one, all.flows));
        } catch (error) {
          const isFlows = error instanceof SimulateError && error.code === 'UnrunnableFlow';
          faults.push({ argument: one.argument, file: one.file, name: one.names[0], error, ...isFlows && { isFlows } });
        }
      }
      const names = new Set(loaded.map((one) => one.names[0]));
      this.flows = [...loaded, ...before.filter((one) => !names.has(one.names[0])
        && faults.some((fault) => isAbout(fault, one)))];
    } catch (error) {
      faults.push({ error });
    }
    return {
      ...changes(before, this.flows),
      faults: [...new Set(faults.map(lineOf))],
      isUsable: this.flows.length > 0
        && (faults.length === 0 || this.options.flow.length === 0 && faults.every(({ isFlows }) => isFlows)),
    };
  }

  private shelve(found: FoundFlow, all: readonly FoundFlow[]): LoadedFlow {
    const { names, loaded } = found;
    const { python, loopPolarity, check } = this.options;
    const mocks = this.mocks.filter(({ name }) => name === undefined || names.includes(name)).map(({ value }) => value);
    const texts = mocks.flatMap(filesOfMocks).map(fingerprint);
    const content = JSON.stringify([names, loaded.definition, loaded.prompts, texts]);
    const same = this.flows.find((one) => one.content === content);
    if (same) { return { ...found, flow: same.flow, content }; }
    // mocks for all flows have nodes of the others too
    return {
      ...found,
      flow: new ServedFlow({ ...loaded, whole: togetherOf(all) },
        { mocks, python, loopPolarity, check, log: (line) => printers(this.io).err.line(line) }),
      content,
    };
  }

  /** What the mocks start, a line each. */
  public get programs(): readonly string[] {
    return this.mocks.flatMap(({ value }) => programsOf(readMockFile(value).mocks)
      .map((program) => `${program} (${value})`));
  }

  /** @throws CommandError where mocks are for a flow that is not served */
  public checkMocks(): void {
    const known = this.flows.flatMap(({ names }) => names);
    const wrong = this.mocks.find(({ name }) => name !== undefined && !known.includes(name));
    if (wrong) {
      throw new CommandError('--mocks', `there is no flow '${wrong.name}'`,
        `write NAME=FILE with one of ${known.join(', ')}, or FILE for all`, 'Usage');
    }
  }
}

/** Tells whether a file is another one than before. */
function fingerprint(file: string): string {
  try {
    return createHash('sha256').update(readBytes(file)).digest('hex');
  } catch {
    return '';
  }
}

/** The nodes of all flows, as if they were of one. */
function togetherOf(flows: readonly FoundFlow[]): Definition {
  const nodes = flows.flatMap(({ loaded: { definition } }) => isRecord(definition) && Array.isArray(definition.nodes)
    ? definition.nodes : []);
  return { nodes, connections: [] };
}

function isAbout(fault: Fault, { argument, file, names }: FoundFlow): boolean {
  return (fault.argument === undefined || fault.argument === argument)
    && (fault.file === undefined || fault.file === file)
      && (fault.name === undefined || fault.name === names[0]);
}

function changes(before: readonly LoadedFlow[], after: readonly LoadedFlow[]) {
  const was = new Map(before.map(({ names: [name], flow }) => [name, flow]));
  const is = new Set(after.map(({ names: [name] }) => name));
  const names = after.map((one) => one.names[0]);
  return {
    added: names.filter((name) => !was.has(name)),
    changed: after.filter(({ names: [name], flow }) => was.has(name) && was.get(name) !== flow)
      .map((one) => one.names[0]),
    removed: before.map((one) => one.names[0]).filter((name) => !is.has(name)),
  };
}

function lineOf({ error, file, name, isFlows }: Fault): string {
  if (error instanceof SimulateError && isFlows) {
    return error.message.split('\n').map((line) => oneLine(`${file}: error: flow '${name}': ${line}`)).join('\n');
  }
  const known = asUsage(error);
  if (known instanceof CommandError) { return known.line; }
  return `bedrock-flows: error: ${String(error).split('\n')[0]}`;
}
