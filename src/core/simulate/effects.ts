/** Work for the outside world: what is asked, and what becomes of the answer. */
import { notJson } from './data-type';
import { NodeEffect } from './node-effect';
import type { PlanNode } from './plan';
import { promptText } from './prompt-template';
import type { Run } from './run';
import { RUNNING } from './run';
import { simulateError } from './simulate-error';
import type { Effect, SettledError, SettledQuestion, SettledValue, Settlement } from './types';
import { isRecord } from '../model/opaque';

export function startEffect(run: Run, node: PlanNode, values: readonly unknown[]): Effect {
  run.state[node.id] = RUNNING;
  run.running[run.plan.scopeOf[node.id]]++;
  if (node.type === 'Prompt') { notePromptValues(run, node, values); }
  return issue(run, node, values);
}

/** Hands the work of a node that is running to the outside. */
export function issue(run: Run, node: PlanNode, values: readonly unknown[]): Effect {
  const effect = new NodeEffect(run, node, run.nextId++, values, run.chains[run.plan.scopeOf[node.id]], run.options.clock.now());
  run.pending.set(effect.id, effect);
  return effect;
}

function notePromptValues(run: Run, node: PlanNode, values: readonly unknown[]): void {
  for (let at = 0; at < values.length; at++) {
    if (typeof values[at] !== 'string') { run.diagnose('PromptValues', node.id, `'${node.inputs[at].name}' is no text and stands as JSON in the prompt`); }
  }
}

export function settle(run: Run, id: number, settlement: Settlement): void {
  const effect = run.pending.get(id);
  if (!effect) {
    throw simulateError('IllegalSettlement', '', `there is no effect ${id} to settle`, 'settle each effect once, while the run goes on');
  }
  const node = effect.planNode;
  checkKind(node, settlement);
  run.pending.delete(id);
  if ('error' in settlement) { return failed(run, node, settlement); }
  const fault = notJson('value' in settlement ? settlement.value : settlement.inputRequired);
  if (fault) {
    return run.fail(node.id, 'dependencyFailedException', `[${node.name}] the answer of the handler is no JSON: ${fault}; return plain data [IllegalSettlement]`);
  }
  if (settlement.agentTraces && settlement.agentTraces.length > 0) { run.log('dependency', node.id, settlement.agentTraces); }
  if ('inputRequired' in settlement) { return ask(run, node, settlement, effect); }
  succeeded(run, node, settlement, effect);
}

function checkKind({ name, type }: PlanNode, settlement: unknown): void {
  const has = (key: string) => typeof settlement === 'object' && settlement !== null && Object.hasOwn(settlement, key);
  const kinds = Number(has('value')) + Number(has('error')) + Number(has('inputRequired'));
  const cantAsk = has('inputRequired') && type !== 'Agent';
  if (kinds === 1 && !cantAsk) { return; }
  throw simulateError('IllegalSettlement', name,
    kinds === 1 ? `a ${type} node can't ask the user` : 'the answer has not exactly one of value, error and inputRequired',
    'give {value: …} or {error: {code, message}}; an Agent may also give {inputRequired: …}');
}

function succeeded(run: Run, node: PlanNode, settled: SettledValue, effect: NodeEffect): void {
  const { value = stored(effect), stopReason, guardrailAction } = settled;
  effect.settled = settled;
  effect.latency = run.options.clock.now() - effect.startedAt;
  run.log('action', node.id, effect);
  if (stopReason === 'guardrail_intervened' || guardrailAction === 'INTERVENED') {
    run.diagnose('GuardrailIntervention', node.id, 'a guardrail stepped in; its text is the output, and the flow goes on');
  }
  run.running[run.plan.scopeOf[node.id]]--;
  const { outputs, resultOutput } = node;
  run.complete(node, outputs.length === 1 ? [value] : outputs.map((_, at) => at === resultOutput ? value : null));
}

// what storing yields follows from what was stored
function stored({ type, request }: NodeEffect): unknown {
  return type === 'Storage' && request.operation === 'PutObject' ? `s3://${bucketText(request.bucket)}/${promptText(request.key)}` : null;
}

// a bucket that its template makes has no name yet: it stands as in Fn::Sub
function bucketText(bucket: unknown): string {
  const name = isRecord(bucket) ? bucket.Ref : undefined;
  return typeof name === 'string' ? `\${${name}}` : promptText(bucket);
}

function failed(run: Run, node: PlanNode, { error }: SettledError): void {
  if (node.type === 'LambdaFunction') { run.diagnose('LambdaError', node.id, 'how the service words errors of functions is not documented'); }
  if (node.type === 'InlineCode') { run.diagnose('InlineCodeError', node.id, 'how the service words errors of inline code is not documented'); }
  run.fail(node.id, error.code, error.message, error);
}

function ask(run: Run, node: PlanNode, { inputRequired }: SettledQuestion, { values }: NodeEffect): void {
  run.diagnose('MultiTurnPause', node.id, 'the flow pauses when every other node that is ready has run');
  run.asks.push({ node: node.id, question: inputRequired ?? null, values });
}
