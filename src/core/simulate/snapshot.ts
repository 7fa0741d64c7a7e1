/** The state of a run as plain JSON. */
import type { LogEntry } from './log';
import { NodeEffect } from './node-effect';
import type { Plan } from './plan';
import type { Ask, LoopState, ResolvedOptions } from './run';
import { Run } from './run';
import { simulateError } from './simulate-error';
import type { Diagnostic, Done, SettledValue } from './types';

export interface Snapshot {
  readonly version: 1;
  /** Tells the plan it belongs to. */
  readonly plan: string;
  readonly executionId: string;
  readonly needs: readonly number[];
  readonly base: readonly number[];
  readonly state: readonly number[];
  readonly taken: readonly number[];
  readonly noted: readonly number[];
  readonly values: readonly unknown[];
  readonly ready: readonly (readonly number[])[];
  readonly running: readonly number[];
  readonly index: readonly number[];
  readonly open: readonly number[];
  readonly active: readonly number[];
  readonly chains: readonly (readonly number[] | null)[];
  readonly items: readonly (readonly unknown[] | null)[];
  readonly loops: readonly (LoopState | null)[];
  readonly gathered: readonly (readonly unknown[] | null)[];
  readonly pending: readonly SavedEffect[];
  readonly asks: readonly Ask[];
  readonly reissued: readonly number[];
  readonly nextId: number;
  readonly hadChoice: boolean;
  readonly entries: readonly (Omit<LogEntry, 'chain'> & { readonly chain?: readonly number[] })[];
  readonly diagnostics: readonly Diagnostic[];
  readonly outcome: Done | null;
}

/** Its request is made anew of the inputs. */
export interface SavedEffect {
  readonly id: number;
  readonly node: number;
  readonly values: readonly unknown[];
  readonly chain?: readonly number[];
  readonly startedAt: number;
  readonly settled?: SettledValue;
  readonly latency?: number;
}

export function save(run: Run): Snapshot {
  return {
    version: 1,
    plan: fingerprint(run.plan),
    executionId: run.options.executionId,
    needs: [...run.needs],
    base: [...run.base],
    state: [...run.state],
    taken: [...run.taken],
    noted: [...run.noted],
    values: [...run.values],
    ready: run.ready.map((heap) => [...heap]),
    running: [...run.running],
    index: [...run.index],
    open: [...run.open],
    active: [...run.active],
    chains: run.chains.map(orNull),
    items: run.items.map(orNull),
    loops: run.loops.map((loop) => loop ? { ...loop } : null),
    gathered: run.gathered.map((items) => items ? [...items] : null),
    pending: [...run.pending.values()].map(saveEffect),
    asks: [...run.asks],
    reissued: [...run.reissued],
    nextId: run.nextId,
    hadChoice: run.hadChoice,
    entries: run.entries.map(saveEntry),
    diagnostics: [...run.diagnostics],
    outcome: run.outcome ?? null,
  };
}

export function load(plan: Plan, snapshot: Snapshot, options: ResolvedOptions): Run {
  if (snapshot.version !== 1 || snapshot.plan !== fingerprint(plan)) {
    throw simulateError('IllegalSnapshot', '', 'the saved state belongs to another definition', 'restore it with the '
      + 'plan it was saved from');
  }
  const run = new Run(plan, { ...options, executionId: snapshot.executionId });
  for (const name of ['needs', 'base', 'state', 'taken', 'noted', 'running', 'index', 'open'] as const) {
    run[name].set(snapshot[name]);
  }
  copy(run.values, snapshot.values);
  copy(run.ready, snapshot.ready.map((heap) => [...heap]));
  copy(run.chains, snapshot.chains.map(orUndefined));
  copy(run.items, snapshot.items.map(orUndefined));
  copy(run.loops, snapshot.loops.map((loop) => loop ? { ...loop } : undefined));
  copy(run.gathered, snapshot.gathered.map((items) => items ? [...items] : undefined));
  run.active = [...snapshot.active];
  run.asks = [...snapshot.asks];
  run.reissued = [...snapshot.reissued];
  run.nextId = snapshot.nextId;
  run.hadChoice = snapshot.hadChoice;
  run.entries = snapshot.entries.map(({ kind, node, time, value, chain }) => (
    { kind, node, time, value: kind === 'action' ? loadEffect(run, value as SavedEffect) : value, chain }
  ));
  run.outcome = snapshot.outcome ?? undefined;
  for (const effect of snapshot.pending) { run.pending.set(effect.id, loadEffect(run, effect)); }
  run.restoreDiagnostics(snapshot.diagnostics);
  return run;
}

/** A number that differs between definitions whose states can't be exchanged. */
export function fingerprint(plan: Plan): string {
  let hash = 0;
  for (const { name, type, inputs, outputs, firstPort, conditions } of plan.nodes) {
    const text = JSON.stringify([
      name, type, inputs.map((input) => [input.name, input.expression, input.port]),
      outputs.map((output) => output.name), firstPort, conditions.map((condition) => condition.name),
    ]);
    for (let at = 0; at < text.length; at++) { hash = (hash * 31 + text.charCodeAt(at)) % 4294967291; }
  }
  return `${plan.nodes.length}-${hash}`;
}

function saveEntry({ chain, value, ...entry }: LogEntry): Snapshot['entries'][number] {
  return { ...entry, value: entry.kind === 'action' ? saveEffect(value as NodeEffect) : value, ...chain && { chain } };
}

function saveEffect({ id, planNode, values, chain, startedAt, settled, latency }: NodeEffect): SavedEffect {
  return { id, node: planNode.id, values, startedAt, ...chain && { chain }, ...settled && { settled, latency } };
}

function loadEffect(run: Run, { id, node, values, chain, startedAt, settled, latency = 0 }: SavedEffect): NodeEffect {
  const effect = new NodeEffect(run, run.plan.nodes[node], id, values, chain, startedAt);
  effect.settled = settled;
  effect.latency = latency;
  return effect;
}

function copy<T>(into: T[], from: readonly T[]): void {
  for (let at = 0; at < from.length; at++) { into[at] = from[at]; }
}

function orNull<T>(value: T | undefined): T | null {
  return value ?? null;
}

function orUndefined<T>(value: T | null): T | undefined {
  return value ?? undefined;
}
