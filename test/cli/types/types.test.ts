/** What types have in them, and that no name leaves its place. */
import { readFileSync } from 'node:fs';
import * as ts from 'typescript';
import { invoices } from './support';
import { pythonOf } from '../../../cli/types/python';
import { typedFlow } from '../../../cli/types/typed-flow';
import { typescriptOf } from '../../../cli/types/typescript';
import type { DataType, Definition } from '../../../src/core/model/definition';
import { cli, flow, folder } from '../support';

const HOSTILE = ['*/ process.exit(); /*', '"""\nimport os', '__proto__', 'constructor', 'a\nb', '\\', 'class',
  '\u202e'];

const hostile = (type: DataType): Definition => ({
  nodes: [
    { name: HOSTILE[0], type: 'Input', outputs: [{ name: 'document', type }] },
    ...HOSTILE.map((name) => ({
      name,
      type: 'LambdaFunction' as const,
      inputs: HOSTILE.map((input) => ({ name: input, type, expression: '$.data' })),
      outputs: [{ name: 'functionResponse', type }],
    })),
    ...HOSTILE.map((name) => ({
      name: `${name} out`, type: 'Output' as const, inputs: [{ name: 'document', type, expression: '$.data' }],
    })),
  ],
});

test.each<DataType>(['String', 'Number', 'Boolean', 'Object', 'Array'])('no name ends its text, %s', (type) => {
  const types = typescriptOf(typedFlow(hostile(type), '*/ evil()', 'a\nb.json'));
  const source = ts.createSourceFile('a.ts', types, ts.ScriptTarget.ES2022, true);
  expect((source as unknown as { parseDiagnostics: readonly object[] }).parseDiagnostics).toEqual([]);
  const kinds = [...new Set(source.statements.map(({ kind }) => ts.SyntaxKind[kind]))].sort();
  expect(kinds).toEqual(['FirstStatement', 'FunctionDeclaration', 'InterfaceDeclaration', 'TypeAliasDeclaration']);
  const { outputText } = ts.transpileModule(types, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const exported: { [name: string]: { inputs: object } } = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  new Function('exports', outputText)(exported);
  expect(Object.keys(exported.CLASS.inputs).sort()).toEqual([...HOSTILE].sort());
});

test('names that differ only in case and blanks get numbers', async () => {
  const { out } = await cli(['types', folder({ 'S.template.json': invoices() })]);
  expect(out).toContain('export const READ_TOTAL = {\n  inputs: { class: \'Number\', text: \'String\' },');
  expect(out).toContain('export const READ_TOTAL_2 = {\n  inputs: { line: \'String\' },');
});

test('outputs that may not come, and those that may come several times', async () => {
  const root = folder({ 'S.template.json': invoices() });
  const { out } = await cli(['types', root]);
  expect(out.slice(out.indexOf('export interface InvoicesOutputs'))).toBe(`export interface InvoicesOutputs {
  readonly Total: number;
  readonly Large?: { readonly [name: string]: unknown };
  readonly Line?: string | readonly string[];
}
`);
  const { out: python } = await cli(['types', root, '--language', 'python']);
  expect(python.slice(python.indexOf('class InvoicesOutputs'))).toBe(`class InvoicesOutputs(TypedDict):
    """What Invoices returns, by the names of its Output nodes."""

    Total: float
    Large: NotRequired[dict[str, Any]]
    Line: NotRequired[str | list[str]]
`);
});

test('a flow without functions has types for callers alone', () => {
  const typed = typedFlow(flow() as Definition, 'triage', 'flow.json');
  expect(typed.nodes).toEqual([]);
  for (const text of [typescriptOf(typed), pythonOf(typed)]) {
    expect(text).toContain('TriageOutputs');
    expect(text).not.toMatch(/flow_node|FlowNodeEvent|Callable/);
  }
});

test('a port whose type is none', async () => {
  const broken = flow() as { nodes: { outputs: { type?: string }[] }[] };
  delete broken.nodes[0].outputs[0].type;
  const { code, err } = await cli(['types', folder({ 'flow.json': JSON.stringify(broken) })]);
  expect(code).toBe(2);
  expect(err).toMatch(/error: port 'document' of node 'FlowInputNode' has no type that flows have; correct it; .*\n$/);
});

test.each(['typescript', 'python'])('types in %s are written over types, and over nothing else', async (language) => {
  const at = folder({ 'flow.json': invoices(), 'index.ts': 'export const mine = 1;\n' });
  const written = async (file: string) =>
    cli(['types', `${at}/flow.json`, '--language', language, '-o', `${at}/${file}`]);
  expect((await written('types.txt')).code).toBe(0);
  expect((await written('types.txt')).code).toBe(0);
  const refused = await written('index.ts');
  expect(refused.code).toBe(2);
  expect(refused.err)
    .toContain('index.ts: error: already exists, and was not written by this command; name another');
  expect(readFileSync(`${at}/index.ts`, 'utf8')).toBe('export const mine = 1;\n');
});
