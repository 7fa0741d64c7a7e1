/** What plain JavaScript passes that no struct has: the compiler refuses it in TypeScript, the library here. */
import { readFileSync } from 'fs';
import { join } from 'path';
import { aws_bedrock as bedrock, aws_events as events, aws_s3 as s3, type Stack } from 'aws-cdk-lib';
import * as library from '../../src';
import { STRUCTS } from '../../src/checks/structs';
import { fixedStack, MODEL, testFlow } from '../support';

/* eslint-disable @typescript-eslint/no-explicit-any */
const STRAY: any = { notAnOption: 1 };
const { FlowPrompt, FlowModel, FlowGuardrail, FlowDefinition } = library;
const PROMPT_ARN = 'arn:aws:bedrock:us-east-1:111122223333:prompt/ABCDEFGHIJ:1';

/** Every public way to pass a struct, with one member too many. */
const ENTRIES: { readonly [entry: string]: (stack: Stack) => unknown } = {
  ...Object.fromEntries(Object.entries(library as any).filter(([name]) => /Node$/.test(name)
    && !/^(FlowNode|KnowledgeBaseNode)$/.test(name)).map(([name, Node]) => [`new ${name}`, (stack: Stack) =>
    new (Node as any)(testFlow(stack), 'N', STRAY)])),
  ...Object.fromEntries([
    library.AnswerFromKnowledge, library.Classifier, library.DifficultyRouter, library.MapCollect, library.QualityGate,
    library.RefineLoop,
  ].map((Pattern: any) => [`new ${Pattern.name}`, (stack: Stack) => new Pattern(testFlow(stack), 'P', STRAY)])),
  ...Object.fromEntries([
    library.BedrockFlowExecution, library.FlowAlarms, library.FlowDashboard, library.FlowInferenceProfile,
    library.FlowInvoker, library.FlowQueueWorker,
  ].map((Around: any) => [`new ${Around.name}`, (stack: Stack) => new Around(stack, 'A', STRAY)])),
  'FlowThroughput.maxConcurrency': () => library.FlowThroughput.maxConcurrency(STRAY),
  'FlowEvents.objectCreated': (stack) => library.FlowEvents.objectCreated(new s3.Bucket(stack, 'B'), STRAY),
  'new BedrockFlowTarget': (stack) => new events.Rule(stack, 'R', {
    eventPattern: { source: ['any'] }, targets: [new library.BedrockFlowTarget(STRAY)],
  }),
  'new Flow': (stack) => new library.Flow(stack, 'G', STRAY),
  'new FlowAlias': (stack) => new library.FlowAlias(stack, 'A', STRAY),
  'new FlowVersion': (stack) => new library.FlowVersion(stack, 'V', STRAY),
  'new CanaryFlowAlias': (stack) => new library.CanaryFlowAlias(stack, 'C', STRAY),
  'new FlowChecks': () => new library.FlowChecks(STRAY),
  'new FlowChecksPlugin': () => new library.FlowChecksPlugin(STRAY),
  'Flow.fromFlowAttributes': (stack) => library.Flow.fromFlowAttributes(stack, 'G', STRAY),
  'FlowAlias.fromFlowAliasAttributes': (stack) => library.FlowAlias.fromFlowAliasAttributes(stack, 'A', STRAY),
  'ChatMessage.user': () => library.ChatMessage.user('a', STRAY),
  'ChatMessage.assistant': () => library.ChatMessage.assistant('a', STRAY),
  'FlowDefinition.fromJson': () => FlowDefinition.fromJson({ nodes: [], connections: [] }, STRAY),
  'FlowFunctions.configure': (stack) => library.FlowFunctions.of(stack).configure(STRAY),
  'FlowGuardrail.fromId': () => FlowGuardrail.fromId('abcdefghij', '1', STRAY),
  'FlowGuardrail.fromGuardrailArn': () =>
    FlowGuardrail.fromGuardrailArn('arn:aws:bedrock:us-east-1:111122223333:guardrail/abcdefghij', '1', STRAY),
  'FlowModel.inferenceProfile': () => FlowModel.inferenceProfile('us.amazon.nova-lite-v1:0', STRAY),
  'FlowModel.applicationInferenceProfile': () => FlowModel.applicationInferenceProfile(
    'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abcdefghijkl', STRAY),
  'FlowPrompt.inline': () => FlowPrompt.inline('a', STRAY),
  'FlowPrompt.fromFile': () => FlowPrompt.fromFile('prompts/none.md', STRAY),
  'FlowPrompt.chat': () => FlowPrompt.chat({ messages: [library.ChatMessage.user('a')], ...STRAY }),
  'FlowPrompt.fromPromptArn': () => FlowPrompt.fromPromptArn(PROMPT_ARN, STRAY),
  'FlowPrompt.fromPublished': (stack) =>
    FlowPrompt.fromPublished(new bedrock.CfnPrompt(stack, 'P', { name: 'p' }), STRAY),
  'FlowPrompt.fromPrompt': (stack) => FlowPrompt.fromPrompt(new bedrock.CfnPrompt(stack, 'P', { name: 'p' }), STRAY),
  'FlowPrompt.fromPromptVersion': (stack) => FlowPrompt.fromPromptVersion(
    new bedrock.CfnPromptVersion(stack, 'P', { promptArn: PROMPT_ARN }), STRAY),
  'FlowReranking.bedrock': () => library.FlowReranking.bedrock(MODEL, STRAY),
  'FlowSmokeTest.of': () => library.FlowSmokeTest.of('a', STRAY),
  'FlowSimulator.fromFlow': (stack) => library.testing.FlowSimulator.fromFlow(testFlow(stack), STRAY),
  'FlowSimulator.run': (stack) =>
    library.testing.FlowSimulator.fromFlow(testFlow(stack)).run({}, STRAY),
  'NodeMock.sequence': () => library.testing.NodeMock.sequence(['a'], STRAY),
  'NodeMock.python': () => library.testing.NodeMock.python(STRAY),
};

test.each(Object.entries(ENTRIES))('%s refuses an unknown option', (_, enter) => {
  expect(() => enter(fixedStack())).toThrow(/notAnOption/);
});

test('structs inside structs are looked at, and the nearest option is offered', () => {
  const ask = (inference: any) => () => FlowPrompt.inline('a', { inference });
  expect(ask({ top_p: 0.5 })).toThrow(
    '[FlowPrompt.inline] \'inference\' has no option \'top_p\'; did you mean \'topP\'? [IllegalValue]');
  expect(ask({ length: 4096 }))
    .toThrow('use \'maxTokens\', \'stopSequences\', \'temperature\' and \'topP\', or remove');
  expect(ask('cold')).toThrow('\'inference\' must be an object, but is a string');
  expect(() => FlowPrompt.chat({
    messages: [library.ChatMessage.user('a')], tools: [{ name: 't', inputSchema: {}, schema: {} } as any],
  })).toThrow('\'tools[0]\' has no option \'schema\'');
});

test('of a struct with members of aws-cdk-lib, only what is misspelt is refused: a newer one may have more', () => {
  const call = (props: any) => () => new library.BedrockInvokeFlow(fixedStack(), 'I', props);
  expect(call({ documnt: 1 })).toThrow('there is no option \'documnt\'; did you mean \'document\'?');
  expect(call(STRAY)).toThrow('neither \'alias\' nor \'canary\' nor \'invoker\' is given');
});

test('a construct of the user may have options of its own', () => {
  class Labelled extends library.OutputNode {
    public constructor(scope: library.Flow, id: string, props: library.OutputNodeProps & { readonly label: string }) {
      super(scope, id, props);
    }
  }
  const flow = testFlow();
  expect(new Labelled(flow, 'Mine', { document: flow.input, label: 'a' }).nodeName).toBe('Mine');
});

test('what is undefined is not there, and what is a prototype\'s is no option', () => {
  expect(() => FlowPrompt.inline('a', { variables: undefined, nothing: undefined } as any)).not.toThrow();
  expect(() => FlowPrompt.inline('a', { constructor: 1 } as any)).toThrow('no option \'constructor\'');
});

const SOURCES = join(__dirname, '../../src');

test('each struct of the public API is in the table, or has its members beside it', () => {
  const exported = (folder: string) => [...readFileSync(join(SOURCES, folder, 'index.ts'), 'utf8')
    .matchAll(/export \* from '(.+)'/g)].map(([, file]) => join(folder, file));
  const files = exported('.').flatMap((file) => file === 'nodes' ? exported(file) : [file]);
  const names = files.map((file) => readFileSync(join(SOURCES, `${file}.ts`), 'utf8'))
    .flatMap((text) => [...text.matchAll(/^export interface (?!I[A-Z])(\w+)/gm)].map(([, name]) => name)
      .filter((name) => !text.includes(`MEMBERS: MembersOf<${name}> = `)));
  // what others extend and nobody passes by itself
  const bases = ['FlowNodeProps', 'KnowledgeBaseNodeProps', 'PromptOptions', 'WordQuestionProps', 'FlowInvokerOptions',
    'BedrockInvokeFlowBaseProps', 'BedrockInvokeFlowJsonPathProps', 'BedrockInvokeFlowJsonataProps'];
  expect(names.filter((name) => !bases.includes(name) && !(name in STRUCTS))).toEqual([]);
});

test('a struct without what it must have is refused before anything reads it', () => {
  const refusalOf = (build: (stack: Stack, flow: any) => unknown): string => {
    const stack = fixedStack();
    try { build(stack, testFlow(stack)); } catch (error) { return (error as Error).message; }
    return '';
  };
  const { PromptNode, FlowAlias, LoopNode, Classifier, FlowDashboard } = library as any;
  expect(refusalOf((_, flow) => new PromptNode(flow, 'Ask', {}))).toMatch(/'prompt' is not given; give it \[IllegalV/);
  expect(refusalOf((_, flow) => new LoopNode(flow, 'Loop', {}))).toContain('\'inputs\' is not given; give it');
  expect(refusalOf((_, flow) => new Classifier(flow, 'Kind', { text: flow.input })))
    .toContain('\'model\' and \'labels\' are not given; give them');
  expect(refusalOf((stack, flow) => new FlowAlias(stack, 'Live', { flow, aliasName: process.env.NOT_SET }))).toContain(
    '\'aliasName\' is undefined, but must be given; give it, and check whether an environment variable is not ');
  expect(refusalOf((stack) => new FlowDashboard(stack, 'Board', { rows: [{ title: 'a' }] })))
    .toContain('\'rows[0]\': \'source\' is not given; give it');
});

/** Each exported construct: jsii checks what other languages pass, plain JavaScript passes nothing, or `null`. */
const CONSTRUCTS = Object.entries(library as any).filter(([name, value]: [string, any]) => typeof value === 'function'
  && /^class /.test(String(value))
  && !/^(FlowNode|ApprovalRequest|FlowGuardrail|FlowReranking|KnowledgeBaseNode)$/.test(name));

test.each(CONSTRUCTS)('%s reads nothing of what is not there', (_, Construct: any) => {
  for (const nothing of [undefined, null, {}]) {
    for (const isOfStack of [true, false]) {
      const stack = fixedStack();
      try { new Construct(isOfStack ? stack : testFlow(stack), 'Thing', nothing); } catch (error) {
        expect((error as Error).message).toMatch(/^\[.+\] .+ \[[A-Za-z]+\]$/);
      }
    }
  }
});

test('a member of another kind is refused with what it must be', () => {
  const refusalOf = (name: string, props: (flow: any) => any): string => {
    const stack = fixedStack();
    const flow = testFlow(stack);
    const isNode = /Node$|Classifier|Gate/.test(name);
    try { new (library as any)[name](isNode ? flow : stack, 'Thing', props(flow)); } catch (error) {
      return (error as Error).message;
    }
    return '';
  };
  const prompt = FlowPrompt.inline('Hello');
  expect(refusalOf('PromptNode', () => ({ prompt: 'Hello', model: MODEL }))).toBe(
    '[S/F/Thing] \'prompt\' must be a FlowPrompt, but is \'Hello\'; write FlowPrompt.inline(\'…\') [IllegalValue]');
  expect(refusalOf('PromptNode', () => ({ prompt, model: 'amazon.nova-lite-v1:0' })))
    .toContain('\'model\' must be a FlowModel, but is \'amazon.nova-lite-v1:0\'; write FlowModel.');
  expect(refusalOf('PromptNode', () => ({ prompt, model: MODEL, guardrail: { id: 'a' } })))
    .toContain('\'guardrail\' must be a FlowGuardrail, but is an object;');
  expect(refusalOf('PromptNode', () => ({ prompt, model: MODEL, runWhen: ['a'] })))
    .toContain('\'runWhen\' must be a branch, but is a list;');
  expect(refusalOf('Flow', () => ({ definition: { nodes: [] } }))).toContain('FlowDefinition.fromJson()');
  expect(refusalOf('Flow', () => ({ role: prompt }))).toMatch(/'role' must be a role, but is an? \w*Prompt; /);
  expect(refusalOf('FlowAlias', (flow) => ({ flow, aliasName: 'live', smokeTests: {} })))
    .toContain('\'smokeTests\' must be a list, but is an object; write it in [ ]');
  const bad: readonly [string, object, string][] = [
    ['FlowAlarms', { actions: ['page'] }, "'actions[0]' must be an action of an alarm, but is 'page'; write new cl"],
    ['FlowAlarms', { deadLetterQueues: [{}] }, "'deadLetterQueues[0]' must be a queue, but is an object; write sqs."],
    ['CanaryFlowAlias', { alarms: [null] }, "'alarms[0]' must be an alarm, but is null; write cloudwatch.Alarm."],
    ['CanaryFlowAlias', { latencyAlarm: [] }, "'latencyAlarm' must be an object, but is a list; write it with 'p90', "],
    ['CanaryFlowAlias', { errorAlarm: null }, "'errorAlarm' must be an object, but is null; write it with 'evaluatio"],
    ['FlowInvoker', { logRetention: [] }, "'logRetention' must be a number of days, but is a list; write logs.Ret"],
    ['FlowInvoker', { securityGroups: ['sg-1'] }, "'securityGroups[0]' must be a security group, but is 'sg-1'; wr"],
    ['PromptNode', [], 'what is given must be an object, but is a list; write it with '],
    ['Flow', { tags: [{ key: 'a' }] }, "'tags' must be an object with a string for each key, but is a list; write"],
    ['Flow', { testAliasTags: 'a=b' }, "'testAliasTags' must be an object with a string for each key, but is a string"],
    ['RawNode', { policyStatements: ['s3:*'] }, "'policyStatements[0]' must be a statement, but is 's3:*'; write n"],
  ];
  for (const [name, props, words] of bad) { expect(refusalOf(name, () => props)).toContain(words); }
  expect(refusalOf('Flow', () => ({ encryptionKey: null, tags: null }))).toBe('');
  expect(refusalOf('FlowInvoker', () => ({ timeout: 30 }))).toContain('must be a Duration, but is 30;');
  expect(refusalOf('QualityGate', (flow) => ({ text: flow.input, model: MODEL, criteria: 5 })))
    .toContain('\'criteria\' is 5, but must be a string; pass one');
  expect(refusalOf('FlowDashboard', () => ({ rows: [{ title: 'a', source: {}, alarms: [] }] })))
    .toMatch(/'source' must be an alias, .*or FlowMetrics, but is an object; .*FlowMetrics\.ofAlias\(\)/);
});
