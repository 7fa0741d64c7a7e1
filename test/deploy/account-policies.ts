/** Roles of the account and what its policies allow them. */
import {
  GetPolicyCommand, GetPolicyVersionCommand, GetRolePolicyCommand, type IAMClient, ListAttachedRolePoliciesCommand,
  ListPoliciesCommand, ListRolePoliciesCommand, ListRolesCommand,
} from '@aws-sdk/client-iam';

export class AccountPolicies {
  public constructor(private readonly client: IAMClient, private readonly others: RegExp) {}

  public async roles(): Promise<{ roles: Record<string, readonly string[]>; flowRoles: string[] }> {
    const { Roles = [] } = await this.client.send(new ListRolesCommand({}));
    const roles = Roles.filter(({ RoleName }) => !this.others.test(RoleName!))
      .sort((left, right) => left.RoleName! < right.RoleName! ? -1 : 1);
    const isOfFlow = (trust = '') => decodeURIComponent(trust).includes('"bedrock.amazonaws.com"');
    return {
      roles: Object.fromEntries(await Promise.all(roles.map(async ({ RoleName }) => (
        [RoleName!, await this.allowedTo(RoleName!)] as const)))),
      flowRoles: roles.filter((role) => isOfFlow(role.AssumeRolePolicyDocument)).map(({ RoleName }) => RoleName!),
    };
  }

  /** Managed policies of the account that nothing is attached to. */
  public async loose(): Promise<readonly string[]> {
    const { Policies = [] } = await this.client.send(new ListPoliciesCommand({ Scope: 'Local' }));
    return Policies.filter(({ AttachmentCount, PolicyName }) => !AttachmentCount && !this.others.test(PolicyName!))
      .map(({ Arn }) => Arn!).sort();
  }

  private async allowedTo(RoleName: string): Promise<readonly string[]> {
    const { PolicyNames = [] } = await this.client.send(new ListRolePoliciesCommand({ RoleName }));
    const inline = await Promise.all(PolicyNames.map(async (PolicyName) => (
      (await this.client.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).PolicyDocument!)));
    const { AttachedPolicies = [] } = await this.client.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    const own = AttachedPolicies.filter(({ PolicyArn }) => !PolicyArn!.startsWith('arn:aws:iam::aws:'));
    const managed = await Promise.all(own.map(async ({ PolicyArn }) => {
      const { Policy } = await this.client.send(new GetPolicyCommand({ PolicyArn }));
      return (
        await this.client.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy!.DefaultVersionId }))
      ).PolicyVersion!.Document!;
    }));
    return [...new Set([...inline, ...managed].flatMap((document) => allowedBy(decodeURIComponent(document))))].sort();
  }
}

function allowedBy(document: string): readonly string[] {
  const { Statement } =
    JSON.parse(document) as { Statement: readonly { Action: string | string[]; Resource: string | string[] }[] };
  return Statement.flatMap(({ Action, Resource }) => [Action].flat()
    .flatMap((action) => [Resource].flat().map((resource) => `${action} ${resource}`)));
}
