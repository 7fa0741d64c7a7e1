/** What a flow is called in a document: logical id, name, id; and by the id of its construct. */
import { isRecord } from '../../src/core/model/opaque';
import { type FlowSource, resourcesIn } from '../../src/core/template';

type Names = readonly [string, ...string[]];

/**
 * Names of all flows, each with what its logical id is without the hash that CDK appends, where no other flow has that
 * name.
 */
export function withShortNames(all: readonly Names[]): readonly Names[] {
  const short = all.map(([first]) => /^(.+)[0-9A-F]{8}$/.exec(first)?.[1]);
  const taken = [...all.flat(), ...short];
  return all.map((names, at) => {
    const name = short[at];
    return name !== undefined && taken.filter((other) => other === name).length === 1 ? [...names, name] : names;
  });
}

/** The first is what the flow is called here; where the document has no name for it, that of the file. */
export function namesOf(document: unknown, { id, form, at }: FlowSource, file: string): Names {
  const [first, ...others] = new Set([
    id, ...idsIn(form === 'template' ? resourcesIn(document)[id!] : at ? valueAt(document, at) : document),
  ].filter((name) => name !== undefined));
  return first === undefined ? [nameOfFile(file)] : [first, ...others];
}

function idsIn(document: unknown): readonly (string | undefined)[] {
  if (!isRecord(document)) { return []; }
  const { Properties: properties, flow } = document;
  if (isRecord(properties)) { return idsIn(properties); }
  if (isRecord(flow)) { return idsIn(flow); }
  const { name, Name, id, Id, arn, Arn } = document;
  const ids = [arn, Arn].map((one) => typeof one === 'string' ? /:flow\/([^/:]+)/.exec(one)?.[1] : undefined);
  return [...[name, Name, id, Id].map((one) => typeof one === 'string' && one !== '' ? one : undefined), ...ids];
}

function valueAt(document: unknown, at: readonly string[]): unknown {
  return at.reduce<unknown>((value, step) => typeof value === 'object'
    && value !== null ? (value as Record<string, unknown>)[step] : undefined, document);
}

/**
 * `Support` of the logical id `Support5CFB64A3`, which CDK made of it. A flow that its document does not name has the
 * name of the file: `flow.json` of a path.
 */
export function titleOf(id: string | undefined, file: string): string {
  return id === undefined ? file.split(/[\\/]/).pop() || file : /^([A-Za-z].*)[0-9A-F]{8}$/.exec(id)?.[1] ?? id;
}

/** `triage` of `flows/triage.flow.json`. Characters that names do not have become -. */
function nameOfFile(file: string): string {
  const [base] = file.split(/[\\/]/).pop()!.split('.');
  const name = base.replace(/[^\w-]+/g, '-');
  let [start, end] = [0, name.length];
  while (start < end && name[start] === '-') { start++; }
  while (end > start && name[end - 1] === '-') { end--; }
  return name.slice(start, end) || 'flow';
}
