import { ConditionNode, Flow, FlowDataType, IteratorNode, LambdaNode, OutputNode } from '../../../src';
import { fixedStack, templateOf } from '../../support';

const lambdaArn = 'arn:aws:lambda:eu-west-1:111122223333:function:f:1';

/** A flow with functions at its top, for each item, and in a loop; its outputs come always, perhaps, and repeatedly. */
export function invoices(): string {
  const stack = fixedStack();
  const flow = new Flow(stack, 'Invoices', { inputType: FlowDataType.OBJECT });
  const total = new LambdaNode(flow, 'ReadTotal', {
    lambdaArn,
    inputs: { text: flow.input.stringAt('text'), class: flow.input.numberAt('class') },
    responseType: FlowDataType.NUMBER,
  });
  new OutputNode(flow, 'Total', { document: total.functionResponse });
  const route = new ConditionNode(flow, 'Route', { inputs: { total: total.functionResponse } });
  new OutputNode(flow, 'Large', { document: flow.input, runWhen: route.when('isLarge', 'total > 100') });
  const each = new IteratorNode(flow, 'Each', { array: flow.input.arrayAt('lines') });
  const line = new LambdaNode(flow, 'read_total', { lambdaArn, inputs: { line: each.arrayItem } });
  new OutputNode(flow, 'Line', { document: line.functionResponse });
  return JSON.stringify(templateOf(stack));
}
