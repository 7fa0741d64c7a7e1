/** A flow in an account, as a conversation calls it. */
import { AccountClient } from './account-client';
import type { Invoke } from './conversation';
import type { Event } from './fixture';

export interface AccountOptions {
  readonly flowId: string;
  readonly aliasId: string;
  readonly region?: string;
}

export class Account {
  private readonly client: AccountClient;

  public constructor(private readonly options: AccountOptions) {
    this.client = new AccountClient(options, 'correct --flow-id, --alias-id, --region or your permissions');
  }

  /** @throws CommandError if there is no answer of the flow: no credentials, no such flow, no network */
  public readonly invoke: Invoke = async (inputs, executionId) => {
    const { flowId: flowIdentifier, aliasId: flowAliasIdentifier } = this.options;
    const events: Event[] = [];
    let answer: { readonly executionId?: string; readonly responseStream?: AsyncIterable<Event> } = {};
    try {
      answer = await this.client.send('InvokeFlow', {
        flowIdentifier, flowAliasIdentifier, inputs, enableTrace: true, ...executionId !== undefined && { executionId },
      });
      for await (const event of answer.responseStream ?? []) { events.push(event); }
    } catch (error) {
      if (!OF_A_RUN.has((error as Error).name)) { throw this.client.errorOf(error); }
      events.push(exceptionEvent(error as Error));
    }
    return { executionId: answer.executionId ?? executionId, events };
  };

  public close(): void { this.client.close(); }
}

/**
 * What ends a run; everything else says nothing of the flow. The SDK throws exceptions of a stream as it does others.
 */
const OF_A_RUN = new Set([
  'ValidationException', 'DependencyFailedException', 'BadGatewayException', 'ConflictException',
  'InternalServerException', 'ServiceQuotaExceededException',
]);

/** The member of the stream that an exception was. */
export function exceptionEvent(
  { name, message, resourceName, reason }: Error & { readonly resourceName?: string; readonly reason?: string },
): Event {
  const key = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return {
    [key]: { message, ...resourceName !== undefined && { resourceName }, ...reason !== undefined && { reason } },
  };
}
