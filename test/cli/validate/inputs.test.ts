import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { joined } from '../../../src/core/joined';
import { doubtful, flow, folder, pascal, template, validate } from '../support';

const WRONG = 'category = "refund"';

describe('every form', () => {
  const broken = flow(WRONG);
  const forms: readonly [string, string, string, string | null][] = [
    ['a definition in camelCase', 'a.json', JSON.stringify(broken), null],
    ['a definition in PascalCase', 'a.json', JSON.stringify(pascal(broken)), null],
    [
      'an answer of GetFlow', 'a.json',
      JSON.stringify({ name: 'triage', id: 'FLOW000001', status: 'Prepared', definition: broken }), 'triage',
    ],
    ['a resource', 'a.json', JSON.stringify({
      Type: 'AWS::Bedrock::Flow', Properties: { Name: 'triage', Definition: pascal(broken) },
    }), 'triage'],
    ['a template in JSON', 'a.template.json', JSON.stringify(template({ Definition: pascal(broken) })), 'Triage'],
    ['a template in YAML', 'a.yaml', stringify(template({ Definition: pascal(broken) })), 'Triage'],
    ['a template without extension', 'template', stringify(template({ Definition: pascal(broken) })), 'Triage'],
    ['DefinitionString', 'a.yml', stringify(template({ DefinitionString: JSON.stringify(broken) })), 'Triage'],
    ['anchors', 'a.yaml', stringify({ ...template({ Definition: broken }), Again: broken }), 'Triage'],
  ];
  test.each(forms)('%s', async (_, name, text, id) => {
    const { code, out, err } = await validate(['--json', join(folder({ [name]: text }), name)]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      flow: id, findings: [{ severity: 'error', code: 'MalformedConditionExpression', node: 'Route' }],
    });
  });

  test.each(forms)('%s, from standard input', async (_, _name, text) => {
    const { code, out, err } = await validate(['-'], { stdin: text });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out)
      .toMatch(
        joined(
          /^<stdin>:\d+:\d+: error: \[.*Route\] condition 'isRefund' can't be read at character 10: .* /,
          /\[MalformedConditionExpression\]\n/,
        ),
      );
  });
});

test('short forms of intrinsic functions', async () => {
  const text = [
    'Resources:', '  Triage:', '    Type: AWS::Bedrock::Flow', '    Properties:', '      Name: !Sub '
      + '"${AWS::StackName}-triage"',
    '      ExecutionRoleArn: !GetAtt Role.Arn', '      Definition:', '        Nodes:',
    '          - {Name: FlowInputNode, Type: Input, Outputs: [{Name: document, Type: String}]}',
    '          - Name: Ask', '            Type: LambdaFunction',
    '            Configuration: {LambdaFunction: {LambdaArn: !Join [":", [!Ref A, !If [B, x, !Select [0, !GetAZs '
      + '""]]]]}}',
    '            Inputs: [{Name: question, Type: String, Expression: $.data}]',
    '            Outputs: [{Name: functionResponse, Type: !Ref Kind}]',
    '          - {Name: Answer, Type: Output, Inputs: [{Name: document, Type: String, Expression: $.data}]}',
    '        Connections:',
    '          - {Name: toAsk, Type: Data, Source: FlowInputNode, Target: Ask, Configuration: {Data: {SourceOutput: '
      + 'document, TargetInput: question}}}',
    '          - Name: toAnswer', '            Type: Data', '            Source: Ask', '            Target: Answer',
    '            Configuration: !If [C, {Data: {SourceOutput: functionResponse, TargetInput: document}}, !Ref '
      + 'AWS::NoValue]',
  ].join('\n');
  const { out, err } = await validate(['--json', '-'], { stdin: text });
  expect(err).toBe('');
  const { findings } = JSON.parse(out) as { findings: { code: string }[] };
  expect(findings.map(({ code }) => code).filter((code) => /Illegal|UnknownKey|LambdaFunction/.test(code))).toEqual([]);
});

test.each<[string, Uint8Array]>([
  ['UTF-8', Buffer.from(`\uFEFF${JSON.stringify(flow())}`)],
  ['UTF-16, as PowerShell writes it', Buffer.from(`\uFEFF${JSON.stringify(flow())}`, 'utf16le')],
  ['UTF-16, big endian', Buffer.from(`\uFEFF${JSON.stringify(flow())}`, 'utf16le').swap16()],
])('byte order mark of %s', async (_, stdin) => {
  expect(await validate(['-'], { stdin })).toEqual({ code: 0, out: 'no findings in 1 flow (1 file)\n', err: '' });
});

test('a definition in S3 is not passed over in silence', async () => {
  const { code, out } = await validate(['-'],
    { stdin: JSON.stringify(template({ DefinitionS3Location: { Bucket: 'b', Key: 'flows/a.json' } })) });
  expect(code).toBe(0);
  expect(out).toContain('warning: [Triage/definitionS3Location] the definition is in S3 (b/flows/a.json), which is not '
    + 'read here;');
});

test('a flow without definition', async () => {
  const { code, out } = await validate(['-'], { stdin: JSON.stringify(template({})) });
  expect(code).toBe(1);
  expect(out).toContain('[MissingStartingNodes]');
});

describe('folders', () => {
  const good = JSON.stringify(template({ Definition: pascal(flow()) }));
  const assembly = {
    'A.template.json': good,
    'ANested1234.nested.template.json': JSON.stringify(template({ Definition: pascal(flow(WRONG)) }, 'Inner')),
    'assembly-Prod/B.template.json': JSON.stringify(template({ Definition: pascal(doubtful()) }, 'Staged')),
    'asset.abc.json': JSON.stringify(flow()),
    'asset.def/index.json': JSON.stringify(flow(WRONG)),
    'node_modules/x/flow.json': JSON.stringify(flow(WRONG)),
    'manifest.json': '{"version":"1"}',
    'tree.json': '{"type":"AWS::Bedrock::Flow"}',
    'A.assets.json': '{}',
    'NoFlow.template.json': '{"Resources":{"B":{"Type":"AWS::S3::Bucket"}}}',
    'graph.json': '{"nodes":[1,2]}',
    'tsconfig.json': '{ // comment\n}',
    'picture.yaml': Buffer.from([0xFF, 0xFE, 0x00]),
    'readme.md': 'connections: x',
  };

  test('a cloud assembly with all that is in it', async () => {
    const root = folder(assembly);
    symlinkSync(root, join(root, 'circle'));
    symlinkSync(join(root, 'nowhere'), join(root, 'dangling.json'));
    const { code, out, err } = await validate(['--json', root]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const lines = out.trim().split('\n')
      .map((line) => JSON.parse(line) as { file: string; flow: string; findings: unknown[] });
    expect(lines.map(({ file, flow: id, findings }) => [file.slice(root.length + 1), id, findings.length])).toEqual([
      ['A.template.json', 'Triage', 0],
      ['ANested1234.nested.template.json', 'Inner', 1],
      [join('assembly-Prod', 'B.template.json'), 'Staged', 1],
      ['asset.abc.json', null, 0],
    ]);
  });

  test('a broken template in a folder is said', async () => {
    const root =
      folder({ 'A.template.json': good, 'B.template.json': '{"Resources": {"F": {"Type": "AWS::Bedrock::Flow",}}}' });
    const { code, out, err } = await validate([root]);
    expect([code, out]).toEqual([2, 'no findings in 1 flow (1 file)\n']);
    expect(err).toBe(`${join(root, 'B.template.json')}:1:51: error: is not JSON: a key in double quotes is expected `
      + 'after the comma; correct it there [UnreadableInput]\n');
  });

  test('a file that is named twice counts once', async () => {
    const root = folder({ 'A.template.json': good });
    const { code, out } = await validate([root, join(root, 'A.template.json'), root]);
    expect([code, out]).toEqual([0, 'no findings in 1 flow (1 file)\n']);
  });

  test('templates without flows among others', async () => {
    const root = folder(assembly);
    const [a, none] = ['A.template.json', 'NoFlow.template.json'].map((name) => join(root, name));
    expect(await validate([a, none])).toEqual({ code: 0, out: 'no findings in 1 flow (1 file)\n', err: '' });
    expect((await validate([none])).code).toBe(2);
  });
});
