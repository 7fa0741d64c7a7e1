/** Tests the working draft of a flow before a version is made of it. A failure fails the deployment. */
import { BedrockAgentRuntimeClient } from '@aws-sdk/client-bedrock-agent-runtime';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { callDraft } from './call-draft';
import type { AliasTestProperties } from '../../src/core/contract';
import { type CustomResourceEvent, responding, type Result } from '../custom-resource/respond';
import { isRollback, stackStatus } from '../custom-resource/stack-status';
import { firstFault } from '../smoke-test/run-tests';

interface Context {
  getRemainingTimeInMillis(): number;
}

/** Left of the function's time to answer CloudFormation. */
const MARGIN_MS = 15_000;

// over HTTP/1.1, and without trying again: what a test calls costs money
const runtime =
  new BedrockAgentRuntimeClient({ maxAttempts: 1, requestHandler: new NodeHttpHandler({ connectionTimeout: 5000 }) });
const cloudFormation = new CloudFormationClient({});

async function run(event: CustomResourceEvent<AliasTestProperties<string>>, context: Context): Promise<Result> {
  const { RequestType, StackId, ResourceProperties: { FlowId, Tests } } = event;
  const result = { PhysicalResourceId: event.PhysicalResourceId ?? `${FlowId}-smoke-tests` };
  if (RequestType === 'Delete') { return result; }
  // a stack that goes back must not be kept from it
  if (isRollback(await stackStatus(cloudFormation, StackId) ?? '')) { return result; }
  const fault = await firstFault(Tests, (test, signal) => callDraft(runtime, FlowId, test, signal),
    context.getRemainingTimeInMillis() - MARGIN_MS);
  console.log(fault ?? 'all smoke tests passed');
  if (fault !== undefined) { throw new Error(fault); }
  return result;
}

export const handler = responding(run);
