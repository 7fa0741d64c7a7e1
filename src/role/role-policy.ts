import { aws_iam as iam, IResolvable, IResolveContext, Lazy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Need } from './needs';
import { documentOf, policyParts, Statement } from './policy-parts';
import { canonical } from '../core/model/canonical';

/** The inline policy of an execution role. */
export interface RolePolicy extends iam.Policy {
  /** Whether a role has taken the policy: one that may not be changed does not. */
  readonly isTaken: boolean;
  /** The statements, for managed policies to carry them: this policy is then left out of the template. */
  handOver(): HandedOver;
  /** Adds to the policy. */
  allow(needs: readonly Need[]): void;
}

/** Statements in parts that are short enough for a managed policy each. */
export interface HandedOver {
  /** How much was added to them. */
  readonly statementCount: number;
  /** The statements of each part as they are now; resolved. */
  parts(): readonly (readonly Statement[])[];
  /**
   * The document of one part.
   *
   * @param isLast whether it takes what is in all further parts too
   */
  document(at: number, isLast: () => boolean): IResolvable;
}

let classes: ReturnType<typeof defineClasses> | undefined;

/** A new inline policy that no role has taken yet. */
export function newRolePolicy(scope: Construct, id: string): RolePolicy {
  // aws-iam is loaded when the first flow is made, not when the library is imported
  classes ??= defineClasses();
  return new classes.FlowRolePolicy(scope, id);
}

function defineClasses() {
  /**
   * Statements that differ only in their resources are merged; statements and resources are sorted after tokens are resolved, because the text of
   * a token depends on what else is in the app.
   */
  class RolePolicyDocument extends iam.PolicyDocument implements HandedOver {
    public isHandedOver = false;
    private readonly needs: Need[] = [];

    public constructor(private readonly owner: Construct) {
      super();
    }

    public allow(needs: readonly Need[]): void {
      this.needs.push(...needs);
    }

    public override addStatements(...statements: iam.PolicyStatement[]): void {
      // the constructor of the base class calls this before there is a list
      if (statements.length > 0) { this.allow(statements.map((statement) => ({ statement }))); }
    }

    public override get isEmpty(): boolean {
      return this.needs.length === 0 || this.isHandedOver;
    }

    public override get statementCount(): number {
      return this.needs.length;
    }

    public override resolve(context: IResolveContext): any {
      const statements = this.sorted((need) => context.resolve(need));
      return statements.length === 0 ? undefined : documentOf(statements);
    }

    public parts(): readonly (readonly Statement[])[] {
      return policyParts(this.sorted((need) => Stack.of(this.owner).resolve(need)));
    }

    public document(at: number, isLast: () => boolean): IResolvable {
      return Lazy.uncachedAny({
        produce: (context) => {
          const parts = policyParts(this.sorted((need) => context.resolve(need)));
          return documentOf(isLast() ? parts.slice(at).flat() : parts[at] ?? []);
        },
      });
    }

    private sorted(resolve: (statement: Statement) => Statement): readonly Statement[] {
      return merged(this.needs.map((need) => resolve(render(need))));
    }
  }

  class FlowRolePolicy extends iam.Policy implements RolePolicy {
    public isTaken = false;
    private readonly needs: RolePolicyDocument;

    public constructor(scope: Construct, id: string) {
      const document = new RolePolicyDocument(scope);
      super(scope, id, { document });
      this.needs = document;
    }

    public allow(needs: readonly Need[]): void {
      this.needs.allow(needs);
    }

    public handOver(): HandedOver {
      this.needs.isHandedOver = true;
      return this.needs;
    }

    public override attachToRole(role: iam.IRole): void {
      this.isTaken = true;
      super.attachToRole(role);
    }
  }

  return { FlowRolePolicy };
}

function merged(resolved: readonly Statement[]): readonly Statement[] {
  const byRest = new Map<string, Statement>();
  for (const { Resource, ...rest } of resolved) {
    const key = canonical(rest);
    const resources = Resource === undefined ? [] : Array.isArray(Resource) ? Resource : [Resource];
    const known = byRest.get(key);
    if (known) {
      (known.Resource as unknown[]).push(...resources);
    } else {
      byRest.set(key, { ...rest, Resource: [...resources] });
    }
  }
  return [...byRest.entries()].sort(byText).map(([, statement]) => tidy(statement));
}

function render(need: Need): Statement {
  if ('statement' in need) { return need.statement.toStatementJson(); }
  const { actions, resources, conditions, sid } = need;
  return {
    Action: actions.length === 1 ? actions[0] : actions,
    ...conditions && { Condition: conditions },
    Effect: 'Allow',
    Resource: resources,
    ...sid && { Sid: sid },
  };
}

function tidy(statement: Statement): Statement {
  const { Resource, ...rest } = statement;
  const distinct = new Map((Resource as unknown[]).map((resource) => [canonical(resource), resource]));
  const resources = [...distinct.entries()].sort(byText).map(([, resource]) => resource);
  if (resources.length === 0) { return rest; }
  return { ...rest, Resource: resources.length === 1 ? resources[0] : resources };
}

function byText([left]: [string, unknown], [right]: [string, unknown]): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
