/** Writes `mocks.schema.json`, and the tables of `docs/` that come from records: `npx projen tables`. */
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { limitsTable } from './docs/limits';
import { EFFECT_TYPES, KINDS, NODE_TYPES } from '../src/core/kinds';
import type { ConstructRow } from '../src/core/kinds/kind';
import { MOCK_KINDS } from '../src/runner/mocks/kinds';
import type { MockKindOf, Schema } from '../src/runner/mocks/kinds/mock-kind';
import { MOCK_OPTIONS } from '../src/runner/mocks/kinds/options';
import type { MockKind } from '../src/runner/mocks/mock';

const ROOT = join(__dirname, '..');
export const SCHEMA_FILE = join(ROOT, 'mocks.schema.json');

/** The text of `mocks.schema.json`. */
export function mocksSchema(): string {
  const one = (name: string) => ({ $ref: `#/definitions/${name}` });
  const kinds = Object.entries<AnyKind>(MOCK_KINDS);
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Mocks of a flow of Amazon Bedrock, for cdk-bedrock-flows',
    ...closed({
      $schema: { type: 'string' },
      input: { description: 'The input of the flow where none is given.' },
      nodes: {
        type: 'object',
        description: 'What answers for a node, by its name.',
        additionalProperties: one('mock'),
      },
      types: {
        ...closed(Object.fromEntries(EFFECT_TYPES.map((type) => [type, one('mock')]))),
        description: 'What answers for nodes that have no mock of their own, by their type.',
      },
    }),
    definitions: {
      mock: { oneOf: kinds.map(([kind]) => one(kind)) },
      oneCall: { oneOf: kinds.filter(([, { answersInTurn }]) => !answersInTurn).map(([kind]) => one(kind)) },
      ...Object.fromEntries(kinds.map(([kind, { schema: value, options }]) => [kind, closed({
        [kind]: value,
        ...Object.fromEntries(Object.keys(options).map((option) => [option, one(option)])),
      }, [kind])])),
      ...Object.fromEntries(Object.entries(MOCK_OPTIONS).map(([name, option]) => [name, option.schema])),
    },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** The page of each table, which has the name that the comments around it say. */
const TABLES: readonly { readonly page: string; readonly table: string; readonly lines: () => readonly string[] }[] = [
  { page: 'docs/nodes.md', table: 'nodes', lines: nodesTable },
  { page: 'docs/testing.md', table: 'mocks', lines: mocksTable },
  { page: 'docs/limits.md', table: 'limits', lines: limitsTable },
];

/** Each page that has a table from records: its path, its text, and the text as it should be. */
export function pages(): readonly { readonly path: string; readonly is: string; readonly shouldBe: string }[] {
  return TABLES.map(({ page, table, lines }) => {
    const path = join(ROOT, page);
    const is = readFileSync(path, 'utf8');
    return { path, is, shouldBe: between(is, table, lines()) };
  });
}

/** What all kinds of mocks have in common. */
type AnyKind = Pick<MockKindOf<MockKind>, 'schema' | 'options' | 'answersInTurn' | 'doc'>;

function mocksTable(): readonly string[] {
  return [
    '| Mock of a node | Answers |',
    '|---|---|',
    ...Object.values<AnyKind>(MOCK_KINDS).map(({ doc }) => `| \`${spaced(doc.example)}\` | ${doc.answers} |`),
  ];
}

function nodesTable(): readonly string[] {
  const rows = NODE_TYPES.flatMap((type) => KINDS[type].constructs);
  return [
    '| Class | Does | Takes | Gives |',
    '|---|---|---|---|',
    ...[...rows, RAW_NODE].map(({ name, does, takes, gives }) => `| \`${name}\` | ${does} | ${takes} | ${gives} |`
      .replace(/ {2}\|$/, ' |')),
  ];
}

const RAW_NODE: ConstructRow = {
  name: 'RawNode', does: 'anything else, in the service\'s words', takes: '`inputs`', gives: '`output(name)`',
};

function closed(properties: Schema, required: readonly string[] = []): Schema {
  return { type: 'object', ...required.length > 0 && { required }, additionalProperties: false, properties };
}

/** JSON on one line, with the spaces that people write. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) { return `[${value.map(spaced).join(', ')}]`; }
  return typeof value === 'object' && value !== null
    ? `{${Object.entries(value).map(([key, member]) => `"${key}": ${spaced(member)}`).join(', ')}}`
    : JSON.stringify(value);
}

/** Replaces what stands between the two comments that name a table. */
function between(text: string, table: string, lines: readonly string[]): string {
  const [start, end] = [`<!-- table: ${table} -->`, `<!-- end of table: ${table} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) {
    throw new Error(`no page has the table '${table}'; put it between ${start} and ${end}`);
  }
  return `${text.slice(0, from + start.length)}\n\n${lines.join('\n')}\n\n${text.slice(to)}`;
}

if (require.main === module) {
  writeFileSync(SCHEMA_FILE, mocksSchema());
  for (const { path, shouldBe } of pages()) { writeFileSync(path, shouldBe); }
}
