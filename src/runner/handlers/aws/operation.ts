import { isOpaque } from '../../../core/model/opaque';
import type { Settlement } from '../../../core/simulate/types';
import { runnerError } from '../../runner-error';

/** How an operation is called, and what its answer means to a node. */
export interface Operation {
  readonly package: string;
  /** The class of the client. */
  readonly client: string;
  input(request: any, place: string): object;
  settle(response: any, place: string): Settlement | Promise<Settlement>;
}

/** A member that AWS must be given as text; in a template that is not deployed it may be a reference. */
export function known(place: string, name: string, value: unknown): string {
  if (typeof value === 'string' && !isOpaque(value)) { return value; }
  throw runnerError(place, `'${name}' is known only after deployment, but the call to AWS needs it`,
    'run the deployed definition, for example the answer of GetFlow, or mock the node in another way', 'IllegalMock');
}

/** The answer without what only the SDK adds, as JSON for the trace. */
export function plain({ $metadata: _, ...response }: Record<string, unknown>): unknown {
  return JSON.parse(JSON.stringify(response));
}

export function requestIdOf(response: { readonly $metadata?: { readonly requestId?: string } }): {
  readonly requestId?: string;
} {
  const id = response.$metadata?.requestId;
  return id === undefined ? {} : { requestId: id };
}
