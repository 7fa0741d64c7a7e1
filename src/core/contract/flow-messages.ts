/** What of a message a flow gets: the forms that constructs and the worker agree on. */
const MESSAGE_FORMS = ['TEXT', 'JSON', 'OBJECT_KEY'] as const;

export type MessageForm = typeof MESSAGE_FORMS[number];

/** What the worker has in its environment, beside what every function has that calls a flow. */
export interface FlowWorkerEnvironment<Value> {
  readonly MESSAGE_FORM: Value;
  readonly INPUT_NODE: Value;
}
