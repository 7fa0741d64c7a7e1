/** A receiver of OTLP over HTTP that takes no JSON but that of the protocol. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly start: bigint;
  readonly end: bigint;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly status: { readonly code?: number; readonly message?: string };
}

type Json = Record<string, any>;

/** What a member may be, by its name; a name that is not there is refused (opentelemetry-proto v1.9.0, trace.proto). */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  request: ['resourceSpans'],
  resourceSpans: ['resource', 'scopeSpans', 'schemaUrl'],
  resource: ['attributes', 'droppedAttributesCount'],
  scopeSpans: ['scope', 'spans', 'schemaUrl'],
  scope: ['name', 'version', 'attributes', 'droppedAttributesCount'],
  span: [
    'traceId', 'spanId', 'traceState', 'parentSpanId', 'flags', 'name', 'kind', 'startTimeUnixNano', 'endTimeUnixNano',
    'attributes', 'droppedAttributesCount', 'events', 'droppedEventsCount', 'links', 'droppedLinksCount', 'status',
  ],
  status: ['code', 'message'],
  attribute: ['key', 'value'],
};

/** The spans of a request. @throws Error where the JSON is none of the protocol */
export function spansIn(text: string): { readonly resource: Json; readonly spans: readonly ReceivedSpan[] } {
  const request = members(JSON.parse(text), 'request');
  let resource: Json = {};
  const spans = (request.resourceSpans as Json[]).flatMap((one) => {
    members(one, 'resourceSpans');
    resource = attributes(members(one.resource, 'resource').attributes);
    must(resource['service.name'] !== undefined, 'the resource has no service.name');
    return (one.scopeSpans as Json[]).flatMap((scope) => {
      members(members(scope, 'scopeSpans').scope, 'scope');
      return (scope.spans as Json[]).map(spanOf);
    });
  });
  return { resource, spans };
}

function spanOf(json: Json): ReceivedSpan {
  const span = members(json, 'span');
  hex(span.traceId, 32);
  hex(span.spanId, 16);
  if ('parentSpanId' in span) { hex(span.parentSpanId, 16); }
  must(Number.isInteger(span.kind) && span.kind >= 1 && span.kind <= 5, `kind ${span.kind}`);
  must(typeof span.name === 'string' && span.name !== '', 'a span has no name');
  const [start, end] = [span.startTimeUnixNano, span.endTimeUnixNano].map((time) => {
    must(typeof time === 'string' && /^[1-9]\d{18}$/.test(time), `time ${time}`);
    return BigInt(time);
  });
  must(start <= end, 'it ends before it starts');
  const status = members(span.status, 'status');
  must(status.code === undefined || status.code === 2, `status ${status.code}`);
  return { ...span, start, end, attributes: attributes(span.attributes), status } as unknown as ReceivedSpan;
}

function attributes(list: unknown): Json {
  must(Array.isArray(list), 'attributes are no list');
  const entries = (list as Json[]).map((one) => {
    const { key, value } = members(one, 'attribute');
    must(typeof key === 'string' && key !== '', 'an attribute has no key');
    return [key, anyValue(value)] as const;
  });
  must(new Set(entries.map(([key]) => key)).size === entries.length, 'a key stands twice');
  return Object.fromEntries(entries);
}

function anyValue(value: Json): unknown {
  const [[kind, inner], ...more] = Object.entries(value);
  must(more.length === 0, 'a value is several');
  switch (kind) {
    case 'stringValue': must(typeof inner === 'string', kind); return inner;
    case 'boolValue': must(typeof inner === 'boolean', kind); return inner;
    case 'intValue': must(typeof inner === 'string' && /^-?\d+$/.test(inner), kind); return Number(inner);
    case 'doubleValue': must(typeof inner === 'number', kind); return inner;
    case 'arrayValue': return (inner.values as Json[]).map(anyValue);
    default: throw new Error(`the value ${kind}`);
  }
}

function members(json: unknown, of: string): Json {
  must(typeof json === 'object' && json !== null && !Array.isArray(json), `${of} is no object`);
  for (const key of Object.keys(json as object)) { must(MEMBERS[of].includes(key), `${of} has ${key}`); }
  return json as Json;
}

function hex(text: unknown, length: number): void {
  const isRight = typeof text === 'string' && text.length === length && /^[\da-f]+$/.test(text) && /[^0]/.test(text);
  must(isRight, `id ${text}`);
}

function must(holds: boolean, what: string): void {
  if (!holds) { throw new Error(`no OTLP: ${what}`); }
}

export interface Reply { readonly status?: number; readonly body?: object; readonly headers?: Record<string, string> }

export class Receiver {
  public readonly spans: ReceivedSpan[] = [];
  public readonly requests: {
    readonly path: string; readonly headers: IncomingHttpHeaders; readonly resource: Json;
  }[] = [];
  public readonly faults: string[] = [];
  /** What the next requests are answered. */
  public readonly replies: Reply[] = [];
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { status = 200, body = {}, headers = {} } = this.replies.shift() ?? {};
      try {
        must(request.method === 'POST' && request.headers['content-type'] === 'application/json', 'no POST of JSON');
        const { resource, spans } = spansIn(Buffer.concat(chunks).toString('utf8'));
        this.requests.push({ path: request.url ?? '', headers: request.headers, resource });
        if (status === 200) { this.spans.push(...spans); }
      } catch (error) {
        this.faults.push((error as Error).message);
      }
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    });
  });

  public async start(): Promise<string> {
    await new Promise<void>((done) => { this.server.listen(0, '127.0.0.1', done); });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => { this.server.close(done); });
  }
}
