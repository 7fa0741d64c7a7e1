/** The policies of roles: inline ones, and managed ones that are attached. */
import { DeleteConflictException, IAMClient, LimitExceededException, NoSuchEntityException } from '@aws-sdk/client-iam';
import { operationOf } from './in-memory-bedrock';

/**
 * What IAM allows, blanks not counted; quotas as they are unless they are raised (IAM User Guide,
 * reference_iam-quotas).
 */
const MAX_INLINE_CHARACTERS = 10_240;
const MAX_MANAGED_CHARACTERS = 6_144;
const MAX_ATTACHED = 10;
const MAX_VERSIONS = 5;
const PATH = /^(\/|\/[!-~]{1,510}\/)$/;
const ARN = 'arn:aws:iam::111122223333:policy';
const PAGE = 4;

export interface ManagedPolicy {
  /** As texts; the last one counts. CloudFormation adds one when it changes the policy, and may leave the others. */
  readonly versions: Map<string, string>;
  readonly roles: Set<string>;
}

export class InMemoryIam {
  /** How often a policy was made, changed or deleted. */
  public changes = 0;
  /** Their inline policies. */
  public readonly roles = new Map<string, Map<string, string>>();
  /** By ARN. */
  public readonly managed = new Map<string, ManagedPolicy>();
  private names = 0;

  public client(): IAMClient {
    const client =
      new IAMClient({ region: 'us-east-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } });
    client.send = async (command: any) => this.answer(operationOf(command), command.input);
    return client;
  }

  /** Adds or replaces, as PutRolePolicy does. */
  public put(role: string, name: string, document: unknown): void {
    const policies = this.policies(role);
    this.changes++;
    policies.set(name, JSON.stringify(document));
    const characters = [...policies.values()].reduce((sum, text) => sum + lengthOf(text), 0);
    if (characters > MAX_INLINE_CHARACTERS) {
      throw limitExceeded(`the policies of role ${role} have ${characters} characters`);
    }
  }

  public delete(role: string, name: string): void {
    this.changes++;
    if (!this.policies(role).delete(name)) { throw noSuchEntity(`policy ${name}`); }
  }

  /** A role goes only after its policies (DeleteRole, DeleteConflict). */
  public deleteRole(role: string): void {
    const left = [...this.policies(role).keys(), ...this.attachedTo(role)];
    if (left.length > 0) { throw deleteConflict(`role ${role} has ${left.join(', ')}`); }
    this.roles.delete(role);
  }

  public policies(role: string): Map<string, string> {
    const policies = this.roles.get(role);
    if (!policies) { throw noSuchEntity(`role ${role}`); }
    return policies;
  }

  /** The name ends differently each time, as those that CloudFormation chooses. */
  public createPolicy(path: string, start: string, document: unknown): string {
    if (!PATH.test(path)) { throw new Error(`ValidationError: path ${path}`); }
    this.names++;
    const arn = `${ARN}${path}${start}-${this.names.toString(36).padStart(6, '0')}`;
    this.managed.set(arn, { versions: new Map(), roles: new Set() });
    this.changePolicy(arn, document);
    return arn;
  }

  public changePolicy(arn: string, document: unknown): void {
    const text = JSON.stringify(document);
    if (lengthOf(text) > MAX_MANAGED_CHARACTERS) {
      this.managed.delete(arn);
      throw limitExceeded(`policy ${arn} has ${lengthOf(text)} characters`);
    }
    this.changes++;
    const { versions } = this.policy(arn);
    const names = [...versions.keys()];
    if (names.length === MAX_VERSIONS) { versions.delete(names[0]); }
    versions.set(`v${Number(names.pop()?.slice(1) ?? 0) + 1}`, text);
  }

  public attach(role: string, arn: string): void {
    this.policies(role);
    if (this.attachedTo(role).length >= MAX_ATTACHED) {
      throw limitExceeded(`role ${role} has ${MAX_ATTACHED} managed policies`);
    }
    this.changes++;
    this.policy(arn).roles.add(role);
  }

  public detach(role: string, arn: string): void {
    this.changes++;
    if (!this.policy(arn).roles.delete(role)) { throw noSuchEntity(`policy ${arn} of role ${role}`); }
  }

  /** Neither while it is attached, nor while it has versions beside the one that counts. */
  public deletePolicy(arn: string): void {
    const { roles, versions } = this.policy(arn);
    if (roles.size > 0) { throw deleteConflict(`policy ${arn} is attached to ${[...roles].join(', ')}`); }
    if (versions.size > 1) { throw deleteConflict(`policy ${arn} has ${versions.size} versions`); }
    this.changes++;
    this.managed.delete(arn);
  }

  public attachedTo(role: string): readonly string[] {
    return [...this.managed].flatMap(([arn, { roles }]) => roles.has(role) ? [arn] : []);
  }

  /** All that a role is allowed. */
  public documentsOf(role: string): readonly any[] {
    const attached = this.attachedTo(role).map((arn) => [...this.policy(arn).versions.values()].pop()!);
    return [...this.roles.get(role)?.values() ?? [], ...attached].map((text) => JSON.parse(text));
  }

  /** What the service answers to an operation. */
  public answer(operation: string, input: any): unknown {
    const { RoleName: role, PolicyArn: arn } = input;
    switch (operation) {
      case 'ListAttachedRolePolicies': {
        this.policies(role);
        const found = this.attachedTo(role).filter((one) => one.startsWith(ARN + (input.PathPrefix ?? '/')));
        return page('AttachedPolicies', found.map((one) => ({ PolicyName: one.split('/').pop(), PolicyArn: one })),
          input.Marker);
      }
      case 'ListPolicyVersions': {
        const names = [...this.policy(arn).versions.keys()].reverse();
        return page('Versions', names.map((VersionId, at) => ({ VersionId, IsDefaultVersion: at === 0 })),
          input.Marker);
      }
      case 'DeletePolicyVersion': {
        const { versions } = this.policy(arn);
        if (input.VersionId === [...versions.keys()].pop()) {
          throw deleteConflict(`version ${input.VersionId} of ${arn} is the one that counts`);
        }
        if (!versions.delete(input.VersionId)) { throw noSuchEntity(`version ${input.VersionId} of ${arn}`); }
        return {};
      }
      case 'DetachRolePolicy': this.detach(role, arn); return {};
      case 'DeletePolicy': this.deletePolicy(arn); return {};
      default: throw new Error(`${operation} is not known here`);
    }
  }

  public policy(arn: string): ManagedPolicy {
    const policy = this.managed.get(arn);
    if (!policy) { throw noSuchEntity(`policy ${arn}`); }
    return policy;
  }
}

function page(list: string, all: readonly unknown[], marker: string | undefined): object {
  const from = Number(marker ?? 0);
  const more = from + PAGE < all.length;
  return { [list]: all.slice(from, from + PAGE), IsTruncated: more, ...more && { Marker: String(from + PAGE) } };
}

const lengthOf = (text: string) => text.replace(/\s/g, '').length;
const noSuchEntity = (message: string) => new NoSuchEntityException({ message, $metadata: {} });
const deleteConflict = (message: string) => new DeleteConflictException({ message, $metadata: {} });
const limitExceeded = (message: string) => new LimitExceededException({ message, $metadata: {} });
