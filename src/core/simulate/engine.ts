/**
 * Runs a plan. The engine is synchronous and does no work of its own outside: it hands out effects, takes their results
 * and keeps a log. Its state can be saved at any time and restored elsewhere.
 */
import { isOfType } from './data-type';
import { issue, settle } from './effects';
import { fire } from './fire';
import { advance } from './iterations';
import type { RunLog } from './log';
import { plainJson } from './plain-json';
import type { Plan } from './plan';
import { popReady } from './ready-nodes';
import type { ResolvedOptions } from './run';
import { IDLE, Run } from './run';
import { simulateError } from './simulate-error';
import type { Snapshot } from './snapshot';
import { load, save } from './snapshot';
import type { Diagnostic, Done, Effect, EngineOptions, FlowException, FlowInput, Settlement, Step } from './types';
import { mayComeFromOutside, scopeToForce } from './waiting';

const WAITING: Step = { kind: 'waiting' };
const ANSWER = 'agentInputText';

export class Engine {
  /** Goes on from a saved state; effects that were not settled then are in `pending`. */
  public static restore(plan: Plan, snapshot: Snapshot, options: EngineOptions = {}): Engine {
    const engine = new Engine(plan, options);
    engine.run = load(plan, snapshot, engine.run.options);
    return engine;
  }

  private run: Run;

  public constructor(public readonly plan: Plan, options: EngineOptions = {}) {
    this.run = new Run(plan, resolved(options));
  }

  /** What has happened so far; the list grows. */
  public get log(): RunLog { return { plan: this.plan, entries: this.run.entries }; }

  public get diagnostics(): readonly Diagnostic[] { return this.run.diagnostics; }

  public get executionId(): string { return this.run.options.executionId; }

  /** Whether several nodes could have run at some time, so that their order was chosen. */
  public get hadChoice(): boolean { return this.run.hadChoice; }

  /** The end or the pause, once it is reached. */
  public get outcome(): Done | undefined { return this.run.outcome; }

  /** The effects that were handed out and are not settled, in their order. */
  public get pending(): readonly Effect[] {
    return [...this.run.pending.values()].filter(({ id }) => !this.run.reissued.includes(id));
  }

  /**
   * Gives the flow its input, or a paused flow the answer to the agent that asked.
   * @throws SimulateError if the inputs are not those of a flow in this state
   */
  public start(inputs: readonly FlowInput[]): void {
    const { run } = this;
    if (inputs.length !== 1) {
      throw simulateError('IllegalInput', 'inputs', `must have exactly 1 entry, got ${inputs.length}`, 'give one');
    }
    const input = withPlainDocument(inputs[0]);
    if (run.outcome?.completionReason === 'INPUT_REQUIRED') { return this.answer(input); }
    if (run.outcome || run.entries.length > 0) {
      throw simulateError('IllegalInput', 'inputs', 'the flow has been started already', 'make a new engine');
    }
    this.begin(input);
  }

  /** Goes on as far as it can: to an effect, to where it must wait, or to the end. */
  public next(): Step {
    const { run } = this;
    for (;;) {
      if (run.outcome) { return run.outcome; }
      const reissued = run.reissued.shift();
      if (reissued !== undefined) { return run.pending.get(reissued)!; }
      const id = this.take();
      if (id < 0 && !run.outcome) {
        if (run.entries.length === 0 || run.pending.size > 0) { return WAITING; }
        if (run.asks.length > 0) {
          this.pause();
          continue;
        }
        // nobody can bring any more what a scope waits for
        const scope = scopeToForce(run);
        if (scope < 0) { this.complete(); } else { advance(run, scope); }
        continue;
      }
      const effect = id < 0 ? undefined : fire(run, id);
      if (effect) { return effect; }
    }
  }

  /** Takes the result of an effect. */
  public settle(id: number, settlement: Settlement): void {
    settle(this.run, id, settlement);
  }

  /** Ends the run from outside, for example after a time-out. */
  public abort(error: FlowException, nodeName?: string): void {
    const { code, message, resourceName, reason } = error;
    const node = nodeName === undefined ? -1 : this.plan.nodes.findIndex(({ name }) => name === nodeName);
    if (!this.run.outcome) { this.run.fail(node, code, message, { resourceName, reason }); }
  }

  /** Notes that a rule that rests on an assumption decided something. */
  public diagnose(rule: string, message: string, nodeName?: string): void {
    this.run.diagnose(rule, nodeName === undefined
      ? -1 : this.plan.nodes.findIndex(({ name }) => name === nodeName), message);
  }

  /** The whole state, as plain JSON that does not change any more. */
  public snapshot(): Snapshot {
    return save(this.run);
  }

  private begin({ nodeName, nodeOutputName, content }: FlowInput): void {
    const { run, plan } = this;
    const id = plan.inputNodes.get(nodeName);
    if (id === undefined) {
      throw simulateError('IllegalInput', 'inputs[0].nodeName', `there is no Input node '${nodeName}'`,
        `name one of: ${[...plan.inputNodes.keys()].join(', ')}`);
    }
    const node = plan.nodes[id];
    const output = node.outputs.findIndex(({ name }) => name === (nodeOutputName ?? 'document'));
    if (output < 0) {
      throw simulateError('IllegalInput', 'inputs[0].nodeOutputName', `'${nodeName}' has no output `
        + `'${nodeOutputName ?? 'document'}'`,
      `name one of: ${node.outputs.map(({ name }) => name).join(', ')}`);
    }
    run.log('flowInput', id, content.document);
    const code = run.options.operation === 'StartFlowExecution'
      ? plan.nodes.find(({ type }) => type === 'InlineCode') : undefined;
    if (code) {
      return run.fail(code.id, 'validationException', `Node ${code.name} is inline code, which flow executions do not `
        + 'support.');
    }
    run.complete(node, node.outputs.map((_, at) => at === output ? content.document : null));
  }

  private answer({ nodeName, nodeInputName, content }: FlowInput): void {
    const { run, plan } = this;
    const [ask] = run.asks;
    const node = plan.nodes[ask.node];
    if (nodeName !== node.name) {
      throw simulateError('IllegalInput', 'inputs[0].nodeName',
        `the node '${node.name}' asks, not '${nodeName}'`, `name '${node.name}'`);
    }
    if (nodeInputName !== ANSWER) {
      throw simulateError('IllegalInput', 'inputs[0].nodeInputName',
        `an answer goes to '${ANSWER}', not to '${nodeInputName ?? 'nothing'}'`, `name '${ANSWER}'`);
    }
    run.outcome = undefined;
    run.asks.shift();
    run.diagnose('MultiTurnResume', node.id, 'only new events follow, starting with the answer');
    run.log('inputAnswer', node.id, content.document);
    const type = node.inputs.find(({ name }) => name === ANSWER)?.type;
    if (!isOfType(type, content.document)) { return run.failType('Input', ANSWER, node, type, content.document); }
    run.reissued.push(
      issue(run, node, ask.values.map((value, at) => node.inputs[at].name === ANSWER ? content.document : value)).id,
    );
  }

  /**
   * The next node: of the newest open scope that has one. A scope without any is over, unless it waits for something.
   */
  private take(): number {
    const { run } = this;
    for (let at = run.active.length - 1; at >= 0; at--) {
      const scope = run.active[at];
      if (run.ready[scope].length > 0) { return popReady(run.ready[scope]); }
      if (scope === 0 || run.running[scope] > 0 || mayComeFromOutside(run, scope)) { continue; }
      advance(run, scope);
      if (run.outcome) { return -1; }
      at = run.active.length;
    }
    return -1;
  }

  private noteLostItems(): void {
    const { run, plan } = this;
    for (let id = 0; id < plan.gathers.length; id++) {
      const items = run.gathered[id];
      if (plan.gathers[id] === 0 || !items || run.state[id] !== IDLE || run.needs[id] !== 1) { continue; }
      run.diagnose('ItemsLost', id, `it has ${items.length} items, but arraySize is ${String(run.sizeFor(id))}: it `
        + 'never runs');
    }
  }

  private pause(): void {
    const { run } = this;
    const [{ node, question }] = run.asks;
    run.log('inputRequest', node, question);
    run.log('completion', -1, 'INPUT_REQUIRED');
    run.outcome = { kind: 'done', completionReason: 'INPUT_REQUIRED' };
  }

  private complete(): void {
    const { run } = this;
    const reached = new Set<number>();
    for (const { kind, node } of run.entries) { if (kind === 'flowOutput') { reached.add(node); } }
    if (reached.size === 0) {
      run.diagnose('NoOutputReached', -1, 'no Output node was reached; the flow completes anyway');
    }
    if (reached.size > 1) {
      run.diagnose('OutputOrder', -1, 'several Output nodes were reached; their order in the service is not '
        + 'documented');
    }
    this.noteLostItems();
    run.log('completion', -1, 'SUCCESS');
    run.outcome = { kind: 'done', completionReason: 'SUCCESS' };
  }
}

function withPlainDocument(input: FlowInput): FlowInput {
  if (typeof input?.content !== 'object' || input.content === null || input.content.document === undefined) {
    throw simulateError('IllegalInput', 'inputs[0].content', 'has no document', 'give {document: …}');
  }
  const read = plainJson(input.content.document);
  if ('fault' in read) {
    throw simulateError('IllegalInput', 'inputs[0].content.document', `is not JSON: ${read.fault}`, 'give plain data');
  }
  return { ...input, content: { document: read.value } };
}

function resolved(options: EngineOptions): ResolvedOptions {
  return {
    clock: options.clock ?? { now: () => 0 },
    executionId: options.executionId ?? 'execution-1',
    flowArn: options.flowArn ?? 'arn:aws:bedrock:us-east-1:123456789012:flow/FLOW123456',
    flowAliasArn: options.flowAliasArn ?? 'arn:aws:bedrock:us-east-1:123456789012:flow/FLOW123456/alias/TSTALIASID',
    operation: options.operation ?? 'InvokeFlow',
  };
}
