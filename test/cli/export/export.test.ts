/** A flow of a template as the API takes it, and back. */
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { ChatMessage, Flow, FlowPrompt, LambdaNode, OutputNode, PromptNode } from '../../../src';
import { joined } from '../../../src/core/joined';
import { fixedStack, MODEL, templateOf } from '../../support';
import { cli, folder } from '../support';

function stackWithFlow(): Stack {
  const stack = fixedStack();
  const flow = new Flow(stack, 'Support', { flowName: 'support', description: 'Answers' });
  const answer = new PromptNode(flow, 'Answer', {
    model: MODEL,
    prompt: FlowPrompt.chat({ system: 'Be kind', messages: [ChatMessage.user('{{question}}')] }),
    inputs: { question: flow.input },
  });
  const look = new LambdaNode(flow, 'Look', {
    lambdaArn: `arn:aws:lambda:${stack.region}:${stack.account}:function:look`,
    inputs: { value: answer.modelCompletion },
  });
  new OutputNode(flow, 'Out', { document: look.functionResponse });
  return stack;
}

const template = () => JSON.stringify(templateOf(stackWithFlow()));

test('what update-flow takes: with the prompts of the template, and what the deployment knows by name', async () => {
  const at = folder({ 'S.template.json': template() });
  const { code, out, err } = await cli(['export', at, '--flow', 'Support']);
  const flow = JSON.parse(out) as { definition: { nodes: { name: string; configuration: { prompt?: object } }[] } };
  expect(code).toBe(0);
  expect(Object.keys(flow)).toEqual(['name', 'description', 'executionRoleArn', 'definition']);
  expect(flow).toMatchObject({
    name: 'support',
    description: 'Answers',
    executionRoleArn: expect.stringMatching(/^\$\{SupportExecutionRole[0-9A-F]{8}\.Arn\}$/) as string,
  });
  const prompt = flow.definition.nodes.find(({ name }) => name === 'Answer')!.configuration.prompt;
  expect(prompt).toMatchObject({
    sourceConfiguration: {
      inline: { templateType: 'CHAT', templateConfiguration: { chat: { system: [{ text: 'Be kind' }] } } },
    },
  });
  expect(err)
    .toMatch(
      joined(
        /^bedrock-flows: note: only the deployment knows \$\{SupportExecutionRole[0-9A-F]{8}\.Arn\}; give what they /,
        /are with --set '\S+=…'\n$/,
      ),
    );
});

test('names are given values', async () => {
  const at = folder({ 'S.template.json': template() });
  const role = /SupportExecutionRole[0-9A-F]{8}/.exec(template())![0];
  const { code, err } = await cli([
    'export', at, '--set', `${role}.Arn=arn:aws:iam::111122223333:role/flows`, '-o', join(at, 'out/flow.json'),
  ]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const { out } = await cli(['export', join(at, 'out/flow.json')]);
  expect(JSON.parse(out)).toMatchObject({ name: 'support', executionRoleArn: 'arn:aws:iam::111122223333:role/flows' });
});

test('it comes back as a program', async () => {
  const at = folder({ 'S.template.json': template() });
  await cli(['export', at, '-o', join(at, 'flow.json')]);
  const { code, out, err } = await cli(['code', join(at, 'flow.json'), '--language', 'typescript']);
  expect({ code, err })
    .toEqual({ code: 0, err: 'support: the program was run, and its definition is the same\n' });
  expect(out).toContain("FlowPrompt.chat({ system: 'Be kind', messages: [ChatMessage.user('{{question}}')] })");
});

test.each([
  [['--set', 'Rolle.Arn=x'], /: error: has no \$\{Rolle\.Arn\}, which --set replaces; /],
  [['--set', 'x'], /^bedrock-flows: error: --set is 'x'; write it like --set/],
])('%p', async (argv, message) => {
  const at = folder({ 'S.template.json': template() });
  const { code, err } = await cli(['export', at, ...argv]);
  expect(code).toBe(2);
  expect(err).toMatch(message);
});

test('a join, a substitution, an import and other functions', async () => {
  const nodes = (
    ['Ref', 'Fn::GetAtt', 'Fn::Join', 'Fn::Sub', 'Fn::ImportValue', 'Fn::Select'] as const
  ).map((kind, at) => ({
    Name: `Node${at}`,
    Type: 'LambdaFunction',
    Configuration: {
      LambdaFunction: {
        LambdaArn: {
          [kind]: {
            'Ref': 'Fn',
            'Fn::GetAtt': ['Fn', 'Arn'],
            'Fn::Join': ['', ['a', { Ref: 'AWS::Region' }]],
            'Fn::Sub': ['${x}-${!y}-${Z.Arn}', { x: { Ref: 'X' } }],
            'Fn::ImportValue': 'Name',
            'Fn::Select': [0, ['a']],
          }[kind],
        },
      },
    },
  }));
  const at = folder({
    'flow.json': JSON.stringify({
      Resources: {
        F: {
          Type: 'AWS::Bedrock::Flow', Properties: { Name: 'f', ExecutionRoleArn: 'r', Definition: { Nodes: nodes } },
        },
      },
    }),
  });
  const { out } = await cli(['export', join(at, 'flow.json')]);
  const arns = (
    JSON.parse(out) as { definition: { nodes: { configuration: { lambdaFunction: { lambdaArn: string } } }[] } }
  ).definition.nodes
    .map(({ configuration }) => configuration.lambdaFunction.lambdaArn);
  expect(arns).toEqual([
    '${Fn}', '${Fn.Arn}', 'a${AWS::Region}', '${X}-${y}-${Z.Arn}', '${ImportValue.Name}', '${Fn::Select:[0,[a]]}',
  ]);
});

test.each<[string, object, string]>([
  ['the definition', { 'Fn::Transform': { Name: 'AWS::Include' } }, 'the definition'],
  ['the nodes', { Nodes: { 'Fn::Transform': { Name: 'AWS::Include' } } }, 'nodes: the list of nodes'],
])('of %s that only a deployment knows nothing is written', async (_, Definition, what) => {
  const F = { Type: 'AWS::Bedrock::Flow', Properties: { Name: 'f', Definition } };
  const file = join(folder({ 'a.json': JSON.stringify({ Resources: { F } }) }), 'a.json');
  expect(await cli(['export', file])).toEqual({
    code: 1,
    out: '',
    err: `${file}: error: ${what} is known only at deployment, by Fn::Transform; give the answer of get-flow for the `
      + 'deployed flow [IllegalDefinition]\n',
  });
});

test('what has no value is left out', async () => {
  const nothing = { Ref: 'AWS::NoValue' };
  const Definition = { Nodes: [{ Name: 'In', Type: 'Input', Inputs: nothing }, nothing], Connections: [] };
  const F = { Type: 'AWS::Bedrock::Flow', Properties: { Name: 'f', Description: nothing, Definition } };
  const { out } = await cli(['export', join(folder({ 'a.json': JSON.stringify({ Resources: { F } }) }), 'a.json')]);
  expect(JSON.parse(out)).toEqual({
    name: 'f',
    executionRoleArn: '${ExecutionRoleArn}',
    definition: { nodes: [{ name: 'In', type: 'Input' }], connections: [] },
  });
});
