/** Lets code that uses BedrockAgentRuntimeClient talk to flows of this machine. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { FlowRuntimeOptions } from './flow-runtime';
import { FlowRuntime } from './flow-runtime';
import { CHOICE, checkOptions, PREPARE, RUNTIME } from './options';
import type { PrepareOptions } from './prepared-flow';
import type { InvokeRequest } from './requests';
import type { FlowChoice } from './run-flow';
import { prepareFlow } from './run-flow';
import { runnerError } from './runner-error';
import { exceptionName, FlowServiceError } from './service-error';
import type { FlowSource } from './sources/flow-source';
import type { ExceptionCode, FlowResponseEvent } from '../core/simulate';
import { listed } from '../core/words/lists';

/** A client of the SDK, as far as it is touched. */
export interface SendableClient {
  send(command: any, ...rest: any[]): any;
}

/**
 * Has the `send` of a BedrockAgentRuntimeClient. Commands are recognised by the names of their classes, so that the SDK
 * of the code under test may be of any version; where it is there, exceptions are of its classes.
 */
export class FlowClient implements SendableClient {
  /**
   * A client whose every flow is this one, whatever identifiers the code uses. Mocks with `sequence` go on from one
   * call to the next, as a service does that is called again; `calls` begin anew in each execution, because an agent
   * that asks is a new conversation.
   *
   * @param source a construct, template, definition or file
   * @param options mocks and the rest
   */
  public static forFlow(
    source: FlowSource, options: FlowRuntimeOptions & FlowChoice & PrepareOptions = {},
  ): FlowClient {
    checkOptions('FlowClient.forFlow', options, CHOICE, PREPARE, RUNTIME);
    const { concurrency, timeouts, clock, nextExecutionId, maxPausedBytes, ...preparing } = options;
    const runtime = new FlowRuntime({ concurrency, timeouts, clock, nextExecutionId, maxPausedBytes });
    runtime.add('*', prepareFlow(source, { goesOn: true, ...preparing, isSync: false }));
    return new FlowClient(runtime);
  }

  /** @param runtime with the flows by their ids */
  public constructor(public readonly runtime: FlowRuntime = new FlowRuntime()) {}

  /** Does what the command says. @throws as the SDK does */
  public async send(command: object, options: { readonly abortSignal?: AbortSignal } = {}): Promise<any> {
    const { name } = command.constructor;
    const operation = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!operation) {
      throw runnerError('FlowClient', `'${name}' is not a command for flows`,
        `send one of ${listed(Object.keys(COMMANDS))}, others to a real client`, 'IllegalInput');
    }
    try {
      const output = await operation(this.runtime, (command as { input?: any }).input ?? {}, options.abortSignal);
      return { $metadata: { httpStatusCode: 200, attempts: 1, totalRetryDelay: 0 }, ...output };
    } catch (error) {
      throw error instanceof FlowServiceError ? sdkError(error) : error;
    }
  }

  /**
   * Puts this in place of `send` of a client that exists; what is returned puts it back. Commands that are not on flows
   * still go to the client.
   */
  public install(client: SendableClient): () => void {
    const original = Object.getOwnPropertyDescriptor(client, 'send');
    const real = client.send.bind(client);
    client.send = (command: object, ...rest: any[]) => (
      Object.hasOwn(COMMANDS, command.constructor.name) ? this.send(command, ...rest) : real(command, ...rest)
    );
    return () => {
      if (original) {
        Object.defineProperty(client, 'send', original);
      } else {
        delete (client as Partial<SendableClient>).send;
      }
    };
  }

  /** For code that closes its client. */
  public destroy(): void { this.runtime.close(); }
}

type Command = (runtime: FlowRuntime, input: any, signal?: AbortSignal) => Promise<object>;

const COMMANDS: { readonly [name: string]: Command } = {
  async InvokeFlowCommand(runtime, input: InvokeRequest, signal) {
    const { executionId, events } = await runtime.invokeFlow(input, signal);
    return { executionId, responseStream: responseStream(events) };
  },
  async StartFlowExecutionCommand({ executions }, input) { return executions.start(input); },
  async GetFlowExecutionCommand({ executions }, input) { return executions.get(input); },
  async ListFlowExecutionsCommand({ executions }, input) { return executions.list(input); },
  async ListFlowExecutionEventsCommand({ executions }, input) {
    const { flowExecutionEvents, ...rest } = executions.events(input);
    return { ...rest, flowExecutionEvents: flowExecutionEvents.map((event) => dated(event)) };
  },
  async GetExecutionFlowSnapshotCommand({ executions }, input) { return executions.snapshot(input); },
  async StopFlowExecutionCommand({ executions }, input) { return executions.stop(input); },
};

/** The SDK throws exceptions out of the stream, and has dates for times. */
async function* responseStream(events: AsyncIterable<FlowResponseEvent>): AsyncGenerator<object, void, void> {
  for await (const event of events) {
    const [key] = Object.keys(event);
    if (key.endsWith('Exception')) {
      const { message, ...more } = (event as Record<string, { message: string }>)[key];
      throw sdkError(new FlowServiceError({ code: key as ExceptionCode, message, ...more }));
    }
    yield 'flowTraceEvent' in event ? { flowTraceEvent: { trace: dated(event.flowTraceEvent.trace) } } : event;
  }
}

/** The one member of a trace or event, with its time as a date. */
function dated(union: object): object {
  const [[key, { timestamp, ...rest }]] = Object.entries(union) as [string, { readonly timestamp: string }][];
  return { [key]: { ...rest, timestamp: new Date(timestamp) } };
}

/** An exception of the class that the SDK has for it, where the SDK is there. */
function sdkError({ exception, message, $fault }: FlowServiceError): Error {
  const { code, resourceName, reason } = exception;
  const more = { ...resourceName !== undefined && { resourceName }, ...reason !== undefined && { reason } };
  const $metadata = { attempts: 1, totalRetryDelay: 0 };
  const Exception = sdk()?.[exceptionName(code)];
  if (Exception) { return new Exception({ message, $metadata, ...more }); }
  const error = new Error(message);
  error.name = exceptionName(code);
  return Object.assign(error, { $fault, $metadata, ...more });
}

function sdk(): Record<string, new (options: object) => Error> | undefined {
  for (const load of [createRequire(join(process.cwd(), 'package.json')), require]) {
    try {
      return load('@aws-sdk/client-bedrock-agent-runtime') as Record<string, new (options: object) => Error>;
    } catch { /* it need not be there */ }
  }
  return undefined;
}
