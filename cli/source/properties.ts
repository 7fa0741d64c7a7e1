/** What a document says of a flow beside its definition. */
import { isRecord } from '../../src/core/model/opaque';
import { turned } from '../../src/core/template/keys';

/** The members of a flow in the API's spelling, in whichever form the document holds it. */
export function flowProperties(document: unknown, id: string | undefined): Readonly<Record<string, unknown>> {
  const resource = isRecord(document) && isRecord(document.Resources) ? document.Resources[id ?? ''] : document;
  const inner = isRecord(resource) && isRecord(resource.flow)
    && resource.definition === undefined ? resource.flow : resource;
  const properties = isRecord(inner) && isRecord(inner.Properties) ? inner.Properties : inner;
  if (!isRecord(properties)) { return {}; }
  return Object.fromEntries(Object.entries(properties)
    .map(([key, value]) => [/^[A-Z]/.test(key) ? turned(key) : key, value]));
}
