/**
 * A type of node, a kind of mock or a command that is half added does not compile, and says where it is missing. The
 * compiler reads the sources with a few lines more.
 */
import { dirname, join } from 'path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..');
const KINDS = 'src/core/kinds/index.ts';
const TRANSFORM = 'src/core/kinds/transform.ts';
const MOCK = 'src/runner/mocks/mock.ts';
const MOCK_KINDS = 'src/runner/mocks/kinds/index.ts';
const COMMANDS = 'cli/commands.ts';
const NAMES = 'cli/command-record.ts';
const PING = 'cli/ping/record.ts';
const LINT = 'projenrc/lint.ts';

/** What reads the records, without CDK. */
const PROGRAM = [
  KINDS, 'src/core/simulate/fire.ts', 'src/core/model/shape.ts', MOCK_KINDS, 'src/runner/handlers/aws/aws.ts',
  'cli/code/build/nodes.ts',
];
/** What reads the record of commands. */
const COMMAND = [COMMANDS, LINT];

type Change = (text: string) => string;

const OPTIONS: ts.CompilerOptions = {
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  ignoreDeprecations: '6.0',
  lib: ['lib.es2022.d.ts'],
  types: ['node'],
  resolveJsonModule: true,
};

const read = new Map<string, ts.SourceFile | undefined>();
let previous: ts.Program | undefined;

/**
 * The errors of the sources with these changes: files and messages.
 *
 * @param checked the one to check; all where it is left out, which takes its time
 */
function errors(
  changes: { readonly [file: string]: Change }, checked?: string, roots: readonly string[] = PROGRAM,
): readonly string[] {
  const changed = new Map(Object.entries(changes).map(([file, change]) => [join(ROOT, file), change]));
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, directoryExists } = host;
  const folders = new Set([...changed.keys()].map(dirname));
  host.fileExists = (file) => changed.has(file) || fileExists(file);
  host.directoryExists = (folder) => folders.has(folder) || directoryExists!(folder);
  host.getSourceFile = (file, options) => {
    const change = changed.get(file);
    if (change) { return ts.createSourceFile(file, change(ts.sys.readFile(file) ?? ''), options); }
    if (!read.has(file)) {
      const text = ts.sys.readFile(file);
      read.set(file, text === undefined ? undefined : ts.createSourceFile(file, text, options));
    }
    return read.get(file);
  };
  const program = ts.createProgram(roots.map((file) => join(ROOT, file)), OPTIONS, host, previous);
  previous ??= program;
  const source = checked === undefined ? undefined : program.getSourceFile(join(ROOT, checked));
  return ts.getPreEmitDiagnostics(program, source).map(({ file, messageText }) =>
    `${file?.fileName.slice(ROOT.length + 1) ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

const after = (line: string, more: string): Change => (text) => {
  if (!text.includes(line)) { throw new Error(`there is no '${line}' any more`); }
  return text.replace(line, `${line}\n${more}`);
};

const DEFINED: Change = (text) => after('export interface NodeConfigurations {',
  '  readonly Transform: { readonly transform: TransformConfiguration };')(
  after('import { AGENT } from \'./agent\';',
    'import { TRANSFORM, type TransformConfiguration } from \'./transform\';')(text));
const LISTED: Change = (text) => after('KINDS: { readonly [K in NodeType]: Kind<K> } = {', '  Transform: TRANSFORM,')(
  DEFINED(text));

const RECORD = `
import type { Kind } from './kind';
import { QUOTA } from '../constraints/limits';
import { must, text } from '../model/member';
import type { Value } from '../model/opaque';

export interface TransformConfiguration {
  readonly transformArn: Value<string>;
}

export const TRANSFORM: Kind<'Transform'> = {
  key: 'transform',
  structure: { members: { transformArn: must(text()) } },
  inputs: [{ name: 'document', type: 'Any' }],
  outputs: [{ name: 'transformed', type: 'Any' }],
  inLoop: true,
  quota: { max: 5, source: QUOTA },
  grants: [{ grant: 'invokeFunction', on: ({ transformArn }) => transformArn }],
  grantsInApp: 'none',
  moving: [],
  constructs: [
    { name: 'TransformNode', does: 'transforms a value', takes: '\`document\`', gives: '\`transformed\`' },
  ],
  drawing: { shape: ['[[', ']]'], category: 'code', form: 'work' },
  run: {
    how: 'effect',
    request: ({ configuration: { transformArn } }, inputs, { flowArn, flowAliasArn }) => ({
      operation: 'Invoke',
      functionArn: transformArn,
      event: { messageVersion: '1.0', flow: { flowArn, flowAliasArn }, node: { name: '', inputs: [] } },
    }),
    operations: ['Invoke'],
    example: () => 'what it is transformed to',
    answersText: () => false,
  },
  assumptions: 'none',
};
`;

test('a type of which only the configuration is known', () => {
  expect(errors({ [KINDS]: DEFINED, [TRANSFORM]: () => RECORD }, KINDS)).toEqual([
    expect.stringMatching(`^${KINDS}: Property 'Transform' is missing in type .*'`),
  ]);
});

test.each(['quota', 'grants', 'grantsInApp', 'moving', 'drawing', 'run', 'structure', 'assumptions'])(
  'a type without %s', (part) => {
    const without = RECORD.replace(new RegExp(`\\n  ${part}: (\\{\\n[^]*?\\n  \\}|.*),`), '');
    expect(without).not.toBe(RECORD);
    expect(errors({ [KINDS]: LISTED, [TRANSFORM]: () => without }, TRANSFORM))
      .toContainEqual(expect.stringMatching(`^${TRANSFORM}: Property '${part}' is missing in type`));
  });

test('a type that is carried out by the engine, and is none of those that the engine knows', () => {
  const controlled = RECORD.replace(/ {2}run: \{\n[^]*?\n {2}\},/, '  run: { how: \'control\', isAlone: true },');
  expect(errors({ [KINDS]: LISTED, [TRANSFORM]: () => controlled }, TRANSFORM))
    .toContainEqual(expect.stringMatching(`^${TRANSFORM}: Type '"control"' is not assignable to type '"effect"'`));
});

test('a whole type needs no other change', () => {
  expect(errors({ [KINDS]: LISTED, [TRANSFORM]: () => RECORD })).toEqual([]);
});

test('a kind of mock without a record', () => {
  const shaped = after('export interface MockShapes {', '  readonly judge: { readonly judge: string };');
  expect(errors({ [MOCK]: shaped }, MOCK_KINDS)).toContainEqual(
    expect.stringMatching(`^${MOCK_KINDS}: Property 'judge' is missing in type`));
});

const NAMED = after('export type CommandName =', '  | \'ping\'');
const ROW: Change = (text) => after('CommandRecord<Name> } = {', '  ping: PING,')(
  after('import { CODE } from \'./code/record\';', 'import { PING } from \'./ping/record\';')(text));
const WALL = after('CommandName]: string } = {', '  ping: \'ping\',');
const WHOLE = { [NAMES]: NAMED, [COMMANDS]: ROW, [LINT]: WALL };

const PING_RECORD = `
import type { CommandRecord } from '../command-record';

export const PING: CommandRecord<'ping'> = {
  name: 'ping',
  summary: 'say that it is there',
  description: ['Says that it is there.'],
  exitCodes: { 0: 'it said so', 2: 'wrong usage' },
  examples: '\\n  bedrock-flows ping',
  define: (command, io) => command.action(() => { io.stdout.write('here'); }),
};
`;

const errorsOfCommand = (checked: string, changes: { readonly [file: string]: Change }, record = PING_RECORD) =>
  errors({ ...changes, [PING]: () => record }, checked, [...COMMAND, PING]);

test('a command that only has a record', () => {
  expect(errorsOfCommand(PING, {})).toContainEqual(
    expect.stringMatching(`^${PING}: Type '"ping"' does not satisfy the constraint`));
});

test('a command that is not in the list', () => {
  expect(errorsOfCommand(COMMANDS, { ...WHOLE, [COMMANDS]: (text) => text })).toEqual([
    expect.stringMatching(`^${COMMANDS}: Property 'ping' is missing in type`),
  ]);
});

test('a command that is in the list, and whose name is not known', () => {
  expect(errorsOfCommand(COMMANDS, { [COMMANDS]: ROW })).toEqual([
    expect.stringMatching(`^${COMMANDS}: .*'ping' does not exist in type`),
  ]);
});

test('a command whose folder the wall between commands does not know', () => {
  expect(errorsOfCommand(LINT, { ...WHOLE, [LINT]: (text) => text })).toContainEqual(
    expect.stringMatching(`^${LINT}: Property 'ping' is missing in type`));
});

test.each(['name', 'summary', 'description', 'exitCodes', 'examples', 'define'])('a command without %s', (part) => {
  const record = PING_RECORD.replace(new RegExp(`\\n  ${part}: .*`), '');
  expect(record).not.toBe(PING_RECORD);
  expect(errorsOfCommand(PING, WHOLE, record))
    .toContainEqual(expect.stringMatching(`^${PING}: Property '${part}' is missing in type`));
});

test('a command in the row of another one', () => {
  const mistaken: Change = (text) => text.replace('  cost: COST,', '  cost: DIFF,');
  expect(errors({ [COMMANDS]: mistaken }, COMMANDS, COMMAND)).toEqual([
    expect.stringMatching(`^${COMMANDS}: Type 'CommandRecord<"diff">' is not assignable to type '.*<"cost">'`),
  ]);
});

test('a whole command', () => {
  for (const file of [NAMES, COMMANDS, PING]) { expect(errorsOfCommand(file, WHOLE)).toEqual([]); }
  expect(errorsOfCommand(LINT, WHOLE).filter((error) => error.includes('ping'))).toEqual([]);
});
