/** What CloudFormation says of a stack. */
import { paginateDescribeStackEvents, type StackEvent } from '@aws-sdk/client-cloudformation';
import type { World } from './world';

/** What fails only because something else has failed. */
const FOLLOWS = /\b(cancelled|canceled)\b|^The following resource\(s\) failed/i;
const MAX_CHARACTERS = 500;

export class StackEvents {
  public constructor(private readonly world: World, private readonly stack: string) {}

  /** The id of the newest event: what comes after it is new. */
  public async newest(): Promise<string | undefined> {
    for await (const { EventId } of this.all()) { return EventId; }
    return undefined;
  }

  /** Those after an event, the oldest first. */
  public async since(id: string | undefined): Promise<readonly StackEvent[]> {
    const events: StackEvent[] = [];
    for await (const event of this.all()) {
      if (event.EventId === id) { break; }
      events.unshift(event);
    }
    return events;
  }

  /** Why the first resource failed, in one line. */
  public async reasonSince(id: string | undefined): Promise<string | undefined> {
    return reasonOf(await this.since(id));
  }

  /** The same of the last thing that was done with the stack. */
  public async reasonOfLast(): Promise<string | undefined> {
    const events: StackEvent[] = [];
    for await (const event of this.all()) {
      events.unshift(event);
      if (event.PhysicalResourceId === event.StackId
        && /^(CREATE|UPDATE|DELETE)_IN_PROGRESS$/.test(event.ResourceStatus ?? '')) { break; }
    }
    return reasonOf(events);
  }

  /** The newest first. */
  private async* all(): AsyncGenerator<StackEvent> {
    try {
      for await (const { StackEvents: page = [] } of paginateDescribeStackEvents(
        { client: this.world.clients.cloudFormation }, { StackName: this.stack },
      )) {
        yield* page;
      }
    } catch (error) {
      if (!/does not exist/.test((error as Error).message)) { throw error; }
    }
  }
}

function reasonOf(events: readonly StackEvent[]): string | undefined {
  const failed = events.filter(({ ResourceStatus = '', ResourceStatusReason = '' }) =>
    ResourceStatus.endsWith('_FAILED') && ResourceStatusReason);
  const first = failed.find(({ ResourceStatusReason = '' }) => !FOLLOWS.test(ResourceStatusReason)) ?? failed[0];
  return first && `${first.LogicalResourceId} (${first.ResourceType}): ${first.ResourceStatusReason}`
    .replace(/\s+/g, ' ').slice(0, MAX_CHARACTERS);
}
