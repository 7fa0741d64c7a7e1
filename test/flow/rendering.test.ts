/** The definition in the template is that of the whole program, whoever has looked at it before. */
import { Stack } from 'aws-cdk-lib';
import { ConditionNode, Flow, FlowDataType, LambdaNode, LoopNode, OutputNode } from '../../src';
import { flowResource, fixedStack } from '../support';

const lambdaArn = 'arn:aws:lambda:eu-west-1:111122223333:function:f:1';

/**
 * Builds a flow with everything that changes a node after its constructor; what looks at it is called after each step.
 */
function build(
  look: (flow: Flow) => void, last: (of: { readonly loop: LoopNode; readonly route: ConditionNode }) => void,
): Flow {
  const flow = new Flow(fixedStack(), 'F', { inputType: FlowDataType.OBJECT });
  look(flow);
  const route = new ConditionNode(flow, 'Route', { inputs: { text: flow.input.stringAt('text') } });
  look(flow);
  const isLong = route.when('isLong', 'text == "long"');
  look(flow);
  const loop = new LoopNode(flow, 'Refine', { inputs: { loopInput: flow.input.stringAt('text') }, runWhen: isLong });
  look(flow);
  const work = new LambdaNode(loop, 'Work', { lambdaArn, inputs: { text: loop.value('loopInput') } });
  look(flow);
  loop.continueWhile('goOn', 'text == "more"',
    { inputs: { text: work.functionResponse }, outputs: { loopOutput: work.functionResponse } });
  look(flow);
  new OutputNode(flow, 'Refined', { document: loop.output('loopOutput') });
  look(flow);
  new OutputNode(flow, 'Whole', { document: flow.input, runWhen: route.otherwise() });
  look(flow);
  last({ loop, route });
  return flow;
}

const rendered = (flow: Flow) => flowResource(flow).Properties.Definition;

describe.each<[string, (flow: Flow) => unknown]>([
  ['a resolve of the resource', (flow) => Stack.of(flow).resolve((flow.node.defaultChild as any).definition)],
  ['a diagram', (flow) => flow.toMermaid()],
  ['the checks', (flow) => flow.node.findAll().flatMap(({ node }) => node.validate())],
])('%s at every step freezes nothing', (_, look) => {
  test.each<[string, string, Parameters<typeof build>[1]]>([
    ['an output that is read', '"iterationCount"', ({ loop }) => new OutputNode(Stack.of(loop).node.findChild('F'),
      'Rounds', { document: loop.iterationCount })],
    ['a condition', '"isLast"', ({ route }) => void route.when('isLast', 'text == "last"')],
    ['a node', '"Other"', ({ loop }) => new OutputNode(Stack.of(loop).node.findChild('F'), 'Other',
      { document: loop.output('loopOutput') })],
  ])('%s that comes last is there', (__, word, last) => {
    const whole = rendered(build(() => undefined, last));
    expect(JSON.stringify(whole)).toContain(word);
    expect(rendered(build(look, last))).toEqual(whole);
  });
});
