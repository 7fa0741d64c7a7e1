/**
 * Writes RULES.md, `docs/troubleshooting.md` and the snapshot of all messages from the rules and their corpus:
 * `npx projen rules`. With `--expected` it writes the expected findings beside the corpus files too; look at what
 * changed before you commit it.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { TROUBLESHOOTING_FILE, troubleshootingMarkdown } from './docs/troubleshooting';
import { SERVICE_CODES } from '../src/core/constraints/codes';
import { POLICY_ROWS } from '../src/core/policy/rules';
import { RUN_MISTAKES } from '../src/core/simulate/mistakes';
import { CONSTRUCTS_ONLY } from '../src/core/validate/constructs-only';
import type { Finding } from '../src/core/validate/finding';
import { READING } from '../src/core/validate/reading';
import { RULES } from '../src/core/validate/registry';
import type { Rule } from '../src/core/validate/rule';
import { validate } from '../src/core/validate/validate';

const ROOT = join(__dirname, '..');
export const RULES_FILE = join(ROOT, 'RULES.md');
export const MESSAGES_FILE = join(ROOT, 'test/core/validate/messages.txt');
const RULE_CORPUS = join(ROOT, 'test/corpus/rules');
const FLOW_CORPUS = join(ROOT, 'test/corpus/flows');

/** What a corpus file says of a finding: all but the value, which is in the definition. */
export type Expected = Omit<Finding, 'value'>;

export interface CorpusFile {
  /** Of a rule its code and the name of the file; of a flow the name of the file. */
  readonly name: string;
  readonly path: string;
  readonly definition: unknown;
}

/** All rules that a definition can break, sorted by code. */
export function allRules(): readonly Rule[] {
  return [...RULES, ...READING].sort((left, right) => left.code < right.code ? -1 : 1);
}

/** The files of one rule: `valid`, `invalid`, `invalid-2` and so on, in this order. */
export function filesOf(code: string): readonly CorpusFile[] {
  const folder = join(RULE_CORPUS, code);
  const names = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json')) : [];
  const number = (name: string) => Number(/-(\d+)\./.exec(name)?.[1] ?? (name.startsWith('valid') ? 0 : 1));
  return names.sort((left, right) => number(left) - number(right)).map((name) => read(folder, name, `${code}/${name}`));
}

/** The folders of the corpus of rules. */
export function corpusCodes(): readonly string[] {
  return readdirSync(RULE_CORPUS).sort();
}

/** The flows found in public code. */
export function flows(): readonly CorpusFile[] {
  return readdirSync(FLOW_CORPUS).filter((name) => name.endsWith('.json')).sort()
    .map((name) => read(FLOW_CORPUS, name, name));
}

function read(folder: string, file: string, name: string): CorpusFile {
  const path = join(folder, file);
  return { name: name.replace(/\.json$/, ''), path, definition: JSON.parse(readFileSync(path, 'utf8')) };
}

/** Where the expected findings of a file are. */
export function expectedPath({ path }: CorpusFile): string {
  return path.replace(/\.json$/, '.expected.json');
}

export function findingsOf({ definition }: CorpusFile): readonly Expected[] {
  return validate(definition).map(({ value: _, ...finding }) => finding);
}

/** Every message of both corpora, one line each. */
export function messages(): string {
  const files = [...corpusCodes().flatMap(filesOf), ...flows()];
  const sections = files.map((file) => ({ file, findings: findingsOf(file) }))
    .filter(({ findings }) => findings.length > 0);
  return sections.map(({ file, findings }) => [file.name, ...findings.map(line)].join('\n  ')).join('\n') + '\n';
}

function line({ severity, node, message, remedy, code }: Expected): string {
  return `${severity} ${node ? `[${node}] ` : ''}${message}; ${remedy} [${code}]`;
}

const CONFIDENCE = {
  documented: 'the source says so',
  observed: 'exported or deployed flows show it',
  assumed: 'not stated anywhere; it follows from other facts, or is the cautious interpretation',
} as const;

const HEADER = `# Rules

The library checks these rules at synthesis for each \`Flow\`, with \`FlowChecks\` for each plain \`CfnFlow\`, and in
imported definitions. Rules marked "a code of the service" have a code of the service's own validation
(FlowValidationType); the other codes are defined by the library.

No rule has been tested against AWS. Each rule names its source and its confidence:
${Object.entries(CONFIDENCE).map(([confidence, meaning]) => `**${confidence}** – ${meaning}`).join('; ')}.
It is not documented which codes the service reports as errors and which as warnings, so the library defines the
severities. An error stops the synthesis.

To overrule a rule that does not apply to your flow, acknowledge it:
\`flow.acknowledge('UnusedNodeOutput', 'the node is there for its side effect')\`.

This file is generated from the rules and their corpus by \`npx projen rules\`.
`;

/** The text of RULES.md. */
export function rulesMarkdown(): string {
  const rules = allRules();
  const anchor = (code: string) => `[${code}](#${code.toLowerCase()})`;
  return [
    HEADER,
    ...rules.map(({ code, severity }) => `- ${anchor(code)}${severity === 'warning' ? ' (warning)' : ''}`),
    `- [Only in programs](#only-in-programs): ${CONSTRUCTS_ONLY.map(({ code }) => code).join(', ')}`,
    `- [Your policy](#your-policy): ${POLICY_ROWS.map(({ code }) => code).join(', ')}`,
    `- [Running a flow](#running-a-flow): ${RUN_MISTAKES.map(({ code }) => code).join(', ')}`,
    '',
    ...rules.flatMap((rule) => section(rule)),
    '## Only in programs\n',
    'Only the constructs report these codes, as errors or warnings; a definition alone does not show the mistake.\n',
    ...CONSTRUCTS_ONLY.map(({ code, severity, meaning, remedy }) => `- **${code}** (${severity}) `
      + `– ${meaning}; ${remedy}`),
    '',
    '## Your policy\n',
    'Checked by `FlowPolicyPlugin` and by `bedrock-flows validate --policy`.\n',
    ...POLICY_ROWS.map(({ code, severity, meaning, remedy }) => `- **${code}** (${severity}) – ${meaning}; ${remedy}`),
    '',
    '## Running a flow\n',
    'The local runner reports these codes for faulty input, in tests, in `bedrock-flows run` and in `serve`. Errors '
      + 'inside a flow are exceptions of the service instead.\n',
    ...RUN_MISTAKES.map(({ code, meaning, remedy }) => `- **${code}** (error) – ${meaning}; ${remedy}`),
    '',
  ].join('\n');
}

function section({ code, severity, meaning, remedy, source, confidence }: Rule): readonly string[] {
  const isOfService = (SERVICE_CODES as readonly string[]).includes(code);
  return [
    `## ${code}\n`,
    `${capital(meaning)}.\n`,
    `- Severity: ${severity}${isOfService ? '; a code of the service' : ''}`,
    `- Example: \`${exampleOf(code)}\``,
    `- Remedy: ${remedy}`,
    `- Source: ${source}`,
    `- Confidence: ${confidence}\n`,
  ];
}

function exampleOf(code: string): string {
  const [invalid] = filesOf(code).filter(({ name }) => name.endsWith('/invalid'));
  const example = findingsOf(invalid).find((finding) => finding.code === code)!;
  return `${example.node ? `[${example.node}] ` : ''}${example.message}; ${example.remedy} [${code}]`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function writeExpected(): void {
  for (const file of corpusCodes().flatMap(filesOf)) {
    const findings = findingsOf(file);
    if (findings.length > 0) { writeFileSync(expectedPath(file), `${JSON.stringify(findings, undefined, 1)}\n`); }
  }
}

if (require.main === module) {
  if (process.argv.includes('--expected')) { writeExpected(); }
  writeFileSync(MESSAGES_FILE, messages());
  writeFileSync(RULES_FILE, rulesMarkdown());
  writeFileSync(TROUBLESHOOTING_FILE, troubleshootingMarkdown());
}
