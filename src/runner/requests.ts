/** Requests of bedrock-agent-runtime on flows: what the client of the SDK sends and what `serve` reads. */
import type { FlowInput } from '../core/simulate';

/** A flow and an alias, by id or ARN. */
export interface FlowKey {
  readonly flowIdentifier: string;
  readonly flowAliasIdentifier: string;
}

export interface RunRequest extends FlowKey {
  readonly inputs: readonly FlowInput[];
  /** Is checked, and changes nothing on this machine. */
  readonly modelPerformanceConfiguration?: {
    readonly performanceConfig?: { readonly latency?: 'standard' | 'optimized' };
  };
}

export interface InvokeRequest extends RunRequest {
  /** That of an earlier call, to answer what it asked. */
  readonly executionId?: string;
  readonly enableTrace?: boolean;
}

export interface StartRequest extends RunRequest {
  /** Default: `execution-1`, `execution-2`, … */
  readonly flowExecutionName?: string;
}

export interface ExecutionKey extends FlowKey {
  /** The name or the ARN. */
  readonly executionIdentifier: string;
}

export interface Paging {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

export interface ListExecutionsRequest extends Paging {
  readonly flowIdentifier: string;
  readonly flowAliasIdentifier?: string;
}

export interface ListEventsRequest extends ExecutionKey, Paging {
  readonly eventType?: 'Node' | 'Flow';
}
