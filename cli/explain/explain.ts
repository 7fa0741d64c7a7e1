/** `bedrock-flows validate --explain CODE`. */
import { exampleOf } from './examples';
import { placeOf } from './place';
import { OWN_CODES, type RunCode, SERVICE_CODES } from '../../src/core/constraints';
import { POLICY_ROWS } from '../../src/core/policy/rules';
import { RUN_MISTAKES } from '../../src/core/simulate/mistakes';
import { CONSTRUCTS_ONLY } from '../../src/core/validate/constructs-only';
import { lineOf } from '../../src/core/validate/finding';
import { READING } from '../../src/core/validate/reading';
import { RULES } from '../../src/core/validate/registry';
import type { Rule } from '../../src/core/validate/rule';
import { listed } from '../../src/core/words/lists';
import { nearest, suggestion } from '../../src/core/words/suggest';
import { CommandError, type CommandErrorCode } from '../command-error';
import { EXIT, type Io } from '../io';
import { bold, dim, printers, red, yellow } from '../printer';

type Row = Pick<Rule, 'severity' | 'meaning' | 'remedy' | 'source'>
  & { readonly code: string; readonly confidence?: Rule['confidence'] };

const OF_COMMAND: Readonly<Record<Exclude<CommandErrorCode, RunCode>, Pick<Row, 'meaning' | 'remedy'>>> = {
  UnreadableInput: {
    meaning: 'each input is a file with JSON or YAML that can be read', remedy: 'correct the file, or its path',
  },
  Usage: { meaning: 'the command gets only options that it has', remedy: "see 'bedrock-flows validate --help'" },
};
const ROWS: readonly Row[] = [
  ...RULES, ...READING, ...CONSTRUCTS_ONLY, ...POLICY_ROWS,
  ...RUN_MISTAKES.map((row) => ({ severity: 'error' as const, source: 'the local runner', ...row })),
  ...Object.entries(OF_COMMAND)
    .map(([code, row]) => ({ code, severity: 'error' as const, source: 'this command', ...row })),
];

const CONFIDENCE: Readonly<Record<Rule['confidence'], string>> = {
  documented: 'documented: the source says so',
  observed: 'observed: exported or deployed flows show it',
  assumed: 'assumed: not stated anywhere; it follows from other facts, or is the cautious interpretation',
};

/** The codes that can be explained. */
export const EXPLAINED: readonly string[] = ROWS.map(({ code }) => code);

/** What is known of a code, in any case of letters. */
export function rowOf(wanted: string): Row | undefined {
  return ROWS.find(({ code }) => code.toLowerCase() === wanted.trim().toLowerCase());
}

export function explain(wanted: string, io: Io, color: boolean): number {
  const row = rowOf(wanted);
  if (!row) { throw unknown(wanted); }
  const { out } = printers(io, color);
  const { code, severity, meaning, remedy, source, confidence } = row;
  const lines: [string, string][] = [['rule', meaning], ['remedy', remedy], ['source', source]];
  if (confidence) { lines.push(['confidence', CONFIDENCE[confidence]]); }
  const example = exampleOf(code);
  if (example) {
    lines.push(['example', shortened(example.given)],
      ['', lineOf(example.finding, placeOf(undefined, example.finding))]);
  }
  out.line(bold(code), ' (', (severity === 'error' ? red : yellow)(severity), ')');
  for (const [name, text] of lines) { out.line('  ', dim(name.padEnd(12)), text); }
  return EXIT.clean;
}

function unknown(wanted: string): CommandError {
  const unlisted = [...OWN_CODES, ...SERVICE_CODES].find((code) => code.toLowerCase() === wanted.trim().toLowerCase());
  if (unlisted) {
    return new CommandError('bedrock-flows', `'${unlisted}' is reported only by the constructs`,
      'read its message at synthesis', 'Usage');
  }
  return new CommandError(
    'bedrock-flows', `'${wanted}' is not a code`,
    suggestion(nearest(wanted, ROWS.map(({ code }) => code)), `the codes are ${listed(ROWS.map(({ code }) => code))}`),
    'Usage',
  );
}

function shortened(text: string): string {
  return text.length > 300 ? `${text.slice(0, 297)}...` : text;
}
