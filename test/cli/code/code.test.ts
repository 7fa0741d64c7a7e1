/** What programs look like, what lies beside them, and what is said of them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { definitionIn, generated, meaning, templateOf } from './support';
import { cli, flow, folder } from '../support';

const data = (source: string, sourceOutput: string, target: string, targetInput: string) => ({
  name: `${source}To${target}${targetInput}`,
  type: 'Data',
  source,
  target,
  configuration: {
    data: { sourceOutput, targetInput },
  },
});
const way = (condition: string, target: string) => ({
  name: `${condition}To${target}`,
  type: 'Conditional',
  source: 'Route',
  target,
  configuration: {
    conditional: { condition },
  },
});
const ask = (name: string, text: string, input: string, expression: string) => ({
  name,
  type: 'Prompt',
  configuration: {
    prompt: {
      sourceConfiguration: {
        inline: {
          modelId: 'us.amazon.nova-lite-v1:0', templateType: 'TEXT', templateConfiguration: { text: { text } },
        },
      },
    },
  },
  inputs: [{ name: input, type: 'String', expression }],
  outputs: [{ name: 'modelCompletion', type: 'String' }],
});
const out =
  (name: string) => ({ name, type: 'Output', inputs: [{ name: 'document', type: 'String', expression: '$.data' }] });

const LETTER = 'Dear customer,\n\n{{text}}\n';
const TRIAGE = {
  name: 'triage',
  definition: {
    nodes: [
      out('Other'), out('Refund'),
      ask('Answer', LETTER, 'text', '$.data.message.text'),
      ask('Classify', 'One word: {{message}}', 'message', '$.data.message.text'),
      {
        name: 'Route',
        type: 'Condition',
        configuration: {
          condition: { conditions: [{ name: 'default' }, { name: 'isRefund', expression: 'category == "refund"' }] },
        },
        inputs: [{ name: 'category', type: 'String', expression: '$.data' }],
      },
      {
        name: 'Look',
        type: 'LambdaFunction',
        configuration: { lambdaFunction: { lambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:look' } },
        inputs: [{ name: 'text', type: 'String', expression: '$.data.message.text' }],
        outputs: [{ name: 'functionResponse', type: 'String' }],
      },
      { name: 'Start', type: 'Input', outputs: [{ name: 'document', type: 'Object' }] },
    ],
    connections: [
      data('Start', 'document', 'Classify', 'message'), data('Classify', 'modelCompletion', 'Route', 'category'),
      data('Start', 'document', 'Look', 'text'),
      way('isRefund', 'Look'), data('Look', 'functionResponse', 'Refund', 'document'),
      data('Start', 'document', 'Answer', 'text'), way('default', 'Answer'),
      data('Answer', 'modelCompletion', 'Other', 'document'),
    ],
  },
};

test.each(['typescript', 'python', 'java', 'csharp', 'go'])('a program in %s', async (language) => {
  const at = folder({ 'flow.json': JSON.stringify(TRIAGE) });
  const { code, out: source, err } = await cli(['code', join(at, 'flow.json'), '--language', language]);
  expect({ code, err })
    .toEqual({ code: 0, err: 'triage: the program was run, and its definition is the same\n' });
  expect(source).toBe(readFileSync(join(__dirname, 'programs', `triage.${language}.txt`), 'utf8'));
});

test('prompts of more than a line lie beside it', async () => {
  const { code, err, source, folder: at } = await generated(TRIAGE);
  expect(code).toBe(0);
  expect(source).toContain("prompt: FlowPrompt.fromTextFile(join(__dirname, 'Made-texts/answer.txt'))");
  expect(readFileSync(join(at, 'Made-texts/answer.txt'), 'utf8')).toBe(LETTER);
  expect(err).toContain(`wrote ${join(at, 'Made-texts/answer.txt')}\n`);
  expect(meaning(definitionIn(templateOf(source, at)))).toEqual(meaning(definitionIn(TRIAGE)));
});

test('what is there already is not written over', async () => {
  const at = folder({ 'flow.json': JSON.stringify(TRIAGE), 'made.ts': '// mine' });
  const argv = ['code', join(at, 'flow.json'), '--language', 'typescript', '-o', join(at, 'made.ts')];
  expect(await cli(argv)).toMatchObject({
    code: 2,
    err: expect.stringMatching(/made\.ts: error: already exists, and may be yours; .*--force \[Usage\]\n$/) as string,
  });
  expect(existsSync(join(at, 'made-texts'))).toBe(false);
  expect((await cli([...argv, '--force'])).code).toBe(0);
  // what would be the same can be written again
  expect((await cli(argv)).code).toBe(0);
});

test('what no construct says is a RawNode, what none can say is said', async () => {
  const odd = structuredClone(TRIAGE) as { definition: { nodes: object[]; connections: object[] } };
  Object.assign(odd.definition.nodes[5],
    { type: 'Quantum', configuration: { quantum: { bits: 3, __proto__key: [true, 0.5, 'x'] } } });
  odd.definition.connections.push(way('default', 'Other'), { ...way('isRefund', 'Other'), name: 'Twice' });
  const { code, err, source } = await generated(odd);
  expect(code).toBe(1);
  expect(source).toContain("new RawNode(flow, 'Look', {");
  expect(source).toContain('// no other construct can express this (a node of type Quantum has no construct); '
    + 'policyStatements gives the role the permissions of the node');
  expect(source).not.toContain("new RawNode(flow, 'Other'");
  expect(err).toContain('triage: 1 node as RawNode; policyStatements gives the role their permissions\n');
  expect(err).toMatch(/triage: error: \[Other\] Route\.isRefund > Other is not connected in the program\n/);
});

test('what only the deployment knows is a parameter', async () => {
  const open = structuredClone(TRIAGE) as { definition: { nodes: { configuration?: object }[] } };
  open.definition.nodes[5].configuration = {
    lambdaFunction: { lambdaArn: { 'Fn::GetAtt': ['LookFunction1A2B3C4D', 'Arn'] } },
  };
  const { code, err, source } = await generated({
    Resources: {
      Triage12345678: { Type: 'AWS::Bedrock::Flow', Properties: { Name: 't', Definition: open.definition } },
    },
  });
  expect({ code, err }).toMatchObject({ code: 0 });
  expect(source).toContain("const lookFunctionArn = new CfnParameter(this, 'LookFunctionArn').valueAsString;");
  expect(source).toContain('lambdaArn: lookFunctionArn,');
  expect(source).toContain("new Flow(this, 'Triage'");
});

test.each([
  [['--language', 'cobol'], /option '--language <name>' argument 'cobol' is invalid/],
  [[], /required option '--language <name>' not specified/],
  [['--language', 'go', '--class', 'my stack'], /--class is 'my stack'; give a name/],
])('refuses %p', async (argv, message) => {
  const at = folder({ 'flow.json': JSON.stringify(flow()) });
  const { code, err } = await cli(['code', join(at, 'flow.json'), ...argv]);
  expect(code).toBe(2);
  expect(err).toMatch(message);
});

test('a definition that can\'t be read', async () => {
  const at = folder({ 'flow.json': '{"nodes": {"name": "x"}, "connections": []}' });
  expect(await cli(['code', join(at, 'flow.json'), '--language', 'go']))
    .toMatchObject({ code: 2, err: expect.stringContaining('nodes must be a list') as string });
});
