/** Reports what became of a call, before the function may be frozen. Nothing of what was sent or answered is in it. */
import type { Callee } from './callee';
import { type FlowCallError, toFlowCallError } from './flow-call-error';
import { metricLines } from './metrics';
import { NodeTracer } from './node-runs';

/** @param call throws what the SDK throws, or errors with names of their own */
export async function measured<Answer>(
  callee: Callee, { inputNode, isTimed }: { readonly inputNode: unknown; readonly isTimed: boolean },
  call: (tracer: NodeTracer) => Promise<Answer>,
): Promise<Answer> {
  const started = performance.now();
  const tracer = new NodeTracer();
  let error: FlowCallError | undefined;
  try {
    return await call(tracer);
  } catch (thrown) {
    error = toFlowCallError(thrown, inputNode);
    throw error;
  } finally {
    const latency = isTimed ? performance.now() - started : undefined;
    const lines = metricLines(callee, { error, latency, nodes: tracer.nodes }, Date.now());
    process.stdout.write(`${lines.join('\n')}\n`);
  }
}
