import {
  DeleteConflictException, DeletePolicyCommand, DeletePolicyVersionCommand, DetachRolePolicyCommand, type IAMClient,
  paginateListAttachedRolePolicies,
  paginateListPolicyVersions,
} from '@aws-sdk/client-iam';

/** A policy that was just detached may count as attached for a moment. */
const TRIES = 4;
const PAUSE_MS = 2000;

/** The managed policies of one flow that are attached to its role. */
export class PolicyStore {
  public constructor(
    private readonly client: IAMClient,
    private readonly role: string,
    /** What their paths begin with. */
    private readonly path: string,
    private readonly wait: (ms: number) => Promise<void>,
  ) {}

  /** Their ARNs. */
  public async attached(): Promise<readonly string[]> {
    const all: string[] = [];
    const input = { RoleName: this.role, PathPrefix: this.path };
    for await (const { AttachedPolicies = [] } of paginateListAttachedRolePolicies({ client: this.client }, input)) {
      all.push(...AttachedPolicies.flatMap(({ PolicyArn }) => PolicyArn ?? []));
    }
    return all;
  }

  /** What can't be deleted is logged; while it is attached, it is tried again after the next deployment. */
  public async delete(arns: readonly string[]): Promise<void> {
    for (const arn of arns) {
      try {
        await this.deleteOne(arn);
        console.log(`role ${this.role}: policy ${arn} is deleted`);
      } catch (error) {
        console.error(`role ${this.role}: policy ${arn} is not `
          + `deleted: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`);
      }
    }
  }

  private async deleteOne(PolicyArn: string): Promise<void> {
    for (const VersionId of await this.olderVersions(PolicyArn)) {
      await this.client.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
    }
    await this.client.send(new DetachRolePolicyCommand({ RoleName: this.role, PolicyArn }));
    for (let at = 1; ; at++) {
      try {
        await this.client.send(new DeletePolicyCommand({ PolicyArn }));
        return;
      } catch (error) {
        if (!(error instanceof DeleteConflictException) || at === TRIES) { throw error; }
        await this.wait(PAUSE_MS);
      }
    }
  }

  // a deployment that changed the permissions alone has made a version, and what it replaced may be there
  private async olderVersions(PolicyArn: string): Promise<readonly string[]> {
    const all: string[] = [];
    for await (const { Versions = [] } of paginateListPolicyVersions({ client: this.client }, { PolicyArn })) {
      all.push(...Versions.flatMap(({ VersionId, IsDefaultVersion }) => IsDefaultVersion ? [] : VersionId ?? []));
    }
    return all;
  }
}
