/** Work for the outside world: what is asked, and what becomes of the answer. */
import { NodeEffect } from './node-effect';
import type { PlanNode } from './plan';
import { promptText } from './prompt-template';
import type { Run } from './run';
import { RUNNING } from './run';
import { readSettlement } from './settlement';
import { simulateError } from './simulate-error';
import type { Effect, SettledError, SettledQuestion, SettledValue, Settlement } from './types';
import { isRecord } from '../model/opaque';
import { errorLine } from '../words/line';

export function startEffect(run: Run, node: PlanNode, values: readonly unknown[]): Effect {
  run.state[node.id] = RUNNING;
  run.running[run.plan.scopeOf[node.id]]++;
  if (node.type === 'Prompt') { notePromptValues(run, node, values); }
  return issue(run, node, values);
}

/** Hands the work of a node that is running to the outside. */
export function issue(run: Run, node: PlanNode, values: readonly unknown[]): Effect {
  const effect = new NodeEffect(run, node, run.nextId++, values, run.chains[run.plan.scopeOf[node.id]],
    run.options.clock.now());
  run.pending.set(effect.id, effect);
  return effect;
}

function notePromptValues(run: Run, node: PlanNode, values: readonly unknown[]): void {
  for (let at = 0; at < values.length; at++) {
    if (typeof values[at] !== 'string') {
      run.diagnose('PromptValues', node.id,
        `'${node.inputs[at].name}' is not a string, so the prompt contains it as JSON`);
    }
  }
}

export function settle(run: Run, id: number, settlement: Settlement): void {
  const effect = run.pending.get(id);
  if (!effect) {
    throw simulateError('IllegalSettlement', '', `there is no effect ${id} to settle`, 'settle each effect once, while '
      + 'the run goes on');
  }
  const node = effect.planNode;
  const settled = readSettlement(node, settlement);
  run.pending.delete(id);
  if ('error' in settled) { return failed(run, node, settled); }
  if ('fault' in settled) {
    return run.fail(node.id, 'dependencyFailedException', errorLine(node.name, 'the answer of the handler is not '
      + `JSON: ${settled.fault}; return plain data`, 'IllegalSettlement'));
  }
  if (settled.agentTraces && settled.agentTraces.length > 0) { run.log('dependency', node.id, settled.agentTraces); }
  if ('inputRequired' in settled) { return ask(run, node, settled, effect); }
  succeeded(run, node, settled, effect);
}

function succeeded(run: Run, node: PlanNode, settled: SettledValue, effect: NodeEffect): void {
  const { value = stored(effect), stopReason, guardrailAction } = settled;
  effect.settled = settled;
  effect.latency = run.options.clock.now() - effect.startedAt;
  run.log('action', node.id, effect);
  if (stopReason === 'guardrail_intervened' || guardrailAction === 'INTERVENED') {
    run.diagnose('GuardrailIntervention', node.id, 'a guardrail intervened; its text is the output, and the flow '
      + 'continues');
  }
  run.running[run.plan.scopeOf[node.id]]--;
  const { outputs, resultOutput } = node;
  run.complete(node, outputs.length === 1 ? [value] : outputs.map((_, at) => at === resultOutput ? value : null));
}

// what storing yields follows from what was stored
function stored({ type, request }: NodeEffect): unknown {
  return type === 'Storage'
    && request.operation === 'PutObject' ? `s3://${bucketText(request.bucket)}/${promptText(request.key)}` : null;
}

// a bucket that its template makes has no name yet: it stands as in Fn::Sub
function bucketText(bucket: unknown): string {
  const name = isRecord(bucket) ? bucket.Ref : undefined;
  return typeof name === 'string' ? `\${${name}}` : promptText(bucket);
}

function failed(run: Run, node: PlanNode, { error }: SettledError): void {
  if (node.type === 'LambdaFunction') {
    run.diagnose('LambdaError', node.id, 'the wording of function errors in the service is not documented');
  }
  if (node.type === 'InlineCode') {
    run.diagnose('InlineCodeError', node.id, 'the wording of inline code errors in the service is not documented');
  }
  run.fail(node.id, error.code, error.message, error);
}

function ask(run: Run, node: PlanNode, { inputRequired }: SettledQuestion, { values }: NodeEffect): void {
  run.diagnose('MultiTurnPause', node.id, 'the flow pauses when every other node that is ready has run');
  run.asks.push({ node: node.id, question: inputRequired ?? null, values });
}
