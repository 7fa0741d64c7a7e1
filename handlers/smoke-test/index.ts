/**
 * Tests a new version of the router before it gets traffic: as the hook of a CodeDeploy deployment, which it tells the
 * outcome, or called by itself, where a failure is an error. The first deployment has no shift of traffic, so no hook.
 */
import {
  CodeDeployClient, LifecycleEventStatus, PutLifecycleEventHookExecutionStatusCommand,
} from '@aws-sdk/client-codedeploy';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { callRouter } from './call-router';
import { firstFault } from './run-tests';
import { requestOf } from './smoke-tests';
import type { SmokeTestEnvironment } from '../../src/core/contract';

interface HookEvent {
  readonly DeploymentId?: string;
  readonly LifecycleEventHookExecutionId?: string;
}

interface Context {
  getRemainingTimeInMillis(): number;
}

/** Left of the function's time to tell CodeDeploy the outcome: it waits for an hour for one that it is never told. */
const MARGIN_MS = 15_000;

// what a test calls costs money: a failed call is the outcome, not something to try again
const router = new LambdaClient({ maxAttempts: 1 });
const codeDeploy = new CodeDeployClient({});

export async function handler(event: HookEvent | null, context: Context): Promise<void> {
  const { DeploymentId: deploymentId, LifecycleEventHookExecutionId: lifecycleEventHookExecutionId } = event ?? {};
  const isHook = deploymentId !== undefined && lifecycleEventHookExecutionId !== undefined;
  const { ROUTER_FUNCTION = '', SMOKE_TESTS } = process.env as Partial<SmokeTestEnvironment<string>>;
  const call = (test: Parameters<typeof requestOf>[0], signal: AbortSignal) => callRouter(router, ROUTER_FUNCTION,
    requestOf(test), signal);
  const fault = await firstFault(SMOKE_TESTS, call, context.getRemainingTimeInMillis() - MARGIN_MS);
  console.log(fault ?? 'all smoke tests passed');
  if (isHook) {
    const status = fault === undefined ? LifecycleEventStatus.SUCCEEDED : LifecycleEventStatus.FAILED;
    await codeDeploy.send(new PutLifecycleEventHookExecutionStatusCommand({
      deploymentId, lifecycleEventHookExecutionId, status,
    }));
  } else if (fault !== undefined) {
    throw new Error(fault);
  }
}
