import {
  CreateStateMachineCommand, DeleteStateMachineCommand, DescribeExecutionCommand, StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { type Check, differs, holds, NotTried } from '../kit/check';
import { OwnFlow } from '../kit/own-flow';
import { ownRole } from '../kit/own-role';
import { onceRoleIsKnown, until } from '../kit/poll';
import { nameOf, TAG } from '../kit/world';

export const stepFunctions: Check = {
  number: 8,
  name: 'step-functions',
  assumes: 'Step Functions can start an execution of a flow by its SDK integration '
    + 'bedrockagentruntime:startFlowExecution',
  matters: 'BedrockFlowExecution starts flows so; where it does not hold, BedrockInvokeFlow is what there is',
  makes: 'a flow with a version and an alias, and a state machine',
  minutes: 2,
  dollars: 0.01,
  run: async (world, undo) => {
    const { stepFunctions: client } = world.clients;
    const flow = await OwnFlow.make(world, undo, 'step-functions');
    const alias = await flow.point('started', await flow.publish());
    const roleArn = await ownRole(world, undo, 'step-functions', { Service: 'states.amazonaws.com' }, [
      { Effect: 'Allow', Action: ['bedrock:StartFlowExecution'], Resource: [flow.flowArn, `${flow.flowArn}/alias/*`] },
    ]);
    const name = nameOf(world, 'step-functions');
    const stateMachineArn = `arn:${world.partition}:states:${world.region}:${world.account}:stateMachine:${name}`;
    const create = new CreateStateMachineCommand({
      name,
      roleArn,
      definition: definition(world.partition, flow.flowId, alias),
      tags:
        [{ key: TAG, value: world.run }],
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
    const isStarted = await until(world, { seconds: 90, everySeconds: 10 }, async () => {
      const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
      const end = await until(world, { seconds: 60, everySeconds: 2 }, async () => {
        const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
        return execution.status === 'RUNNING' ? undefined : execution;
      });
      why = `${end?.error ?? end?.status ?? 'no end'}: ${end?.cause ?? 'no cause'}`;
      return end?.status === 'SUCCEEDED' ? true : undefined;
    });
    if (isStarted) { return holds('the state machine is accepted, and starts an execution'); }
    if (/AccessDenied|not authorized/i.test(why)) {
      throw new NotTried(`the state machine may not start an execution (${why})`);
    }
    return differs(`the state machine is accepted, but its execution ends with ${why}`);
  },
};

function definition(partition: string, flowId: string, aliasId: string): string {
  return JSON.stringify({
    StartAt: 'Start',
    States: {
      Start: {
        Type: 'Task',
        Resource: `arn:${partition}:states:::aws-sdk:bedrockagentruntime:startFlowExecution`,
        Parameters: {
          FlowIdentifier: flowId,
          FlowAliasIdentifier: aliasId,
          Inputs: [{ NodeName: 'FlowInputNode', NodeOutputName: 'document', Content: { Document: 'hello' } }],
        },
        End: true,
      },
    },
  });
}
