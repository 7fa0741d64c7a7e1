import { App, Duration, Stack } from 'aws-cdk-lib';
import {
  ChatMessage, Flow, FlowAlias, FlowCode, FlowGuardrail, FlowModel, FlowPrompt, FlowThroughput, PromptToolChoice,
} from '../../src';

// a variable of the environment that is not set, as `process.env.MODEL!` gives it to a program in TypeScript
const unset = undefined as unknown as string;
const stack = new Stack(new App(), 'S');

function errorOf(program: () => unknown): string {
  try { program(); } catch (error) { return (error as Error).message; }
  return 'no error';
}

const FACTORIES: { readonly [name: string]: (text: string) => unknown } = {
  'FlowModel.fromModelId': (text) => FlowModel.fromModelId(text),
  'FlowModel.foundationModel': (text) => FlowModel.foundationModel(text),
  'FlowModel.inferenceProfile': (text) => FlowModel.inferenceProfile(text),
  'FlowModel.applicationInferenceProfile': (text) => FlowModel.applicationInferenceProfile(text),
  'FlowModel.provisionedModel': (text) => FlowModel.provisionedModel(text),
  'FlowModel.customModel': (text) => FlowModel.customModel(text),
  'FlowModel.importedModel': (text) => FlowModel.importedModel(text),
  'FlowModel.promptRouter': (text) => FlowModel.promptRouter(text, ['amazon.nova-lite-v1:0']),
  'FlowModel.sageMakerEndpoint': (text) => FlowModel.sageMakerEndpoint(text),
  'FlowGuardrail.fromId': (text) => FlowGuardrail.fromId(text, '1'),
  'a version of FlowGuardrail.fromId': (text) => FlowGuardrail.fromId('abcdefgh', text),
  'FlowGuardrail.fromGuardrailArn': (text) => FlowGuardrail.fromGuardrailArn(text, '1'),
  'FlowGuardrail.none': (text) => FlowGuardrail.none(text),
  'FlowPrompt.inline': (text) => FlowPrompt.inline(text),
  'FlowPrompt.fromPromptArn': (text) => FlowPrompt.fromPromptArn(text),
  'ChatMessage.user': (text) => ChatMessage.user(text),
  'FlowCode.inline': (text) => FlowCode.inline(text),
  'Flow.fromFlowArn': (text) => Flow.fromFlowArn(stack, 'F', text),
  'Flow.fromFlowAttributes': (text) => Flow.fromFlowAttributes(stack, 'G', { flowArn: text }),
  'FlowAlias.fromFlowAliasArn': (text) => FlowAlias.fromFlowAliasArn(stack, 'A', text),
};

test.each(Object.entries(FACTORIES))('%s says that it needs a string', (_, make) => {
  expect(errorOf(() => make(unset)))
    .toMatch(/ is undefined, but must be (a string|given); .*environment.* \[IllegalValue\]$/);
  expect(errorOf(() => make(42 as unknown as string)))
    .toMatch(/ is 42, but must be a string; pass one \[IllegalValue\]$/);
  expect(errorOf(() => make(['a'] as unknown as string))).toMatch(/ is an array, but must be a string; /);
});

test('a choice of a tool needs its name', () => {
  expect(errorOf(() => PromptToolChoice.tool(7 as unknown as string))).toContain('must be a string');
});

test.each([
  [{ tokensPerMinute: 0 }, '\'tokensPerMinute\' is 0'],
  [{ tokensPerRun: 0 }, '\'tokensPerRun\' is 0'],
  [{ share: 0 }, '\'share\' is 0'],
  [{ share: 1.5 }, '\'share\' is 1.5'],
])('a throughput of %j is refused', (part, said) => {
  const options = { tokensPerMinute: 200_000, tokensPerRun: 3_000, runTime: Duration.seconds(30) };
  expect(FlowThroughput.maxConcurrency(options)).toBe(26);
  expect(errorOf(() => FlowThroughput.maxConcurrency({ ...options, ...part }))).toContain(said);
});
