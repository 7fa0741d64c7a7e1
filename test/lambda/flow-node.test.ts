/** `cdk-bedrock-flows/lambda`: what it reads of an event, and what it refuses of events and answers. */
import { flowNode, FlowNodeError, type FlowNodeEvent } from 'cdk-bedrock-flows/lambda';

const FLOW = { flowArn: 'arn:aws:bedrock:eu-west-1:111122223333:flow/F', flowAliasArn: 'arn:aws:bedrock:…/alias/A' };

function eventOf(...inputs: readonly (readonly [name: string, type: string, value?: unknown])[]): FlowNodeEvent {
  return {
    messageVersion: '1.0',
    flow: FLOW,
    node: {
      name: 'Extract',
      inputs: inputs.map(([name, type, value]) => ({ name, type, expression: '$.data', value })),
    },
  };
}

const refusal = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(() => new Error('none'), (thrown: unknown) => thrown as Error);
  expect(error).toBeInstanceOf(FlowNodeError);
  expect(error.message).not.toContain('\n');
  return error.message;
};

test('gives the inputs by name, the node, the flow and the context', async () => {
  const handler = flowNode<{ text: string; __proto__: number }, object>((inputs, call) => ({ inputs, call }));
  const answer = await handler(eventOf(['text', 'String', 'a'], ['__proto__', 'Number', 0]), { awsRequestId: '1' });
  expect(JSON.stringify(answer)).toBe(JSON.stringify({
    inputs: JSON.parse('{"text":"a","__proto__":0}') as object,
    call: { node: 'Extract', flow: FLOW, context: { awsRequestId: '1' } },
  }));
});

test.each<[string, FlowNodeEvent, string]>([
  ['an input that is not there', eventOf(), '[Extract] has no input \'count\', which the function reads; connect it, '
    + 'or regenerate the types with \'bedrock-flows types\' [MissingNodeInput]'],
  ['a text', eventOf(['count', 'String', '5']), '[Extract] input \'count\' is a String, but the function takes a '
    + 'Number; connect another value, or regenerate the types with \'bedrock-flows types\' [MismatchedNodeInputType]'],
  ['null', eventOf(['count', 'Number', null]), '[Extract] input \'count\' is null, but the function takes a Number; '
    + 'connect another value, or regenerate the types with \'bedrock-flows types\' [MismatchedNodeInputType]'],
  ['an event of something else', { Records: [] } as never, '[event] is not an event of a Lambda node; give { '
    + 'messageVersion, flow, node } [IllegalInput]'],
  ['no event', undefined as never, '[event] is not an event of a Lambda node; give { messageVersion, flow, node } '
    + '[IllegalInput]'],
])('refuses %s', async (_, event, message) => {
  const handler = flowNode<{ count: number }, number>(({ count }) => count, {
    inputs: { count: 'Number' }, answer: 'Number',
  });
  expect(await refusal(handler(event))).toBe(message);
});

test('without types, the event says what its inputs are', async () => {
  const handler = flowNode<{ count: number }, number>(({ count }) => count);
  expect(await handler(eventOf(['count', 'Number', 5]))).toBe(5);
  expect(await refusal(handler(eventOf(['count', 'Number', '5'])))).toContain('\'count\' is a String');
});

test.each<[unknown, string]>([
  ['5', 'a String'], [[5], 'an Array'], [{ five: 5 }, 'an Object'], [true, 'a Boolean'], [undefined, 'nothing'],
  [null, 'null'], [NaN, 'NaN'], [new Map(), 'a Map'], [5n, 'a bigint'], [new Date(0), 'a String'],
])('refuses an answer that is no Number: %p', async (answer, said) => {
  const handler = flowNode<object, number>(() => answer as number, { inputs: {}, answer: 'Number' });
  expect(await refusal(handler(eventOf()))).toMatch(
    new RegExp(`^\\[Extract\\] the function returned ${said}, but the flow takes a Number; return that.* `
      + '\\[MismatchedNodeOutputType\\]$'));
});

const ANSWERS: readonly [unknown][] = [[0], [''], [false], [[]], [{}], [new Date(0)]];
test.each(ANSWERS)('any type will do where none is said: %p', async (answer) => {
  expect(await flowNode(() => answer as object)(eventOf())).toBe(answer);
});

test.each([[undefined], [null], [Infinity], [() => 5]])('but not what flows do not have: %p', async (answer) => {
  expect(await refusal(flowNode(() => answer as never)(eventOf()))).toContain('but the flow takes text, a number, a '
    + 'boolean, an object or an array; return that [MismatchedNodeOutputType]');
});

test('what the handler throws is left as it is', async () => {
  const thrown = new RangeError('no such order');
  await expect(flowNode(async () => { throw thrown; })(eventOf())).rejects.toBe(thrown);
});
