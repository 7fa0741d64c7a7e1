import { type aws_sqs as sqs, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type Callee, inputNodeOf } from '../calls/callee';
import { CallerFunction } from '../calls/caller-function';

/** How a function is called that events come to. */
export interface EventCallerProps {
  readonly callee: Callee;
  readonly isStartOnly: boolean;
  readonly deadLetterQueue: sqs.IQueue;
  /** How often a flow that failed is run again. */
  readonly flowRetries: number;
}

/** The function that a stack has for an alias, a queue for what failed, and a way to call. */
export function eventCaller(scope: Construct, props: EventCallerProps): CallerFunction {
  const stack = Stack.of(scope);
  const { callee, isStartOnly, deadLetterQueue, flowRetries } = props;
  const parts = [callee.construct.node.addr.slice(-8), deadLetterQueue.node.addr.slice(-8),
    isStartOnly ? 'start' : 'call',
    flowRetries];
  const id = `BedrockFlowEvents-${parts.join('-')}`;
  return stack.node.tryFindChild(id) as CallerFunction | undefined ?? new CallerFunction(stack, id, {
    callee,
    isStartOnly,
    handler: 'flow-invoker',
    description: isStartOnly ? 'Starts a Bedrock flow for events' : 'Calls a Bedrock flow for events',
    failed: { queue: deadLetterQueue, retryAttempts: flowRetries },
  });
}

/** What the function gets for an event; the id of the event is the name of the execution, so it starts one. */
export function requestOf(callee: Callee, document: unknown, inputNode: string | undefined, executionName: string) {
  return { document, inputNode: inputNodeOf(callee.alias.flow, inputNode), executionName };
}
