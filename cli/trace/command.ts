/** `bedrock-flows trace`. */
import { executionOf, type Execution } from './executions';
import { flowInDocument } from '../../src/runner/sources/document-flow';
import { AccountClient } from '../account/account-client';
import { executionIn } from '../account/arns';
import { typesIn } from '../account/known-flow';
import { CommandError } from '../command-error';
import { EXIT, type Io } from '../io';
import { pageHtml } from '../picture/page';
import { Story } from '../picture/story';
import { bold, dim, green, type Printer, printers, red, yellow } from '../printer';
import { orUsage } from '../run-mistakes';
import { EventView } from '../steps/event-view';
import { checkWritable, writeReport } from '../write-report';

export interface TraceOptions {
  readonly output?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  readonly trace?: boolean;
  readonly json?: boolean;
  readonly color: boolean;
}

const REMEDY = 'correct the ARN, or your permissions (bedrock:GetFlowExecution, ListFlowExecutionEvents and '
  + 'GetExecutionFlowSnapshot)';

/** Shows a flow execution, and returns the exit code. */
export async function traceCommand(arn: string, options: TraceOptions, io: Io): Promise<number> {
  const named = executionIn(arn);
  if (!named) {
    throw new CommandError(arn, 'is not the ARN of a flow execution',
      'give the ARN that StartFlowExecution returned: arn:aws:bedrock:REGION:ACCOUNT:flow/ID/alias/ID/execution/NAME',
      'Usage');
  }
  if (options.output !== undefined) { checkWritable(options.output); }
  const { key, region } = named;
  const client = new AccountClient({ region: options.region ?? region, endpointUrl: options.endpointUrl }, REMEDY);
  let execution: Execution;
  try {
    execution = await executionOf(client, key);
  } finally {
    client.close();
  }
  const { definition } = orUsage(() => flowInDocument(execution.definition as object, key.flowIdentifier));
  const { out } = printers(io, options.color);
  const view = new EventView(options.json ? undefined : out, typesIn({ name: '', definition }), options);
  for (const event of execution.events) {
    if (options.json) { out.json(event); }
    view.take(event);
  }
  complete(view, execution);
  if (!options.json) { show(out, view, execution); }
  if (options.output !== undefined) {
    const isLive = execution.status === 'Running';
    writeReport(options.output, pageHtml(
      new Story({ title: `${key.flowIdentifier} ${key.executionIdentifier}`, definition, run: view, isLive })));
  }
  return execution.status === 'Succeeded' || execution.status === 'Running' ? EXIT.clean : EXIT.errors;
}

/** Executions have no event for their end. */
function complete(view: EventView, { status, errors }: Execution): void {
  if (status === 'Succeeded') { view.completion = 'SUCCESS'; }
  if (status !== 'Failed' && status !== 'TimedOut' && status !== 'Aborted' || view.error) { return; }
  const [error] = errors;
  view.error = { code: status, message: error?.message ?? '', ...error?.nodeName && { nodeName: error.nodeName } };
}

function show(out: Printer, view: EventView, { status, flowVersion, startedAt, endedAt, errors }: Execution): void {
  const style = status === 'Succeeded' ? green : status === 'Running' ? yellow : red;
  const times = startedAt === undefined ? '' : ` from ${startedAt}${endedAt === undefined ? '' : ` to ${endedAt}`}`;
  out.line(style(status), dim(`${times}, version ${flowVersion ?? 'unknown'}`));
  for (const { nodeName, message } of errors) {
    out.line(red(`${nodeName === undefined ? '' : `${nodeName}: `}${message}`));
  }
  for (const { node, document } of view.outputs) {
    if (typeof document === 'string') {
      out.block([bold(node), ': '], document);
    } else {
      out.line(bold(node), ': ', JSON.stringify(document) ?? 'nothing');
    }
  }
}
