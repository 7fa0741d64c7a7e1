/** Answers of AWS that have a document in a text: the template of GetTemplate, the properties of Cloud Control. */
import { FLOW_TYPE, type PlacedFlow } from './flow-places';
import { quotePlaceholders } from './json-syntax';
import { isRecord } from '../model/opaque';

/** A text with a document in it, and the steps to it. */
export interface TextInside {
  readonly at: readonly string[];
  readonly text: string;
}

/** Where Cloud Control has the properties of a resource: GetResource, the status of a request, and what it asks for. */
const PROPERTIES = [['ResourceDescription', 'Properties'], ['ProgressEvent', 'ResourceModel'], ['DesiredState']];

/** The texts of an answer, or the whole one where only that was asked for (`--query TemplateBody`). */
export function textsInside(document: unknown): readonly TextInside[] {
  return placesOf(document).flatMap((at) => {
    const text = valueAt(document, at);
    return typeof text === 'string' ? [{ at, text }] : [];
  });
}

/** The document with what its texts say in their place. What can't be read, or is no object, stays a text. */
export function opened(document: unknown, parse: (text: string) => unknown = fromJson): unknown {
  return textsInside(document).reduce<unknown>((whole, { at, text }) => {
    const inside = parse(text);
    return isRecord(inside) ? replaced(whole, at, inside) : whole;
  }, document);
}

/** The flows of an answer of Cloud Control, opened before. ListResources may have none of their definitions. */
export function cloudControlFlows(document: unknown): readonly PlacedFlow[] {
  return typeOf(document) === FLOW_TYPE ? placesOf(document).flatMap((at): PlacedFlow[] => {
    const flow = valueAt(document, at);
    const isWhole = isRecord(flow) && ['Definition', 'DefinitionString', 'DefinitionS3Location']
      .some((key) => flow[key] !== undefined);
    return isWhole ? [{ form: 'resource', at, flow }] : [];
  }) : [];
}

function placesOf(document: unknown): readonly (readonly string[])[] {
  if (!isRecord(document)) { return [[]]; }
  if (typeOf(document) !== FLOW_TYPE) { return [['TemplateBody']]; }
  const { ResourceDescriptions: listed } = document;
  return [...PROPERTIES, ...Array.isArray(listed)
    ? listed.map((_, index) => ['ResourceDescriptions', String(index), 'Properties']) : []];
}

function typeOf(document: unknown): unknown {
  if (!isRecord(document)) { return undefined; }
  return document.TypeName ?? (isRecord(document.ProgressEvent) ? document.ProgressEvent.TypeName : undefined);
}

function valueAt(document: unknown, at: readonly string[]): unknown {
  return at.reduce<unknown>((value, key) => isRecord(value) || Array.isArray(value)
    ? (value as { readonly [key: string]: unknown })[key] : undefined, document);
}

function replaced(whole: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) { return value; }
  const inside = replaced((whole as { readonly [key: string]: unknown })[key], rest, value);
  return Array.isArray(whole) ? whole.map((one: unknown, index) => String(index) === key ? inside : one)
    : { ...whole as object, [key]: inside };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(quotePlaceholders(text));
  } catch {
    return undefined;
  }
}
