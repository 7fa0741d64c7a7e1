import { aws_iam as iam, type CfnResource, type IResolvable, type IResolveContext, Lazy, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { inlineCharacters, joinRole } from './inline-characters';
import { knownNeeds, type Need, toStatement } from './needs';
import { documentOf, lengthOf, MAX_PARTS, policyParts, type Statement } from './policy-parts';
import { GROWS_AT, partsFor, roughLength } from './rough-length';
import { type NeedOfNode, type Rendered, rendered, type Resolve } from './statements';
import { SynthPass } from '../checks/synth-pass';
import { addressByContent, hashOf, hashOfResolved } from '../versions/content-address';

/**
 * A flow's policy never takes more than half of what a role may have inline: while it is replaced, there are two of it.
 */
const INLINE_CHARACTERS = 5_120;

/** What one of several managed policies takes of the statements. */
export type Share = 'own part' | 'the rest' | 'nothing';

/** The statements of an execution role, as other carriers than this policy may take them over. */
export interface RoleStatements {
  /** How many needs were added so far. */
  readonly count: number;
  /** In how many managed policies they fit for sure, by a rough count. */
  readonly mostParts: number;
  /** The statements as they are now; resolved. */
  current(): readonly Statement[];
  /**
   * The document of one of several managed policies.
   *
   * @param share whether it takes its own part, or what is in all further parts too, or nothing
   */
  document(at: number, share: () => Share): IResolvable;
}

/** What a flow's nodes need of its role: an inline policy, or managed ones where it would be too long. */
export interface RolePolicy extends iam.Policy {
  /** Whether a role has taken the policy: one that may not be changed does not. */
  readonly isTaken: boolean;
  /** The managed policies that there can be. */
  readonly managed: readonly CfnResource[];
  /** @param node the node that needs it */
  allow(needs: readonly Need[], node?: string): void;
  /** From now on each content is a policy of its own: made before what needs it, and gone when nothing does. */
  replaceWhenChanged(): void;
  /** From now on something else carries the statements. */
  handOver(): RoleStatements;
  /** The statements as they are now; resolved. */
  current(): readonly Statement[];
  /** What of it no role gets; one line each. */
  refusals(): readonly string[];
  /** The statements for whoever adds them to the role by hand, each once. */
  byHand(): readonly iam.PolicyStatement[];
  /** Whether all is in the inline policy. */
  isInline(): boolean;
  /** How many managed policies it takes. */
  managedCount(): number;
  /** Remembers what it looks like while the template is made; until then it may change at any time. */
  settle(): void;
}

let classes: ReturnType<typeof defineClasses> | undefined;

/** A new policy that no role has taken yet. */
export function newRolePolicy(scope: Construct, id: string, role: iam.IRole): RolePolicy {
  // aws-iam is loaded when the first flow is made, not when the library is imported
  classes ??= defineClasses();
  return new classes.FlowRolePolicy(scope, id, role);
}

function defineClasses() {
  class RolePolicyDocument extends iam.PolicyDocument implements RoleStatements {
    private readonly needs: NeedOfNode[] = [];
    private characters = 0;
    private settled?: Rendered & { readonly count: number; readonly hash: string; readonly pass?: SynthPass };

    /**
     * @param grown is told how many characters there are, by a rough count
     * @param isCarried whether this document is in the template at all
     */
    public constructor(
      private readonly owner: Construct,
      private readonly grown: (characters: number) => void,
      private readonly isCarried: () => boolean,
    ) {
      super();
    }

    public allow(needs: readonly Need[], node?: string): void {
      this.needs.push(...needs.map((one) => ({ need: one, node })));
      for (const need of needs) { this.characters += roughLength(need); }
      this.grown(this.characters);
    }

    public override addStatements(...statements: iam.PolicyStatement[]): void {
      // the constructor of the base class calls this before there is a list
      if (statements.length > 0) { this.allow(statements.map((statement) => ({ statement }))); }
    }

    public override get isEmpty(): boolean {
      return !this.isCarried() || this.needs.every(({ need }) => 'later' in need && knownNeeds([need]).length === 0);
    }

    public override get statementCount(): number {
      return this.needs.length;
    }

    public get count(): number {
      return this.needs.length;
    }

    public get mostParts(): number {
      return partsFor(this.characters);
    }

    public override resolve(context: IResolveContext): any {
      // one that all is refused of is empty, and the synth stops
      return this.isEmpty ? undefined : documentOf(this.statementsIn(context));
    }

    public document(at: number, share: () => Share): IResolvable {
      return Lazy.uncachedAny({
        produce: (context) => {
          const taken = share();
          if (taken === 'nothing') { return documentOf([]); }
          const parts = policyParts(this.statementsIn(context));
          return documentOf(taken === 'the rest' ? parts.slice(at).flat() : parts[at] ?? []);
        },
      });
    }

    public current(): readonly Statement[] {
      return this.now().statements;
    }

    public refusals(): readonly string[] {
      return this.now().refusals;
    }

    public byHand(): readonly iam.PolicyStatement[] {
      const known = this.needs.flatMap(({ need }) => knownNeeds([need])).map(toStatement);
      return [...new Map(known.map((statement) => [JSON.stringify(statement.toStatementJson()), statement])).values()];
    }

    /** A short name of the statements: a template asks for the id of a policy once for each reference to it. */
    public hash(): string {
      return this.settledNow()?.hash ?? hashOfResolved(this.current());
    }

    public settle(): void {
      this.settled = undefined;
      const now = this.now();
      const pass = SynthPass.around(this.owner);
      this.settled = { count: this.needs.length, ...now, hash: hashOfResolved(now.statements), pass };
    }

    /** What the checks of this synth saw; `undefined` before and after it, when anything may change. */
    private settledNow() {
      return this.settled?.pass?.isOn && this.settled.count === this.needs.length ? this.settled : undefined;
    }

    /** While CDK looks for references it must see the tokens; later their values do. */
    private statementsIn(context: IResolveContext): readonly Statement[] {
      return context.preparing ? this.resolved((value) => context.resolve(value)).statements : this.current();
    }

    private now(): Rendered {
      return this.settledNow() ?? this.resolved((value) => Stack.of(this.owner).resolve(value));
    }

    private resolved(resolve: Resolve): Rendered {
      return rendered(this.needs, resolve);
    }
  }

  class FlowRolePolicy extends iam.Policy implements RolePolicy {
    public readonly managed: CfnResource[] = [];
    public isTaken = false;
    private readonly needs: RolePolicyDocument;
    private readonly role: iam.IRole;
    private isReplaced = false;
    private isHandedOver = false;

    public constructor(scope: Construct, id: string, role: iam.IRole) {
      const isCarried = () => !this.isHandedOver && this.isInline();
      const document = new RolePolicyDocument(scope, (characters) => this.grow(characters), isCarried);
      const name = madeIn(Stack.of(scope), role)
        ? undefined : Lazy.uncachedString({ produce: () => this.nameOnForeignRole() });
      super(scope, id, { document, policyName: name });
      this.needs = document;
      this.role = role;
      role.attachInlinePolicy(this);
      if (!this.isTaken) { return; }
      joinRole(role, this);
      // a role of the user's may have so many inline policies that there is no room for another
      if (role.node.scope !== scope) { this.addManaged(); }
    }

    /**
     * A role that takes another policy compares names. That is not a use of this one, which the base class would then
     * not allow to be left out; and with another policy there may not be room for this one inline.
     */
    public override get policyName(): string {
      if (this.managed.length === 0) { this.addManaged(); }
      return this.physicalName;
    }

    public allow(needs: readonly Need[], node?: string): void {
      this.needs.allow(needs, node);
    }

    public override attachToRole(role: iam.IRole): void {
      this.isTaken = true;
      super.attachToRole(role);
    }

    public current(): readonly Statement[] {
      return this.needs.current();
    }

    public refusals(): readonly string[] {
      return this.needs.refusals();
    }

    public byHand(): readonly iam.PolicyStatement[] {
      return this.needs.byHand();
    }

    public settle(): void {
      this.needs.settle();
    }

    public replaceWhenChanged(): void {
      if (this.isReplaced || this.isHandedOver) { return; }
      this.isReplaced = true;
      for (const resource of [this.node.defaultChild as CfnResource, ...this.managed]) { this.address(resource); }
    }

    public handOver(): RoleStatements {
      this.isHandedOver = true;
      return this.needs;
    }

    public isInline(): boolean {
      return this.managed.length === 0
        || lengthOf(documentOf(this.current())) <= Math.min(INLINE_CHARACTERS, inlineCharacters(this.role, this));
    }

    public managedCount(): number {
      if (this.isHandedOver || !this.isTaken || this.isInline()) { return 0; }
      return Math.min(policyParts(this.current()).length, this.managed.length);
    }

    // called by the constructor of the base class too
    private grow(characters: number): void {
      if (!this.isTaken) { return; }
      const wanted = characters < GROWS_AT ? 0 : partsFor(characters);
      while (this.managed.length < Math.min(wanted, MAX_PARTS)) { this.addManaged(); }
    }

    private addManaged(): void {
      if (!this.isTaken) { return; }
      const at = this.managed.length;
      const isNeeded = () => at < this.managedCount();
      class ManagedPart extends iam.CfnManagedPolicy {
        // IAM takes no policy without statements
        protected override shouldSynthesize(): boolean { return isNeeded(); }
      }
      const resource = new ManagedPart(this, `Managed${at + 1}`, {
        // no name: the next one must not find it taken
        roles: [this.role.roleName],
        policyDocument: this.needs.document(at, () => !isNeeded() ? 'nothing' : at === this.managed.length - 1
          ? 'the rest' : 'own part'),
      });
      this.managed.push(resource);
      if (this.isReplaced) { this.address(resource); }
    }

    private address(resource: CfnResource): void {
      const role = this.role.roleName;
      addressByContent(resource, () => [role, this.needs.hash()]);
    }

    private nameOnForeignRole(): string {
      const stack = Stack.of(this);
      const logicalId: string = stack.resolve((this.node.defaultChild as CfnResource).logicalId);
      // stacks of other apps may put a policy with the same logical id on the role
      return `${logicalId.slice(-100)}-${hashOf(this, [stack.stackName, this.node.path])}`;
    }
  }

  return { FlowRolePolicy };
}

function madeIn(stack: Stack, role: iam.IRole): boolean {
  return role.node.defaultChild instanceof iam.CfnRole && Stack.of(role) === stack;
}
