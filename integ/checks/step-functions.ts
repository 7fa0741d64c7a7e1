import { type Check, holds } from '../kit/check';
import { OwnFlow } from '../kit/own-flow';
import { runOnce } from '../kit/own-machine';

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
    const flow = await OwnFlow.make(world, undo, 'step-functions');
    const alias = await flow.point('started', await flow.publish());
    return runOnce(world, undo, 'step-functions', {
      definition: definition(world.partition, flow.flowId, alias),
      statements: [{
        Effect: 'Allow', Action: ['bedrock:StartFlowExecution'], Resource: [flow.flowArn, `${flow.flowArn}/alias/*`],
      }],
    }, () => holds('the state machine is accepted, and starts an execution'));
  },
};

function definition(partition: string, flowId: string, aliasId: string): object {
  return {
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
  };
}
