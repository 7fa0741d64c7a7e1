/** A flow execution of an account: how it is, the definition that it runs, and its events. */
import { isRecord } from '../../src/core/model/opaque';
import type { AccountClient } from '../account/account-client';
import type { AliasKey } from '../account/arns';
import type { Event } from '../account/fixture';
import { CommandError } from '../command-error';

export interface Execution {
  readonly status: string;
  readonly flowVersion?: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly errors: readonly { readonly nodeName?: string; readonly message: string }[];
  /** As the execution runs it. */
  readonly definition: unknown;
  readonly events: readonly Event[];
}

type Key = AliasKey & { readonly executionIdentifier: string };
const PAGE = 100;
/** Executions are of any length; nobody looks at more. */
const MOST_EVENTS = 100_000;

/** @throws CommandError where the account gives no answer */
export async function executionOf(client: AccountClient, key: Key): Promise<Execution> {
  const { status, flowVersion, startedAt, endedAt, errors } = plain(await client.ask('GetFlowExecution', key));
  const { definition } = await client.ask('GetExecutionFlowSnapshot', key);
  const [ofFlow, ofNodes] = [await eventsOf(client, key, 'Flow'), await eventsOf(client, key, 'Node')];
  return {
    status: String(status),
    flowVersion,
    startedAt,
    endedAt,
    errors: Array.isArray(errors) ? errors : [],
    definition: jsonOf(definition),
    events: merged([...ofFlow, ...ofNodes]),
  };
}

async function eventsOf(client: AccountClient, key: Key, eventType: 'Flow' | 'Node'): Promise<readonly Event[]> {
  const events: Event[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.ask('ListFlowExecutionEvents', {
      ...key, eventType, maxResults: PAGE, ...nextToken !== undefined && { nextToken },
    });
    for (const event of (page.flowExecutionEvents ?? []) as Event[]) { events.push(plain(event)); }
    const next = page.nextToken as string | undefined;
    if (next === nextToken && next !== undefined) { break; }
    nextToken = next;
  } while (nextToken !== undefined && events.length < MOST_EVENTS);
  return events;
}

/** In the order of their times; of one time the input of the flow comes first, and what came of it last. */
function merged(events: readonly Event[]): readonly Event[] {
  return events.map((event) => {
    const [[kind, payload] = ['', {}]] = Object.entries(event);
    const place = kind === 'flowInputEvent' ? 0 : kind.startsWith('flow') ? 2 : 1;
    return { event, place, time: isRecord(payload) ? Date.parse(String(payload.timestamp)) || 0 : 0 };
  }).sort((left, right) => left.time - right.time || left.place - right.place).map(({ event }) => event);
}

/** Times as texts. */
function plain(value: object): Event {
  return JSON.parse(JSON.stringify(value)) as Event;
}

function jsonOf(definition: unknown): unknown {
  try {
    return JSON.parse(String(definition));
  } catch {
    throw new CommandError('account', 'gives a definition that is not JSON', 'try again', 'NoAccount');
  }
}
