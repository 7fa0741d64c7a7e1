/** `bedrock-flows` without arguments: what to do next, with what is in the folder. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, type Io } from '../io';
import { bold, printers } from '../printer';
import { type Candidate, candidatesIn } from '../source/find-flow';
import { inputsOf } from '../source/inputs';
import { withShortNames } from '../source/names';

/** Data sets and mocks that people keep beside their flows, in the order in which they are looked for. */
const MOCKS = ['mocks.json'];
const CASES = ['cases.jsonl', 'cases.json', 'cases.csv'];
/** Files that may hold a flow; no more than this many are read. */
const DOCUMENTS = /\.(?:json|ya?ml|template)$/;
const NO_DOCUMENT = /^(?:package|package-lock|tsconfig|cdk|mocks|cases)\b/;
const MOST = 50;

interface Advice {
  /** What was found, in words. */
  readonly found: string;
  /** Commands, each with what it does. */
  readonly commands: readonly (readonly [command: string, does: string])[];
}

export async function nextCommand(folder: string, io: Io): Promise<number> {
  const { found, commands } = await advice(folder, io);
  const { out } = printers(io);
  out.line(bold(found));
  const width = Math.max(...commands.map(([command]) => command.length));
  out.lines(commands.map(([command, does]) => `  ${command.padEnd(width)}   ${does}`));
  out.line("All commands: 'bedrock-flows --help'");
  return EXIT.clean;
}

async function advice(folder: string, io: Io): Promise<Advice> {
  if (existsSync(join(folder, 'cdk.out'))) {
    const flows = await flowsIn(join(folder, 'cdk.out'), io);
    if (flows.length > 0) { return ofFlows('cdk.out', flows, folder); }
  }
  if (existsSync(join(folder, 'cdk.json'))) {
    return {
      found: existsSync(join(folder, 'cdk.out'))
        ? 'This is a CDK app, but no template in cdk.out has a flow.' : 'This is a CDK app without synthesized '
          + 'templates.',
      commands: [
        ['npx cdk synth --quiet', 'writes the templates to cdk.out'], ['bedrock-flows', 'shows the next steps'],
      ],
    };
  }
  for (const file of documents(folder)) {
    const flows = await flowsIn(join(folder, file), io);
    if (flows.length > 0) { return ofFlows(file, flows, folder); }
  }
  return {
    found: 'There is no flow and no CDK app here.',
    commands: [
      ['bedrock-flows init my-flow', 'writes an app with a flow, mocks, tests and a workflow for CI'],
      ['bedrock-flows validate FILE', 'checks flows in templates, definitions and answers of GetFlow'],
    ],
  };
}

/** What to do with flows that are in a file or in cdk.out. */
function ofFlows(file: string, flows: readonly string[], folder: string): Advice {
  const place = quoted(file);
  const which = flows.length > 1 ? ` --flow ${quoted(flows[0])}` : '';
  const mocks = firstOf(folder, MOCKS);
  const withMocks = mocks ? ` --mocks ${mocks}` : '';
  const cases = firstOf(folder, CASES);
  return {
    found: flows.length === 1 ? `${file} has the flow ${flows[0]}.` : `${file} has ${flows.length} flows, such as ${
      flows.slice(0, 3).join(', ')}.`,
    commands: [
      [`bedrock-flows validate ${place}`, 'checks it'],
      [`bedrock-flows view ${place}${which} -o flow.html`, 'shows it as a page'],
      mocks ? [`bedrock-flows run ${place}${which}${withMocks}`, 'runs it with its mocks']
        : [`bedrock-flows run ${place}${which} --input 'hello'`, 'runs it, and says which mocks it needs'],
      ...cases
        ? [[`bedrock-flows run ${place}${which}${withMocks} --inputs ${cases}`, 'runs each case'] as const] : [],
      [`bedrock-flows serve ${place}${withMocks}`, 'answers your application instead of the service'],
      ...file === 'cdk.out' ? [] : [[`bedrock-flows code ${place}${which}`, 'writes it as a CDK program'] as const],
    ],
  };
}

/** The short names of the flows; nothing of what can't be read, since nobody asked for it. */
async function flowsIn(path: string, io: Io): Promise<readonly string[]> {
  try {
    const inputs = await inputsOf(path, io);
    const all: Candidate[] = [];
    for (const input of inputs.slice(0, MOST)) {
      try { all.push(...await candidatesIn(input)); } catch { continue; }
    }
    return withShortNames(all.map(({ names }) => names)).map((names) => names[names.length - 1]);
  } catch {
    return [];
  }
}

function documents(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile()).map(({ name }) => name)
      .filter((name) => DOCUMENTS.test(name) && !NO_DOCUMENT.test(name)).sort().slice(0, MOST);
  } catch {
    return [];
  }
}

/** As an argument that a shell takes for nothing else: names come from files of anybody. */
function quoted(name: string): string {
  return /^[\w./-]+$/.test(name) && !name.startsWith('-') ? name : `'${name.replace(/'/g, "'\\''")}'`;
}

function firstOf(folder: string, names: readonly string[]): string | undefined {
  return names.find((name) => existsSync(join(folder, name)));
}
