import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import * as cdk from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as constructs from 'constructs';
import * as flows from '../../../src';
import type { Definition } from '../../../src/core/model/definition';
import { flowInDocument } from '../../../src/runner/sources/document-flow';
import { cli, folder, type Outcome } from '../support';

const CORPUS = join(__dirname, '../../corpus');
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Definition;

/** Definitions without an error: those found in public code, and the right one beside each wrong one. */
export const VALID: readonly (readonly [string, Definition])[] = [
  ...readdirSync(join(CORPUS, 'flows')).filter((file) => !['22.json', '57.json'].includes(file))
    .map((file) => [file, read(join(CORPUS, 'flows', file))] as const),
  ...readdirSync(join(CORPUS, 'rules')).map((rule) => [rule, read(join(CORPUS, 'rules', rule, 'valid.json'))] as const),
];

export interface Generated extends Outcome {
  readonly folder: string;
  readonly source: string;
}

const ENDS: Readonly<Record<string, string>> = { typescript: 'ts', python: 'py', java: 'java', csharp: 'cs', go: 'go' };

/** The program that the command writes, with the files beside it. */
export async function generated(
  flow: unknown, language = 'typescript', argv: readonly string[] = [],
): Promise<Generated> {
  const at = folder({ 'flow.json': JSON.stringify(flow) });
  const file = join(at, `Made.${ENDS[language]}`);
  const outcome =
    await cli(['code', join(at, 'flow.json'), '--language', language, '-o', file, '--class', 'Made', ...argv]);
  return { ...outcome, folder: at, source: readFileSync(file, 'utf8') };
}

const MODULES: Readonly<Record<string, unknown>> =
  { 'aws-cdk-lib': cdk, 'constructs': constructs, 'cdk-bedrock-flows': flows, 'path': { join } };

/** Runs a program in TypeScript, and gives the template of its stack. */
export function templateOf(source: string, at: string): Record<string, unknown> {
  const { code } = transformSync(source, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true }, module: { type: 'commonjs' },
  });
  const exports: { Made?: new (scope: constructs.Construct, id: string) => cdk.Stack } = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  new Function('require', 'exports', '__dirname', code)((name: string) => MODULES[name], exports, at);
  return Template.fromStack(new exports.Made!(new cdk.App(), 'Made')).toJSON() as Record<string, unknown>;
}

export function definitionIn(template: unknown): Definition {
  const { definition, prompts } = flowInDocument(template, 'flow');
  return filled(definition, prompts) as Definition;
}

// with the contents of managed prompts
function filled(json: unknown, prompts: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(json)) { return json.map((item) => filled(item, prompts)); }
  if (typeof json !== 'object' || json === null) { return json; }
  const { resource } = json as { readonly resource?: { readonly promptArn?: unknown } };
  const known = resource && prompts[JSON.stringify(resource.promptArn)];
  return known
    ? { inline: known } : Object.fromEntries(Object.entries(json).map(([key, value]) => [key, filled(value, prompts)]));
}

/** What of a definition counts, written down without the help of what is tested. */
export function meaning(definition: Definition): unknown {
  const own = new Map((definition.nodes ?? []).filter(({ type }) => type.startsWith('Loop') && type !== 'Loop')
    .map(({ name, type }) => [name, type as string]));
  const nameOf = (name: string) => own.get(name) ?? name;
  const joins = (definition.connections ?? []).map(({ source, target, type, configuration }) => (
    JSON.stringify([nameOf(source), nameOf(target), type, configuration])
  ));
  const joined = (node: string, input: string) => definition.connections?.some((one) => (
    one.target === node && one.type === 'Data' && one.configuration?.data.targetInput === input
  ));
  const nodes = (definition.nodes ?? []).map((node) => ({
    name: nameOf(node.name),
    type: node.type,
    inputs: sorted((node.inputs ?? []).filter(({ name }) => joined(node.name, name))),
    outputs: sorted((node.outputs ?? []).filter(({ name }) => name !== 'iterationCount')),
    configuration: settings(node.configuration ?? {}),
  }));
  return { nodes: sorted(nodes), joins: joins.sort() };
}

function sorted<T extends { readonly name: string }>(list: readonly T[]): readonly T[] {
  return [...list].sort((left, right) => left.name < right.name ? -1 : 1);
}

/** Variables are those of the text; what is retired, and what is empty, says nothing. */
function settings(json: unknown): unknown {
  if (Array.isArray(json)) { return defaultLast(json).map(settings); }
  if (typeof json !== 'object' || json === null) { return json; }
  if ('definition' in json) { return meaning((json as { definition: Definition }).definition); }
  const kept = Object.entries(json).filter(([key, value]) => !['inputVariables', 'topK'].includes(key)
    && !(Array.isArray(value) && value.length === 0));
  const members = kept.map(([key, value]) => [key, settings(value)] as const)
    .filter(([key, value]) => !(EMPTY.has(key) && JSON.stringify(value) === '{}'));
  return Object.fromEntries(members);
}

const EMPTY = new Set(['input', 'output', 'iterator', 'collector', 'loopInput']);

// the default counts when nothing else does, wherever it stands
function defaultLast(list: readonly unknown[]): readonly unknown[] {
  const isDefault = (item: unknown) => JSON.stringify(item) === '{"name":"default"}';
  return [...list.filter((item) => !isDefault(item)), ...list.filter(isDefault)];
}
