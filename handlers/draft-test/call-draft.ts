/** Calls the working draft of a flow, and gathers what it answers: as lines, like those of the router. */
import { setTimeout as wait } from 'node:timers/promises';
import {
  type BedrockAgentRuntimeClient, InvokeFlowCommand, type InvokeFlowCommandInput,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { DRAFT_ALIAS_ID, type SmokeTest } from '../../src/core/contract';
import { requestOf } from '../smoke-test/smoke-tests';

/**
 * The permissions of a role that was just made or changed are not known everywhere at once (IAM User Guide,
 * troubleshoot, eventual consistency).
 */
const PERMISSION_TRIES = 7;
const PAUSE_MS = 10_000;

export async function callDraft(
  client: BedrockAgentRuntimeClient, flowId: string, test: SmokeTest, abortSignal: AbortSignal,
): Promise<string> {
  for (let left = PERMISSION_TRIES; ; left--) {
    try {
      return await once(client, flowId, test, abortSignal);
    } catch (error) {
      if (left === 1 || abortSignal.aborted || !/^accessDenied/i.test((error as Error).name)) { throw error; }
      await wait(PAUSE_MS, undefined, { signal: abortSignal });
    }
  }
}

async function once(
  client: BedrockAgentRuntimeClient, flowIdentifier: string, test: SmokeTest, abortSignal: AbortSignal,
): Promise<string> {
  const input = { ...requestOf(test), flowIdentifier, flowAliasIdentifier: DRAFT_ALIAS_ID } as InvokeFlowCommandInput;
  const { responseStream, executionId } = await client.send(new InvokeFlowCommand(input), { abortSignal });
  const lines: object[] = [];
  let isComplete = false;
  for await (const member of responseStream ?? []) {
    isComplete ||= member.flowCompletionEvent !== undefined;
    lines.push(member);
  }
  if (isComplete) { lines.push({ router: { executionId } }); }
  return lines.map((line) => JSON.stringify(line)).join('\n');
}
