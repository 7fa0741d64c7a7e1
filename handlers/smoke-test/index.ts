/**
 * Tests a new version of the router before it gets traffic: as the hook of a CodeDeploy deployment, which it tells the outcome, or called by itself, where
 * a failure is an error. The first deployment has no shift of traffic, so no hook.
 */
import { CodeDeployClient, LifecycleEventStatus, PutLifecycleEventHookExecutionStatusCommand } from '@aws-sdk/client-codedeploy';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { callRouter } from './call-router';
import { faultOf, readTests, requestOf, SmokeTest } from './smoke-tests';

interface HookEvent {
  readonly DeploymentId?: string;
  readonly LifecycleEventHookExecutionId?: string;
}

// what a test calls costs money: a failed call is the outcome, not something to try again
const router = new LambdaClient({ maxAttempts: 1 });
const codeDeploy = new CodeDeployClient({});

export async function handler(event: HookEvent | null): Promise<void> {
  const { DeploymentId: deploymentId, LifecycleEventHookExecutionId: lifecycleEventHookExecutionId } = event ?? {};
  const isHook = deploymentId !== undefined && lifecycleEventHookExecutionId !== undefined;
  const fault = await firstFault();
  console.log(fault ?? 'all smoke tests passed');
  if (isHook) {
    const status = fault === undefined ? LifecycleEventStatus.SUCCEEDED : LifecycleEventStatus.FAILED;
    await codeDeploy.send(new PutLifecycleEventHookExecutionStatusCommand({ deploymentId, lifecycleEventHookExecutionId, status }));
  } else if (fault !== undefined) {
    throw new Error(fault);
  }
}

/** In one line, for who reads it among the events of a stack. */
async function firstFault(): Promise<string | undefined> {
  try {
    const { ROUTER_FUNCTION = '', SMOKE_TESTS } = process.env;
    const faults = await Promise.all(readTests(SMOKE_TESTS).map(async (test, at) => {
      const fault = await faultIn(ROUTER_FUNCTION, test);
      return fault && `smoke test ${at + 1} ${fault}`;
    }));
    return faults.filter((fault) => fault).join('; ') || undefined;
  } catch (error) {
    return `the smoke tests can't be run: ${(error as Error).message}`;
  }
}

async function faultIn(functionArn: string, test: SmokeTest): Promise<string | undefined> {
  try {
    return faultOf(test, await callRouter(router, functionArn, requestOf(test)));
  } catch (error) {
    return `could not be made: ${(error as Error).name}: ${(error as Error).message}`;
  }
}
