import type { FlowDefinition } from '@aws-sdk/client-bedrock-agent';
import { DeleteRolePolicyCommand } from '@aws-sdk/client-iam';
import { callAlias } from './plain-calls';
import { type Check, differs, holds, NotTried } from '../kit/check';
import { OwnFlow } from '../kit/own-flow';
import { allow, FIRST_POLICY, type Statement } from '../kit/own-role';
import { OwnStack } from '../kit/own-stack';
import { until } from '../kit/poll';

/** How long a policy may take to be known everywhere. */
const PATIENCE = { seconds: 120, everySeconds: 5 };

export const inlinePolicy: Check = {
  number: 22,
  name: 'inline-policy',
  assumes: 'a version that is already published may do what an inline policy allows that its role gets later, under '
    + 'whatever name',
  matters: 'src/role: the policy of a version is made and removed by itself, and the version is published only once',
  makes: 'a stack with a function, and a flow with a version and an alias that calls it',
  deploys: true,
  minutes: 8,
  dollars: 0.01,
  run: async (world, undo) => {
    const stack = await OwnStack.make(world, undo, 'inline-policy', { kind: 'probe' });
    const functionArn =
      `arn:${world.partition}:lambda:${world.region}:${world.account}:function:${await stack.output('WorkFunction')}`;
    const statements: readonly Statement[] =
      [{ Effect: 'Allow', Action: ['lambda:InvokeFunction'], Resource: [functionArn] }];
    const flow = await OwnFlow.make(world, undo, 'inline-policy', { definition: calling(functionArn), statements });
    const alias = await flow.point('live', await flow.publish());
    let failure: string | undefined;
    const becomes = async (isWanted: boolean) => await until(world, PATIENCE, async () => {
      ({ failure } = await callAlias(world, flow.flowId, alias));
      return (failure === undefined) === isWanted ? true : undefined;
    }) ?? false;
    if (!await becomes(true)) { throw new NotTried(`a call fails though the role has its policy: ${failure}`); }
    const RoleName = flow.roleArn.split('/').pop()!;
    await world.clients.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: FIRST_POLICY }));
    if (!await becomes(false)) {
      throw new NotTried(`calls go through ${PATIENCE.seconds} s after the policy was deleted`);
    }
    const without = failure;
    await allow(world, undo, RoleName, statements, `${FIRST_POLICY}-again`);
    if (!await becomes(true)) {
      return differs(`calls fail ${PATIENCE.seconds} s after the role got the policy again: ${failure}`);
    }
    return holds(`without the policy a call fails (${without}), with another one it is answered`);
  },
};

function calling(lambdaArn: string): FlowDefinition {
  const data = (source: string, sourceOutput: string, target: string, targetInput: string) => (
    {
      name: `${source}To${target}`,
      type: 'Data' as const,
      source,
      target,
      configuration: { data: { sourceOutput, targetInput } },
    });
  return {
    nodes: [
      {
        name: 'FlowInputNode',
        type: 'Input',
        configuration: { input: {} },
        outputs: [{ name: 'document', type: 'String' }],
      },
      {
        name: 'Work',
        type: 'LambdaFunction',
        configuration: { lambdaFunction: { lambdaArn } },
        inputs: [{ name: 'text', type: 'String', expression: '$.data' }],
        outputs: [{ name: 'functionResponse', type: 'String' }],
      },
      {
        name: 'Answer',
        type: 'Output',
        configuration: { output: {} },
        inputs: [{ name: 'document', type: 'String', expression: '$.data' }],
      },
    ],
    connections:
      [data('FlowInputNode', 'document', 'Work', 'text'), data('Work', 'functionResponse', 'Answer', 'document')],
  };
}
