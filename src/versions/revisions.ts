import { type aws_kms as kms, type CfnResource, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { hashOfResolved } from './content-address';
import { type Revision, revisionOf } from './flow-hash';
import { namedIn } from './naming-resolver';
import { notFrozen } from './not-frozen';
import { retainedIf } from './retained';
import type { RevisionPolicies } from './revision-policies';
import { RevisionRetention } from './revision-retention';
import { FlowError } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { SynthPass } from '../checks/synth-pass';
import { warn } from '../checks/warn';
import { NUMBER } from '../core/constraints';
import { errorLine } from '../core/words/line';
import type { FlowResource } from '../flow/flow-resource';
import type { ExecutionRole } from '../role/execution-role';

/** What a flow keeps that must keep versions when nobody says how many. */
const DEFAULT_RETAINED = 3;

/** The versions and aliases of a flow of this app, as far as the app makes them. */
export class Revisions {
  private readonly added: unknown[] = [];
  private readonly names = new Map<string, string>();
  private readonly prompts: string[] = [];
  private readonly aliases: CfnResource[] = [];
  private readonly numbers = new Set<string>();
  private checked?: Revision;
  private checkedHash?: string;
  private checkedVersion = -1;
  private checkedIn?: SynthPass;
  private readonly published: CfnResource[] = [];
  private readonly pinned: CfnResource[] = [];
  private policies?: RevisionPolicies;
  private retention?: RevisionRetention;
  private retained?: number;

  public constructor(
    private readonly flow: Construct & { readonly flowId: string; readonly encryptionKey?: kms.IKey },
    private readonly resource: FlowResource,
    private readonly role: ExecutionRole,
    /** Grows with each change of the nodes. */
    private readonly version: () => number,
  ) {}

  /** Whether the flow is published at all. */
  public get isPublished(): boolean {
    return this.published.length > 0;
  }

  /** Whether versions stay for a while when they are replaced. */
  public get isRetained(): boolean {
    return this.retention !== undefined;
  }

  /** Makes this part of what a version depends on. */
  public add(data: unknown): void {
    this.checkedHash = undefined;
    this.added.push(data);
  }

  /** A short name of the content. */
  public hash(): string {
    this.forgetWhatMayHaveChanged();
    const hash = this.checkedHash ?? hashOfResolved(this.content());
    if (this.checked) { this.checkedHash = hash; }
    return hash;
  }

  /** A version is made: from now on what a version may do stays as long as the version. */
  public publish(version: CfnResource, retained: number | undefined): void {
    this.published.push(version);
    this.role.policy.replaceWhenChanged();
    this.retention?.add(version);
    if (retained !== undefined) { this.retain(retained); }
  }

  /**
   * Keeps versions when they are replaced.
   *
   * @param count how many, the current one among them; `undefined` leaves it to others, or to the default
   */
  public retain(count?: number): void {
    this.retained = count === undefined ? this.retained : Math.max(count, this.retained ?? 0);
    if (this.retention) { return; }
    this.policies = this.role.perRevision({ hash: () => this.hash(), count: () => this.keep + 1 + this.numbers.size });
    // through the node: which of them there are is known when the app is whole
    this.resource.node.addDependency(...this.policies?.resources ?? []);
    this.retention = new RevisionRetention(this.flow, {
      flowId: this.flow.flowId,
      key: this.flow.encryptionKey,
      keep: () => this.keep,
      permissions: this.policies && { role: this.role.role, policies: this.policies },
      prompts: this.prompts,
    });
    for (const version of this.published) { this.retention.add(version); }
    for (const alias of this.pinned) { this.retention.keepWith(alias); }
    for (const alias of this.aliases) { this.retention.follow(alias); }
  }

  /** A version of a prompt or guardrail is made that versions of the flow name. */
  public keepVersion(version: CfnResource, promptId?: string): void {
    retainedIf(version, () => this.isRetained);
    if (promptId !== undefined) { this.prompts.push(promptId); }
  }

  /** A pinned alias is made. */
  public pin(alias: CfnResource): void {
    this.pinned.push(alias);
    this.retention?.keepWith(alias);
  }

  /**
   * An alias that callers name is made: the version that it points to is in use.
   *
   * @param version the number that it points to; `undefined` if it follows a version of the app
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
      throw new FlowError(place,
        `the flow has an alias '${name}' already, at '${taken}'; choose another name`, 'DuplicateName');
    }
  }

  /** What is wrong with all of them together; what versions do not freeze becomes a warning. */
  public findings(): string[] {
    SynthPass.begin(this.flow);
    this.role.policy.settle();
    if (this.isPublished) { this.warn(); }
    this.warnOfNumbers();
    return [
      ...this.tooManyAliases(), ...this.tooManyVersions(),
      ...this.policies?.findings() ?? [], ...this.role.findings(),
    ];
  }

  // the quotas can't be raised
  private tooManyAliases(): string[] {
    const { max } = NUMBER.aliasesPerFlow;
    // those of the versions that are there, of the one that is on its way, and TSTALIASID
    const pins = this.pinned.length;
    const pinned = pins > 0 ? this.there + pins : 0;
    const aliases = this.names.size + pinned + 1;
    if (aliases <= max) { return []; }
    const parts = [`${this.names.size} of your own`, ...pinned > 0
      ? [`${pinned} pinned ones`] : [], 'TSTALIASID'].join(', ');
    const remedy = `remove some${pinned > 0 && this.isRetained ? ', or keep fewer versions' : ''}`;
    return [errorLine(
      '', `the flow would have ${aliases} aliases (${parts}), but the service allows ${max}; ${remedy}`,
      'QuotaExceeded',
    )];
  }

  private tooManyVersions(): string[] {
    const { max } = NUMBER.versionsPerFlow;
    // those of aliases may be older than all that are kept
    const versions = this.there + this.published.length + this.numbers.size;
    if (!this.isPublished || versions <= max) { return []; }
    const named = this.numbers.size > 0 ? [`${this.numbers.size} that aliases name by number`] : [];
    const parts = [`${this.there} kept`, `${this.published.length} on the way`, ...named].join(', ');
    return [errorLine('',
      `the flow would have ${versions} versions (${parts}), but the service allows ${max}; keep fewer versions, or `
      + 'remove some aliases', 'QuotaExceeded')];
  }

  /**
   * Versions that aliases name by number are those of earlier deployments: they go when they are replaced, and what
   * they may do goes too.
   */
  private warnOfNumbers(): void {
    if (this.numbers.size === 0 || this.isRetained) { return; }
    const named = [...this.numbers].sort((left, right) => Number(left) - Number(right)).map((number) => `'${number}'`)
      .join(', ');
    warn(this.flow, 'VersionNotRetained', `an alias points to version ${named} by its number, but the flow keeps `
      + 'neither replaced versions nor their permissions',
    spelt`set 'retainedVersions' (2 to 7) in 'currentVersionOptions' of the flow, or let the alias follow `
        + spelt`flow.currentVersion`);
  }

  /** Says what a version does not freeze, and what will be too much one day. */
  private warn(): void {
    this.checked = revisionOf(this.resource);
    this.checkedHash = undefined;
    this.checkedVersion = this.version();
    // after a synth, what no graph sees may change too, such as overrides of resources
    this.checkedIn = SynthPass.around(this.flow);
    const { unclassified, references, content } = this.checked;
    for (const property of unclassified) {
      warn(this.flow, 'UnclassifiedProperty', `it is not known whether a version freezes '${property}', so a change of `
        + 'it creates a new version',
      'look for a newer release of this library');
    }
    for (const { message, remedy } of notFrozen(references, content)) { warn(this.flow, 'NotFrozen', message, remedy); }
  }

  private get keep(): number {
    return this.retained ?? DEFAULT_RETAINED;
  }

  /** How many versions there may be before those of this deployment are made. */
  private get there(): number {
    return this.isRetained ? this.keep : this.published.length;
  }

  /** What a version depends on: resolved, the same for the same program. */
  private content(): unknown {
    const { content } = this.revision();
    return this.added.length > 0 ? [content, namedIn(this.flow, this.added)] : content;
  }

  // what the checks saw is what the template gets: nothing changes between the two
  private revision(): Revision {
    this.forgetWhatMayHaveChanged();
    return this.checked ?? revisionOf(this.resource);
  }

  private forgetWhatMayHaveChanged(): void {
    if (this.checkedVersion === this.version() && this.checkedIn?.isOn) { return; }
    this.checked = this.checkedHash = undefined;
  }
}

