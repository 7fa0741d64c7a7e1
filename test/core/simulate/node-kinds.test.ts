/** What each kind of node asks of the outside, and what becomes of the answer. */
import { agent, documents, flowOf, input, node, output, prompt, rules, given, lambda } from './flow-of';
import {
  compile, type CompileOptions, type Effect, type EngineOptions, type RunResult, runSync, type SettledValue,
} from '../../../src/core/simulate';

/**
 * Runs a flow that has one node between an Object input and its output; the node's inputs are the members of the
 * document.
 */
function through(
  between: any, document: Record<string, unknown>, settled: SettledValue, options: CompileOptions & EngineOptions = {},
) {
  for (const port of between.inputs) { port.expression = `$.data.${port.name}`; }
  const [result] = between.outputs;
  const flow = flowOf([input('Object'), between, output('Out', result.type)],
    ...between.inputs.map(({ name }: any) => `In.document > ${between.name}.${name}`), `${between.name}.${result.name} `
      + '> Out.document');
  let effect: Effect | undefined;
  const handlers = { types: { [between.type]: (one: Effect) => { effect = one; return settled; } } };
  const run: RunResult = runSync(compile(flow, options), given(document), handlers, options);
  const action = run.events.map((event: any) => event.flowTraceEvent?.trace.nodeActionTrace).find(Boolean);
  return { run, effect: effect!, request: effect?.request as any, action };
}

describe('Prompt', () => {
  test('a text is filled in and sent to Converse, with numbers of 32 bits', () => {
    const between = prompt('Ask', 'Say {{text}}, {{text}} & {{count}}! {{ text }}', {
      text: 'String', count: 'Number',
    }, {
      inline: { inferenceConfiguration: { text: { temperature: 0.7, topP: 1, maxTokens: 200 } } },
    });
    const { run, request, action } = through(between, { text: '<b>$&"{{count}}', count: 3 }, { value: 'well' });
    expect(request).toEqual({
      operation: 'Converse',
      modelId: 'amazon.nova-lite-v1:0',
      messages: [{ role: 'user', content: [{ text: 'Say <b>$&"{{count}}, <b>$&"{{count}} & 3! {{ text }}' }] }],
      system: [],
      inferenceConfig: { temperature: 0.699999988079071, topP: 1, maxTokens: 200 },
    });
    expect(documents(run)).toEqual(['well']);
    expect(rules(run)).toEqual(['PromptValues']);
    expect(action).toStrictEqual({
      nodeName: 'Ask',
      timestamp: '1970-01-01T00:00:00.000Z',
      requestId: '00000000-0000-4000-8000-000000000001',
      serviceName: 'bedrock',
      operationName: 'Converse',
      operationRequest: {
        modelId: 'amazon.nova-lite-v1:0',
        messages:
          [{ role: 'user', content: [{ type: 'TEXT', text: 'Say <b>$&"{{count}}, <b>$&"{{count}} & 3! {{ text }}' }] }],
        system: [],
        inferenceConfig: { temperature: 0.699999988079071, topP: 1, maxTokens: 200, stopSequences: [] },
        requestMetadata: {},
        promptVariables: {},
        additionalModelRequestFields: null,
        additionalModelResponseFieldPaths: [],
      },
      // what the node does not have is not in it either
      operationResponse: {
        output: { message: { role: 'assistant', content: [{ type: 'TEXT', text: 'well' }] }, type: 'MESSAGE' },
        stopReason: 'end_turn',
        metrics: { latencyMs: 0 },
      },
    });
  });

  test('values that are not text stand as JSON', () => {
    const { request } =
      through(prompt('Ask', '{{aa}} {{bb}} {{cc}} {{dd}}', { aa: 'Object', bb: 'Array', cc: 'Boolean', dd: 'Number' }),
        { aa: { x: 'y' }, bb: [1, 'z'], cc: false, dd: 1e21 }, { value: '' });
    expect(request.messages[0].content[0].text).toBe('{"x":"y"} [1,"z"] false 1e+21');
  });

  test('a text may be cached, has its stop sequences, and may be known only at deployment', () => {
    const asked = (text: object, inference?: object) => through(prompt('Ask', '', { text: 'String' }, {
      inline: { templateConfiguration: { text }, ...inference && { inferenceConfiguration: { text: inference } } },
    }), { text: 'x' }, { value: '' });
    const cached = asked({ text: 'Say {{text}}', cachePoint: { type: 'default' } }, { stopSequences: ['END'] });
    expect(cached.request.messages)
      .toEqual([{ role: 'user', content: [{ text: 'Say x' }, { cachePoint: { type: 'default' } }] }]);
    expect(cached.request.inferenceConfig).toStrictEqual({ stopSequences: ['END'] });
    expect(cached.action.operationRequest.inferenceConfig).toStrictEqual({ stopSequences: ['END'] });
    expect(asked({ text: '{{text}}' }, { temperature: '${Heat}' }).request.inferenceConfig)
      .toStrictEqual({ temperature: '${Heat}' });
    expect(asked({ text: { Ref: 'Text' } }).request.messages)
      .toEqual([{ role: 'user', content: [{ text: '{"Ref":"Text"}' }] }]);
    expect(asked({}).request.messages).toEqual([{ role: 'user', content: [{ text: '' }] }]);
  });

  test('a variable without an input stays as it is written', () => {
    const { request, run } = through(prompt('Ask', '{{text}} {{other}}'), { text: 'x' }, { value: '' });
    expect(request.messages[0].content[0].text).toBe('x {{other}}');
    expect(run.diagnostics).toEqual([{
      rule: 'UnfilledVariable',
      node: 'Ask',
      message: 'no input fills \'other\' of the prompt, which stays unchanged',
    }]);
  });

  const CHAT = {
    templateType: 'CHAT',
    templateConfiguration: {
      text: undefined,
      chat: {
        system: [{ text: 'You are {{text}}' }, { cachePoint: { type: 'default' } }],
        messages:
          [{ role: 'user', content: [{ text: 'Hello {{text}}' }] }, { role: 'assistant', content: [{ text: 'Hi' }] }],
        toolConfiguration: { tools: [{ toolSpec: { name: 'look', inputSchema: { json: {} } } }] },
      },
    },
    additionalModelRequestFields: { top_k: 5 },
  };

  test('a chat has messages, a system part and tools; a guardrail goes along', () => {
    const { request, action } = through(prompt('Ask', '', { text: 'String' },
      { inline: CHAT, guardrail: { guardrailIdentifier: 'gr1', guardrailVersion: '1' } }),
    { text: 'Ann' }, { value: '', response: { raw: true }, requestId: 'abc' });
    expect(request).toMatchObject({
      system: [{ text: 'You are Ann' }, { cachePoint: { type: 'default' } }],
      messages: [{ role: 'user', content: [{ text: 'Hello Ann' }] }, { role: 'assistant', content: [{ text: 'Hi' }] }],
      toolConfig: { tools: [{ toolSpec: { name: 'look' } }] },
      guardrailConfig: { guardrailIdentifier: 'gr1', guardrailVersion: '1' },
      additionalModelRequestFields: { top_k: 5 },
    });
    expect(action).toMatchObject({
      requestId: 'abc',
      operationResponse: { raw: true },
      operationRequest: { guardrailConfig: { guardrailIdentifier: 'gr1' }, toolConfig: request.toolConfig },
    });
    expect(action.operationRequest.system)
      .toEqual([{ type: 'TEXT', text: 'You are Ann' }, { cachePoint: { type: 'default' } }]);
  });

  const ARN = 'arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPTAAAA:1';
  const managed = (promptArn: unknown) => node('Prompt', 'Ask', { text: 'String', count: 'Number' }, {
    modelCompletion: 'String',
  },
  {
    sourceConfiguration: { resource: { promptArn } },
    guardrailConfiguration: { guardrailIdentifier: 'gr1', guardrailVersion: '2' },
  });

  test('a managed prompt is a model with variables, unless its content is given', () => {
    const bare = through(managed(ARN), { text: 'x', count: 2 }, { value: '' });
    expect(bare.request).toEqual({
      operation: 'Converse',
      modelId: ARN,
      promptVariables: { text: { text: 'x' }, count: { text: '2' } },
      guardrailConfig: { guardrailIdentifier: 'gr1', guardrailVersion: '2' },
    });
    expect(rules(bare.run)).toEqual(['ManagedPrompt', 'PromptValues']);
    expect(bare.action.operationRequest).toMatchObject({ messages: [], system: [] });
    expect(bare.action.operationRequest.promptVariables).toEqual({ text: { text: 'x' }, count: { text: '2' } });
    const content = {
      templateType: 'TEXT' as const, modelId: 'mm', templateConfiguration: { text: { text: '{{count}}: {{text}}' } },
    };
    const filled = through(managed(ARN), { text: 'x', count: 2 }, { value: '' }, { prompts: { [ARN]: content } });
    expect(filled.request.messages[0].content[0].text).toBe('2: x');
    expect(filled.request.guardrailConfig).toEqual({ guardrailIdentifier: 'gr1', guardrailVersion: '2' });
    const byReference = through(managed({ Ref: 'P' }), { text: 'x', count: 2 }, { value: '' },
      { prompts: { '{"Ref":"P"}': content } });
    expect(byReference.request.modelId).toBe('mm');
  });

  test('a guardrail that intervenes gives the text, and only the action tells', () => {
    const { run, action } = through(prompt('Ask', '{{text}}'), { text: 'x' },
      { value: 'Sorry.', stopReason: 'guardrail_intervened' });
    expect(documents(run)).toEqual(['Sorry.']);
    expect(action.operationResponse.stopReason).toBe('guardrail_intervened');
    expect(rules(run)).toEqual(['GuardrailIntervention']);
  });
});

describe('KnowledgeBase', () => {
  const RERANKING =
    { type: 'BEDROCK_RERANKING_MODEL', bedrockRerankingConfiguration: { modelConfiguration: { modelArn: 'arn:r' } } };

  test('without a model it retrieves', () => {
    const base = node('KnowledgeBase', 'Search', { retrievalQuery: 'String' }, { retrievalResults: 'Array' },
      { knowledgeBaseId: 'KB1', numberOfResults: 3, rerankingConfiguration: RERANKING });
    const { request, run, action } = through(base, { retrievalQuery: 'owls' },
      { value: [{ content: { text: 'hoot' } }] });
    expect(request).toEqual({
      operation: 'Retrieve',
      knowledgeBaseId: 'KB1',
      retrievalQuery: { text: 'owls' },
      retrievalConfiguration: { vectorSearchConfiguration: { numberOfResults: 3, rerankingConfiguration: RERANKING } },
    });
    expect(documents(run)).toEqual([[{ content: { text: 'hoot' } }]]);
    expect(action).toBeUndefined();
    expect(rules(run)).toEqual(['RetrievalResults']);
  });

  test('with a model it retrieves and generates', () => {
    const base = node('KnowledgeBase', 'Search', { retrievalQuery: 'String' }, { outputText: 'String' }, {
      knowledgeBaseId: 'KB1',
      modelId: 'm',
      promptTemplate: { textPromptTemplate: 'T' },
      guardrailConfiguration: { guardrailIdentifier: 'g', guardrailVersion: '1' },
      inferenceConfiguration: { text: { temperature: 0.1, maxTokens: 5 } },
      orchestrationConfiguration: {
        promptTemplate: { textPromptTemplate: 'O' },
        inferenceConfig: { text: { topP: 0.5 } },
        performanceConfig: { latency: 'optimized' },
      },
    });
    const { request, run } = through(base, { retrievalQuery: 'owls' },
      { value: 'blocked', guardrailAction: 'INTERVENED' });
    expect(request).toEqual({
      operation: 'RetrieveAndGenerate',
      input: { text: 'owls' },
      retrieveAndGenerateConfiguration: {
        type: 'KNOWLEDGE_BASE',
        knowledgeBaseConfiguration: {
          knowledgeBaseId: 'KB1',
          modelArn: 'm',
          generationConfiguration: {
            promptTemplate: { textPromptTemplate: 'T' },
            inferenceConfig: { textInferenceConfig: { maxTokens: 5, temperature: Math.fround(0.1) } },
            guardrailConfiguration: { guardrailId: 'g', guardrailVersion: '1' },
          },
          orchestrationConfiguration: {
            promptTemplate: { textPromptTemplate: 'O' },
            performanceConfig: { latency: 'optimized' },
            inferenceConfig: { textInferenceConfig: { topP: 0.5 } },
          },
        },
      },
    });
    expect(documents(run)).toEqual(['blocked']);
    expect(rules(run)).toEqual(['GuardrailIntervention']);
  });

  test('with nothing but its id it says nothing else', () => {
    const base = node('KnowledgeBase', 'Search', { retrievalQuery: 'String' }, { outputText: 'String' },
      { knowledgeBaseId: 'KB1', modelId: 'm' });
    expect(through(base, { retrievalQuery: 'x' },
      { value: '' }).request.retrieveAndGenerateConfiguration.knowledgeBaseConfiguration)
      .toEqual({ knowledgeBaseId: 'KB1', modelArn: 'm' });
  });
});

test('Lambda: exactly the event of the service, and its whole answer', () => {
  const { request, run, action } = through(lambda('Work', { codeHookInput: 'String', more: 'Object' }, 'Object'),
    { codeHookInput: 'x', more: { a: 1 } }, { value: { b: 2 } },
    { flowArn: 'arn:flow', flowAliasArn: 'arn:alias' });
  expect(request).toEqual({
    operation: 'Invoke',
    functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:fn',
    event: {
      messageVersion: '1.0',
      flow: { flowArn: 'arn:flow', flowAliasArn: 'arn:alias' },
      node: {
        name: 'Work',
        inputs: [
          { name: 'codeHookInput', type: 'String', expression: '$.data.codeHookInput', value: 'x' },
          { name: 'more', type: 'Object', expression: '$.data.more', value: { a: 1 } },
        ],
      },
    },
  });
  expect(documents(run)).toEqual([{ b: 2 }]);
  expect(action).toMatchObject({
    serviceName: 'lambda', operationName: 'Invoke', operationRequest: request.event, operationResponse: { b: 2 },
  });
});

test('a node with more outputs than its kind has yields its result at the one that the service fixes', () => {
  const between =
    { ...lambda('Work'), outputs: [{ name: 'other', type: 'Any' }, { name: 'functionResponse', type: 'String' }] };
  const flow = flowOf([input(), between, output()], 'In.document > Work.value', 'Work.functionResponse > Out.document');
  const result = runSync(compile(flow), given('x'), { types: { LambdaFunction: () => ({ value: 'y' }) } });
  expect(result.calls.Work)
    .toEqual([{ inputs: { value: 'x' }, outputs: { other: null, functionResponse: 'y' }, executionChain: [] }]);
  expect(documents(result)).toEqual(['y']);
});

test('Agent: its attributes, its session and its traces', () => {
  const { request, run, action } = through(agent('Helper', { promptAttributes: 'Object', sessionAttributes: 'Object' }),
    { agentInputText: 'hi', promptAttributes: { p: '1' }, sessionAttributes: { s: '2' } },
    { value: 'hello', agentTraces: [{ trace: { x: 1 } }] }, { executionId: 'run-1' });
  expect(request).toEqual({
    operation: 'InvokeAgent',
    agentAliasArn: 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENTAAAAA/ALIASAAAAA',
    agentId: 'AGENTAAAAA',
    agentAliasId: 'ALIASAAAAA',
    sessionId: 'run-1',
    inputText: 'hi',
    sessionState: { promptSessionAttributes: { p: '1' }, sessionAttributes: { s: '2' } },
  });
  expect(action).toMatchObject({
    serviceName: 'bedrock', operationName: 'InvokeAgent', operationResponse: { completion: 'hello' },
  });
  expect(action.operationRequest.operation).toBeUndefined();
  expect(
    JSON.stringify(through(agent('Helper'), { agentInputText: 'hi' }, { value: 'hello', agentTraces: [] }).run.events),
  ).not.toContain('nodeDependencyTrace');
  expect(JSON.stringify(run.events))
    .toContain(
      '{"nodeDependencyTrace":{"nodeName":"Helper","timestamp":"1970-01-01T00:00:00.000Z",'
        + '"traceElements":{"agentTraces":[{"trace":{"x":1}}]}}}',
    );
});

test('Lex: one utterance, its intent', () => {
  const lex = node('Lex', 'Bot', { inputText: 'String', requestAttributes: 'Object', sessionAttributes: 'Object' }, {
    predictedIntent: 'String',
  },
  { botAliasArn: 'arn:aws:lex:us-east-1:111122223333:bot-alias/BOTAAAAAAA/ALIASAAAAA', localeId: 'en_US' });
  const { request, run } = through(lex,
    { inputText: 'hi', requestAttributes: { a: 'b' }, sessionAttributes: { c: 'd' } }, { value: 'Greet' });
  expect(request).toEqual({
    operation: 'RecognizeText',
    botAliasArn: 'arn:aws:lex:us-east-1:111122223333:bot-alias/BOTAAAAAAA/ALIASAAAAA',
    botId: 'BOTAAAAAAA',
    botAliasId: 'ALIASAAAAA',
    localeId: 'en_US',
    sessionId: 'execution-1',
    text: 'hi',
    requestAttributes: { a: 'b' },
    sessionState: { sessionAttributes: { c: 'd' } },
  });
  expect(documents(run)).toEqual(['Greet']);
});

test('of an ARN that is known only at deployment nothing is read', () => {
  const helper = { ...agent('Helper'), configuration: { agent: { agentAliasArn: { Ref: 'Alias' } } } };
  const { request } = through(helper, { agentInputText: 'hi' }, { value: 'hello' });
  expect(request).toStrictEqual({
    operation: 'InvokeAgent',
    agentAliasArn: { Ref: 'Alias' },
    agentId: undefined,
    agentAliasId: undefined,
    sessionId:
      'execution-1',
    inputText: 'hi',
  });
});

test('a function is told a flow and an alias, also where nobody names them', () => {
  const { request } = through(lambda('Work', { value: 'String' }), { value: 'x' }, { value: 'y' });
  expect(request.event.flow).toEqual({
    flowArn: 'arn:aws:bedrock:us-east-1:123456789012:flow/FLOW123456',
    flowAliasArn: 'arn:aws:bedrock:us-east-1:123456789012:flow/FLOW123456/alias/TSTALIASID',
  });
});

describe('Storage and Retrieval', () => {
  const storage = (bucketName: unknown = 'my-bucket') => (
    node('Storage', 'Keep', { content: 'Object', objectKey: 'String' }, { s3Uri: 'String' },
      { serviceConfiguration: { s3: { bucketName } } }));

  test('what is stored has an address; content that is not a string is JSON', () => {
    const { request, run } = through(storage(), { content: { a: 1 }, objectKey: 'x/y.json' }, { value: undefined });
    expect(request).toEqual({ operation: 'PutObject', bucket: 'my-bucket', key: 'x/y.json', body: '{"a":1}' });
    expect(documents(run)).toEqual(['s3://my-bucket/x/y.json']);
    expect(documents(through(storage(), { content: {}, objectKey: 'k' }, { value: 's3://other/k' }).run))
      .toEqual(['s3://other/k']);
  });

  test('a bucket that its template makes stands as in Fn::Sub', () => {
    expect(documents(through(storage({ Ref: 'Articles' }), { content: {}, objectKey: 'k' }, { value: undefined }).run))
      .toEqual(['s3://${Articles}/k']);
    expect(documents(
      through(storage({ 'Fn::ImportValue': 'b' }), { content: {}, objectKey: 'k' }, { value: undefined }).run,
    )).toEqual(['s3://{"Fn::ImportValue":"b"}/k']);
  });

  test('what is retrieved is text', () => {
    const retrieval = () => node('Retrieval', 'Fetch', { objectKey: 'String' }, { s3Content: 'String' },
      { serviceConfiguration: { s3: { bucketName: 'my-bucket' } } });
    const { request, run } = through(retrieval(), { objectKey: 'x' }, { value: 'text' });
    expect(request).toEqual({ operation: 'GetObject', bucket: 'my-bucket', key: 'x' });
    expect(documents(run)).toEqual(['text']);
    expect(through(retrieval(), { objectKey: 'x' }, { value: undefined }).run.error?.message)
      .toBe('Expected type for Node Output s3Content of Node Fetch to be STRING. Actual type is NULL.');
    expect(through(retrieval(), { objectKey: 'x' }, { value: { parsed: true } }).run.error?.message)
      .toBe('Expected type for Node Output s3Content of Node Fetch to be STRING. Actual type is OBJECT.');
  });
});

describe('InlineCode', () => {
  const code = () => node('InlineCode', 'Calc', { aa: 'Number', bb: 'Number' }, { response: 'Number' },
    { language: 'Python_3', code: 'aa + bb' });

  test('its inputs are variables', () => {
    const { request, run } = through(code(), { aa: 1, bb: 2 }, { value: 3 });
    expect(request)
      .toEqual({ operation: 'RunCode', language: 'Python_3', code: 'aa + bb', variables: { aa: 1, bb: 2 } });
    expect(documents(run)).toEqual([3]);
  });

  test('None is null, which fits no type', () => {
    const { run } = through(code(), { aa: 1, bb: 2 }, { value: null });
    expect(run.error?.message).toBe('Expected type for Node Output response of Node Calc to be NUMBER. Actual type '
      + 'is NULL.');
    expect(rules(run)).toEqual(['NullType']);
  });

  test('flow executions do not have it', () => {
    const { run } = through(code(), { aa: 1, bb: 2 }, { value: 3 }, { operation: 'StartFlowExecution' });
    expect(run.error).toEqual({
      code: 'validationException',
      nodeName: 'Calc',
      message: 'Node Calc is inline code, which flow executions do not support.',
    });
    expect(run.executionEvents.map((event) => Object.keys(event)[0]))
      .toEqual(['flowInputEvent', 'nodeFailureEvent', 'flowFailureEvent']);
  });
});

test('an effect shows all it has', () => {
  const { effect } = through(lambda('Work', { value: 'String' }), { value: 'x' }, { value: 'y' });
  expect(JSON.parse(JSON.stringify(effect))).toEqual({
    kind: 'effect',
    id: 1,
    node: 'Work',
    type: 'LambdaFunction',
    request: effect.request,
    inputs:
      { value: 'x' },
    executionChain: [],
  });
});
