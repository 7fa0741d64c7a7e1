import {
  aws_events as events, aws_s3 as s3, DefaultTokenResolver, type IPostProcessor, type IResolvable, type IResolveContext,
  Reference, Stage, Tokenization,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Names what references lead to by its place in the app, and not as a stack has it: there it may be an import, an
 * output or a parameter, and look as the same thing of another stack. A bucket with a name is its name, so that one
 * that is imported by that name is the same.
 */
class PlacesForReferences extends DefaultTokenResolver {
  public constructor() {
    super({ join: (left, right) => `${textOf(left)}${textOf(right)}` });
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): any {
    if (!Reference.isReference(token) || token.displayName.startsWith('AWS::')) {
      return super.resolveToken(token, context, postProcessor);
    }
    const { target, displayName } = token;
    const name: unknown = target instanceof s3.CfnBucket && displayName === 'Ref'
      ? context.resolve(target.bucketName) : undefined;
    return typeof name === 'string' ? name : `\${${target.node.addr}.${displayName}}`;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value) ?? '';
}

/** What a value comes to: the same for the same thing, whatever stacks it is seen from. */
export function sameEverywhere(scope: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, resolver: new PlacesForReferences(), preparing: false });
}

/** The same as a text, to look for others in. */
export function textEverywhere(scope: IConstruct, value: unknown): string {
  return textOf(sameEverywhere(scope, value));
}

/** All of a type in the app, or in the stage, of a construct: nested stacks too. */
export function allAround<T extends IConstruct>(scope: IConstruct, isMeant: (one: IConstruct) => one is T): T[] {
  return (Stage.of(scope) ?? scope.node.root).node.findAll().filter(isMeant);
}

export function isRule(one: IConstruct): one is events.CfnRule {
  return one instanceof events.CfnRule;
}
