/** What `bedrock-flows types` writes compiles, and runs behind Lambda nodes with the event of the service. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import * as ts from 'typescript';
import { invoices } from './support';
import { cli, folder } from '../support';

const ROOT = join(__dirname, '../../..');
const root = folder({ 'S.template.json': invoices() });
const file = (name: string) => join(root, name);
const INPUT = JSON.stringify({ text: 'Sum 120', class: 2, lines: ['a 100', 'b 20'] });

let said: ReadonlyMap<string, readonly string[]>;
beforeAll(async () => {
  for (const [language, name] of [['typescript', 'flow-types.ts'], ['python', 'flow_types.py']]) {
    const { code, err } = await cli(['types', root, '--language', language, '-o', file(name)]);
    expect([code, err]).toEqual([0, `wrote ${file(name)}\n`]);
  }
  said = compiled();
});

const IMPORTS = 'import { flowNode } from \'cdk-bedrock-flows/lambda\';\nimport * as types from \'./flow-types\';\n';

const SOUND = `${IMPORTS}
  import { InvokeFlowCommand } from '@aws-sdk/client-bedrock-agent-runtime';
  export const handler = flowNode<types.ReadTotalInputs, types.ReadTotalAnswer>(
    async ({ text, class: rank }, { node }) => text.length + rank + node.length, types.READ_TOTAL);
  export const line = flowNode<types.ReadTotal2Inputs, types.ReadTotal2Answer>(
    ({ line }) => line, types.READ_TOTAL_2);
  interface Sum { readonly sum: number }
  export const object = flowNode<types.ReadTotal2Inputs, Sum>(() => ({ sum: 1 }), {
    inputs: types.READ_TOTAL_2.inputs, answer: 'Object',
  });
  export const plain = async (event: types.FlowNodeEvent): Promise<types.ReadTotalAnswer> =>
    types.readTotalInputs(event).class;
  export const command = new InvokeFlowCommand({
    flowIdentifier: 'F', flowAliasIdentifier: 'A', inputs: types.invoicesCall({ text: 'a', lines: [1, null] }),
  });
  export const total = ({ Total, Large }: types.InvoicesOutputs): number => Large === undefined ? 0 : Total;
`;

const WRONG: readonly (readonly [what: string, handler: string, words: RegExp])[] = [
  ['a text for a number', '() => "5", types.READ_TOTAL', /Type 'string' is not assignable to type 'number/],
  ['nothing', 'async () => {}, types.READ_TOTAL', /Promise<void>/],
  ['an input that is not there', '({ txt }: types.ReadTotalInputs) => txt.length', /Property 'txt' does not exist/],
  ['a text as a number', '({ text }) => text - 1', /left-hand side of an arithmetic operation/],
  ['types of another node', '() => 5, types.READ_TOTAL_2',
    /is missing the following properties from type '.*class: "Number"/],
];

/** What the compiler says of each file of handlers. */
function compiled(): ReadonlyMap<string, readonly string[]> {
  const files = new Map([
    ['sound', SOUND],
    ...WRONG.map(([what, handler]) => [what, `${IMPORTS}
      export const handler = flowNode<types.ReadTotalInputs, types.ReadTotalAnswer>(${handler});`] as const),
  ].map(([name, text]) => [file(`${name.replaceAll(' ', '-')}.ts`), { name, text }]));
  for (const [path, { text }] of files) { writeFileSync(path, text); }
  const program = ts.createProgram([...files.keys()], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
    skipLibCheck: true,
    paths: {
      'cdk-bedrock-flows/lambda': [join(ROOT, 'src/lambda/index.ts')],
      '@aws-sdk/*': [join(ROOT, 'node_modules/@aws-sdk/*')],
    },
  });
  const all = ts.getPreEmitDiagnostics(program);
  return new Map([...files].map(([path, { name }]) => [name, all.filter(({ file: at }) => at?.fileName === path)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))]));
}

test('handlers and callers compile', () => {
  expect(said.get('sound')).toEqual([]);
});

test.each(WRONG)('caught where it is written: %s', (what, _, words) => {
  const found = said.get(what)!;
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(words);
});

/** Runs the flow with the handlers of a file. */
async function run(handlers: string) {
  writeFileSync(file('mocks.json'), JSON.stringify({
    nodes: { ReadTotal: { lambda: `./${handlers}#handler` }, read_total: { lambda: `./${handlers}#line` } },
  }));
  const { out } = await cli(['run', root, '--mocks', file('mocks.json'), '--input', INPUT, '--json']);
  const events = out.trim().split('\n').map((line) => JSON.parse(line) as {
    flowOutputEvent?: { nodeName: string; content: { document: unknown } };
    dependencyFailedException?: { message: string };
  });
  return {
    outputs: events.flatMap(({ flowOutputEvent: found }) => found
      ? [[found.nodeName, found.content.document]] : []),
    out,
  };
}

/** As users bundle their functions. */
function bundled(handler: string): void {
  writeFileSync(file('source.ts'), `${IMPORTS}
    export const handler = flowNode<types.ReadTotalInputs, types.ReadTotalAnswer>(${handler}, types.READ_TOTAL);
    export const line = async (event: types.FlowNodeEvent) => types.readTotal2Inputs(event).line.toUpperCase();`);
  buildSync({
    entryPoints: [file('source.ts')],
    outfile: file('bundle.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    alias: { 'cdk-bedrock-flows/lambda': join(ROOT, 'src/lambda/index.ts') },
    logLevel: 'error',
  });
}

const OUTPUTS = [['Total', 122], ['Line', 'A 100'], ['Line', 'B 20'], ['Large', JSON.parse(INPUT)]];
const inAnyOrder = (pairs: readonly unknown[]) => pairs.map((pair) => JSON.stringify(pair)).sort();

test('a bundle with flowNode behind the nodes', async () => {
  bundled('({ text, class: rank }) => Number(/[0-9]+/.exec(text)![0]) + rank');
  const { outputs } = await run('bundle.js');
  expect(inAnyOrder(outputs)).toEqual(inAnyOrder(OUTPUTS));
});

test('an answer of the wrong type is one line at its node', async () => {
  bundled('({ text }) => text as never');
  const { out } = await run('bundle.js');
  expect(out).toContain('FlowNodeError: [ReadTotal] the function returned a String, but the flow takes a Number; '
    + 'return that, or change responseType of the node [MismatchedNodeOutputType]');
});

const PYTHON = 'import sys\nsys.path.insert(0, __import__("os").path.dirname(__file__))\nimport flow_types as types\n';
const LINE = '\n@types.read_total_2_node\ndef line(inputs):\n    return inputs["line"].upper()\n';

test('the same in Python', async () => {
  writeFileSync(file('total.py'), `${PYTHON}
@types.read_total_node
def handler(inputs: types.ReadTotalInputs) -> types.ReadTotalAnswer:
    return int(inputs["text"].split()[-1]) + inputs["class"]
${LINE}`);
  const { outputs } = await run('total.py');
  expect(inAnyOrder(outputs)).toEqual(inAnyOrder(OUTPUTS));
});

test('an answer of the wrong type in Python', async () => {
  writeFileSync(file('text.py'), `${PYTHON}
@types.read_total_node
def handler(inputs):
    return inputs["text"]
${LINE}`);
  const { out } = await run('text.py');
  expect(out).toContain('TypeError: [ReadTotal] the function returned String, but the flow takes Number; return that, '
    + 'or change response_type of the node [MismatchedNodeOutputType]');
});
