/** What a document says of a flow beside its definition. */
import { isRecord } from '../../src/core/model/opaque';
import { resourcesIn } from '../../src/core/template';
import { turned } from '../../src/core/template/keys';

/** The members of a flow in the API's spelling, in whichever form the document holds it. */
export function flowProperties(document: unknown, id: string | undefined): Readonly<Record<string, unknown>> {
  const resources = resourcesIn(document);
  const resource = Object.keys(resources).length > 0 ? resources[id ?? ''] : document;
  const inner = isRecord(resource) && isRecord(resource.flow)
    && resource.definition === undefined ? resource.flow : resource;
  const properties = isRecord(inner) && isRecord(inner.Properties) ? inner.Properties : inner;
  if (!isRecord(properties)) { return {}; }
  return Object.fromEntries(Object.entries(properties)
    .map(([key, value]) => [/^[A-Z]/.test(key) ? turned(key) : key, value]));
}
