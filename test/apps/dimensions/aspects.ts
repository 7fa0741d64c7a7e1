/** What an organisation does to a whole app. */
import { Aspects, Aws, aws_iam as iam, PropertyInjectors, RemovalPolicies, Tags } from 'aws-cdk-lib';
import { FlowChecks, type FlowProps } from '../../../src';
import type { World } from '../world';

export const ASPECTS = [
  'tags', 'tags of the deployment', 'removal policies: destroy', 'removal policies: retain', 'a permissions boundary',
  'flow checks', 'an injector of flows',
] as const;
export type AspectKind = typeof ASPECTS[number];

export function apply(kind: AspectKind, { app, home }: World): void {
  switch (kind) {
    case 'tags': return Tags.of(app).add('team', 'blue');
    case 'tags of the deployment':
      return Tags.of(home).add('owner', `team-${Aws.STACK_NAME}`, { excludeResourceTypes: ['aws:cdk:stack'] });
    case 'removal policies: destroy': return RemovalPolicies.of(app).destroy();
    case 'removal policies: retain': return RemovalPolicies.of(app).retain();
    case 'a permissions boundary':
      return iam.PermissionsBoundary.of(home)
        .apply(iam.ManagedPolicy.fromManagedPolicyArn(home, 'Boundary', 'arn:aws:iam::111122223333:policy/boundary'));
    case 'flow checks': return Aspects.of(app).add(new FlowChecks());
    case 'an injector of flows':
      return PropertyInjectors.of(home).add({
        constructUniqueId: 'cdk-bedrock-flows.Flow',
        inject: (props: FlowProps) => ({ ...props, tags: { ...props.tags, by: 'platform' } }),
      });
  }
}
