/** What is wrong with the state machines that a state stands in, once the app is whole. */
import { aws_events as events, aws_stepfunctions as sfn, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { endlessLoops, type Writer } from '../calls/endless-loops';
import { errorLine } from '../core/words/line';

/**
 * Refuses Express state machines around a state.
 *
 * @param what what they can't hold, and why
 */
export function inExpress(state: sfn.State, what: string, remedy: string): string[] {
  const isExpress = ({ stateMachineType }: sfn.CfnStateMachine) => stateMachineType === sfn.StateMachineType.EXPRESS;
  return machinesWith(state, isExpress).map((machine) => errorLine('',
    `state machine '${placeOf(machine)}' is of type EXPRESS, ${what}; ${remedy}`, 'IllegalValue'));
}

/** Refuses state machines that write into the bucket whose new objects start them. */
export function startsItself(state: sfn.State, writers: readonly Writer[]): string[] {
  if (writers.length === 0) { return []; }
  return machinesWith(state).flatMap((machine) => rulesFor(machine).flatMap((rule) =>
    endlessLoops(rule, writers, rule.eventPattern, `state machine '${placeOf(machine)}'`)));
}

/** The state machines of the stack that have the state: no definition of another has its name. */
function machinesWith(state: sfn.State, isMeant?: (machine: sfn.CfnStateMachine) => boolean): sfn.CfnStateMachine[] {
  const name = JSON.stringify(state.stateId);
  return inStackOf(state, sfn.CfnStateMachine).filter((machine) => isMeant?.(machine) ?? true)
    .filter((machine) => textOf(machine, machine.definitionString).includes(JSON.stringify(name).slice(1, -1)));
}

function rulesFor(machine: sfn.CfnStateMachine): events.CfnRule[] {
  const reference = JSON.stringify(Stack.of(machine).resolve(machine.ref));
  return inStackOf(machine, events.CfnRule).filter((rule) => textOf(rule, rule.targets).includes(reference));
}

function inStackOf<T extends IConstruct>(scope: IConstruct, type: new (...args: any[]) => T): T[] {
  return Stack.of(scope).node.findAll().filter((one): one is T => one instanceof type);
}

function textOf(scope: IConstruct, value: unknown): string {
  return JSON.stringify(Stack.of(scope).resolve(value)) ?? '';
}

/** The path of the construct that users made. */
function placeOf({ node }: sfn.CfnStateMachine): string {
  return node.id === 'Resource' ? node.scope!.node.path : node.path;
}
