/** Keys of Regions that CloudFormation's pattern does not know. */
import { App, aws_kms as kms, Stack } from 'aws-cdk-lib';
import { Flow, FlowModel, FlowPrompt, OutputNode, PromptNode } from '../../src';
import { synthErrors, warningsOf } from '../small-flows';

function keyedIn(region: string | undefined, keyOf: (stack: Stack) => kms.IKey): string[] {
  const stack = new Stack(new App(), 'S', region === undefined ? {} : { env: { region, account: '111122223333' } });
  const encryptionKey = keyOf(stack);
  const flow = new Flow(stack, 'F', { encryptionKey });
  const prompt = FlowPrompt.inline('{{text}}', { cachePoint: true, encryptionKey });
  const ask = new PromptNode(flow, 'Ask',
    { model: FlowModel.fromModelId('amazon.nova-lite-v1:0'), prompt, inputs: { text: flow.input } });
  new OutputNode(flow, 'Out', { document: ask.modelCompletion });
  expect(synthErrors(stack)).toEqual([]);
  return warningsOf(stack).map(({ id, path }) => `${id} at ${path}`);
}

const made = (stack: Stack) => new kms.Key(stack, 'Key');
const imported = (partition: string, region: string) => (stack: Stack) => (
  kms.Key.fromKeyArn(stack, 'Key',
    `arn:${partition}:kms:${region}:111122223333:key/12345678-1234-1234-1234-123456789012`)
);
const BOTH = ['NotInCloudFormation at S/F', 'NotInCloudFormation at S/F/Ask'];

test.each(
  [['eusc-de-east-1', BOTH], ['us-iso-east-1', BOTH], ['us-gov-west-1', []], ['cn-north-1', []], [undefined, []]],
)('a key that is made in %s', (region, expected) => {
  expect(keyedIn(region, made)).toEqual(expected);
});

test('a key that is named', () => {
  expect(keyedIn(undefined, imported('aws-eusc', 'eusc-de-east-1'))).toEqual(BOTH);
  expect(keyedIn(undefined, imported('aws-cn', 'cn-north-1'))).toEqual([]);
});
