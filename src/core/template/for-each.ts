/**
 * Loops of templates (`Fn::ForEach` of `AWS::LanguageExtensions`): they make resources and members before
 * CloudFormation looks at anything else, so a reader does so too.
 */
import { Deployment } from './deployment';
import { isRecord } from '../model/opaque';
import { put } from '../model/put';

type Json = Readonly<Record<string, unknown>>;
type Steps = readonly string[];

/** Resources with each loop carried out, and where those that a loop made stand in the document. */
export interface Unrolled {
  readonly resources: Json;
  /** The steps from `Resources` on, by logical id; only of what a loop made. */
  readonly from: ReadonlyMap<string, Steps>;
}

const LOOP = /^Fn::ForEach::\w+$/;
/** CloudFormation has at most 500 resources in a template; loops in loops need some end. */
const MAX_ROUNDS = 2000;
const MAX_DEPTH = 400;

/** The resources as they are where there is no loop in them. */
export function unrolled(template: Json): Unrolled {
  const resources = isRecord(template.Resources) ? template.Resources : {};
  if (!hasLoop(resources, 0)) { return { resources, from: new Map() }; }
  const work = new Unrolling(new Deployment(template));
  return { resources: work.members(resources, [], 0) as Json, from: work.from };
}

function hasLoop(json: unknown, depth: number): boolean {
  if (typeof json !== 'object' || json === null || depth > MAX_DEPTH) { return false; }
  return Array.isArray(json) ? json.some((one) => hasLoop(one, depth + 1))
    : Object.entries(json).some(([key, value]) => LOOP.test(key) || hasLoop(value, depth + 1));
}

class Unrolling {
  public readonly from = new Map<string, Steps>();
  private rounds = 0;

  public constructor(private readonly deployment: Deployment) {}

  /** @param at where the object stands, as long as it holds resources */
  public members(json: unknown, at: Steps | undefined, depth: number): unknown {
    if (typeof json !== 'object' || json === null || depth > MAX_DEPTH) { return json; }
    if (Array.isArray(json)) { return json.map((one) => this.members(one, undefined, depth + 1)); }
    if (typeof (json as Json).resolve === 'function') { return json; }
    const result: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(json)) {
      const loop = LOOP.test(key) ? loopOf(value) : undefined;
      if (!loop) {
        put(result, key, this.members(value, undefined, depth + 1));
        continue;
      }
      for (const item of this.items(loop.collection, loop.name)) {
        if (++this.rounds > MAX_ROUNDS) { break; }
        this.round(result, loop.body, { name: loop.name, item }, at && [...at, key, '2'], depth);
      }
    }
    return result;
  }

  private round(
    result: Record<string, unknown>, body: Json, binding: Binding, at: Steps | undefined, depth: number,
  ): void {
    for (const [key, value] of Object.entries(body)) {
      const named = { [filled(key, binding)]: bound(value, binding, depth) };
      for (const [id, one] of Object.entries(this.members(named, at, depth + 1) as Json)) {
        if (at && !this.from.has(id)) { this.from.set(id, [...at, key]); }
        put(result, id, one);
      }
    }
  }

  /** What is known only at deployment is one round, in which the name of the loop stays readable. */
  private items(collection: unknown, name: string): readonly string[] {
    const list = Array.isArray(collection) ? collection as unknown[] : [collection];
    return list.flatMap((one) => {
      const { value, unknown } = this.deployment.see(one);
      if (unknown.length > 0) { return [`\${${name}}`]; }
      return (Array.isArray(value) ? value : [value]).map(String);
    });
  }
}

interface Binding {
  readonly name: string;
  readonly item: string;
}

function loopOf(value: unknown): { readonly name: string; readonly collection: unknown; readonly body: Json }
  | undefined {
  const [name, collection, body] = Array.isArray(value) ? value as unknown[] : [];
  return typeof name === 'string' && collection !== undefined && isRecord(body) ? { name, collection, body }
    : undefined;
}

/** The value with the name of the loop replaced, in keys, texts and references. */
function bound(json: unknown, binding: Binding, depth: number): unknown {
  if (typeof json === 'string') { return filled(json, binding); }
  if (typeof json !== 'object' || json === null || depth > MAX_DEPTH) { return json; }
  if (Array.isArray(json)) { return json.map((one) => bound(one, binding, depth + 1)); }
  const members = Object.entries(json);
  if (members.length === 1 && members[0][0] === 'Ref' && members[0][1] === binding.name) { return binding.item; }
  const copy: Record<string, unknown> = {};
  for (const [key, value] of members) { put(copy, filled(key, binding), bound(value, binding, depth + 1)); }
  return copy;
}

/** `&{Name}` leaves out what a logical id may not have. */
function filled(text: string, { name, item }: Binding): string {
  return text.includes(`{${name}}`)
    ? text.replaceAll(`\${${name}}`, item).replaceAll(`&{${name}}`, item.replace(/[^A-Za-z0-9]/g, '')) : text;
}
