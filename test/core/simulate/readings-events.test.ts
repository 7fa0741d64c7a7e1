/** What the rows of the fidelity table that no diagnostic names say of events, each shown by a run. */
import {
  agent, collector, condition, flowOf, given, input, iterator, lambda, loop, loopController, loopInput, node, output,
  prompt, run,
} from './flow-of';
import { kinds, reads, traces } from './reads';
import { compile, runSync } from '../../../src/core/simulate';

const same = ({ value }: any) => value;
const ROUTED = flowOf(
  [input(), condition('Route', { value: 'String' },
    { isX: 'value == "x"', isLong: 'value != "y"' }), lambda('Yes'), lambda('No'), output()],
  'In.document > Route.value', 'In.document > Yes.value', 'In.document > No.value', 'Route?isX > Yes',
  'Route?default > No',
  'Yes.functionResponse > Out.document',
);
const routed = (document: string) => run(ROUTED, document, { Yes: same, No: same });

reads('UntakenBranchIsSilent', () => {
  const of = (document: string) => kinds(routed(document)).filter((kind) => kind.endsWith(' No')).length;
  expect([of('x'), of('y')]).toEqual([0, 3]);
});

reads('ConditionEvents', () => {
  const shown = kinds(routed('x')).filter((kind) => kind.endsWith(' Route'));
  expect(shown).toEqual(['nodeInputTrace Route', 'conditionNodeResultTrace Route']);
});

reads('OneSatisfiedCondition', () => {
  const named = (document: string) => traces(routed(document), 'conditionNodeResultTrace', 'Route');
  // both conditions hold for x
  expect(named('x')).toMatchObject([{ satisfiedConditions: [{ conditionName: 'isX' }] }]);
  expect(named('y')).toMatchObject([{ satisfiedConditions: [{ conditionName: 'default' }] }]);
});

reads('InputAndOutputEvents', () => {
  const shown = kinds(routed('x')).filter((kind) => / (In|Out)$/.test(kind));
  expect(shown).toEqual(['nodeOutputTrace In', 'nodeInputTrace Out', 'flowOutputEvent Out']);
});

reads('FlowOutputOrder', () => {
  const flow = flowOf([input(), output(), lambda('Work')], 'In.document > Out.document', 'In.document > Work.value');
  const shown = kinds(run(flow, 'x', { Work: same }));
  const at = shown.indexOf('nodeInputTrace Out');
  expect(shown[at + 1]).toBe('flowOutputEvent Out');
  expect(shown.length).toBeGreaterThan(at + 3);
});

reads('NodeEvents', () => {
  const plan = compile(flowOf([input(), agent('Helper')], 'In.document > Helper.agentInputText'));
  const shown =
    kinds(runSync(plan, given('x'), { types: { Agent: () => ({ value: 'y', agentTraces: [{ trace: {} }] }) } }));
  expect(shown[1]).toBe('nodeInputTrace Helper');
  expect([...shown.slice(2, 4)].sort()).toEqual(['nodeActionTrace Helper', 'nodeDependencyTrace Helper']);
  expect(shown[4]).toBe('nodeOutputTrace Helper');
});

reads('ExecutionChain', () => {
  const body = flowOf(
    [loopInput({ list: 'Array' }), iterator(), lambda('Work'), collector(), loopController(
      { list: 'Array', go: 'String' }, 'go == "x"', 2,
    )],
    'Start.list > Each.array', 'Each.arrayItem > Work.value', 'Work.functionResponse > All.arrayItem',
    'Each.arraySize > All.arraySize',
    'All.collectedArray > Again.list', 'All.collectedArray > Again.go',
  );
  body.nodes[4].inputs[1].expression = '$.data[0]';
  const result = run(flowOf([input('Array'), loop('Rounds', { list: 'Array' }, {}, body)], 'In.document > Rounds.list'),
    ['x', 'y'], { Work: same });
  const chains = traces(result, 'nodeInputTrace', 'Work').map(({ fields: [{ executionChain }] }) => executionChain);
  const chain = (round: number, item: number) => [
    { nodeName: 'Rounds', index: round, type: 'Loop' }, { nodeName: 'Each', index: item, type: 'Iterator' },
  ];
  expect(chains).toEqual([chain(0, 0), chain(0, 1), chain(1, 0), chain(1, 1)]);
});

reads('TypeSpelling', () => {
  const types = (options: object) => traces(run(ROUTED, 'x', { Yes: same }, options), 'nodeInputTrace', 'Yes')
    .map(({ fields: [{ type }] }) => type);
  expect([types({}), types({ traceTypes: 'model' }), types({ profile: 'documented' })])
    .toEqual([['STRING'], ['String'], ['String']]);
});

const BOT = node('Lex', 'Bot', { inputText: 'String' }, { predictedIntent: 'String' }, {
  botAliasArn: 'arn:aws:lex:us-east-1:111122223333:bot-alias/BOT1234567/ALIAS12345', localeId: 'en_US',
});
const READ = node('Retrieval', 'Read', { objectKey: 'String' }, { s3Content: 'String' }, {
  serviceConfiguration: { s3: { bucketName: 'my-bucket' } },
});
const chained = () => run(flowOf(
  [input(), prompt('Ask', '{{text}}'), agent('Helper'), lambda('Work'), BOT, READ, output()],
  'In.document > Ask.text', 'Ask.modelCompletion > Helper.agentInputText', 'Helper.agentResponse > Work.value',
  'Work.functionResponse > Bot.inputText', 'Bot.predictedIntent > Read.objectKey', 'Read.s3Content > Out.document',
), 'x', Object.fromEntries(['Ask', 'Helper', 'Work', 'Bot', 'Read'].map((name) => [name, () => name])));

reads('ActionEvents', () => {
  expect(chained().visited).toEqual(['In', 'Ask', 'Helper', 'Work', 'Bot', 'Read', 'Out']);
  const shown = kinds(chained()).filter((kind) => kind.startsWith('nodeActionTrace'));
  expect(shown).toEqual(['nodeActionTrace Ask', 'nodeActionTrace Helper', 'nodeActionTrace Work']);
});

reads('ActionNames', () => {
  const shown = ['Ask', 'Helper', 'Work'].flatMap((name) => traces(chained(), 'nodeActionTrace', name));
  const names = shown.map(({ serviceName, operationName }) => `${serviceName} ${operationName}`);
  expect(names).toEqual(['bedrock Converse', 'bedrock InvokeAgent', 'lambda Invoke']);
});

reads('TraceFieldLimit', () => {
  const ports = Object.fromEntries(['aa', 'bb', 'cc', 'dd', 'ee', 'ff'].map((name) => [name, 'String']));
  const wires = Object.keys(ports).map((name) => `In.document > Wide.${name}`);
  const wide = run(flowOf([input(), lambda('Wide', ports)], ...wires), 'x', { Wide: () => 'y' });
  const names = traces(wide, 'nodeInputTrace', 'Wide')
    .map(({ fields }) => fields.map(({ nodeInputName }: any) => nodeInputName).join());
  expect(names).toEqual(['aa,bb,cc,dd,ee', 'ff']);
  const start = input();
  start.outputs.push({ name: 'other' }, { name: 'third' });
  const outputs = run(flowOf([start]), 'x');
  expect(traces(outputs, 'nodeOutputTrace', 'In').map(({ fields }) => fields.length)).toEqual([2, 1]);
});

reads('NextOfOutputs', () => {
  const [{ fields: [{ next }] }] = traces(routed('x'), 'nodeOutputTrace', 'In');
  expect(next).toEqual(['Route', 'Yes', 'No'].map((nodeName) => ({ nodeName, inputFieldName: 'value' })));
});

reads('ExecutionErrors', () => {
  const flow = flowOf([input(), lambda('Work')], 'In.document > Work.value');
  const codes = (work: () => unknown) => run(flow, 'x', { Work: work }).executionEvents.slice(-2)
    .map(({ nodeFailureEvent, flowFailureEvent }) => (nodeFailureEvent ?? flowFailureEvent)!.errorCode);
  expect(codes(() => 1)).toEqual(['VALIDATION', 'NODE_EXECUTION_FAILED']);
  expect(codes(() => { throw new Error('no'); })).toEqual(['DEPENDENCY_FAILED', 'NODE_EXECUTION_FAILED']);
});
