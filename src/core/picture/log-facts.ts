/** The facts of a run, read off its log. */
import { type Action, FactsBuilder, type Field, type Moment, type RunFacts } from './run-facts';
import { guessedUsage, usageIn } from './usage';
import { isEffectType } from '../kinds';
import type { LogEntry, RunLog } from '../simulate/log';
import { valueOf } from '../simulate/log';
import { executionChain, type NodeEffect } from '../simulate/node-effect';
import type { PlanNode } from '../simulate/plan';
import { requestOf } from '../simulate/requests';

export function factsOfLog({ plan, entries }: RunLog): RunFacts {
  const types = new Map(plan.nodes.map(({ name, type }) => [name, type]));
  const facts = new FactsBuilder((name) => types.get(name) ?? '');
  for (const entry of entries) {
    const node = plan.nodes[entry.node];
    if (entry.node < 0) {
      ofFlow(facts, entry);
    } else {
      const chain = entry.chain ? executionChain(plan, plan.scopeOf[entry.node], entry.chain) : [];
      ofNode(facts, entry, node, { node: node.name, time: entry.time, chain });
    }
  }
  for (const node of plan.nodes) { showUnanswered(facts, node); }
  return facts;
}

function ofFlow(facts: FactsBuilder, entry: LogEntry): void {
  if (entry.kind === 'completion') { facts.completed(valueOf(entry, 'completion'), entry.time); }
  if (entry.kind === 'failure') { facts.failed(valueOf(entry, 'failure'), entry.time); }
}

function ofNode(facts: FactsBuilder, entry: LogEntry, node: PlanNode, moment: Moment): void {
  switch (entry.kind) {
    case 'flowInput': return facts.flowInput(node.name, entry.value, entry.time);
    case 'nodeInput': return facts.nodeInput(moment, inputsOf(node, valueOf(entry, 'nodeInput')));
    case 'action': return facts.action(moment, actionOf(valueOf(entry, 'action')));
    case 'dependency': return facts.dependency(moment, valueOf(entry, 'dependency'));
    case 'nodeOutput': return facts.nodeOutput(moment, named(node.outputs, valueOf(entry, 'nodeOutput')));
    case 'condition': return facts.condition(moment, valueOf(entry, 'condition'));
    case 'flowOutput': return facts.flowOutput(moment, entry.value);
    case 'inputRequest': return facts.dialogue(moment, false, entry.value);
    case 'inputAnswer': return facts.dialogue(moment, true, entry.value);
    case 'failure': {
      const { code, message } = valueOf(entry, 'failure');
      facts.nodeFailed(moment, { code, message });
      return facts.failed(valueOf(entry, 'failure'), entry.time);
    }
    default: return;
  }
}

function actionOf(effect: NodeEffect): Action {
  const { request, settled } = effect;
  const response = settled?.response;
  const usage = usageIn([response ?? { usage: settled?.usage }, settled?.agentTraces])
    ?? guessedUsage(request, settled?.value);
  return { operation: request.operation, request, ...response !== undefined && { response }, ...usage && { usage } };
}

const OPTIONS = { executionId: '', flowArn: '', flowAliasArn: '' };

/** What was asked by a node that failed, or that has no answer yet: the log has no action of it. */
function showUnanswered(facts: FactsBuilder, node: PlanNode): void {
  if (!isEffectType(node.type)) { return; }
  for (const { actions, inputs, outputs } of facts.visits.get(node.name) ?? []) {
    if (actions.length > 0 || outputs.length > 0) { continue; }
    const request = requestOf(node, Object.fromEntries(inputs.map(({ name, value }) => [name, value])), OPTIONS);
    actions.push({ operation: request.operation, request });
  }
}

function inputsOf({ inputs }: PlanNode, values: readonly unknown[]): Field[] {
  return values.map((value, at) => {
    const { name, expression, source } = inputs[at];
    return { name, value, expression, source: `${source.nodeName}.${source.outputFieldName}` };
  });
}

function named(ports: readonly { readonly name: string }[], values: readonly unknown[]): Field[] {
  return values.map((value, at) => ({ name: ports[at].name, value }));
}
