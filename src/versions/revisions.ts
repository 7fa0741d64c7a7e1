import { CfnResource, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { hashOf } from './content-address';
import { Revision, revisionOf } from './flow-hash';
import { notFrozen } from './not-frozen';
import { retainedIf } from './retained';
import type { RevisionPolicies } from './revision-policies';
import { RevisionRetention } from './revision-retention';
import { FlowError } from '../checks/flow-error';
import { warn } from '../checks/warn';
import { NUMBER } from '../core/constraints';
import type { FlowResource } from '../flow/flow-resource';
import type { ExecutionRole } from '../role/execution-role';

/** What a flow keeps when nobody says otherwise. */
const DEFAULT_RETAINED = 3;

/** The versions and aliases of a flow of this app, as far as the app makes them. */
export class Revisions {
  private readonly added: unknown[] = [];
  private readonly names = new Map<string, string>();
  private readonly prompts: string[] = [];
  private readonly aliases: CfnResource[] = [];
  private readonly numbers = new Set<string>();
  private checked?: Revision;
  private published = 0;
  private policies?: RevisionPolicies;
  private retention?: RevisionRetention;
  private retained?: number;
  private pins = 0;

  public constructor(
    private readonly flow: Construct & { readonly flowId: string; readonly encryptionKey?: { readonly keyArn: string } },
    private readonly resource: FlowResource,
    private readonly role: ExecutionRole,
  ) {}

  /** Whether the flow is published at all. */
  public get isPublished(): boolean {
    return this.retention !== undefined;
  }

  /** Makes this part of what a version depends on. */
  public add(data: unknown): void {
    this.added.push(data);
  }

  /** What a version depends on: resolved, the same for the same program. */
  public content(): unknown {
    return this.added.length > 0 ? [this.revision().content, this.added] : this.revision().content;
  }

  /** A short name of the content. */
  public hash(): string {
    return hashOf(this.flow, this.content());
  }

  /** A version is made: its permissions stay as long as it does, and old ones are taken away. */
  public publish(version: CfnResource, retained: number | undefined): void {
    this.retained = retained === undefined ? this.retained : Math.max(retained, this.retained ?? 0);
    if (!this.retention) {
      this.policies = this.role.perRevision({ hash: () => this.hash(), count: () => this.keep + 1 + this.numbers.size });
      // through the node: which of them there are is known when the app is whole
      this.resource.node.addDependency(...this.policies?.resources ?? []);
      this.retention = new RevisionRetention(this.flow, {
        flowId: this.flow.flowId,
        keyArn: this.flow.encryptionKey?.keyArn,
        keep: () => this.keep,
        permissions: this.policies && { role: this.role.role, policies: this.policies },
        prompts: this.prompts,
      });
      for (const alias of this.aliases) { this.retention.follow(alias); }
    }
    this.published++;
    this.retention.add(version);
  }

  /** A version of a prompt or guardrail is made that versions of the flow name. */
  public keepVersion(version: CfnResource, promptId?: string): void {
    retainedIf(version, () => this.isPublished);
    if (promptId !== undefined) { this.prompts.push(promptId); }
  }

  /** A pinned alias is made. */
  public pin(alias: CfnResource): void {
    this.pins++;
    this.retention?.keepWith(alias);
  }

  /**
   * An alias that callers name is made: what it leads to is in use.
   *
   * @param version the number that it leads to; `undefined` if it follows a version of the app
   */
  public follow(place: string, name: string, alias: CfnResource, version: string | undefined): void {
    this.names.set(name, place);
    if (version !== undefined) { this.numbers.add(version); }
    if (Stack.of(alias) !== Stack.of(this.flow)) { return; }
    this.aliases.push(alias);
    this.retention?.follow(alias);
  }

  public checkAliasName(place: string, name: string): void {
    const taken = this.names.get(name);
    if (taken !== undefined) {
      throw new FlowError(place, `the flow has an alias '${name}' already, at '${taken}'; choose another name`, 'DuplicateName');
    }
  }

  /** What is wrong with all of them together; what versions do not freeze becomes a warning. */
  public findings(): string[] {
    if (this.isPublished) { this.warn(); }
    return [...this.tooManyAliases(), ...this.tooManyVersions(), ...this.policies?.findings() ?? []];
  }

  // the quotas can't be raised
  private tooManyAliases(): string[] {
    const { max } = NUMBER.aliasesPerFlow;
    // those of kept versions, of the one that is on its way, and TSTALIASID
    const pinned = this.pins > 0 ? this.keep + this.pins : 0;
    const aliases = this.names.size + pinned + 1;
    if (aliases <= max) { return []; }
    const parts = [`${this.names.size} of your own`, ...pinned > 0 ? [`${pinned} pinned ones`] : [], 'TSTALIASID'].join(', ');
    return [`the flow would have ${aliases} aliases (${parts}), the service allows ${max}; remove some${pinned > 0 ? ', or keep fewer versions' : ''} [QuotaExceeded]`];
  }

  private tooManyVersions(): string[] {
    const { max } = NUMBER.versionsPerFlow;
    // those of aliases may be older than all that are kept
    const versions = this.keep + this.published + this.numbers.size;
    if (!this.isPublished || versions <= max) { return []; }
    const named = this.numbers.size > 0 ? [`${this.numbers.size} that aliases name by number`] : [];
    const parts = [`${this.keep} kept`, `${this.published} on the way`, ...named].join(', ');
    return [`the flow would have ${versions} versions (${parts}), the service allows ${max}; keep fewer versions, or remove some aliases [QuotaExceeded]`];
  }

  /** Says what a version does not freeze, and what will be too much one day. */
  private warn(): void {
    this.checked = revisionOf(this.resource);
    // a synth is one go; after it, anything may change
    queueMicrotask(() => { this.checked = undefined; });
    const { unclassified, references, content } = this.checked;
    for (const property of unclassified) {
      warn(this.flow, 'UnclassifiedProperty', `it is not known whether a version freezes '${property}', so a change of it makes a new version`,
        'look for a newer release of this library');
    }
    for (const { message, remedy } of notFrozen(references, content)) { warn(this.flow, 'NotFrozen', message, remedy); }
  }

  private get keep(): number {
    return this.retained ?? DEFAULT_RETAINED;
  }

  // what the checks saw is what the template gets: nothing changes between the two
  private revision(): Revision {
    return this.checked ?? revisionOf(this.resource);
  }
}

