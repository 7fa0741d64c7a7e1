/** What is wrong with the state machines that a state stands in, once the app is whole. */
import { type aws_events as events, aws_stepfunctions as sfn } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { endlessLoops, type Writer } from '../calls/endless-loops';
import { allAround, isRule, textEverywhere } from '../calls/same-everywhere';
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
 * Refuses Express state machines around a state.
 *
 * @param what what they can't hold, and why
 */
export function inExpress(sought: Sought, what: string, remedy: string): string[] {
  const isExpress = ({ stateMachineType }: sfn.CfnStateMachine) => stateMachineType === sfn.StateMachineType.EXPRESS;
  return machinesWith(sought, isExpress).map((machine) => errorLine('',
    `state machine '${placeOf(machine)}' is of type EXPRESS, ${what}; ${remedy}`, 'IllegalValue'));
}

/** Refuses state machines that write into the bucket whose new objects start them. */
export function startsItself(sought: Sought, writers: readonly Writer[]): string[] {
  if (writers.length === 0) { return []; }
  return machinesWith(sought).flatMap((machine) => rulesFor(machine).flatMap((rule) =>
    endlessLoops(rule, writers, rule.eventPattern, `state machine '${placeOf(machine)}'`)));
}

/** The state machines of the app, or of its stage, that have the state. */
function machinesWith(
  { state, value, owner }: Sought, isMeant?: (machine: sfn.CfnStateMachine) => boolean,
): sfn.CfnStateMachine[] {
  const name = JSON.stringify(state.stateId);
  const sought = textEverywhere(owner, value);
  return allAround(state, isMachine).filter((machine) => isMeant?.(machine) ?? true).filter((machine) => {
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

const DEFINITIONS = new WeakMap<SynthPass, Map<sfn.CfnStateMachine, string>>();

// each state asks for those of all machines
function definitionOf(machine: sfn.CfnStateMachine): string {
  const pass = SynthPass.around(machine);
  const known = pass && (DEFINITIONS.get(pass) ?? new Map<sfn.CfnStateMachine, string>());
  const text = known?.get(machine) ?? textEverywhere(machine, machine.definitionString);
  if (pass && known) { DEFINITIONS.set(pass, known.set(machine, text)); }
  return text;
}

/** The path of the construct that users made. */
function placeOf({ node }: sfn.CfnStateMachine): string {
  return node.id === 'Resource' ? node.scope!.node.path : node.path;
}
