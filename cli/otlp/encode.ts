/**
 * Traces in the JSON of OTLP (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding): identifiers as
 * hexadecimal digits, enums as numbers, integers of 64 bits as texts.
 */
import { type Attributes, SCHEMA_URL, STATUS_ERROR } from './conventions';
import type { Span, Trace } from './spans';
import { version } from '../../package.json';

/** ExportTraceServiceRequest. */
export function exportRequest(traces: readonly Trace[], resource: Attributes): object {
  return {
    resourceSpans: [{
      resource: { attributes: attributesOf(resource) },
      scopeSpans: [{
        scope: { name: 'bedrock-flows', version },
        spans: traces.flatMap(({ id, spans }) => spans.map((span) => spanOf(id, span))),
        schemaUrl: SCHEMA_URL,
      }],
      schemaUrl: SCHEMA_URL,
    }],
  };
}

function spanOf(traceId: string, { id, parent, name, kind, start, end, attributes, error }: Span): object {
  return {
    traceId,
    spanId: id,
    ...parent !== undefined && { parentSpanId: parent },
    name,
    kind,
    startTimeUnixNano: nanoseconds(start),
    endTimeUnixNano: nanoseconds(end),
    attributes: attributesOf(attributes),
    status: error ? { code: STATUS_ERROR, ...error } : {},
  };
}

function attributesOf(attributes: Attributes): readonly object[] {
  return Object.entries(attributes).flatMap(([key, value]) => value === undefined ? [] : [{ key, value: any(value) }]);
}

function any(value: string | number | boolean | readonly string[]): object {
  if (typeof value === 'string') { return { stringValue: value }; }
  if (typeof value === 'boolean') { return { boolValue: value }; }
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  }
  return { arrayValue: { values: value.map((item) => ({ stringValue: item })) } };
}

function nanoseconds(milliseconds: number): string {
  return String(BigInt(Math.round(milliseconds * 1000)) * 1000n);
}
