import { aws_iam as iam, type CfnResource, Fn, type IResource, Lazy, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { addressByContent } from './content-address';
import { SynthPass } from '../checks/synth-pass';
import { warn } from '../checks/warn';
import { flowPolicyPath, PARTS_BEFORE_POLICY_NAME, revisionPolicyPath } from '../core/contract';
import { managedPoliciesOf } from '../role/attached-policies';
import { managedFaults, MAX_ATTACHED, MAX_PARTS, policyParts } from '../role/policy-parts';
import type { RoleStatements } from '../role/role-policy';

/** Those of an app: flows may share a role. */
const OF_APP = new WeakMap<IConstruct, RevisionPolicies[]>();

export interface Copies {
  /** What tells revisions apart. */
  readonly hash: () => string;
  /** Of how many revisions there may be policies at a time. */
  readonly count: () => number;
}

/**
 * The permissions of one revision of a flow as managed policies, which stay attached to the role when the flow moves
 * on. CloudFormation names them, so that a revert makes others beside those of the revision's first deployment; their
 * path tells what they belong to.
 */
export class RevisionPolicies {
  /** What the paths of the policies of all revisions begin with. */
  public readonly path: string;
  /** As many as there may be; those that nothing is left for are not in the template. */
  public readonly resources: readonly CfnResource[];
  private seen?: {
    readonly size: number; readonly count: number; readonly roleName: string; readonly pass?: SynthPass;
  };

  public constructor(
    private readonly flow: Construct & IResource,
    private readonly role: iam.IRole,
    private readonly statements: RoleStatements,
    private readonly copies: Copies,
  ) {
    this.path = flowPolicyPath(Stack.of(flow).region,
      Names.uniqueResourceName(flow, { maxLength: 90, separator: '-' }));
    const revision = revisionPolicyPath(this.path, Lazy.uncachedString({ produce: () => copies.hash() }));
    const first = this.policy(0, revision);
    // below the name of the first: what belongs together is told from what another deployment of the same revision made
    const below = `${revision}${Fn.select(PARTS_BEFORE_POLICY_NAME, Fn.split('/', first.ref))}/`;
    this.resources = [first, ...Array.from({ length: MAX_PARTS - 1 }, (_, at) => this.policy(at + 1, below))];
    OF_APP.set(flow.node.root, [...OF_APP.get(flow.node.root) ?? [], this]);
  }

  /** The ARNs of this deployment's policies. */
  public arns(): string[] {
    return this.resources.slice(0, this.count).map(({ ref }) => ref);
  }

  /** What can't be deployed; what can't be one day becomes a warning. */
  public findings(): string[] {
    if (this.count > 0) { this.warnOfTooMany(); }
    return [...managedFaults(this.statements.current())];
  }

  private warnOfTooMany(): void {
    const inApp = OF_APP.get(this.flow.node.root) ?? [];
    const ofFlows = inApp.filter(({ roleName }) => roleName === this.roleName).reduce((sum, { most }) => sum + most, 0);
    const all = ofFlows + managedPoliciesOf(this.role, new Set(inApp.flatMap(({ resources }) => resources)));
    if (all <= MAX_ATTACHED) { return; }
    const beside = all > this.most ? `, and ${all - this.most} others` : '';
    warn(this.flow, 'QuotaExceeded', `the role would have up to ${all} managed policies (${this.copies.count()} `
      + `times ${this.count}, for each version that is kept and `
      + `one on the way${beside}), and IAM allows ${MAX_ATTACHED} unless the quota is raised`,
    'keep fewer versions, or import a role with mutable: false that has the permissions that the flow needs');
  }

  private get most(): number {
    return this.count * this.copies.count();
  }

  private policy(at: number, path: string): CfnResource {
    // most flows fill one policy at most, and then nothing has to be worked out for the others
    const isNeeded = () => at < this.statements.mostParts && at < this.count;
    class RevisionPolicy extends iam.CfnManagedPolicy {
      // IAM takes no policy without statements
      protected override shouldSynthesize(): boolean { return isNeeded(); }
    }
    const resource = new RevisionPolicy(this.flow, `RevisionPolicy${at === 0 ? '' : at + 1}`, {
      path,
      roles: [this.role.roleName],
      policyDocument: this.statements.document(at, () => at === this.count - 1
        ? 'the rest' : 'own part'),
    });
    resource.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    addressByContent(resource, this.copies.hash);
    return resource;
  }

  private get count(): number { return this.now.count; }

  /** As the template has it. */
  private get roleName(): string { return this.now.roleName; }

  // asked for by each resource, each reference to it and each flow
  private get now() {
    const size = this.statements.count;
    if (!this.seen?.pass?.isOn || this.seen.size !== size) {
      const roleName = JSON.stringify(Stack.of(this.flow).resolve(this.role.roleName));
      const count = Math.min(policyParts(this.statements.current()).length, MAX_PARTS);
      this.seen = { size, count, roleName, pass: SynthPass.around(this.flow) };
    }
    return this.seen;
  }
}
