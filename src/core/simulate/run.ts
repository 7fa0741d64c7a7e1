/** The state of one run, as flat arrays by the numbers of the plan, and the few things that are done to it. */
import { isOfType, missingPathMessage, typeMessage } from './data-type';
import type { EntryKind, LogEntry } from './log';
import type { NodeEffect } from './node-effect';
import type { Plan, PlanInput, PlanNode } from './plan';
import { pushReady } from './ready-nodes';
import type { DeclaredType, Diagnostic, Done, EngineOptions, ExceptionCode, FlowException, RunError } from './types';
import { evaluate, NOTHING } from '../expression/evaluate';

/** What a node is doing. A stalled one is over, and nothing that it leads to runs. */
export const IDLE = 0;
const READY = 1;
export const RUNNING = 2;
export const DONE = 3;
export const STALLED = 4;

export interface LoopState {
  /** What LoopInput yields, by name. */
  values: Readonly<Record<string, unknown>>;
  /** What the controller of this round has said. */
  decision?: { readonly goesOn: boolean; readonly inputs: Readonly<Record<string, unknown>> };
}

/** An agent that waits for the user. */
export interface Ask {
  readonly node: number;
  readonly question: unknown;
  /** Of its inputs. */
  readonly values: readonly unknown[];
}

export type ResolvedOptions = Required<EngineOptions>;

export class Run {
  public readonly needs: Int32Array;
  /** What `needs` starts with in each iteration: without the connections from outside that are satisfied. */
  public readonly base: Int32Array;
  public readonly state: Uint8Array;
  /** Of a Condition: the port that was taken. */
  public readonly taken: Int32Array;
  public readonly values: unknown[];
  public readonly noted: Uint8Array;
  public readonly ready: number[][];
  /** How many nodes of a scope are at work; an Iterator or Loop is while its scope is open. */
  public readonly running: Int32Array;
  public readonly index: Int32Array;
  public readonly chains: (readonly number[] | undefined)[];
  public readonly open: Uint8Array;
  /** The open scopes, the newest last. */
  public active: number[] = [0];
  public readonly items: (readonly unknown[] | undefined)[];
  public readonly loops: (LoopState | undefined)[];
  /** What Collectors have, by node. */
  public readonly gathered: (unknown[] | undefined)[];
  public readonly pending = new Map<number, NodeEffect>();
  public asks: Ask[] = [];
  /** Effects that the answer of the user has made, not handed out yet. */
  public reissued: number[] = [];
  public nextId = 1;
  public entries: LogEntry[] = [];
  public diagnostics: Diagnostic[] = [];
  public outcome: Done | undefined;
  /** Whether more than one node was ready at some time. */
  public hadChoice = false;
  private readonly said = new Set<string>();

  public constructor(public readonly plan: Plan, public readonly options: ResolvedOptions) {
    const { nodes, scopes } = plan;
    this.needs = plan.needs.slice();
    this.base = plan.needs.slice();
    this.state = new Uint8Array(nodes.length);
    this.taken = new Int32Array(nodes.length).fill(-1);
    this.noted = new Uint8Array(nodes.length);
    this.values = new Array<unknown>(plan.ports).fill(null);
    this.gathered = new Array<undefined>(nodes.length).fill(undefined);
    this.running = new Int32Array(scopes.length);
    this.index = new Int32Array(scopes.length);
    this.open = new Uint8Array(scopes.length);
    this.open[0] = 1;
    this.ready = scopes.map(() => []);
    this.chains = scopes.map(() => undefined);
    this.items = scopes.map(() => undefined);
    this.loops = scopes.map(() => undefined);
  }

  public log(kind: EntryKind, node: number, value: unknown): void {
    const chain = node < 0 ? undefined : this.chains[this.plan.scopeOf[node]];
    this.entries.push({ kind, node, time: this.options.clock.now(), value, chain });
  }

  public diagnose(rule: string, node: number, message: string): void {
    const key = `${rule} ${node}`;
    if (this.said.has(key)) { return; }
    this.said.add(key);
    this.diagnostics.push({ rule, ...node >= 0 && { node: this.plan.nodes[node].name }, message });
  }

  /** What was said before a state was saved is not said again. */
  public restoreDiagnostics(diagnostics: readonly Diagnostic[]): void {
    this.diagnostics = [...diagnostics];
    const ids = new Map(this.plan.nodes.filter(({ entryOf }) => entryOf < 0).map(({ name, id }) => [name, id]));
    for (const { rule, node } of diagnostics) { this.said.add(`${rule} ${node === undefined ? -1 : ids.get(node)}`); }
  }

  /** Ends the run with an error. */
  public fail(node: number, code: ExceptionCode, message: string, {
    resourceName, reason,
  }: Pick<FlowException, 'reason' | 'resourceName'> = {}): void {
    const error: RunError = {
      code,
      message,
      ...resourceName !== undefined && { resourceName },
      ...reason !== undefined && { reason },
      ...node >= 0 && { nodeName: this.plan.nodes[node].name },
    };
    this.log('failure', node, error);
    this.outcome = { kind: 'done', error };
    this.pending.clear();
  }

  public makeReady(id: number): void {
    this.state[id] = READY;
    const heap = this.ready[this.plan.scopeOf[id]];
    pushReady(heap, id);
    if (heap.length > 1) { this.hadChoice = true; }
  }

  /** Brings what a port yields to where its connections lead. */
  public deliver(port: number): void {
    const { edgeStart, edgeTarget, edgeDeeper } = this.plan;
    for (let edge = edgeStart[port], end = edgeStart[port + 1]; edge < end; edge++) {
      const target = edgeTarget[edge];
      if (edgeDeeper[edge] !== 0) {
        // a scope that is not open counts its connections from outside when it opens
        if (this.open[this.plan.scopeOf[target]] === 0) { continue; }
        this.base[target]--;
      }
      if (--this.needs[target] === 0) {
        this.makeReady(target);
      } else if (this.plan.gathers[target] !== 0) {
        this.checkCollector(target);
      }
    }
  }

  /** A Collector runs when everything else is there and it has as many items as it is told. */
  public checkCollector(id: number): void {
    if (this.state[id] !== IDLE || this.needs[id] !== 1) { return; }
    const size = this.sizeFor(id);
    if (size === 0 && this.plan.switches.emptyArray === 'stall') { return; }
    // what is not a number is found when it runs
    if (typeof size === 'number' && size !== (this.gathered[id]?.length ?? 0)) { return; }
    if (size === 0) { this.diagnose('EmptyArray', id, 'there is nothing to collect: the output is []'); }
    this.needs[id] = 0;
    this.makeReady(id);
  }

  /** The arraySize that a Collector is given. */
  public sizeFor(id: number): unknown {
    const input = this.plan.nodes[id].inputs.find(({ name }) => name === 'arraySize');
    return input && evaluate(input.steps, this.values[input.port]);
  }

  /**
   * The value of an input after its expression, of the right type; else the run has failed, and NOTHING is returned.
   */
  public read(node: PlanNode, input: PlanInput): unknown {
    let value = this.values[input.port];
    if (input.steps.length > 0) { value = evaluate(input.steps, value); }
    if (value === NOTHING) {
      this.diagnose('MissingPath', node.id, `'${input.expression}' of '${input.name}' selects nothing`);
      this.fail(node.id, 'validationException', missingPathMessage(input, node.name));
    } else if (!isOfType(input.type, value)) {
      this.failType('Input', input.name, node, input.type, value);
      return NOTHING;
    }
    return value;
  }

  public failType(port: 'Input' | 'Output', name: string, node: PlanNode, type: DeclaredType, value: unknown): void {
    if (port === 'Input') { this.diagnose('InputTypeMessage', node.id, `'${name}' does not have its declared type`); }
    if (value === null || value === undefined) {
      this.diagnose('NullType', node.id, `'${name}' is null, which fits no type`);
    }
    this.fail(node.id, 'validationException', typeMessage(port, name, node.name, type, value));
  }

  /** The node is over: its outputs are checked, logged and brought on. */
  public complete(node: PlanNode, outputs: readonly unknown[]): void {
    const { id, firstPort } = node;
    for (let at = 0; at < outputs.length; at++) {
      const { name, type } = node.outputs[at];
      if (!isOfType(type, outputs[at])) { return this.failType('Output', name, node, type, outputs[at]); }
      this.values[firstPort + at] = outputs[at];
    }
    this.state[id] = DONE;
    if (outputs.length > 0) { this.log('nodeOutput', id, outputs); }
    for (let at = 0; at < outputs.length; at++) { this.deliver(firstPort + at); }
  }
}
