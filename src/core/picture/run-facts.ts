/**
 * What a picture of a run shows: for each node how often it ran, with what, and what came of it. Made from the log of a
 * run, or from its events.
 */
import type { Usage } from './usage';
import type { ChainItem } from '../simulate/types';

export interface Field {
  readonly name: string;
  readonly value: unknown;
  readonly expression?: string;
  /** `Classify.modelCompletion` */
  readonly source?: string;
}

/** What went wrong, in the words of its source. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  /** Of the flow as a whole: where it happened, if that is known. */
  readonly nodeName?: string;
}

/** What a node asked of the outside, and what was answered. */
export interface Action {
  readonly operation: string;
  readonly request: unknown;
  /** Where it is more than what the node yields. */
  readonly response?: unknown;
  readonly usage?: Usage;
}

/** A node that ran once: for one item, in one round, or at all. */
export interface Visit {
  readonly chain: readonly ChainItem[];
  /** Milliseconds, from the clock of the run. */
  readonly start: number;
  end: number;
  /** What came before it: where no time passes, the order is all there is. */
  readonly first: number;
  last: number;
  readonly inputs: Field[];
  /** Of an Iterator: one entry for each item. */
  readonly outputs: Field[][];
  readonly actions: Action[];
  /** TraceParts of an agent. */
  readonly traces: unknown[];
  /** What an agent asked the user, and what was answered. */
  readonly dialogue: { readonly isAnswer: boolean; readonly document: unknown }[];
  condition?: string;
  error?: Fault;
  isOver: boolean;
}

export interface RunFacts {
  /** By the name of the node. */
  readonly visits: ReadonlyMap<string, readonly Visit[]>;
  readonly input?: { readonly node: string; readonly document: unknown };
  readonly outputs: readonly { readonly node: string; readonly document: unknown }[];
  readonly start: number;
  readonly end: number;
  /** How many things happened. */
  readonly count: number;
  readonly completion?: 'SUCCESS' | 'INPUT_REQUIRED';
  readonly error?: Fault;
}

/** Where something happened, and when. `chain` is not there where the source does not say. */
export interface Moment {
  readonly node: string;
  readonly time: number;
  readonly chain?: readonly ChainItem[];
}

/** Takes down what happens, in its order. */
export class FactsBuilder implements RunFacts {
  public readonly visits = new Map<string, Visit[]>();
  public readonly outputs: { readonly node: string; readonly document: unknown }[] = [];
  public input?: RunFacts['input'];
  public start = 0;
  public end = 0;
  public count = 0;
  public completion?: RunFacts['completion'];
  public error?: Fault;
  private readonly open = new Map<string, Visit[]>();

  /** @param typeOf the type of a node by its name; empty where there is none */
  public constructor(public readonly typeOf: (node: string) => string) {}

  public flowInput(node: string, document: unknown, time: number): void {
    this.pass(time);
    this.input ??= { node, document };
  }

  public flowOutput(moment: Moment, document: unknown): void {
    this.close(this.current(moment), moment);
    this.outputs.push({ node: moment.node, document });
  }

  public completed(completion: 'SUCCESS' | 'INPUT_REQUIRED', time: number): void {
    this.pass(time);
    this.completion = completion;
  }

  public failed(error: Fault, time: number): void {
    this.pass(time);
    this.error = error;
  }

  public nodeInput(moment: Moment, inputs: readonly Field[]): void {
    this.begin(moment).inputs.push(...inputs);
  }

  /** Inputs of the same visit: events hold five. */
  public moreInput(visit: Visit, _moment: Moment, inputs: readonly Field[]): void {
    visit.inputs.push(...inputs);
  }

  public nodeOutput(moment: Moment, outputs: readonly Field[]): void {
    const visit = this.current(moment);
    // streams have no event for the input of the flow but this
    if (this.typeOf(moment.node) === 'Input' && outputs.length > 0) {
      this.input ??= { node: moment.node, document: outputs[0].value };
    }
    visit.outputs.push([...outputs]);
    this.close(visit, moment);
  }

  public condition(moment: Moment, name: string): void {
    const visit = this.current(moment);
    visit.condition = name;
    this.close(visit, moment);
  }

  public action(moment: Moment, action: Action): void {
    this.touch(this.current(moment), moment).actions.push(action);
  }

  public dependency(moment: Moment, traces: readonly unknown[]): void {
    this.touch(this.current(moment), moment).traces.push(...traces);
  }

  public dialogue(moment: Moment, isAnswer: boolean, document: unknown): void {
    this.touch(this.current(moment), moment).dialogue.push({ isAnswer, document });
    if (isAnswer) { this.completion = undefined; }
  }

  public nodeFailed(moment: Moment, error: Fault): void {
    const visit = this.current(moment);
    visit.error = error;
    this.close(visit, moment);
  }

  /** The visit that a node is in, if it is in one. */
  public openVisit({ node, chain }: Moment): Visit | undefined {
    const open = this.open.get(node) ?? [];
    if (!chain) { return open[0]; }
    const key = chainKey(chain);
    return [...open].reverse().find((visit) => chainKey(visit.chain) === key);
  }

  private begin(moment: Moment): Visit {
    const { node, time, chain = [] } = moment;
    this.pass(time);
    const visit: Visit = {
      chain,
      start: time,
      end: time,
      first: this.count,
      last: this.count,
      inputs: [],
      outputs: [],
      actions: [],
      traces:
        [],
      dialogue: [],
      isOver: false,
    };
    const open = (this.open.get(node) ?? []).filter((one) => one.outputs.length === 0);
    this.open.set(node, [...open, visit]);
    const visits = this.visits.get(node) ?? [];
    this.visits.set(node, visits);
    visits.push(visit);
    return visit;
  }

  private current(moment: Moment): Visit {
    const open = this.openVisit(moment);
    return open ?? this.begin(moment);
  }

  private touch(visit: Visit, { time }: Moment): Visit {
    this.pass(time);
    visit.end = time;
    visit.last = this.count;
    return visit;
  }

  private close(visit: Visit, moment: Moment): void {
    this.touch(visit, moment).isOver = true;
    // an Iterator yields its items one after the other: one visit that ends with the last
    if (this.typeOf(moment.node) === 'Iterator' && !visit.error) { return; }
    this.open.set(moment.node, (this.open.get(moment.node) ?? []).filter((one) => one !== visit));
  }

  private pass(time: number): void {
    if (this.count === 0) { this.start = time; }
    this.end = Math.max(this.end, time);
    this.count++;
  }
}

function chainKey(chain: readonly ChainItem[]): string {
  return chain.map(({ nodeName, index }) => `${nodeName} ${index}`).join('\n');
}
