/** Each rule is registered, documented, and shown by an example; the generated files are up to date. */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { TROUBLESHOOTING_FILE, troubleshootingMarkdown } from '../../../scripts/docs/troubleshooting';
import {
  allRules, corpusCodes, filesOf, messages, MESSAGES_FILE, RULES_FILE, rulesMarkdown,
} from '../../../scripts/rules';
import { OWN_CODES, RUN_CODES, SERVICE_CODES } from '../../../src/core/constraints/codes';
import { POLICY_ROWS } from '../../../src/core/policy/rules';
import { CONSTRUCTS_ONLY } from '../../../src/core/validate/constructs-only';
import { indexDefinition } from '../../../src/core/validate/index-definition';
import { READING } from '../../../src/core/validate/reading';
import { RULES } from '../../../src/core/validate/registry';
import type { Rule } from '../../../src/core/validate/rule';

const FOLDER = join(__dirname, '../../../src/core/validate/rules');
const FILES = readdirSync(FOLDER).sort();
const dashed = (code: string) => code.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

/** Rules that say the same of two ends stand in one file. */
const MIRRORED: { readonly [file: string]: readonly string[] } = {
  'mismatched-node-port-type.ts': ['MismatchedNodeInputType', 'MismatchedNodeOutputType'],
  'unknown-connection-node.ts': ['UnknownConnectionSource', 'UnknownConnectionTarget'],
  'unknown-connection-port.ts': ['UnknownConnectionSourceOutput', 'UnknownConnectionTargetInput'],
  'unknown-node-port.ts': ['UnknownNodeInput', 'UnknownNodeOutput'],
};

test.each(FILES)('%s is one rule, or one with two ends, registered once, with the code that is its name', (file) => {
  const exported = Object.values<Rule>(jest.requireActual(join(FOLDER, file)))
    .filter((value) => typeof value === 'object' && 'check' in value);
  for (const one of exported) { expect(RULES.filter((rule) => rule === one)).toHaveLength(1); }
  const codes = exported.map(({ code }) => code);
  if (MIRRORED[file]) {
    expect(codes).toEqual(MIRRORED[file]);
  } else {
    expect(codes.map((code) => `${dashed(code)}.ts`)).toEqual([file]);
  }
});

test('nothing else is registered, and in the order of the codes', () => {
  const codes = RULES.map(({ code }) => code);
  expect(codes).toHaveLength(FILES.length + Object.keys(MIRRORED).length);
  expect(codes).toEqual([...codes].sort());
});

test('each code has a rule, or only constructs or policies have it', () => {
  const rows = [...RULES, ...READING, ...CONSTRUCTS_ONLY, ...POLICY_ROWS].map(({ code }) => code);
  expect([...rows].sort()).toEqual([...OWN_CODES, ...SERVICE_CODES].sort());
});

test('the service has 33 kinds, and each has a rule', () => {
  expect(SERVICE_CODES).toHaveLength(33);
  expect(SERVICE_CODES.filter((code) => !RULES.some((rule) => rule.code === code))).toEqual([]);
});

test.each(allRules()
  .map((rule) => [rule.code, rule] as const))('%s has its words, a source and its corpus', (code, rule) => {
  for (const words of [rule.meaning, rule.remedy, rule.source]) {
    expect(words).toMatch(/\S.*[^.\s]$/);
    expect(words).not.toContain('\n');
  }
  expect(['documented', 'observed', 'assumed']).toContain(rule.confidence);
  expect(['error', 'warning']).toContain(rule.severity);
  const names = filesOf(code).map(({ name }) => name);
  expect(names.slice(0, 2)).toEqual([`${code}/valid`, `${code}/invalid`]);
});

test('what only constructs can see is never found in a definition', () => {
  const index = indexDefinition({ nodes: [{ name: 'A' }] });
  for (const { source, confidence, check } of CONSTRUCTS_ONLY) {
    expect({ source, confidence, found: check(index) })
      .toEqual({ source: 'the constructs of this library', confidence: 'documented', found: [] });
  }
});

test('what is found while reading has no check of its own', () => {
  const index = indexDefinition({ nodes: [{ nmae: 'A' }] });
  expect(READING.map(({ check }) => check(index))).toEqual([[], [], []]);
});

test('the corpus has no folder for anything else', () => {
  expect(corpusCodes()).toEqual(allRules().map(({ code }) => code));
});

const hint = 'run: npx projen rules';

test('RULES.md is up to date', () => {
  expect([hint, readFileSync(RULES_FILE, 'utf8')]).toEqual([hint, rulesMarkdown()]);
});

test('docs/troubleshooting.md is up to date', () => {
  expect([hint, readFileSync(TROUBLESHOOTING_FILE, 'utf8')]).toEqual([hint, troubleshootingMarkdown()]);
});

test('docs/troubleshooting.md has a section for each code of the rules, the constructs and the runner', () => {
  const text = readFileSync(TROUBLESHOOTING_FILE, 'utf8');
  for (const code of [...OWN_CODES, ...SERVICE_CODES, ...RUN_CODES]) { expect(text).toContain(`\n### ${code}\n`); }
});

test('RULES.md has a row for each code', () => {
  const text = readFileSync(RULES_FILE, 'utf8');
  for (const { code } of allRules()) { expect(text).toContain(`\n## ${code}\n`); }
  for (const { code } of [...CONSTRUCTS_ONLY, ...POLICY_ROWS]) { expect(text).toContain(`**${code}**`); }
});

test('the snapshot of messages is up to date', () => {
  expect([hint, readFileSync(MESSAGES_FILE, 'utf8')]).toEqual([hint, messages()]);
});

const LINES = readFileSync(MESSAGES_FILE, 'utf8').split('\n').filter((line) => line.startsWith('  '));

test.each(LINES)('%s', (line) => {
  const [, message, remedy] = /^ {2}(?:error|warning) (?:\[[^\]]+\] )?(.+?); (.+) \[[A-Z]\w+\]$/.exec(line)!;
  // in lower case, or a name in quotes; no full stop; and something to do
  expect(message).toMatch(/^(?:[a-z]|').*[^.\s]$/);
  expect(remedy).toMatch(/^(?:[a-z]|').*[^.\s]$/);
});
