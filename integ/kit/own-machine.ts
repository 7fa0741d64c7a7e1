import {
  CreateStateMachineCommand, DeleteStateMachineCommand, DescribeExecutionCommand, type DescribeExecutionOutput,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { differs, NotTried, type Result } from './check';
import { ownRole, type Statement } from './own-role';
import { onceRoleIsKnown, until } from './poll';
import type { Undo } from './undo';
import { nameOf, TAG, type World } from './world';

const NO_END = 'no end';

/** A state machine, and what its role may do. */
export interface Machine {
  readonly definition: object;
  readonly statements: readonly Statement[];
  /** How long it may run; two minutes unless it says more. */
  readonly seconds?: number;
}

/**
 * Makes a state machine, runs it, and says what follows from its end. One that is refused, or that fails for another
 * reason than its role, differs.
 */
export async function runOnce(
  world: World, undo: Undo, what: string, { definition, statements, seconds = 120 }: Machine,
  judge: (end: DescribeExecutionOutput) => Result,
): Promise<Result> {
  const { stepFunctions: client } = world.clients;
  const roleArn = await ownRole(world, undo, what, { Service: 'states.amazonaws.com' }, statements);
  const name = nameOf(world, what);
  const stateMachineArn = `arn:${world.partition}:states:${world.region}:${world.account}:stateMachine:${name}`;
  const create = new CreateStateMachineCommand({
    name, roleArn, definition: JSON.stringify(definition), tags: [{ key: TAG, value: world.run }],
  });
  try {
    await undo.making(
      `state machine ${name}`,
      () => onceRoleIsKnown(world, () => client.send(create)),
      () => client.send(new DeleteStateMachineCommand({ stateMachineArn })),
    );
  } catch (error) {
    if ((error as Error).name !== 'InvalidDefinition') { throw error; }
    return differs(`the state machine is refused: ${(error as Error).message}`);
  }
  // a role that was just made may not work yet
  let why = '';
  const success = await until(world, { seconds: 90, everySeconds: 10 }, async () => {
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
    const end = await until(world, { seconds, everySeconds: 2 }, async () => {
      const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
      return execution.status === 'RUNNING' ? undefined : execution;
    });
    why = end ? `${end.error ?? end.status}: ${end.cause ?? 'no cause'}` : NO_END;
    return end?.status === 'SUCCEEDED' ? end : undefined;
  });
  if (success) { return judge(success); }
  if (/AccessDenied|not authorized/i.test(why)) {
    throw new NotTried(`the state machine may not do its work (${why})`);
  }
  if (why === NO_END) { throw new NotTried(`the state machine runs still, ${seconds} seconds after its start`); }
  return differs(`the state machine is accepted, but its execution ends with ${why}`);
}
