import { version as bundled } from '@aws-sdk/client-bedrock-agent-runtime/package.json';
import { GetFunctionConfigurationCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { type Check, NotTried, verdict } from '../kit/check';
import { OwnStack } from '../kit/own-stack';

export const runtimeSdk: Check = {
  number: 14,
  name: 'runtime-sdk',
  assumes: 'the Node run time of Lambda carries no SDK, or an older one than the functions of the library were '
    + 'tested with',
  matters: 'handlers/bundle.ts: each function carries its own SDK; if the run time has that one or a newer one, '
    + 'functions could be smaller without',
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
      FunctionName, Payload: Buffer.from(JSON.stringify({ document: 'runtime' })),
    }));
    const text = Buffer.from(Payload ?? []).toString();
    if (FunctionError !== undefined) { throw new NotTried(`the function failed: ${text}`); }
    const { node, sdk } = JSON.parse(text) as { readonly node: string; readonly sdk: string };
    // an emulator may run functions with the Node of its machine, whose SDK says nothing of Lambda's
    if (Runtime !== `nodejs${/^v(\d+)/.exec(node)?.[1]}.x`) {
      throw new NotTried(`the function of run time ${Runtime} was run by Node ${node}`);
    }
    const seen = `Node ${node} carries client-bedrock-agent-runtime ${sdk}, bundled is ${bundled}`;
    return verdict(sdk !== 'none' && !isOlder(sdk, bundled) ? [seen] : [], seen);
  },
};

function isOlder(one: string, other: string): boolean {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number));
  const at = left.findIndex((part, place) => part !== right[place]);
  return at >= 0 && left[at] < right[at];
}
