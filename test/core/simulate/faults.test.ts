/** Wrong types, failing handlers and missing ones. */
import { condition, documents, flowOf, given, input, lambda, output, prompt, rules, run } from './flow-of';
import {
  compile, Engine, exceptionOf, handlerOf, type Handlers, returns, runSync, type Settlement, SimulateError, throwing,
} from '../../../src/core/simulate';

const FLOW = flowOf([input(), lambda('Work'), output()], 'In.document > Work.value', 'Work.functionResponse > '
  + 'Out.document');
const PLAN = compile(FLOW);

function withWork(settlement: unknown) {
  return runSync(PLAN, given('x'), { nodes: { Work: () => settlement as Settlement } });
}

describe('types', () => {
  test('the document is checked against the output of the Input node, in the recorded words', () => {
    const flow = flowOf([input('String', 'FlowInput'), output()], 'FlowInput.document > Out.document');
    const result = runSync(compile(flow), given({ a: 1 }, 'FlowInput'), {});
    expect(result.error).toEqual({
      code: 'validationException',
      message: 'Expected type for Node Output document of Node FlowInput to be STRING. Actual type is OBJECT.',
      nodeName: 'FlowInput',
    });
    expect(result.events).toEqual([{ validationException: { message: result.error!.message } }]);
    expect(result.completionReason).toBeUndefined();
  });

  test('an input is checked after its expression', () => {
    const flow = flowOf([input('Object'), lambda('Work', { value: 'Number $.data.a' }), output()],
      'In.document > Work.value', 'Work.functionResponse > Out.document');
    const result = run(flow, { a: '5' });
    expect(result.error?.message).toBe('Expected type for Node Input value of Node Work to be NUMBER. Actual type '
      + 'is STRING.');
    expect(rules(result)).toEqual(['InputTypeMessage']);
    expect(result.visited).toEqual(['In']);
  });

  test('the answer of a node is checked', () => {
    expect(withWork({ value: ['x'] }).error?.message).toBe('Expected type for Node Output functionResponse of Node '
      + 'Work to be STRING. Actual type is ARRAY.');
    expect(withWork({ value: null }).error?.message).toBe('Expected type for Node Output functionResponse of Node Work '
      + 'to be STRING. Actual type is NULL.');
    expect(withWork({ value: undefined }).error?.message).toBe('Expected type for Node Output functionResponse of Node '
      + 'Work to be STRING. Actual type is NULL.');
  });

  test('an expression that selects nothing is an error', () => {
    const flow = flowOf([input('Object'), output('Out', 'String')], 'In.document > Out.document');
    flow.nodes[1].inputs[0].expression = '$.data.a.b';
    const result = run(flow, { a: {} });
    expect(result.error).toEqual({
      code: 'validationException',
      nodeName: 'Out',
      message: 'Expression for Node Input \'document\' of Node \'Out\' '
        + 'is invalid. No results for path: $[\'data\'][\'a\'][\'b\']',
    });
    expect(rules(result)).toEqual(['MissingPath']);
  });

  test('what a node can not do without is null when nothing leads to it', () => {
    const flow = flowOf([input(), condition('Route', { value: 'String' }, { isA: 'value == "a"' }), output()],
      'In.document > Route.value', 'Route?isA > Out');
    expect(run(flow, 'a').error?.message).toBe('Expected type for Node Input document of Node Out to be STRING. Actual '
      + 'type is NULL.');
  });

  test('a condition that compares what can not be compared is an error', () => {
    const flow = flowOf([
      input('Number'), condition('Route', { value: 'Number' }, { isA: 'value == "a"' }), output('Out', 'Number'),
    ],
    'In.document > Route.value', 'Route?isA > Out', 'In.document > Out.document');
    expect(run(flow, 5).error).toEqual({
      code: 'validationException',
      nodeName: 'Route',
      message: 'Condition isA of Node Route can\'t be evaluated: \'==\' needs two values of the same type, got Number '
        + 'and String.',
    });
  });

  test('a port whose type is not known is not checked', () => {
    const flow = flowOf([input(), lambda('Work', { value: 'Any' }, 'Any'), output()], 'In.document > Work.value',
      'Work.functionResponse > Out.document');
    expect(documents(run(flow, 'x', { Work: () => 'y' }))).toEqual(['y']);
    expect(run(flow, 'x', { Work: () => 'y' }).events.filter((event) =>
      /"nodeName":"Work","timestamp/.test(JSON.stringify(event)) && /"type"/.test(JSON.stringify(event))))
      .toEqual([]);
  });
});

describe('handlers that fail', () => {
  test('an error of the service ends the stream as that exception', () => {
    const result = withWork({ error: { code: 'throttlingException', message: 'slow down' } });
    expect(result.events.at(-1)).toEqual({ throttlingException: { message: 'slow down' } });
    expect(result.calls.Work[0].error).toEqual({ code: 'throttlingException', message: 'slow down' });
    expect(result.calls.Out).toBeUndefined();
  });

  test('only the exceptions that have them show resource and reason', () => {
    const last = (error: object) =>
      withWork({ error: { message: 'm', resourceName: 'Lambda', reason: 'r', ...error } }).events.at(-1);
    expect(last({ code: 'dependencyFailedException' }))
      .toEqual({ dependencyFailedException: { message: 'm', resourceName: 'Lambda' } });
    expect(last({ code: 'badGatewayException' }))
      .toEqual({ badGatewayException: { message: 'm', resourceName: 'Lambda' } });
    expect(last({ code: 'internalServerException' }))
      .toEqual({ internalServerException: { message: 'm', reason: 'r' } });
    expect(last({ code: 'conflictException' })).toEqual({ conflictException: { message: 'm' } });
  });

  test('a handler that throws is a dependency that failed, or what its error is called', () => {
    const thrown = (error: unknown) => runSync(PLAN, given('x'), { nodes: { Work: () => { throw error; } } }).error;
    expect(thrown(new Error('broken')))
      .toEqual({ code: 'dependencyFailedException', message: 'broken', resourceName: 'Lambda', nodeName: 'Work' });
    expect(thrown(Object.assign(new Error('slow'), { name: 'ThrottlingException' })))
      .toEqual({ code: 'throttlingException', message: 'slow', nodeName: 'Work' });
    expect(thrown('text')?.message).toBe('text');
    expect(thrown(undefined)?.message).toBe('the handler failed without a message');
    expect(exceptionOf(new Error(''), { type: 'Prompt' })).toEqual({
      code: 'dependencyFailedException',
      message: 'the handler failed without '
        + 'a message',
      resourceName: 'Amazon Bedrock',
    });
    expect(exceptionOf(new Error('x'), { type: 'Storage' }))
      .toEqual({ code: 'dependencyFailedException', message: 'x' });
    expect(thrown(5)?.message).toBe('5');
  });

  test.each([
    'AccessDeniedException', 'BadGatewayException', 'ConflictException', 'DependencyFailedException',
    'InternalServerException', 'ResourceNotFoundException',
    'ServiceQuotaExceededException', 'ThrottlingException', 'ValidationException',
  ])('an error that is called %s is that exception', (name) => {
    const code = name.charAt(0).toLowerCase() + name.slice(1);
    for (const spelt of [name, code]) {
      expect(exceptionOf(Object.assign(new Error('no'), { name: spelt }), { type: 'Prompt' }))
        .toStrictEqual({ code, message: 'no' });
    }
    expect(exceptionOf(Object.assign(new Error('no'), { name: `${name}s` }), { type: 'Prompt' }).code)
      .toBe('dependencyFailedException');
  });

  test('an error has only what was said of it, everywhere it is shown', () => {
    for (const more of [{}, { resourceName: 'Lambda' }, { reason: 'r' }]) {
      const error = { code: 'internalServerException' as const, message: 'm', ...more };
      const result = withWork({ error });
      expect(result.error).toStrictEqual({ ...error, nodeName: 'Work' });
      expect(result.calls.Work).toStrictEqual([{ inputs: { value: 'x' }, executionChain: [], error }]);
      expect(result.events.at(-1)).toStrictEqual({
        internalServerException: 'reason' in more ? { message: 'm', reason: 'r' } : { message: 'm' },
      });
      expect(JSON.parse(JSON.stringify(result)).error).toEqual({ ...error, nodeName: 'Work' });
    }
    expect(withWork({ error: { code: 'badGatewayException', message: 'm' } }).events.at(-1))
      .toStrictEqual({ badGatewayException: { message: 'm' } });
  });

  test('what goes wrong after a node has answered is not an error of its call', () => {
    const flow = flowOf([input(), lambda('Work'), output('Out', 'Number')], 'In.document > Work.value',
      'Work.functionResponse > Out.document');
    const result = run(flow, 'x', { Work: () => 'y' });
    expect(result.error?.nodeName).toBe('Out');
    expect(result.calls).toEqual({
      In: [{ inputs: {}, outputs: { document: 'x' }, executionChain: [] }],
      Work: [{ inputs: { value: 'x' }, outputs: { functionResponse: 'y' }, executionChain: [] }],
    });
  });

  test('an effect is settled once, and only while the run goes on', () => {
    const engine = new Engine(PLAN);
    engine.start(given('x'));
    expect(engine.next()).toMatchObject({ kind: 'effect', id: 1 });
    const again = new Error('there is no effect 1 to settle; settle each effect once, while the run goes on '
      + '[IllegalSettlement]');
    engine.settle(1, { value: 'y' });
    expect(() => engine.settle(1, { value: 'z' })).toThrow(again);
    const over = new Engine(PLAN);
    over.start(given('x'));
    over.next();
    over.abort({ code: 'internalServerException', message: 'stop' });
    expect(() => over.settle(1, { value: 'y' })).toThrow(again);
  });

  test('a run is ended from outside once, at a node or as a whole', () => {
    const ended = (...nodeName: string[]) => {
      const engine = new Engine(PLAN, { executionId: 'run-5' });
      engine.start(given('x'));
      engine.next();
      engine.abort({ code: 'badGatewayException', message: 'first', reason: 'r' }, ...nodeName);
      engine.abort({ code: 'badGatewayException', message: 'second' });
      engine.diagnose('Timeouts', 'said of it', ...nodeName);
      expect(engine.executionId).toBe('run-5');
      return [engine.next(), engine.log.entries.length, engine.diagnostics];
    };
    const error = { code: 'badGatewayException', message: 'first', reason: 'r' };
    expect(ended()).toEqual([{ kind: 'done', error }, 4, [{ rule: 'Timeouts', message: 'said of it' }]]);
    expect(ended('Work')).toEqual([{ kind: 'done', error: { ...error, nodeName: 'Work' } }, 4, [{
      rule: 'Timeouts', node: 'Work', message: 'said of it',
    }]]);
  });

  test('what is not JSON is said, and nothing breaks', () => {
    const circular: any = {};
    circular.self = circular;
    expect(withWork({ value: circular }).error).toEqual({
      code: 'dependencyFailedException',
      nodeName: 'Work',
      message: '[Work] the answer of the handler is not JSON: it contains itself at \'self\'; return plain data '
        + '[IllegalSettlement]',
    });
    expect(withWork({ value: () => 1 }).error?.message).toContain('it has a function');
  });

  test.each(
    [[undefined], [null], [{}], ['text'], [{ value: 1, error: {} }], [{ result: 1 }]],
  )('%p is not an answer', (settlement) => {
    expect(() => withWork(settlement)).toThrow('[Work] the answer must have exactly one of value, error and '
      + 'inputRequired; give {value: …}');
  });

  test('a promise is not an answer for a run that does not wait', () => {
    expect(() => withWork(Promise.resolve({ value: 1 }))).toThrow('[Work] the handler answers with a promise; run the '
      + 'flow asynchronously, or answer at once [IllegalSettlement]');
  });

  test('text of ten million characters goes through', () => {
    const long = 'x'.repeat(10_000_000);
    expect((documents(withWork({ value: long }))[0] as string).length).toBe(long.length);
  });
});

describe('who answers', () => {
  test('the handler of the node comes before that of its type', () => {
    expect(documents(
      runSync(PLAN, given('x'), { nodes: { Work: returns('node') }, types: { LambdaFunction: returns('type') } }),
    )).toEqual(['node']);
    expect(documents(
      runSync(PLAN, given('x'), { nodes: { Other: returns('node') }, types: { LambdaFunction: returns('type') } }),
    )).toEqual(['type']);
  });

  test.each([
    [lambda('Work'), '[Work] the LambdaFunction node \'Work\' runs, but nothing answers for it; '
      + 'add "Work": {"returns": "what the function returns"} to the mocks of nodes [MissingHandler]'],
    [prompt('Work', 'x', { value: 'String' }), 'add "Work": {"returns": "text of the model"}'],
  ])('a missing one is an error that shows what to add: %#', (between, message) => {
    const flow = flowOf([input(), between, output()], 'In.document > Work.value', `Work.${between.outputs[0].name} > `
      + 'Out.document');
    for (const handlers of [{}, { nodes: {} }, { nodes: { work: returns('x') } }] as Handlers[]) {
      expect(() => runSync(compile(flow), given('x'), handlers)).toThrow(message);
    }
  });

  test.each([
    ['KnowledgeBase', {}, '[{"content":{"text":"a passage"}}]'],
    ['KnowledgeBase', { modelId: 'amazon.nova-lite-v1:0' }, '"text of the answer"'],
    ['Agent', {}, '"text of the agent"'],
    ['InlineCode', {}, '"the result of the code"'],
    ['Lex', {}, '"NameOfTheIntent"'],
    ['Storage', {}, '"s3://bucket/key"'],
    ['Retrieval', {}, '"text of the object"'],
  ])('the line to add fits a %s node', (type, configuration, example) => {
    const plan = { nodes: [{ name: 'Nn', type, configuration, entryOf: -1 }] };
    expect(() => handlerOf({}, { node: 'Nn', type } as any, plan as any)).toThrow(`add "Nn": {"returns": ${example}} `
      + 'to the mocks of nodes');
  });

  test('all that are missing are named', () => {
    const flow = flowOf([input(), lambda('One'), lambda('Two'), lambda('Three'), output()],
      'In.document > One.value', 'One.functionResponse > Two.value', 'Two.functionResponse > Three.value',
      'Three.functionResponse > Out.document');
    expect(() => runSync(compile(flow), given('x'), { nodes: { Two: returns('x') } })).toThrow('nothing answers for '
      + 'it, nor for \'Three\'; '
      + 'add "One": {"returns": "what the function returns"}, '
        + '"Three": {"returns": "what the function returns"} to the mocks of nodes');
  });

  test('names that every object has are no handlers', () => {
    const flow = flowOf([input(), lambda('toString'), output()], 'In.document > toString.value',
      'toString.functionResponse > Out.document');
    expect(() => runSync(compile(flow), given('x'), { nodes: {} })).toThrow(SimulateError);
  });

  test('a handler is told how often its node was called', () => {
    expect(
      runSync(PLAN, given('x'), { nodes: { Work: (_, { call }) => ({ value: `call ${call}` }) } }).outputs[0].document,
    ).toBe('call 0');
    expect(runSync(PLAN, given('x'), {
      types: { LambdaFunction: throwing({ code: 'conflictException', message: 'c' }) },
    }).error?.code).toBe('conflictException');
  });
});
