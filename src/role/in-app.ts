/** What resources of the app say of themselves, and what references lead to. */
import {
  type CfnResource, DefaultTokenResolver, type IPostProcessor, type IResolvable, type IResolveContext, Reference, Stack,
  Token, Tokenization,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { insidesOf } from '../checks/cdk-internals';

type Class<T> = new (...args: any[]) => T;

/**
 * Resolves all but references: they stay tokens, so that what one resource says can be put into another, in whatever
 * stack.
 */
class ReferencesStay extends DefaultTokenResolver {
  public readonly targets: IConstruct[] = [];

  public constructor() {
    super({ join: (left, right) => `${asText(left) ?? ''}${asText(right) ?? ''}` });
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): any {
    if (!Reference.isReference(token)) { return super.resolveToken(token, context, postProcessor); }
    this.targets.push(token.target);
    return Token.asString(token);
  }
}

/** A value as a text of a template, which may be an intrinsic function. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' || value === undefined || value === null ? value
    ?? undefined : Token.asString(value);
}

/**
 * A property of a resource as the template will have it, references aside; what is overridden counts. Names are found
 * in whatever case. To be asked for when the app is whole: until then all may change.
 */
export function propertyOf(resource: CfnResource, ...path: readonly [string, ...string[]]): unknown {
  const { properties, overrides } = insidesOf(resource);
  const overridden = found(overrides, path, (value) => resolved(resource, value));
  return overridden ? overridden.value : found(properties, path, (value) => resolved(resource, value))?.value;
}

/** The places in a list, for `propertyOf()`. */
export function placesIn(resource: CfnResource, name: string): readonly string[] {
  const { properties, overrides } = insidesOf(resource);
  const listIn = (tree: unknown) => found(tree, [name], (value) => resolved(resource, value))?.value ?? [];
  const [given, overridden] = [properties, overrides].map(listIn);
  const lists = Array.isArray(overridden) && overridden.length > 0 ? [overridden] : [given, overridden];
  return [...new Set(lists.flatMap(Object.keys))].sort();
}

/** Whether two texts come to the same in the template; the tokens in them need not be the same. */
export function isSame(scope: IConstruct, one: string, other: string): boolean {
  const stack = Stack.of(scope);
  return one === other || JSON.stringify(stack.resolve(one)) === JSON.stringify(stack.resolve(other));
}

/** The construct of this class that a text names, if it is one of the app. */
export function targetOf<T extends IConstruct>(scope: IConstruct, text: string | undefined, type: Class<T>): T
  | undefined {
  if (text === undefined || !Token.isUnresolved(text)) { return undefined; }
  const resolver = new ReferencesStay();
  Tokenization.resolve(text, { scope, resolver, preparing: false });
  return resolver.targets.find((target): target is T => target instanceof type);
}

/**
 * The same while the program still runs, when nothing that is worked out later may be asked for: what the text names
 * without detours.
 */
export function namedDirectly<T extends IConstruct>(text: string, type: Class<T>): T | undefined {
  return Tokenization.reverseString(text).tokens.map((token) => Reference.isReference(token) ? token.target : undefined)
    .find((target): target is T => target instanceof type);
}

function resolved(scope: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, resolver: new ReferencesStay(), preparing: false, removeEmpty: false });
}

/** What stands at a path; `undefined` where the path leads out of what there is. */
function found(tree: unknown, [name, ...inside]: readonly string[], resolve: (value: unknown) => unknown): {
  readonly value: unknown;
} | undefined {
  const key = keyOf(tree, name);
  if (key === undefined) { return undefined; }
  let at = resolve((tree as { readonly [key: string]: unknown })[key]);
  for (const step of inside) {
    // taken away with all that was in it
    if (at === undefined || at === null) { return { value: undefined }; }
    const next = keyOf(at, step);
    // an override takes a list as a whole, and adds to anything else
    if (next === undefined) { return Array.isArray(at) ? { value: undefined } : undefined; }
    at = (at as { readonly [key: string]: unknown })[next];
  }
  return { value: at ?? undefined };
}

function keyOf(tree: unknown, name: string): string | undefined {
  if (typeof tree !== 'object' || tree === null) { return undefined; }
  return Object.keys(tree).find((key) => key.toLowerCase() === name.toLowerCase());
}
