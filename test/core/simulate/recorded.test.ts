/** What is known of recorded runs, replayed: `recorded/README.md` says what in each file is fact. */
import { agent, condition, flowOf, given, answer, input, lambda, node, output, prompt } from './flow-of';
import * as classifier from './recorded/classifier.json';
import * as errors from './recorded/errors.json';
import * as execution from './recorded/execution.json';
import * as multiTurn from './recorded/multi-turn.json';
import {
  compile, type Effect, runSync, toFlowExecutionEvents, toFlowResponseStream, VirtualClock,
} from '../../../src/core/simulate';
import * as iteratorFlow from '../../corpus/flows/42.json';
import * as loopFlow from '../../corpus/flows/50.json';

describe('a classifier, a condition, an answer', () => {
  const message = { message: 'String' };
  const numbers =
    (maxTokens: number) => ({ inline: { inferenceConfiguration: { text: { temperature: 0.7, topP: 1, maxTokens } } } });
  const plan = compile(flowOf(
    [
      input('String', 'FlowInputNode'),
      prompt('ClassifyCustomerMessage', 'Classify: {{message}}', message, numbers(50)),
      condition('ConditionNode_1', { conditionInput: 'String' },
        { PlatformQuestion: 'conditionInput == "platform_question"', BugReport: 'conditionInput == "bug"' }),
      prompt('FAQPrompt', 'Answer: {{message}}', message, numbers(500)), prompt('BugReportPrompt', 'Thanks', message),
      prompt('OtherRequestPrompt', 'Hm', message),
      output('FAQOutput'), output('BugReportOutput'), output('OtherRequestOutput'),
    ],
    'FlowInputNode.document > BugReportPrompt.message', 'FlowInputNode.document > ClassifyCustomerMessage.message',
    'FlowInputNode.document > FAQPrompt.message',
    'FlowInputNode.document > OtherRequestPrompt.message',
    'ClassifyCustomerMessage.modelCompletion > ConditionNode_1.conditionInput',
    'ConditionNode_1?PlatformQuestion > FAQPrompt', 'ConditionNode_1?BugReport > BugReportPrompt',
    'ConditionNode_1?default > OtherRequestPrompt',
    'FAQPrompt.modelCompletion > FAQOutput.document', 'BugReportPrompt.modelCompletion > BugReportOutput.document',
    'OtherRequestPrompt.modelCompletion > OtherRequestOutput.document',
  ));
  const answers = classifier.completions as { readonly [node: string]: string };
  const latencies = classifier.latencies as { readonly [node: string]: number };
  const result = runSync(plan, given(classifier.message, 'FlowInputNode'), {
    types: { Prompt: ({ node: name }: Effect) => ({ value: answers[name], latencyMs: latencies[name] }) },
  }, { clock: new VirtualClock(1000) });

  test('shows the recorded traces, in their order and at their times', () => {
    const traces = result.events.flatMap((event) => 'flowTraceEvent' in event
      ? [normalised(event.flowTraceEvent.trace)] : []);
    expect(traces).toEqual(classifier.traces);
  });

  test('of what is not taken, nothing is shown, though it is listed as next', () => {
    const shown = result.events.map((event) => JSON.stringify(event).replace(/"next":\[[^\]]*\]/g, ''));
    for (const name of classifier.silent) { expect(shown.filter((text) => text.includes(name))).toEqual([]); }
    expect(result.skipped.slice().sort()).toEqual([...classifier.silent].sort());
  });

  // times from the start; ids and durations differ from run to run; the order of next means nothing
  function normalised(trace: any): any {
    const [kind] = Object.keys(trace);
    const { timestamp, requestId: _, ...rest } = trace[kind];
    for (const field of rest.fields ?? []) {
      if (field.next) {
        field.next = [...field.next].sort((left: any, right: any) => left.nodeName < right.nodeName ? -1 : 1);
      }
    }
    if (rest.operationResponse) {
      const { metrics, ...response } = rest.operationResponse;
      expect(metrics.latencyMs).toBe(latencies[rest.nodeName]);
      rest.operationResponse = response;
    }
    return { at: Date.parse(timestamp) - 1000, [kind]: rest };
  }
});

test('a document of the wrong type', () => {
  const plan = compile(flowOf([input('String', 'FlowInput'), lambda('Work'), output()],
    'FlowInput.document > Work.value', 'Work.functionResponse > Out.document'));
  expect(toFlowResponseStream(runSync(plan, given(errors.document, 'FlowInput'), {}).log, { enableTrace: true }))
    .toEqual(errors.stream);
});

test('an agent that asks', () => {
  const plan = compile(flowOf([input('String', 'FlowInputNode'), agent('AgentsNode_1'), output('FlowOutputNode')],
    'FlowInputNode.document > AgentsNode_1.agentInputText', 'AgentsNode_1.agentResponse > FlowOutputNode.document'));
  const helper = ({ inputs }: Effect) => (
    inputs.agentInputText === multiTurn.answer ? { value: multiTurn.final } : { inputRequired: multiTurn.question });
  const handlers = { types: { Agent: helper } };
  const first = runSync(plan, given('Make me a playlist.', 'FlowInputNode'), handlers);
  expect(toFlowResponseStream(first.log)).toEqual(multiTurn.first);
  const second = runSync(plan, answer('AgentsNode_1', multiTurn.answer), handlers, { resume: first.snapshot() });
  expect(toFlowResponseStream(second.log, { from: first.log.entries.length })).toEqual(multiTurn.second);
});

test('a flow execution', () => {
  const plan =
    compile(flowOf([input('String', 'FlowInputNode'), prompt('Prompt_1', '{{text}}'), output('FlowOutputNode')],
      'FlowInputNode.document > Prompt_1.text', 'Prompt_1.modelCompletion > FlowOutputNode.document'));
  const { log } = runSync(plan, given('x', 'FlowInputNode'), { types: { Prompt: () => ({ value: 'y' }) } });
  const shown = toFlowExecutionEvents(log, { eventType: 'Node' })
    .map((event) => `${Object.keys(event)[0]} ${(Object.values(event)[0] as any).nodeName}`);
  expect(shown.filter((line) => !line.startsWith('nodeActionEvent'))).toEqual(execution.nodeEvents);
  expect(toFlowExecutionEvents(log, { eventType: 'Flow' }).map((event) => Object.keys(event)[0]))
    .toEqual(['flowInputEvent', 'flowOutputEvent']);
});

test('joins inside an iteration and across its end, as a deployed flow has them', () => {
  const asked: Effect[] = [];
  const values: { readonly [node: string]: unknown } = {
    pre_search: { result: [{ href: 'x' }] },
    string2array_1: ['q1', 'q2'],
    sub_search:
      { result: [{ href: 'h1' }, { href: 'h2' }] },
    scraper: ['page'],
  };
  const answering = (effect: Effect) => {
    asked.push(effect);
    return { value: values[effect.node] ?? effect.node };
  };
  const result = runSync(compile(iteratorFlow), given({ task: 'owls', now: 'today' }, 'FlowInputNode'),
    { types: { LambdaFunction: answering, Prompt: answering } });
  const inputs = (name: string) => asked.filter((effect) => effect.node === name).map((effect) => effect.inputs);
  expect(inputs('generate_summary_prompt')).toEqual([{ data: ['page'], query: 'q1' }, { data: ['page'], query: 'q2' }]);
  expect(inputs('scraper')).toEqual([{ codeHookInput: ['h1', 'h2'] }, { codeHookInput: ['h1', 'h2'] }]);
  expect(inputs('generate_report_prompt'))
    .toEqual([{ context: ['generate_summary_prompt', 'generate_summary_prompt'], question: 'owls', now: 'today' }]);
  expect(result.outputs).toEqual([{ nodeName: 'FlowOutputNode_2', document: 'generate_report_prompt' }]);
});

test('conditions one after the other, with code between, each branch with its own output', () => {
  const code = (name: string) => node('InlineCode', name, { text: 'String' }, { response: 'String' },
    { language: 'Python_3', code: '"x" if text else "y"' });
  const outputs = ['Out1', 'Out2', 'Out3'].map((name) => output(name));
  const plan = compile(flowOf(
    [input(), condition('Triage', { text: 'String' }, { isCode: 'text == "code"' }), code('Classify'), condition('Kind',
      { kind: 'String' }, { isAgent: 'kind == "agent"' }),
    agent('Helper'), code('Plain'), ...outputs],
    'In.document > Triage.text', 'In.document > Classify.text', 'Triage?isCode > Classify',
    'Classify.response > Kind.kind', 'In.document > Helper.agentInputText',
    'Kind?isAgent > Helper', 'In.document > Plain.text', 'Kind?default > Plain', 'In.document > Out1.document',
    'Triage?default > Out1',
    'Helper.agentResponse > Out2.document', 'Plain.response > Out3.document',
  ));
  const reached = (document: string, kind: string) => runSync(plan, given(document), {
    nodes: {
      Classify: () => ({ value: kind }), Plain: () => ({ value: 'plain' }), Helper: () => ({ value: 'helped' }),
    },
  }).outputs;
  expect(reached('other', '')).toEqual([{ nodeName: 'Out1', document: 'other' }]);
  expect(reached('code', 'agent')).toEqual([{ nodeName: 'Out2', document: 'helped' }]);
  expect(reached('code', 'plain')).toEqual([{ nodeName: 'Out3', document: 'plain' }]);
});

test.each([['continueWhileTrue', 3, 1], ['exitWhenTrue', 1, 3]] as const)('the loop that was published, '
  + 'read as %s', (loopPolarity, passed, failed) => {
  const plan = compile(loopFlow, { loopPolarity });
  const rounds = (status: string) => {
    const handlers = {
      types: {
        Agent: () => ({ value: 'said' }),
        Prompt: () => ({ value: 'merged' }),
        InlineCode: () => ({ value: { status, response: `it ${status}` } }),
      },
    };
    const result = runSync(plan, given('x', 'FlowInputNode'), handlers);
    expect(result.outputs).toEqual([{ nodeName: 'FlowOutput', document: `it ${status}` }]);
    return result.calls.AYUSHAgent.length;
  };
  expect([rounds('PASSED'), rounds('FAILED')]).toEqual([passed, failed]);
});
