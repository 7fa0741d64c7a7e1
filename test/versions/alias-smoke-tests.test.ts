/** Smoke tests of a plain alias: when they run, what they may call, and that nothing is there without them. */
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  Flow, FlowAlias, type FlowAliasProps, FlowModel, FlowPrompt, FlowSmokeTest, FlowVersion, OutputNode, PromptNode,
} from '../../src';
import { idOf, isBefore, type Json, statementsOf } from '../canary/program';

const TESTS = 'Custom::BedrockFlowSmokeTests';

function resourcesOf(props: (stack: Stack, flow: Flow) => Partial<FlowAliasProps>, text = 'Answer {{message}}'): Json {
  const stack = new Stack(new App(), 'Shop');
  const flow = new Flow(stack, 'Reply');
  const answer = new PromptNode(flow, 'Answer', {
    model: FlowModel.fromModelId('amazon.nova-lite-v1:0'),
    prompt: FlowPrompt.inline(text),
    inputs: { message: flow.input },
  });
  new OutputNode(flow, 'Output', { document: answer.modelCompletion });
  new FlowAlias(stack, 'Live', { flow, aliasName: 'live', ...props(stack, flow) });
  return Template.fromStack(stack).toJSON().Resources as Json;
}

const tested = (text?: string) =>
  resourcesOf(() => ({ smokeTests: [FlowSmokeTest.of({ b: 1, a: 2 }, { expectPattern: 'x' })] }), text);
const resources = tested();

test('they run after the flow is prepared, and before version and alias', () => {
  const tests = idOf(resources, TESTS);
  expect(isBefore(resources, idOf(resources, 'AWS::Bedrock::Flow'), tests)).toBe(true);
  expect(isBefore(resources, tests, idOf(resources, 'AWS::Bedrock::FlowVersion'))).toBe(true);
  expect(isBefore(resources, tests, idOf(resources, 'AWS::Bedrock::FlowAlias', 'Live'))).toBe(true);
  for (const id of Object.keys(resources)) { expect(isBefore(resources, id, id)).toBe(false); }
});

test('they run again when what is tested changes, and only then; maps are in order', () => {
  const properties = (found: Json) => found[idOf(found, TESTS)].Properties as Json;
  expect(properties(tested())).toEqual(properties(resources));
  expect(properties(tested('Reply to {{message}}')).Revision).not.toBe(properties(resources).Revision);
  expect(properties(resources).Tests)
    .toBe('[{"document":{"a":2,"b":1},"expectPattern":"x","inputNode":"FlowInputNode"}]');
  expect(properties(resources).ServiceTimeout).toBe('960');
});

test('they may call the draft of this flow, and nothing else of it', () => {
  const statements = statementsOf(resources, 'BedrockFlowSmokeTestsRole');
  expect(statements.map(({ Action }) => [Action].flat().join())).toEqual([
    'logs:CreateLogStream,logs:PutLogEvents', 'bedrock:InvokeFlow', 'cloudformation:DescribeStacks',
  ]);
  expect(statements[1].Resource).toBe(`\${${idOf(resources, 'AWS::Bedrock::Flow')}.Arn}/alias/TSTALIASID`);
});

test('without them there is no such function', () => {
  const types = Object.keys(resourcesOf(() => ({}))).filter((id) => /SmokeTests/.test(id));
  expect(types).toEqual([]);
});

test.each<[string, (stack: Stack, flow: Flow) => Partial<FlowAliasProps>, string]>([
  ['a version by number', (stack, flow) => ({
    version: FlowVersion.fromVersionNumber(stack, 'V', flow, '1'), smokeTests: [FlowSmokeTest.of('x')],
  }),
  '[Shop/Live] the \'smokeTests\' call the working draft, but the alias points to a version that '
      + 'exists already; leave them out, or \'version\' [IllegalValue]'],
  ['a map', () => ({ smokeTests: [{ document: 'x' } as any] }),
    '[Shop/Live] smokeTests[0] is not a FlowSmokeTest; write FlowSmokeTest.of(document, options) [IllegalValue]'],
])('refused: %s', (_, props, message) => {
  expect(() => resourcesOf(props)).toThrow(new Error(message));
});
