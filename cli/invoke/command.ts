/** `bedrock-flows invoke`. */
import { exceptionEvent } from '../account/account';
import { AccountClient } from '../account/account-client';
import { type AliasKey, aliasIn } from '../account/arns';
import type { Event } from '../account/fixture';
import { entryOf, knownFlow, typesIn } from '../account/known-flow';
import { aliasInOutputs } from '../account/outputs-file';
import { CommandError } from '../command-error';
import { EXIT, type Io } from '../io';
import { pageHtml } from '../picture/page';
import { Story } from '../picture/story';
import { printers } from '../printer';
import { documentOf } from '../source/flow-input';
import { EventView } from '../steps/event-view';
import { checkWritable, writeReport } from '../write-report';

export interface InvokeOptions {
  readonly flowId?: string;
  readonly aliasId?: string;
  readonly outputs?: string;
  readonly input?: string;
  readonly inputNode?: string;
  readonly answer?: readonly string[];
  readonly definition?: string;
  readonly flow?: string;
  readonly output?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  readonly trace?: boolean;
  readonly json?: boolean;
  readonly color: boolean;
}

const REMEDY = 'correct the alias, --input-node, --region or your permissions (bedrock:InvokeFlow)';

/** Calls a flow of an account, shows what happens as it happens, and returns the exit code. */
export async function invokeCommand(alias: string | undefined, options: InvokeOptions, io: Io): Promise<number> {
  const { region, key } = target(alias, options);
  if (options.input === undefined) {
    throw new CommandError('bedrock-flows', 'no input is given', 'give --input', 'Usage');
  }
  if (options.output !== undefined) {
    if (options.definition === undefined) {
      throw new CommandError('bedrock-flows', '--output is given without --definition',
        'name the file with the flow, such as cdk.out', 'Usage');
    }
    checkWritable(options.output);
  }
  const known = await knownFlow(options, key.flowIdentifier, io);
  const { type, ...entry } = entryOf(known, options.inputNode);
  const document = await documentOf(options.input, type, io);
  const { out } = printers(io, options.color);
  const view = new EventView(options.json ? undefined : out, typesIn(known), options);
  const client = new AccountClient({ region, endpointUrl: options.endpointUrl }, REMEDY);
  try {
    const call = new Call(client, key, view, (event) => { if (options.json) { out.json(event); } });
    await call.all({ ...entry, content: { document } }, options.answer ?? []);
  } finally {
    client.close();
  }
  if (!options.json) { view.finish(); }
  if (options.output !== undefined && known.definition) {
    const story = new Story({ title: known.name, definition: known.definition, run: view });
    writeReport(options.output, pageHtml(story));
  }
  return view.error ? EXIT.errors : EXIT.clean;
}

/** A call of InvokeFlow, and those that answer what its agents ask. */
class Call {
  private executionId: string | undefined;

  public constructor(
    private readonly client: AccountClient, private readonly key: AliasKey, private readonly view: EventView,
    private readonly onEvent: (event: Event) => void,
  ) {}

  public async all(input: object, answers: readonly string[]): Promise<void> {
    let question = await this.once(input);
    for (const document of answers) {
      if (question === undefined) { return; }
      question = await this.once({ nodeName: question, nodeInputName: 'agentInputText', content: { document } });
    }
  }

  /** @returns the agent that asks, where one does */
  private async once(input: object): Promise<string | undefined> {
    const { executionId } = this;
    const answer = await this.client.ask('InvokeFlow', {
      ...this.key, inputs: [input], enableTrace: true, ...executionId !== undefined && { executionId },
    });
    this.executionId = answer.executionId as string | undefined;
    let question: string | undefined;
    for await (const event of eventsOf(answer.responseStream as AsyncIterable<Event> | undefined)) {
      this.onEvent(event);
      this.view.take(event);
      question = (event.flowMultiTurnInputRequestEvent?.nodeName as string | undefined) ?? question;
    }
    return question;
  }
}

/** As JSON; an exception in the stream, which the SDK throws, is an event again: it is what came of the run. */
async function* eventsOf(stream: AsyncIterable<Event> | undefined): AsyncGenerator<Event, void, void> {
  try {
    for await (const event of stream ?? []) { yield JSON.parse(JSON.stringify(event)) as Event; }
  } catch (error) {
    if (!(error instanceof Error) || !error.name.endsWith('Exception')) {
      throw new CommandError('account', `interrupted the answer (${String(error).split('\n')[0]})`, 'try again',
        'NoAccount');
    }
    yield exceptionEvent(error);
  }
}

function target(alias: string | undefined, options: InvokeOptions): {
  readonly region?: string; readonly key: AliasKey;
} {
  const { flowId, aliasId, outputs, region } = options;
  const usage = (problem: string, remedy: string) => new CommandError('bedrock-flows', problem, remedy, 'Usage');
  if (flowId !== undefined) {
    if (alias !== undefined || outputs !== undefined) {
      throw usage('the flow is named twice', 'give the alias, or --flow-id and --alias-id');
    }
    return {
      ...region !== undefined && { region },
      key: { flowIdentifier: flowId, flowAliasIdentifier: aliasId ?? 'TSTALIASID' },
    };
  }
  if (aliasId !== undefined) { throw usage('--alias-id is given without --flow-id', 'give both, or the ARN'); }
  const arn = alias === undefined ? undefined : aliasIn(alias);
  if (arn) {
    if (outputs !== undefined) { throw usage('the flow is named twice', 'give the ARN, or --outputs and a name'); }
    return { region: region ?? arn.region, key: arn.key };
  }
  if (outputs !== undefined) {
    const found = aliasInOutputs(outputs, alias);
    return { region: region ?? found.region, key: found.key };
  }
  throw alias === undefined
    ? usage('no flow is named', 'give the ARN of an alias, --flow-id, or --outputs')
    : new CommandError(alias, 'is not the ARN of a flow alias',
      'give arn:aws:bedrock:REGION:ACCOUNT:flow/ID/alias/ID, or --outputs with the file that has it', 'Usage');
}
