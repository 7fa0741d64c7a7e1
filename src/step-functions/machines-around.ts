/** What is wrong with the state machines that a state stands in, once the app is whole. */
import { type aws_events as events, aws_stepfunctions as sfn } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type StateInside, statesInside } from './states-inside';
import { endlessLoops, type Writer } from '../calls/endless-loops';
import { allAround, isRule, textEverywhere } from '../calls/same-everywhere';
import { spelt } from '../checks/spelt';
import { SynthPass } from '../checks/synth-pass';
import { errorLine } from '../core/words/line';

/** A state, and how its state machines are known: other states may have its name. */
export interface Sought {
  readonly state: sfn.State;
  /** Something that the definitions of those machines name, as the ARN of a function. */
  readonly value: string;
  /** What has that value. */
  readonly owner: IConstruct;
}

/**
 * Refuses Express state machines around a state, and distributed maps whose items run as such.
 *
 * @param what what they can't hold, and why
 */
export function inExpress(sought: Sought, what: string, remedy: string): string[] {
  return machinesWith(sought).flatMap((machine) => {
    const at = `state machine '${placeOf(machine)}'`;
    const { expressMap } = statesOf(machine).find(({ name }) => name === sought.state.stateId) ?? {};
    const express = machine.stateMachineType === sfn.StateMachineType.EXPRESS ? at
      : expressMap !== undefined ? `map '${expressMap}' of ${at}` : undefined;
    return express === undefined ? []
      : [errorLine('', `${express} is of type EXPRESS, ${what}; ${remedy}`, 'IllegalValue')];
  });
}

/** Refuses conditions in JSONata in Choice states of the other language, around a state whose result they test. */
export function jsonataInJsonPath(sought: Sought): string[] {
  const isMixed = ({ fields: { Choices }, isJsonata }: StateInside) => !isJsonata && Array.isArray(Choices)
    && Choices.some((choice: { readonly Condition?: unknown }) => choice.Condition !== undefined);
  return machinesWith(sought).flatMap((machine) => statesOf(machine).filter(isMixed).map(({ name }) => errorLine('',
    spelt`Choice '${name}' of state machine '${placeOf(machine)}' has a condition in JSONata, such as isApproved(), `
    + spelt`but uses JSONPath; make it with sfn.Choice.jsonata()`, 'IllegalValue')));
}

/** Refuses state machines that write into the bucket whose new objects start them. */
export function startsItself(sought: Sought, writers: readonly Writer[]): string[] {
  if (writers.length === 0) { return []; }
  return machinesWith(sought).flatMap((machine) => rulesFor(machine).flatMap((rule) =>
    endlessLoops(rule, writers, rule.eventPattern, `state machine '${placeOf(machine)}'`)));
}

/** The state machines of the app, or of its stage, that have the state. */
function machinesWith({ state, value, owner }: Sought): sfn.CfnStateMachine[] {
  const name = JSON.stringify(state.stateId);
  const sought = textEverywhere(owner, value);
  return allAround(state, isMachine).filter((machine) => {
    const text = definitionOf(machine);
    return text.includes(name) && text.includes(sought);
  });
}

/** What starts a machine, or another that starts it. */
function rulesFor(machine: sfn.CfnStateMachine, seen: ReadonlySet<sfn.CfnStateMachine> = new Set()): events.CfnRule[] {
  if (seen.has(machine)) { return []; }
  const arn = textEverywhere(machine, machine.ref);
  const own = allAround(machine, isRule).filter((rule) => textEverywhere(rule, rule.targets).includes(arn));
  const starters = allAround(machine, isMachine).map((other) => ({ other, text: definitionOf(other) }))
    .filter(({ text }) => text.includes(arn) && text.includes(':startExecution'));
  return [...new Set([...own, ...starters.flatMap(({ other }) => rulesFor(other, new Set([...seen, machine])))])];
}

function isMachine(one: IConstruct): one is sfn.CfnStateMachine {
  return one instanceof sfn.CfnStateMachine;
}

/** Something of a machine that each state asks for, of all machines: worked out once in a synthesis. */
class OncePerPass<T> {
  private readonly known = new WeakMap<SynthPass, Map<sfn.CfnStateMachine, T>>();

  public constructor(private readonly make: (machine: sfn.CfnStateMachine) => T) {}

  public of(machine: sfn.CfnStateMachine): T {
    const pass = SynthPass.around(machine);
    const known = pass && (this.known.get(pass) ?? new Map<sfn.CfnStateMachine, T>());
    const made = known?.get(machine) ?? this.make(machine);
    if (pass && known) { this.known.set(pass, known.set(machine, made)); }
    return made;
  }
}

const DEFINITIONS = new OncePerPass((machine) => textEverywhere(machine, machine.definitionString));
const STATES = new OncePerPass((machine) => statesInside(definitionOf(machine)));

function definitionOf(machine: sfn.CfnStateMachine): string {
  return DEFINITIONS.of(machine);
}

function statesOf(machine: sfn.CfnStateMachine): readonly StateInside[] {
  return STATES.of(machine);
}

/** The path of the construct that users made. */
function placeOf({ node }: sfn.CfnStateMachine): string {
  return node.id === 'Resource' ? node.scope!.node.path : node.path;
}
