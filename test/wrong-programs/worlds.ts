/** What is right in the wrong programs. */
import type { Stack } from 'aws-cdk-lib';
import { ConditionNode, type FlowValue, LoopNode } from '../../src';
import { ask, objectFlow } from '../small-flows';

/** What is right, then what is wrong; without the latter, synthesizing is what fails. */
export interface WrongProgram {
  readonly given: (stack: Stack) => unknown;
  readonly wrong?: (world: any) => unknown;
}

export function row<T>(given: (stack: Stack) => T, wrong?: (world: T) => unknown): WrongProgram {
  return { given, wrong };
}

/** A flow with one value of each type. */
export function triage(stack: Stack) {
  const flow = objectFlow('Triage', stack);
  const input = flow.input;
  return {
    stack,
    flow,
    input,
    text: input.stringAt('text'),
    score: input.numberAt('score'),
    urgent: input.booleanAt('urgent'),
    order: input.objectAt('order'),
    list: input.arrayAt('list'),
  };
}

export function routed(stack: Stack) {
  const world = triage(stack);
  const route = new ConditionNode(world.flow, 'Route', {
    inputs: { category: world.text, score: world.score, urgent: world.urgent, order: world.order },
  });
  return { ...world, route };
}

export function branched(stack: Stack) {
  const world = routed(stack);
  const isRefund = world.route.when('isRefund', 'category == "refund"');
  const otherwise = world.route.otherwise();
  const text = { text: world.text };
  return {
    ...world,
    isRefund,
    otherwise,
    refund: ask(world.flow, 'RefundReply', text, { runWhen: isRefund }),
    other: ask(world.flow, 'OtherReply', text, { runWhen: otherwise }),
  };
}

export function looped(stack: Stack) {
  const world = triage(stack);
  const loop = new LoopNode(world.flow, 'Refine', { inputs: { draft: world.text, count: world.score } });
  return { ...world, loop, draft: loop.value('draft') };
}

export const nothing = (stack: Stack) => stack;
export const many =
  (count: number, value: FlowValue) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`v${at}`, value]));
