import { createHash } from 'crypto';
import { type CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { namedIn } from './naming-resolver';
import { type Home, NotExported } from './not-exported';
import { templateOf } from '../checks/cdk-internals';
import { canonical } from '../core/model/canonical';

const HASH_LENGTH = 16;
const MAX_LOGICAL_ID = 255;

/**
 * Gives a resource a logical id that changes exactly when the content does, so that CloudFormation makes a new one
 * instead of keeping what it has. The content is resolved first: the text of a token depends on what else is in the
 * app, what it resolves to does not.
 *
 * @param home for what other stacks may name: such an id can't be exported
 */
export function addressByContent(resource: CfnResource, content: () => unknown, home?: Home): void {
  let known: string | undefined;
  const plain = () => known ??= Stack.of(resource).getLogicalId(resource);
  resource.overrideLogicalId(Lazy.uncachedString({
    // while CDK only looks for references, any name will do
    produce: ({ preparing }) => preparing ? plain() : plain().slice(0, MAX_LOGICAL_ID - HASH_LENGTH)
      + hashOf(resource, content()),
  }));
  // a new logical id means a new version here, never a resource that was renamed
  resource.addMetadata('aws:cdk:do-not-refactor', true);
  if (home) { resource.node.scope?.node.addValidation(new NotExported(resource, home)); }
}

/** Sixteen characters that stand for some content, once its tokens are resolved. */
export function hashOf(scope: IConstruct, content: unknown): string {
  return hashOfResolved(namedIn(scope, content));
}

/** The same for content without tokens. */
export function hashOfResolved(content: unknown): string {
  return createHash('sha256').update(canonical(content)).digest('hex').slice(0, HASH_LENGTH);
}

/** The properties that a resource has in the template, tags left out: no version depends on them. */
export function renderedProperties(resource: CfnResource): unknown {
  const template = namedIn(Stack.of(resource), templateOf(resource));
  // one that is left out of the template has none
  const [rendered] = Object.values(template.Resources
    ?? {}) as { readonly Properties?: { readonly [name: string]: unknown } }[];
  const { Tags: _tags, ...properties } = rendered?.Properties ?? {};
  return properties;
}
