/** The role of a flow: its own, or one that was made, imported or granted something before. */
import { Aws, aws_iam as iam, aws_s3 as s3 } from 'aws-cdk-lib';
import type { World } from '../world';

export const ROLES = [
  'own', 'given', 'given, with a grant before', 'shared', 'lazy', 'of another stack', 'imported', 'imported by name',
  'imported with a joined ARN',
  'looked up', 'immutable',
] as const;
export type RoleKind = typeof ROLES[number];

const bedrock = () => new iam.ServicePrincipal('bedrock.amazonaws.com');

/** Makes roles for the flows of one app; `shared` is the same for all of them. */
export class Roles {
  private shared?: iam.Role;

  public constructor(private readonly world: World) {}

  public of(kind: RoleKind, id: string): iam.IRole | undefined {
    const { world } = this;
    const scope = world.home;
    switch (kind) {
      case 'own': return undefined;
      case 'given': return new iam.Role(scope, id, { assumedBy: bedrock() });
      case 'given, with a grant before': {
        const role = new iam.Role(scope, id, { assumedBy: bedrock() });
        new s3.Bucket(world.room(scope), 'Bucket').grantRead(role);
        return role;
      }
      case 'shared': return this.shared ??= new iam.Role(scope, 'SharedRole', { assumedBy: bedrock() });
      case 'lazy': return new iam.LazyRole(scope, id, { assumedBy: bedrock() });
      case 'of another stack': return new iam.Role(world.before, id, { assumedBy: bedrock() });
      case 'imported': return iam.Role.fromRoleArn(scope, id, `arn:aws:iam::111122223333:role/${id}`);
      case 'imported by name': return iam.Role.fromRoleName(scope, id, id);
      case 'imported with a joined ARN':
        return iam.Role.fromRoleArn(scope, id, `arn:${Aws.PARTITION}:iam::111122223333:role/${id}`);
      case 'looked up': return iam.Role.fromLookup(scope, id, { roleName: id });
      case 'immutable':
        return iam.Role.fromRoleArn(scope, id, `arn:aws:iam::111122223333:role/${id}`, { mutable: false });
    }
  }
}
