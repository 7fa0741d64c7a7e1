/** Takes runs, and gives their traces to a file or a receiver when all are over. */
import { exportRequest } from './encode';
import { identifiersOf, randomIdentifiers } from './identifiers';
import { headersOf, send, tracesUrl } from './send';
import { type Trace, traceOf } from './spans';
import { factsOfLog } from '../../src/core/picture';
import type { RunLog } from '../../src/core/simulate';
import { MeasuredClock } from '../../src/runner/measured-clock';
import { CommandError } from '../command-error';
import type { Io } from '../io';
import { printers } from '../printer';
import { checkWritable, writeReport } from '../write-report';

export interface OtlpOptions {
  readonly otlp?: string;
  readonly otlpFile?: string;
  readonly otlpContent?: boolean;
}

/** A run that is to be told. */
export interface ToldRun {
  readonly log: RunLog;
  readonly case?: string;
  readonly run?: number;
  /** Milliseconds since 1970. */
  readonly began: number;
}

/** When every run begins that takes no time of the machine: a file of its trace is then the same each time. */
const FIXED_START = Date.UTC(2020, 0, 1);
/** Receivers take some megabytes at once. */
const SPANS_AT_ONCE = 500;

export class Exporter {
  private readonly traces: Trace[] = [];
  private readonly url: URL | undefined;
  private readonly headers: Readonly<Record<string, string>>;

  /** @throws CommandError where the address or the file can't be, before anything has run */
  public constructor(private readonly flow: string, private readonly options: OtlpOptions, private readonly io: Io) {
    const { otlp, otlpFile, otlpContent } = options;
    if (otlpContent && otlp === undefined && otlpFile === undefined) {
      throw new CommandError('bedrock-flows', '--otlp-content is given without --otlp or --otlp-file',
        'give one of them', 'Usage');
    }
    this.url = otlp === undefined ? undefined : tracesUrl(otlp);
    this.headers = this.url ? headersOf(io.env.OTEL_EXPORTER_OTLP_HEADERS) : {};
    if (otlpFile !== undefined) { checkWritable(otlpFile); }
  }

  /** What runs are told to take: a receiver is shown how long things really took. */
  public get clock(): { readonly clock?: MeasuredClock } {
    return this.url ? { clock: new MeasuredClock() } : {};
  }

  private get isWanted(): boolean { return this.url !== undefined || this.options.otlpFile !== undefined; }

  public add({ log, case: name, run, began }: ToldRun): void {
    if (!this.isWanted) { return; }
    const types = new Map(log.plan.nodes.map((node) => [node.name, node.type]));
    const isReal = this.url !== undefined;
    this.traces.push(traceOf(factsOfLog(log), {
      flow: this.flow,
      ...name !== undefined && { case: name },
      ...run !== undefined && { run },
      began: isReal ? began : FIXED_START,
      identifiers: isReal ? randomIdentifiers() : identifiersOf(this.flow, String(this.traces.length), name ?? ''),
      isWithContent: this.options.otlpContent === true,
      typeOf: (node) => types.get(node) ?? '',
    }));
  }

  /** @throws CommandError where it can't be written or sent */
  public async end(): Promise<void> {
    if (!this.isWanted || this.traces.length === 0) { return; }
    const resource = { 'service.name': this.io.env.OTEL_SERVICE_NAME || this.flow };
    const requests = inParts(this.traces).map((traces) => exportRequest(traces, resource));
    if (this.options.otlpFile !== undefined) {
      writeReport(this.options.otlpFile, requests.map((request) => `${JSON.stringify(request)}\n`).join(''));
    }
    if (!this.url) { return; }
    for (const request of requests) {
      const said = await send(this.url, this.headers, request);
      if (said !== undefined) { printers(this.io).err.line(`${this.url.href}: ${said}`); }
    }
  }
}

/** Whole traces, as many as go at once. */
function inParts(traces: readonly Trace[]): readonly (readonly Trace[])[] {
  const parts: Trace[][] = [];
  let spans = Infinity;
  for (const trace of traces) {
    if (spans + trace.spans.length > SPANS_AT_ONCE) {
      parts.push([]);
      spans = 0;
    }
    parts[parts.length - 1].push(trace);
    spans += trace.spans.length;
  }
  return parts;
}
