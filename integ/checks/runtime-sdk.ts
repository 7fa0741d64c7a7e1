import { GetFunctionConfigurationCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { type Check, NotTried, verdict } from '../kit/check';
import { OwnStack } from '../kit/own-stack';
import { runtimeNeeds } from '../kit/runtime-needs';

export const runtimeSdk: Check = {
  number: 14,
  name: 'runtime-sdk',
  assumes: 'the SDK in the Node run time of Lambda has every client and operation that the functions of the library '
    + 'call',
  matters: 'handlers/bundle.ts: the functions bring no SDK of their own',
  makes: 'a stack',
  deploys: true,
  minutes: 4,
  dollars: 0,
  run: async (world, undo) => {
    const stack = await OwnStack.make(world, undo, 'runtime-sdk', { kind: 'probe' });
    const { lambda } = world.clients;
    const FunctionName = await stack.output('WorkFunction');
    const { Runtime = 'none' } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const { Payload, FunctionError } = await lambda.send(new InvokeCommand({
      FunctionName, Payload: Buffer.from(JSON.stringify({ document: `runtime ${JSON.stringify(runtimeNeeds())}` })),
    }));
    const text = Buffer.from(Payload ?? []).toString();
    if (FunctionError !== undefined) { throw new NotTried(`the function failed: ${text}`); }
    const { node, sdk, missing } = JSON.parse(text) as {
      readonly node: string; readonly sdk: string; readonly missing: readonly string[];
    };
    // an emulator may run functions with the Node of its machine, whose SDK says nothing of Lambda's
    if (Runtime !== `nodejs${/^v(\d+)/.exec(node)?.[1]}.x`) {
      throw new NotTried(`the function of run time ${Runtime} was run by Node ${node}`);
    }
    return verdict(missing.map((need) => `the run time has no ${need}`),
      `Node ${node} has client-bedrock-agent-runtime ${sdk}, and all that the functions call`);
  },
};
