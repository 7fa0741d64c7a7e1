import {
  CfnElement, DefaultTokenResolver, type IPostProcessor, type IResolvable, type IResolveContext, Reference, Stack,
  Stage, Tokenization,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { SynthPass } from '../checks/synth-pass';

/**
 * How aws-cdk-lib marks a reference to a `Ref` or an attribute; others lead to one of these, or to a name that is
 * known.
 */
const CFN_REFERENCE = Symbol.for('@aws-cdk/core.CfnReference');

/**
 * Resolves as usual, and remembers the constructs that references lead to. What is in another stack is named by its
 * logical id and attribute: whether CDK exports it, reads it as an output or passes it as a parameter, and what the
 * other stack is called, makes no difference to what a version depends on.
 */
export class NamingResolver extends DefaultTokenResolver {
  public readonly targets = new Set<CfnElement>();

  public constructor() {
    super({ join: joined });
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): any {
    if (Reference.isReference(token) && CfnElement.isCfnElement(token.target)) {
      this.targets.add(token.target);
      if (CFN_REFERENCE in token && Stack.of(token.target) !== Stack.of(context.scope)) {
        return { 'Fn::GetAtt': [nameOf(token.target), token.displayName] };
      }
    }
    return super.resolveToken(token, context, postProcessor);
  }
}

/** The value with its tokens resolved, and what is in other stacks named: the same however the stacks are wired. */
export function namedIn(scope: IConstruct, value: unknown): any {
  return Tokenization.resolve(value, { scope, resolver: new NamingResolver(), preparing: false });
}

/**
 * A text with references in it: the same for the same text, and an intrinsic function for who checks what kind a value
 * is.
 */
function joined(left: unknown, right: unknown): unknown {
  if (typeof left === 'string' && typeof right === 'string') { return left + right; }
  const parts: unknown[] = [];
  for (const part of [left, right].flatMap(partsOf)) {
    const last = parts[parts.length - 1];
    if (typeof part === 'string'
      && typeof last === 'string') { parts[parts.length - 1] = last + part; } else { parts.push(part); }
  }
  return parts.length === 1 ? parts[0] : { 'Fn::Join': ['', parts] };
}

function partsOf(value: unknown): readonly unknown[] {
  const [delimiter, parts] = typeof value === 'object' && value !== null
    && 'Fn::Join' in value ? value['Fn::Join'] as [string, readonly unknown[]] : [];
  return delimiter === '' && Array.isArray(parts) ? parts : value === undefined ? [] : [value];
}

/** The logical id; with the stack, where that could mean things of several. */
function nameOf(target: CfnElement): string {
  const stack = Stack.of(target);
  const logicalId: string = stack.resolve(target.logicalId);
  const stage = Stage.of(target);
  const inStack = target.node.path.slice(stack.node.path.length + 1).split('/');
  const others = stage ? stacksOf(stage).filter((other) => other !== stack && has(other, inStack)) : [];
  return others.length === 0 ? logicalId : `${stack.node.path.slice(stage!.node.path.length)}/${logicalId}`;
}

function has(stack: Stack, path: readonly string[]): boolean {
  let at: IConstruct | undefined = stack;
  for (const id of path) { at = at?.node.tryFindChild(id); }
  return at !== undefined;
}

const STACKS = new WeakMap<SynthPass, readonly Stack[]>();

// asked for again and again in a synth
function stacksOf(stage: Stage): readonly Stack[] {
  const pass = SynthPass.in(stage);
  const known = pass && STACKS.get(pass);
  if (known) { return known; }
  const stacks = stage.node.findAll().filter((one): one is Stack => Stack.isStack(one) && Stage.of(one) === stage);
  if (pass) { STACKS.set(pass, stacks); }
  return stacks;
}
