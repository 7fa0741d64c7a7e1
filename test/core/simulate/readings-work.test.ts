/** What the rows of the fidelity table that no diagnostic names say of the work of nodes, each shown by a run. */
import { documents, flowOf, given, input, lambda, node, output, prompt, rules, run } from './flow-of';
import { reads } from './reads';
import { compile, runSync, type SettledValue } from '../../../src/core/simulate';
import { runFlowSync } from '../../../src/runner/run-flow';

/** The one effect of a node that reads members of an object. */
function effectOf(between: any, document: Record<string, unknown>, settled: SettledValue = { value: 'x' }) {
  for (const port of between.inputs) { port.expression = `$.data.${port.name}`; }
  const [result] = between.outputs;
  const flow = flowOf([input('Object'), between, output('Out', result.type)],
    ...between.inputs.map(({ name }: any) => `In.document > ${between.name}.${name}`), `${between.name}.${result.name} `
      + '> Out.document');
  const seen: any[] = [];
  const handler = (effect: any) => {
    seen.push(effect);
    return settled;
  };
  const whole = runSync(compile(flow), given(document), { types: { [between.type]: handler } });
  return { effect: seen[0], result: whole };
}

reads('PromptTemplate', () => {
  const { effect } = effectOf(prompt('Ask', 'Say {{text}}: {{text}}'), { text: '<b> & {{text}} \\n "$1"' });
  expect(effect.request.messages[0].content[0].text).toBe('Say <b> & {{text}} \\n "$1": <b> & {{text}} \\n "$1"');
});

reads('PromptOperation', () => {
  const inferenceConfiguration = { text: { temperature: 0.3, topP: 0.9, maxTokens: 5 } };
  const { request } = effectOf(prompt('Ask', '{{text}}', { text: 'String' }, { inline: { inferenceConfiguration } }),
    { text: 'x' }).effect;
  expect([request.operation, request.inferenceConfig])
    .toEqual(['Converse', { temperature: Math.fround(0.3), topP: Math.fround(0.9), maxTokens: 5 }]);
});

reads('DeployedPrompt', () => {
  const promptArn = { Ref: 'Prompt' };
  const managed = node('Prompt', 'Ask', { text: 'String' }, { modelCompletion: 'String' },
    { sourceConfiguration: { resource: { promptArn } } });
  const { request } = effectOf(managed, { text: 'x' }).effect;
  expect([request.modelId, request.promptVariables]).toEqual([promptArn, { text: { text: 'x' } }]);
});

reads('KnowledgeBaseModes', () => {
  const asked = (modelId: object, outputs: any, value: unknown) => {
    const docs = node('KnowledgeBase', 'Docs', { retrievalQuery: 'String' }, outputs,
      { knowledgeBaseId: 'KB12345678', ...modelId });
    return effectOf(docs, { retrievalQuery: 'x' }, { value }).effect.request.operation;
  };
  expect(asked({}, { retrievalResults: 'Array' }, [])).toBe('Retrieve');
  expect(asked({ modelId: 'amazon.nova-lite-v1:0' }, { outputText: 'String' }, '')).toBe('RetrieveAndGenerate');
});

reads('StorageUri', () => {
  const store = (type: string, content: unknown) =>
    effectOf(node('Storage', 'Store', { content: type, objectKey: 'String' }, { s3Uri: 'String' }, {
      serviceConfiguration: { s3: { bucketName: 'my-bucket' } },
    }), { content, objectKey: 'a/b.txt' }, { value: undefined });
  expect(documents(store('String', 'text').result)).toEqual(['s3://my-bucket/a/b.txt']);
  expect([store('String', 'text'), store('Object', { a: 1 })].map(({ effect }) => effect.request.body))
    .toEqual(['text', '{"a":1}']);
});

reads('LambdaEvent', () => {
  expect(effectOf(lambda('Work'), { value: 'x' }).effect.request.event).toEqual({
    messageVersion: '1.0',
    flow: {
      flowArn: 'arn:aws:bedrock:us-east-1:123456789012:flow/FLOW123456',
      flowAliasArn: 'arn:aws:bedrock:us-east-1:123456789012:flow/FLOW123456/alias/TSTALIASID',
    },
    node: { name: 'Work', inputs: [{ name: 'value', type: 'String', expression: '$.data.value', value: 'x' }] },
  });
});

const coded = (code: string) => flowOf(
  [input(), node('InlineCode', 'Code', { text: 'String' }, { response: 'String' },
    { code, language: 'Python_3' }), output()],
  'In.document > Code.text', 'Code.response > Out.document');

reads('InlineCodeResult', () => {
  const last = (code: string) => runFlowSync(coded(code), { input: 'x', mocks: { nodes: { Code: { python: true } } } });
  expect(documents(last('"first"\ntext + "!"'))).toEqual(['x!']);
  expect(last('text + "!"\ny = 1').error?.message)
    .toBe('No function output is captured: the inline code of node Code gives no value');
});

reads('InlineCodeInExecutions', () => {
  const error = (operation: 'InvokeFlow' | 'StartFlowExecution') =>
    run(coded('text'), 'x', { Code: () => 'y' }, { operation }).error?.code;
  expect([error('InvokeFlow'), error('StartFlowExecution')]).toEqual([undefined, 'validationException']);
});

const failing = (type: string, between: any, port: string) => {
  const plan = compile(flowOf([input(), between], `In.document > ${between.name}.${port}`));
  return runSync(plan, given('x'), { types: { [type]: () => { throw new Error('broken'); } } });
};

reads('LambdaError', () => {
  const result = failing('LambdaFunction', lambda('Work'), 'value');
  expect(result.error)
    .toEqual({ code: 'dependencyFailedException', message: 'broken', resourceName: 'Lambda', nodeName: 'Work' });
  expect(rules(result)).toEqual(['LambdaError']);
});

reads('InlineCodeError', () => {
  const result = failing('InlineCode', node('InlineCode', 'Code', { text: 'String' }, { response: 'String' },
    { code: 'text', language: 'Python_3' }), 'text');
  expect(result.error).toEqual({ code: 'dependencyFailedException', message: 'broken', nodeName: 'Code' });
  expect(rules(result)).toEqual(['InlineCodeError']);
});

reads('LexOperation', () => {
  const { effect, result } = effectOf(node('Lex', 'Bot', { inputText: 'String' }, { predictedIntent: 'String' }, {
    botAliasArn: 'arn:aws:lex:us-east-1:111122223333:bot-alias/BOT1234567/ALIAS12345', localeId: 'en_US',
  }), { inputText: 'x' }, { value: 'Order' });
  expect(effect.request.operation).toBe('RecognizeText');
  expect(result.calls.Bot[0].outputs).toEqual({ predictedIntent: 'Order' });
  expect(rules(result)).toEqual(['LexOperation']);
});
