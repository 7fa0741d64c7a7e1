/** A case from its input to its end, over the questions of agents, with whoever runs the flow. */
import type { Event, VerifyCase } from './fixture';
import type { FlowInput } from '../../src/core/simulate';

/** Calls InvokeFlow. */
export type Invoke = (inputs: readonly FlowInput[], executionId: string | undefined) => Promise<Invoked>;

export interface Invoked {
  readonly executionId?: string;
  readonly events: readonly Event[];
}

export type Turns = readonly (readonly Event[])[];

/** The events of each call, as JSON. The id of the execution is another one in each run. */
export async function converse(
  { input, answers = [] }: VerifyCase, start: (document: unknown) => FlowInput, invoke: Invoke,
): Promise<Turns> {
  const turns: (readonly Event[])[] = [];
  let inputs = [start(input)];
  let executionId: string | undefined;
  for (const answer of [...answers, undefined]) {
    const called = await invoke(inputs, executionId);
    executionId = called.executionId;
    const events = plain(called.events, executionId);
    turns.push(events);
    const question = events.map((event) =>
      event.flowMultiTurnInputRequestEvent as { readonly nodeName: string } | undefined).find(Boolean);
    if (!question || answer === undefined) { break; }
    inputs = [{ nodeName: question.nodeName, nodeInputName: 'agentInputText', content: { document: answer } }];
  }
  return turns;
}

function plain(events: readonly Event[], executionId: string | undefined): readonly Event[] {
  const json = JSON.stringify(events, (_, value: unknown) => executionId !== undefined && value === executionId
    ? 'execution' : value);
  return JSON.parse(json) as Event[];
}
