/** The types of data of flows, and the event that a flow sends to a function. */

export type FlowTypeName = 'String' | 'Number' | 'Boolean' | 'Object' | 'Array';

/** The name that a flow has for a type of TypeScript. */
export type FlowTypeOf<T> = unknown extends T ? FlowTypeName
  : T extends string ? 'String'
    : T extends number ? 'Number'
      : T extends boolean ? 'Boolean'
        : T extends readonly unknown[] ? 'Array' : 'Object';

/** What a Lambda node sends to its function (Bedrock User Guide, "Node types in your flow"). */
export interface FlowNodeEvent {
  readonly messageVersion: string;
  readonly flow: { readonly flowArn: string; readonly flowAliasArn: string };
  readonly node: { readonly name: string; readonly inputs: readonly FlowNodeInput[] };
}

export interface FlowNodeInput {
  readonly name: string;
  readonly type: string;
  readonly expression: string;
  /** The part that the expression selects. */
  readonly value?: unknown;
}

/** What a Lambda node declares: its inputs by name, and what its function must return. */
export interface FlowNodeTypes<Inputs, Answer> {
  readonly inputs: { readonly [Name in keyof Inputs]-?: FlowTypeOf<Exclude<Inputs[Name], undefined>> };
  readonly answer: FlowTypeOf<Answer>;
}

/** The type of a value as a flow has it; nothing for what is none, such as null. */
export function flowTypeOf(value: unknown): FlowTypeName | undefined {
  if (typeof value === 'string') { return 'String'; }
  if (typeof value === 'number') { return Number.isFinite(value) ? 'Number' : undefined; }
  if (typeof value === 'boolean') { return 'Boolean'; }
  if (Array.isArray(value)) { return 'Array'; }
  return typeof value === 'object' && value !== null && !isEmptyAsJson(value) ? 'Object' : undefined;
}

/** Of these, JSON keeps nothing. */
function isEmptyAsJson(value: object): boolean {
  return value instanceof Map || value instanceof Set || value instanceof Promise;
}
