/**
 * A service of an account, that of flows unless another is asked for. The SDK is that of the project, and loaded only
 * here.
 */
import { isRecord } from '../../src/core/model/opaque';
import { SimulateError } from '../../src/core/simulate/simulate-error';
import { oneLine } from '../../src/core/words/printable';
import { loadSdk, type Sdk, type SdkClient } from '../../src/runner/handlers/aws/load-sdk';
import { CommandError } from '../command-error';

export interface ClientOptions {
  /** Default: that of the environment or the profile. */
  readonly region?: string;
  /** Where the service is. Default: AWS. */
  readonly endpointUrl?: string;
}

/** A client of the SDK. */
export interface Service {
  readonly package: string;
  readonly client: string;
}

const RUNTIME: Service = { package: '@aws-sdk/client-bedrock-agent-runtime', client: 'BedrockAgentRuntimeClient' };

export class AccountClient {
  private readonly sdk: Sdk;
  private readonly client: SdkClient;

  /** @param remedy what to do where the account gives no answer */
  public constructor(options: ClientOptions, private readonly remedy: string, service: Service = RUNTIME) {
    this.sdk = sdkOf(service);
    this.client = new this.sdk[service.client](configOf(options)) as SdkClient;
  }

  /**
   * Calls an operation, such as `InvokeFlow`.
   *
   * @throws the error of the SDK, which `errorOf` makes a line of
   */
  public async send(operation: string, input: object): Promise<Readonly<Record<string, any>>> {
    const answer: unknown = await this.client.send(new this.sdk[`${operation}Command`](input));
    return isRecord(answer) ? answer : {};
  }

  /** The same, where an error of any kind ends the command. @throws CommandError */
  public async ask(operation: string, input: object): Promise<Readonly<Record<string, any>>> {
    try {
      return await this.send(operation, input);
    } catch (error) {
      throw this.errorOf(error);
    }
  }

  /** Why there is no answer: no credentials, no such flow, no network. */
  public errorOf(error: unknown): CommandError {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const said = oneLine(message.split('\n')[0]).replace(/\.$/, '');
    if (name === 'CredentialsProviderError' || /credential/i.test(message)) {
      return new CommandError('account', `there are no credentials (${said})`, 'sign in, or set AWS_PROFILE',
        'NoAccount');
    }
    if (/region is missing/i.test(message)) {
      return new CommandError('account', 'there is no Region', 'give --region', 'NoAccount');
    }
    return new CommandError('account', `the call failed (${name}: ${said})`, REMEDIES[name] ?? this.remedy,
      'NoAccount');
  }

  public close(): void { this.client.destroy(); }
}

const REMEDIES: Readonly<Record<string, string>> = {
  ThrottlingException: 'wait a while, and try again',
  ServiceQuotaExceededException: 'wait a while, or request a higher quota',
  ExpiredTokenException: 'sign in again',
};

/** What runs on this machine asks for no credentials, and must not see those of an account. */
function configOf({ region, endpointUrl }: ClientOptions): object {
  if (endpointUrl === undefined) { return { ...region !== undefined && { region } }; }
  if (!URL.canParse(endpointUrl) || !/^https?:/.test(endpointUrl)) {
    throw new CommandError('--endpoint-url', `'${endpointUrl}' is not an http or https URL`,
      'give what serve prints, such as http://127.0.0.1:8080', 'Usage');
  }
  const { hostname } = new URL(endpointUrl);
  const isHere = hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
  return {
    endpoint: endpointUrl,
    ...region !== undefined ? { region } : isHere && { region: 'us-east-1' },
    ...isHere && { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } },
  };
}

function sdkOf({ package: name }: Service): Sdk {
  try {
    return loadSdk('account', name);
  } catch (error) {
    if (!(error instanceof SimulateError)) { throw error; }
    throw new CommandError('account', `needs the package '${name}', which is not installed`,
      `run npm install --save-dev ${name}`, 'NoAccount');
  }
}
