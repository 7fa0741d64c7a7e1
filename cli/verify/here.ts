/** The flow of a fixture on this machine. */
import { answering, answersIn } from './answers';
import { EFFECT_TYPES } from '../../src/core/kinds';
import type { FlowInput } from '../../src/core/simulate';
import { FlowRuntime } from '../../src/runner/flow-runtime';
import type { Mocks } from '../../src/runner/mocks/parse-mocks';
import { readMocks } from '../../src/runner/mocks/read-mocks';
import { PreparedFlow } from '../../src/runner/prepared-flow';
import { flowInDocument, type LoadedFlow } from '../../src/runner/sources/document-flow';
import { converse, type Turns } from '../account/conversation';
import type { Event, Fixture, VerifyCase } from '../account/fixture';
import type { Io } from '../io';
import { printers } from '../printer';
import { findFlow } from '../source/find-flow';

const KEY = { flowIdentifier: '*', flowAliasIdentifier: 'TSTALIASID' };

/** The flow that a fixture names or holds. */
export async function load({ flow, flowId, place }: Fixture, io: Io): Promise<LoadedFlow> {
  return typeof flow === 'string' ? findFlow(flow, flowId, io) : flowInDocument(flow, place, flowId);
}

/** @param theirs what the account said; nodes without a mock answer as they did there */
export function prepare(
  loaded: LoadedFlow, { mocks }: Fixture, io: Pick<Io, 'stdout' | 'stderr' | 'env'>, theirs: Turns = [],
): PreparedFlow {
  const layers = mocks as Mocks | string | undefined;
  const mocked = new Set(readMocks(layers).flatMap((layer) => Object.keys(layer.mocks.types ?? {})));
  const handler = answering(answersIn(theirs));
  const types = Object.fromEntries(EFFECT_TYPES.filter((type) => !mocked.has(type)).map((type) => [type, handler]));
  return new PreparedFlow(loaded,
    { mocks: layers, handlers: { types }, check: false, log: (line) => printers(io).err.line(line) });
}

/** Runs a case here. */
export async function runHere(
  loaded: LoadedFlow, fixture: Fixture, one: VerifyCase, theirs: Turns, io: Io,
): Promise<Turns> {
  const runtime = new FlowRuntime();
  try {
    const flow = prepare(loaded, fixture, io, theirs);
    runtime.add('*', flow);
    return await converse(one, startOf(flow), async (inputs, executionId) => {
      const run = await runtime.invokeFlow({
        ...KEY, inputs, enableTrace: true, ...executionId !== undefined && { executionId },
      });
      const events: Event[] = [];
      for await (const event of run.events) { events.push(event as Event); }
      return { executionId: run.executionId, events };
    });
  } finally {
    runtime.close();
  }
}

/** The input as InvokeFlow takes it. */
export function startOf({ plan, inputNode }: PreparedFlow): (document: unknown) => FlowInput {
  const nodeOutputName = plan.nodes.find(({ name }) => name === inputNode)?.outputs[0]?.name ?? 'document';
  return (document) => ({ nodeName: inputNode, nodeOutputName, content: { document } });
}
