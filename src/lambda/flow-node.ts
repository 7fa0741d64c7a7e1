import { flowTypeOf, type FlowNodeEvent, type FlowNodeTypes } from './flow-node-event';
import { anA } from '../core/words/article';

/** The details of a call that a handler receives in addition to the inputs. */
export interface FlowNodeCall {
  /** The name of the node. */
  readonly node: string;
  readonly flow: FlowNodeEvent['flow'];
  /** The context of Lambda, as it is given. */
  readonly context: any;
}

/** An event or an answer that does not fit its node. The flow ends with its message, which its caller sees. */
export class FlowNodeError extends Error {
  public override readonly name = 'FlowNodeError';
}

/**
 * A Lambda handler of a function that gets the inputs of a flow node, and answers with its output.
 *
 * @param handler receives the inputs by name; an error that it throws ends the run of the flow
 * @param types the declared types of the node, as `bedrock-flows types` writes them. Default: the inputs are checked
 * against their types in the event, and the result can have any type that flows support
 */
export function flowNode<Inputs extends object, Answer extends string | number | boolean | object>(
  handler: (inputs: Inputs, call: FlowNodeCall) => Answer | Promise<Answer>, types?: FlowNodeTypes<Inputs, Answer>,
): (event: FlowNodeEvent, context?: any) => Promise<Answer> {
  return async (event, context) => {
    const inputs = inputsOf(event, types?.inputs);
    const { flow, node: { name: node } } = event;
    const answer = await handler(inputs as Inputs, { node, flow, context });
    checkAnswer(node, answer, types?.answer);
    return answer;
  };
}

type TypeNames = Readonly<Record<string, string>>;

function inputsOf(event: FlowNodeEvent | null | undefined, expected: TypeNames | undefined): object {
  const { name: node, inputs } = event?.node ?? {};
  if (node === undefined || !Array.isArray(inputs)) {
    throw new FlowNodeError('[event] is not an event of a Lambda node; give { messageVersion, flow, node } '
      + '[IllegalInput]');
  }
  const given = inputs as FlowNodeEvent['node']['inputs'];
  const types = expected ?? Object.fromEntries(given.map(({ name, type }) => [name, type]));
  const values = new Map(given.map(({ name, value }) => [name, value]));
  for (const [name, type] of Object.entries(types)) {
    const value = values.get(name);
    if (value === undefined) {
      throw new FlowNodeError(`[${node}] has no input '${name}', which the function reads; connect it, or regenerate `
        + 'the types with \'bedrock-flows types\' [MissingNodeInput]');
    }
    if (flowTypeOf(value) !== type) {
      throw new FlowNodeError(`[${node}] input '${name}' is ${said(value)}, but the function takes ${anA(type)}; `
        + 'connect another value, or regenerate the types with \'bedrock-flows types\' [MismatchedNodeInputType]');
    }
  }
  return Object.fromEntries(values);
}

function checkAnswer(node: string, answer: unknown, expected: string | undefined): void {
  const found = flowTypeOf(answer instanceof Date ? answer.toJSON() : answer);
  if (found !== undefined && (expected === undefined || found === expected)) { return; }
  throw new FlowNodeError(`[${node}] the function returned ${said(answer)}, but the flow takes `
    + `${expected === undefined ? 'text, a number, a boolean, an object or an array' : anA(expected)}; `
    + `${found === undefined ? 'return that' : 'return that, or change responseType of the node'} `
    + '[MismatchedNodeOutputType]');
}

/** The kind of a value; not the value, which may be private. */
function said(value: unknown): string {
  const type = flowTypeOf(value instanceof Date ? value.toJSON() : value);
  if (type !== undefined) { return anA(type); }
  if (value === undefined) { return 'nothing'; }
  if (typeof value === 'number' || value === null) { return String(value); }
  return anA(typeof value === 'object' ? value.constructor.name : typeof value);
}
