/**
 * The real service behind a node: the very operation that a flow calls, with the credentials and the Region of the
 * user, at the user's cost. The clients are loaded when they are first used.
 */
import { invokeAgent } from './invoke-agent';
import type { SdkClient } from './load-sdk';
import { loadSdk } from './load-sdk';
import { getObject, putObject } from './objects';
import type { Operation } from './operation';
import { converse, invokeFunction, recognizeText, retrieve, retrieveAndGenerate } from './operations';
import { unasked } from './unasked';
import type { AsyncHandler } from '../../../core/simulate/handlers';
import type { Request } from '../../../core/simulate/request';
import type { Settlement } from '../../../core/simulate/types';
import { runnerError } from '../../runner-error';

export interface AwsOptions {
  /** Default: that of the environment or the profile. */
  readonly region?: string;
  /** Where the service is, for tests. Default: AWS. */
  readonly endpoint?: string;
}

const OPERATIONS: { readonly [O in Request['operation']]: Operation | 'none' } = {
  Converse: converse,
  Retrieve: retrieve,
  RetrieveAndGenerate: retrieveAndGenerate,
  InvokeAgent: invokeAgent,
  Invoke: invokeFunction,
  RecognizeText: recognizeText,
  PutObject: putObject,
  GetObject: getObject,
  // the sandbox of the service is reached through flows only
  RunCode: 'none',
};

/** What AWS answers. Without an answer of it nothing is known of the flow. */
async function answerOf(place: string, sent: Promise<unknown>): Promise<unknown> {
  try {
    return await sent;
  } catch (error) {
    throw unasked(place, error) ?? error;
  }
}

/** Keeps its clients; `close` lets go of their connections. */
export class Aws {
  private readonly clients = new Map<string, SdkClient>();

  public constructor(private readonly options: AwsOptions = {}) {}

  public handler(): AsyncHandler {
    return async ({ node, request }, { signal }): Promise<Settlement> => {
      const operation = OPERATIONS[request.operation];
      if (operation === 'none') {
        throw runnerError(node, 'AWS has no operation that runs only inline code', 'mock the node with "python": true',
          'IllegalMock');
      }
      const input = operation.input(request, node);
      const sdk = loadSdk(node, operation.package);
      const client = this.client(node, operation);
      const started = performance.now();
      const response = await answerOf(node, client.send(new sdk[`${request.operation}Command`](input), signal
        && { abortSignal: signal }));
      const settlement = await operation.settle(response, node);
      return 'error' in settlement || settlement.latencyMs !== undefined
        ? settlement : { ...settlement, latencyMs: Math.round(performance.now() - started) };
    };
  }

  public close(): void {
    for (const client of this.clients.values()) { client.destroy(); }
    this.clients.clear();
  }

  private client(place: string, { package: name, client: type }: Operation): SdkClient {
    const known = this.clients.get(name);
    if (known) { return known; }
    const made = new (
      loadSdk(place, name)[type]
    )({ ...this.options, ...type === 'S3Client' && this.options.endpoint && { forcePathStyle: true } }) as SdkClient;
    this.clients.set(name, made);
    return made;
  }
}
