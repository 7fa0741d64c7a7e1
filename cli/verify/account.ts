/** The real service, in an account. The SDK is that of the project, and loaded only here. */
import type { Invoke } from './conversation';
import type { Event } from './fixture';
import { oneLine } from '../../src/core/printable';
import { loadSdk, type SdkClient } from '../../src/runner/handlers/aws/load-sdk';
import { RunnerError } from '../../src/runner/runner-error';
import { Failure } from '../failure';

export interface AccountOptions {
  readonly flowId: string;
  readonly aliasId: string;
  readonly region?: string;
}

const PACKAGE = '@aws-sdk/client-bedrock-agent-runtime';

export class Account {
  private readonly client: SdkClient;
  private readonly Command: new (input: object) => object;

  public constructor(private readonly options: AccountOptions) {
    const { BedrockAgentRuntimeClient: Client, InvokeFlowCommand } = sdk();
    this.client = new Client(options.region === undefined ? {} : { region: options.region }) as SdkClient;
    this.Command = InvokeFlowCommand;
  }

  /** @throws Failure if there is no answer of the flow: no credentials, no such flow, no network */
  public readonly invoke: Invoke = async (inputs, executionId) => {
    const { flowId: flowIdentifier, aliasId: flowAliasIdentifier } = this.options;
    const events: Event[] = [];
    let answer: { readonly executionId?: string; readonly responseStream?: AsyncIterable<Event> } = {};
    try {
      answer = await this.client.send(new this.Command({
        flowIdentifier, flowAliasIdentifier, inputs, enableTrace: true, ...executionId !== undefined && { executionId },
      })) as typeof answer;
      for await (const event of answer.responseStream ?? []) { events.push(event); }
    } catch (error) {
      events.push(exceptionEvent(error as Error));
    }
    return { executionId: answer.executionId ?? executionId, events };
  };

  public close(): void { this.client.destroy(); }
}

/**
 * What ends a run; everything else says nothing of the flow. The SDK throws exceptions of a stream as it does others.
 */
const OF_A_RUN = new Set([
  'ValidationException', 'DependencyFailedException', 'BadGatewayException', 'ConflictException',
  'InternalServerException', 'ServiceQuotaExceededException',
]);

function exceptionEvent(error: Error & { readonly resourceName?: string; readonly reason?: string }): Event {
  const { name, message, resourceName, reason } = error;
  if (!OF_A_RUN.has(name)) { throw unasked(error); }
  const key = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return {
    [key]: { message, ...resourceName !== undefined && { resourceName }, ...reason !== undefined && { reason } },
  };
}

function unasked({ name, message }: Error): Failure {
  const said = oneLine(message.split('\n')[0]).replace(/\.$/, '');
  if (name === 'CredentialsProviderError' || /credential/i.test(message)) {
    return new Failure('account', `there are no credentials (${said})`, 'sign in, or set AWS_PROFILE', 'NoAccount');
  }
  if (/region is missing/i.test(message)) {
    return new Failure('account', 'there is no Region', 'give --region', 'NoAccount');
  }
  return new Failure('account', `gives no answer (${name}: ${said})`,
    'correct --flow-id, --alias-id, --region or what you may do there', 'NoAccount');
}

function sdk() {
  try {
    return loadSdk('account', PACKAGE);
  } catch (error) {
    if (!(error instanceof RunnerError)) { throw error; }
    throw new Failure('account', `needs the package '${PACKAGE}', which is not installed`,
      `run npm install --save-dev ${PACKAGE}`, 'NoAccount');
  }
}
