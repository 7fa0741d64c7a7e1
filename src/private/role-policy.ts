import { aws_iam as iam, IResolveContext } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { canonical } from './canonical';
import { Need } from './needs';

/**
 * The policy of an execution role. Statements that differ only in their resources are merged; statements and resources are sorted after
 * tokens are resolved, because the text of a token depends on what else is in the app.
 */
export class RolePolicyDocument extends iam.PolicyDocument {
  private readonly needs: Need[] = [];

  public allow(needs: readonly Need[]): void {
    this.needs.push(...needs);
  }

  public override addStatements(...statements: iam.PolicyStatement[]): void {
    // the constructor of the base class calls this before there is a list
    if (statements.length === 0) { return; }
    this.allow(statements.map((statement) => ({ statement })));
  }

  public override get isEmpty(): boolean {
    return this.needs.length === 0;
  }

  public override get statementCount(): number {
    return this.needs.length;
  }

  public override resolve(context: IResolveContext): any {
    const merged = new Map<string, Statement>();
    for (const need of this.needs) {
      const { Resource, ...rest } = context.resolve(render(need)) as Statement;
      const key = canonical(rest);
      const resources = Resource === undefined ? [] : Array.isArray(Resource) ? Resource : [Resource];
      const known = merged.get(key);
      if (known) {
        (known.Resource as unknown[]).push(...resources);
      } else {
        merged.set(key, { ...rest, Resource: [...resources] });
      }
    }
    const statements = [...merged.entries()].sort(byText).map(([, statement]) => tidy(statement));
    return statements.length === 0 ? undefined : { Statement: statements, Version: '2012-10-17' };
  }
}

/** The inline policy of an execution role; knows whether a role has taken it (one that may not be changed does not). */
export class RolePolicy extends iam.Policy {
  public readonly needs: RolePolicyDocument;
  /** Whether a role has taken the policy. */
  public isTaken = false;

  public constructor(scope: Construct, id: string) {
    const document = new RolePolicyDocument();
    super(scope, id, { document });
    this.needs = document;
  }

  public override attachToRole(role: iam.IRole): void {
    this.isTaken = true;
    super.attachToRole(role);
  }
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
