import { type CfnResource, Stack } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { addressByContent, renderedProperties } from './content-address';
import { spelt } from '../checks/spelt';

const ID = 'PublishedVersion';

/**
 * The version of a prompt or guardrail of the app that follows it. It is made in the stack of who names it: its logical
 * id changes with the content, so it can't be exported, while the name of what it is a version of can.
 */
export function followingVersion<T extends CfnResource>(
  source: CfnResource, user: IConstruct, make: (scope: Construct, id: string) => T,
): T {
  const stack = Stack.of(user);
  const [scope, id] = Stack.of(source) === stack ? [source, ID] as const : [stack, `${ID}${source.node.addr}`] as const;
  const made = scope.node.tryFindChild(id) as T | undefined;
  if (made) { return made; }
  const version = make(scope, id);
  addressByContent(version, () => renderedProperties(source), {
    what: 'the published version', remedy: spelt`publish it there too, with fromPublished()`,
  });
  return version;
}
