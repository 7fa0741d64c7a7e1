/** What is wrong with the state machines that a state stands in, once the app is whole. */
import { aws_events as events, aws_stepfunctions as sfn, Stack, Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { endlessLoops, type Writer } from '../calls/endless-loops';
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
  const name = JSON.stringify(JSON.stringify(state.stateId)).slice(1, -1);
  return around(state, sfn.CfnStateMachine).filter((machine) => isMeant?.(machine) ?? true).filter((machine) => {
    const text = textOf(machine, machine.definitionString);
    return text.includes(name) && hasValue(machine, text, value, owner);
  });
}

function rulesFor(machine: sfn.CfnStateMachine): events.CfnRule[] {
  return around(machine, events.CfnRule)
    .filter((rule) => hasValue(rule, textOf(rule, rule.targets), machine.ref, machine));
}

/**
 * Whether a text of a construct has a value of another. In a stack that does not import it, it would look as the value
 * of something there that has the same name.
 */
function hasValue(scope: IConstruct, text: string, value: string, owner: IConstruct): boolean {
  const there = textOf(scope, value);
  const isKnown = Stack.of(scope) === Stack.of(owner) || !Token.isUnresolved(value) || there !== textOf(owner, value);
  // what is a whole text there may be a part of one here
  return isKnown && text.includes(there.replace(/^"|"$/g, ''));
}

/** What is in the stack of a construct, and in stacks that use something of it. */
function around<T extends IConstruct>(scope: IConstruct, type: new (...args: any[]) => T): T[] {
  const home = Stack.of(scope);
  return (Stage.of(scope) ?? scope.node.root).node.findAll().filter((one): one is T => one instanceof type)
    .filter((one) => Stack.of(one) === home || Stack.of(one).dependencies.includes(home));
}

function textOf(scope: IConstruct, value: unknown): string {
  return JSON.stringify(Stack.of(scope).resolve(value)) ?? '';
}

/** The path of the construct that users made. */
function placeOf({ node }: sfn.CfnStateMachine): string {
  return node.id === 'Resource' ? node.scope!.node.path : node.path;
}
