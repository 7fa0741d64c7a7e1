/**
 * What CloudFormation does with references in a template: which resource waits for which, and what a value is once
 * those are there.
 */

export interface CfnResource {
  readonly Type: string;
  readonly Properties?: { readonly [name: string]: unknown };
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface CfnTemplate {
  readonly Resources: { readonly [id: string]: CfnResource };
}

/** What a resource is known by once it is there. */
export interface Known {
  readonly ref: string;
  readonly attributes: { readonly [name: string]: string };
}

/**
 * The ids of a template in an order in which each comes after what it refers to or depends on.
 *
 * @param isLastFirst whether those that stand last begin: what no dependency decides, CloudFormation may do in any
 * order
 */
export function creationOrder({ Resources }: CfnTemplate, isLastFirst: boolean): readonly string[] {
  const order: string[] = [];
  const open = new Set<string>();
  const visit = (id: string) => {
    if (order.includes(id)) { return; }
    if (open.has(id)) { throw new Error(`circular dependency: ${[...open, id].join(' > ')}`); }
    open.add(id);
    const { Properties, DependsOn = [] } = Resources[id];
    const others =
      [...new Set([...[DependsOn].flat(), ...referencesIn(Properties)])].filter((other) => other in Resources);
    (isLastFirst ? others.reverse() : others).forEach(visit);
    open.delete(id);
    order.push(id);
  };
  const ids = Object.keys(Resources);
  (isLastFirst ? ids.reverse() : ids).forEach(visit);
  return order;
}

/** The ids that a value names; pseudo parameters too. */
function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) { return []; }
  if (Array.isArray(value)) { return value.flatMap(referencesIn); }
  const { Ref: ref, 'Fn::GetAtt': getAtt, 'Fn::Sub': sub } = value as { readonly [name: string]: any };
  if (ref !== undefined) { return [ref]; }
  if (Array.isArray(getAtt)) { return [getAtt[0]]; }
  if (typeof sub === 'string') { return [...sub.matchAll(/\$\{([^.}!]+)[^}]*\}/g)].map(([, id]) => id); }
  return Object.values(value).flatMap(referencesIn);
}

const PLAIN = new WeakMap<object, boolean>();

/**
 * Whether there is nothing to replace in a value: remembered, since the same templates are deployed again and again.
 */
function isPlain(value: object): boolean {
  const isKnown = PLAIN.get(value);
  if (isKnown !== undefined) { return isKnown; }
  const plain = !/"(Ref|Fn::\w+)":/.test(JSON.stringify(value));
  PLAIN.set(value, plain);
  return plain;
}

/** A value with its references replaced. */
export function resolved(value: unknown, known: (id: string) => Known): unknown {
  if (typeof value !== 'object' || value === null || isPlain(value)) { return value; }
  if (Array.isArray(value)) { return value.map((member) => resolved(member, known)); }
  const [[key, inside], ...others] = Object.entries(value).length > 0 ? Object.entries(value) : [['', undefined]];
  if (others.length === 0) {
    if (key === 'Ref') { return known(inside).ref; }
    if (key === 'Fn::GetAtt') { return attribute(known(inside[0]), inside); }
    if (key === 'Fn::Join') { return (resolved(inside[1], known) as unknown[]).join(inside[0]); }
    if (key === 'Fn::Select') { return (resolved(inside[1], known) as unknown[])[Number(inside[0])]; }
    if (key === 'Fn::Split') { return (resolved(inside[1], known) as string).split(inside[0]); }
    if (key === 'Fn::Sub') {
      return (inside as string).replace(/\$\{([^}]+)\}/g, (_: string, id: string) => known(id).ref);
    }
    if (key.startsWith('Fn::')) { throw new Error(`${key} is not known here`); }
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, resolved(member, known)]));
}

function attribute({ attributes }: Known, [id, name]: readonly [string, string]): string {
  if (!(name in attributes)) { throw new Error(`${id} has no attribute ${name}`); }
  return attributes[name];
}
