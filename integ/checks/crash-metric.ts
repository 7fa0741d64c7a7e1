import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateAliasCommand, GetFunctionConfigurationCommand, InvokeWithResponseStreamCommand, PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { type Check, NotTried, verdict } from '../kit/check';
import { OwnStack } from '../kit/own-stack';
import { until } from '../kit/poll';
import type { World } from '../kit/world';

const ALIAS = 'weighted';
const CALLS = 40;

export const crashMetric: Check = {
  number: 17,
  name: 'crash-metric',
  assumes: 'a crash after the first byte counts in AWS/Lambda Errors, by FunctionName, Resource and ExecutedVersion, '
    + 'for both versions of a weighted alias',
  matters: 'src/canary/router-metrics.ts, crashes(): the alarm that takes back a version that crashes looks at '
    + 'that metric',
  makes: 'a stack, and two versions of a function in it',
  deploys: true,
  minutes: 15,
  dollars: 0.02,
  run: async (world, undo) => {
    const stack = await OwnStack.make(world, undo, 'crash-metric', { kind: 'probe' });
    const name = await stack.output('CrashingFunction');
    const versions = await twoVersions(world, name);
    const reached = await crashes(world, name);
    const missed = versions.filter((version) => !reached.has(version));
    if (missed.length > 0) { throw new NotTried(`none of ${CALLS} calls crashed in version ${missed.join(' or ')}`); }
    const errors = await until(world, { seconds: 600, everySeconds: 30 }, async () => {
      const sums = await Promise.all(versions.map((version) => errorsOf(world, name, version)));
      return sums.every((sum) => sum > 0) ? sums : undefined;
    });
    return verdict(errors ? [] : ['ten minutes after the crashes, not both versions have Errors'], 'Errors of the two '
      + `versions: ${errors?.join(' and ')}`);
  },
};

async function twoVersions(world: World, FunctionName: string): Promise<readonly [string, string]> {
  const { lambda } = world.clients;
  const publish = async () => (await lambda.send(new PublishVersionCommand({ FunctionName }))).Version!;
  const first = await publish();
  // an unchanged function has no second version
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Description: 'another version' }));
  await until(world, { seconds: 120, everySeconds: 2 }, async () => {
    const { LastUpdateStatus } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    return LastUpdateStatus === 'InProgress' ? undefined : true;
  });
  const second = await publish();
  // it goes with the function
  await lambda.send(new CreateAliasCommand({
    FunctionName, Name: ALIAS, FunctionVersion: first, RoutingConfig: { AdditionalVersionWeights: { [second]: 0.5 } },
  }));
  return [first, second];
}

/** The versions that sent something and then crashed. */
async function crashes(world: World, FunctionName: string): Promise<ReadonlySet<string>> {
  const reached = new Set<string>();
  for (let call = 0; call < CALLS && reached.size < 2; call++) {
    const { ExecutedVersion, EventStream } =
      await world.clients.lambda.send(new InvokeWithResponseStreamCommand({ FunctionName, Qualifier: ALIAS }));
    let bytes = 0;
    let isCrash = false;
    for await (const { PayloadChunk, InvokeComplete } of EventStream ?? []) {
      bytes += PayloadChunk?.Payload?.length ?? 0;
      isCrash ||= InvokeComplete?.ErrorCode !== undefined;
    }
    if (bytes > 0 && isCrash) { reached.add(ExecutedVersion!); }
  }
  return reached;
}

async function errorsOf(world: World, name: string, version: string): Promise<number> {
  const dimensions = { FunctionName: name, Resource: `${name}:${ALIAS}`, ExecutedVersion: version };
  const { MetricDataResults: [result] = [] } = await world.clients.cloudWatch.send(new GetMetricDataCommand({
    StartTime: new Date(world.now() - 3_600_000),
    EndTime: new Date(world.now() + 60_000),
    MetricDataQueries: [{
      Id: 'errors',
      MetricStat: {
        Metric: {
          Namespace: 'AWS/Lambda',
          MetricName: 'Errors',
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        },
        Period: 60,
        Stat: 'Sum',
      },
    }],
  }));
  return (result?.Values ?? []).reduce((sum, value) => sum + value, 0);
}
