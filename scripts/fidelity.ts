/** Writes FIDELITY.md from the fidelity table of the local runner: `npx projen fidelity`. */
import { readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { FIDELITY, type FidelityRow } from '../src/core/simulate/fidelity';
import { switchesOf } from '../src/core/simulate/switches';
import type { Profile } from '../src/core/simulate/types';

export const FIDELITY_FILE = join(__dirname, '../FIDELITY.md');
const ENGINE = join(__dirname, '../src/core/simulate');
const KINDS = join(ENGINE, '../kinds');

const CONFIDENCE: { readonly [C in FidelityRow['confidence']]: string } = {
  observed: 'it was seen in a recorded run, or in a definition that somebody deployed. One sample: the service may '
    + 'have changed since',
  documented: 'AWS\'s documents or API model say so. The service may still do otherwise',
  assumed: 'nothing settles it. It follows from the rest, or it is the cautious reading',
};

/** What each switch can be set to. */
const SWITCHES: { readonly [S in NonNullable<FidelityRow['switch']>]: string } = {
  loopPolarity: '`continueWhileTrue`: a loop goes on while its condition holds; `exitWhenTrue`: it ends then. Also '
    + '`run --loop-polarity`',
  emptyArray: '`collect`: the Collector yields `[]`; `stall`: it never runs; `error`: the run fails',
  traceTypes: '`observed`: types in upper case; `model`: as in the API model',
  expressions: '`strict`: what the guide does not name is refused; `lenient`: names in brackets and negative indexes '
    + 'are read, with a diagnostic',
  conditions: '`strict`: mixed operators need parentheses; `lenient`: not binds closer than and, and closer than or, '
    + 'with a diagnostic',
  concurrency: '`{ type: \'Automatic\' }`, or `{ type: \'Manual\', maxConcurrency: 4 }`, as on an alias; without it '
    + 'one node after the other',
  timeouts: '`{ node: 300_000, flow: 3_600_000 }` in milliseconds; without it there are none',
};

/** The rows that the engine names in its diagnostics, read off its sources. */
export function saidRows(): ReadonlySet<string> {
  const said = [ENGINE, KINDS].flatMap((folder) => readdirSync(folder).filter((file) => file !== 'fidelity.ts')
    .flatMap((file) => rowsSaidIn(readFileSync(join(folder, file), 'utf8'))));
  return new Set(said);
}

/** The rows in a source: of calls that say one, and in the records of the types of nodes. */
export function rowsSaidIn(source: string): readonly string[] {
  return [...source.matchAll(/\b(?:diagnose|note)\(\s*'(\w+)'|\brule: '(\w+)'/g)]
    .map(([, call, member]) => call ?? member);
}

/** The text of FIDELITY.md. */
export function fidelityMarkdown(): string {
  const count =
    (confidence: FidelityRow['confidence']) => FIDELITY.filter((row) => row.confidence === confidence).length;
  return [
    HEADER,
    '| Confidence | Rows | Means |',
    '|---|---|---|',
    ...keysOf(CONFIDENCE).map((confidence) => `| ${confidence} | ${count(confidence)} | ${CONFIDENCE[confidence]} |`),
    '',
    runs(),
    '## Switches',
    '',
    'Options of `runFlow()` and `runFlowSync()`. `profile: \'documented\'` sets those together in which documents and '
      + 'recorded runs differ.',
    '',
    '| Switch | Default | With `profile: \'documented\'` | Choices |',
    '|---|---|---|---|',
    ...keysOf(SWITCHES).map((key) => `| \`${key}\` | ${defaultOf(key, 'observed')} | ${defaultOf(key, 'documented')} `
      + `| ${SWITCHES[key]} |`),
    '',
    '## Rows',
    '',
    '| Row | What it decides | How the runner reads it | Confidence | Source | Switch |',
    '|---|---|---|---|---|---|',
    ...FIDELITY.map(line),
    '',
  ].join('\n');
}

const HEADER = `# How faithful the local runner is

The local runner (\`cdk-bedrock-flows/testing\`, \`bedrock-flows run\` and \`serve\`) does what Amazon Bedrock Flows
does, as far as that is known. Nothing here was tried against AWS: nobody ran a flow in an account and compared.
Wherever something had to be decided, there is a row below with the answer that the runner gives, where it comes from,
and how sure it is:
`;

function runs(): string {
  const said = saidRows();
  const unsaid = FIDELITY.filter(({ id, confidence }) => confidence === 'assumed' && !said.has(id)).map(({ id }) => id);
  return `When an assumed row decides something in a run, the run says so: its result has
\`diagnostics\`, each with the row and the node. Assumed, but never said: ${unsaid.join(', ')}.

\`bedrock-flows run --explain\` lists the rows, \`bedrock-flows run --explain LoopPolarity\` shows one.

This file is generated from the table of the runner by \`npx projen fidelity\`.
`;
}

function line({ id, rule, reading, confidence, source, switch: by }: FidelityRow): string {
  return `| **${id}** | ${plain(rule)} | ${plain(reading)} | ${confidence} | ${plain(source)} `
    + `| ${by ? `\`${by}\`` : ''} |`;
}

function defaultOf(key: NonNullable<FidelityRow['switch']>, profile: Profile): string {
  const switches: { readonly [S in typeof key]?: string } = switchesOf({ profile });
  return switches[key] === undefined ? 'none' : `\`${switches[key]}\``;
}

// what Markdown would take for its own
function plain(text: string): string {
  return text.replace(/[\\|*<]/g, '\\$&');
}

function keysOf<K extends string>(table: { readonly [P in K]: string }): readonly K[] {
  return Object.keys(table) as K[];
}

if (require.main === module) { writeFileSync(FIDELITY_FILE, fidelityMarkdown()); }
