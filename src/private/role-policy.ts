import { aws_iam as iam, IResolveContext } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { canonical } from './canonical';
import { Need } from './needs';

/** The inline policy of an execution role. */
export interface RolePolicy extends iam.Policy {
  /** Whether a role has taken the policy: one that may not be changed does not. */
  readonly isTaken: boolean;
  /** Whether there is anything in it, handed over or not. */
  readonly hasStatements: boolean;
  /** The statements, for another resource to carry them: this policy is then left out of the template. */
  handOver(): iam.PolicyDocument;
  /** Adds to the policy. */
  allow(needs: readonly Need[]): void;
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
  class RolePolicyDocument extends iam.PolicyDocument {
    public isHandedOver = false;
    private readonly needs: Need[] = [];

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
      return merged(this.needs.map((need) => context.resolve(render(need))));
    }
  }

  class FlowRolePolicy extends iam.Policy implements RolePolicy {
    public isTaken = false;
    private readonly needs: RolePolicyDocument;

    public constructor(scope: Construct, id: string) {
      const document = new RolePolicyDocument();
      super(scope, id, { document });
      this.needs = document;
    }

    public allow(needs: readonly Need[]): void {
      this.needs.allow(needs);
    }

    public get hasStatements(): boolean {
      return this.needs.statementCount > 0;
    }

    public handOver(): iam.PolicyDocument {
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

function merged(resolved: readonly Statement[]): unknown {
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
  const statements = [...byRest.entries()].sort(byText).map(([, statement]) => tidy(statement));
  return statements.length === 0 ? undefined : { Statement: statements, Version: '2012-10-17' };
}

interface Statement {
  readonly Resource?: unknown;
  readonly [member: string]: unknown;
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
