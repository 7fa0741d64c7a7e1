/** The inline policies of roles. */
import { IAMClient, NoSuchEntityException } from '@aws-sdk/client-iam';
import { operationOf } from './in-memory-bedrock';

/** All inline policies of a role together, blanks not counted (IAM User Guide, reference_iam-quotas). */
const MAX_CHARACTERS = 10_240;
const PAGE = 4;

export class InMemoryIam {
  /** How often a policy was made, changed or deleted. */
  public changes = 0;
  public readonly roles = new Map<string, Map<string, string>>();

  public client(): IAMClient {
    const client = new IAMClient({ region: 'us-east-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } });
    client.send = async (command: any) => this.answer(operationOf(command), command.input);
    return client;
  }

  /** Adds or replaces, as PutRolePolicy does. */
  public put(role: string, name: string, document: unknown): void {
    const policies = this.policies(role);
    this.changes++;
    policies.set(name, JSON.stringify(document));
    const characters = [...policies.values()].reduce((sum, text) => sum + text.replace(/\s/g, '').length, 0);
    if (characters > MAX_CHARACTERS) { throw new Error(`LimitExceeded: the policies of role ${role} have ${characters} characters`); }
  }

  public delete(role: string, name: string): void {
    this.changes++;
    if (!this.policies(role).delete(name)) { throw noSuchEntity(`policy ${name}`); }
  }

  /** A role goes only after its policies (DeleteRole, DeleteConflict). */
  public deleteRole(role: string): void {
    const left = [...this.policies(role).keys()];
    if (left.length > 0) { throw new Error(`DeleteConflict: role ${role} has ${left.join(', ')}`); }
    this.roles.delete(role);
  }

  public policies(role: string): Map<string, string> {
    const policies = this.roles.get(role);
    if (!policies) { throw noSuchEntity(`role ${role}`); }
    return policies;
  }

  /** What the service answers to an operation. */
  public answer(operation: string, input: any): unknown {
    if (operation === 'ListRolePolicies') {
      const names = [...this.policies(input.RoleName).keys()].sort();
      const from = Number(input.Marker ?? 0);
      const more = from + PAGE < names.length;
      return { PolicyNames: names.slice(from, from + PAGE), IsTruncated: more, ...more && { Marker: String(from + PAGE) } };
    }
    if (operation !== 'DeleteRolePolicy') { throw new Error(`${operation} is not known here`); }
    this.delete(input.RoleName, input.PolicyName);
    return {};
  }
}

const noSuchEntity = (message: string) => new NoSuchEntityException({ message, $metadata: {} });
