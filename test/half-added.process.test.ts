/**
 * A type of node or a kind of mock that is half added does not compile, and says where it is missing. The compiler
 * reads the sources with a few lines more.
 */
import { join } from 'path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..');
const KINDS = 'src/core/kinds/index.ts';
const TRANSFORM = 'src/core/kinds/transform.ts';
const MOCK = 'src/runner/mocks/mock.ts';
const MOCK_KINDS = 'src/runner/mocks/kinds/index.ts';

/** What reads the records, without CDK. */
const PROGRAM = [
  KINDS, 'src/core/simulate/fire.ts', 'src/core/model/shape.ts', MOCK_KINDS, 'src/runner/handlers/aws/aws.ts',
  'cli/code/build/nodes.ts',
];

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
};

const read = new Map<string, ts.SourceFile | undefined>();
let previous: ts.Program | undefined;

/**
 * The errors of the sources with these changes: files and messages.
 *
 * @param checked the one to check; all where it is left out, which takes its time
 */
function errors(changes: { readonly [file: string]: Change }, checked?: string): readonly string[] {
  const changed = new Map(Object.entries(changes).map(([file, change]) => [join(ROOT, file), change]));
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists } = host;
  host.fileExists = (file) => changed.has(file) || fileExists(file);
  host.getSourceFile = (file, options) => {
    const change = changed.get(file);
    if (change) { return ts.createSourceFile(file, change(ts.sys.readFile(file) ?? ''), options); }
    if (!read.has(file)) {
      const text = ts.sys.readFile(file);
      read.set(file, text === undefined ? undefined : ts.createSourceFile(file, text, options));
    }
    return read.get(file);
  };
  const program = ts.createProgram(PROGRAM.map((file) => join(ROOT, file)), OPTIONS, host, previous);
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
