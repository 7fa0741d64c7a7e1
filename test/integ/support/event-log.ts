/** The events of a stack, as CloudFormation tells them; their order can be made another one. */
import type { Rules } from './rules';
import type { Handler, Properties } from '../../support/in-memory-resources';
import type { Known } from '../../support/intrinsics';

export interface StackEvent {
  readonly EventId: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId: string;
  readonly ResourceType: string;
  readonly ResourceStatus: string;
  readonly ResourceStatusReason?: string;
}

const STACK = 'AWS::CloudFormation::Stack';

export class EventLog {
  private readonly events: StackEvent[] = [];
  private readonly ids = new Map<string, string>();
  private status = 'NONE';

  public constructor(private readonly rules: Rules, private readonly statusOf: () => string) {}

  /** The newest first. */
  public newestFirst(): readonly StackEvent[] {
    this.followStack();
    return [...this.events].reverse().sort((left, right) => this.rank(right) - this.rank(left));
  }

  public failed(id: string, type: string, reason: string): void {
    this.add(id, type, 'CREATE_FAILED', reason);
    this.add('Follower', 'AWS::IAM::Role', 'CREATE_FAILED', 'Resource creation cancelled');
  }

  /** A handler whose work is told. */
  public telling(type: string, handler: Handler): Handler {
    const told = (status: string, id: string) => this.add(id, type, status);
    return {
      createOnly: handler.createOnly,
      create: (properties, id) => {
        told('CREATE_IN_PROGRESS', id);
        const known = this.attempt(id, type, () => handler.create(properties, id));
        this.ids.set(keyOf(type, known), id);
        told('CREATE_COMPLETE', id);
        return known;
      },
      update: async (known: Known, properties: Properties) => {
        const id = this.ids.get(keyOf(type, known))!;
        told('UPDATE_IN_PROGRESS', id);
        await handler.update?.(known, properties);
        told('UPDATE_COMPLETE', id);
      },
      delete: (known, properties) => {
        const id = this.ids.get(keyOf(type, known))!;
        told('DELETE_IN_PROGRESS', id);
        handler.delete?.(known, properties);
        told('DELETE_COMPLETE', id);
      },
    };
  }

  private attempt<T>(id: string, type: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.failed(id, type, (error as Error).message);
      throw error;
    }
  }

  private add(
    LogicalResourceId: string, ResourceType: string, ResourceStatus: string, ResourceStatusReason?: string,
  ): void {
    this.followStack();
    this.push({
      LogicalResourceId, PhysicalResourceId: LogicalResourceId, ResourceType, ResourceStatus, ResourceStatusReason,
    });
  }

  private followStack(): void {
    const status = this.statusOf();
    if (status === this.status) { return; }
    this.status = status;
    this.push({ LogicalResourceId: 'Stack', PhysicalResourceId: 'stack', ResourceType: STACK, ResourceStatus: status });
  }

  private push(event: Omit<StackEvent, 'EventId' | 'StackId'>): void {
    this.events.push({ EventId: String(this.events.length + 1), StackId: 'stack', ...event });
  }

  /** When it was, among all events. */
  private rank({ EventId, ResourceType, ResourceStatus }: StackEvent): number {
    const isEarly = this.rules.deployments === 'delete early' && ResourceStatus.startsWith('DELETE');
    const isLate = this.rules.deployments === 'make policies late' && ResourceType === 'AWS::IAM::Policy'
      && ResourceStatus.startsWith('CREATE');
    const first = this.events.findIndex((event) => event.ResourceType === STACK
      && event.ResourceStatus === 'UPDATE_IN_PROGRESS');
    if (first >= 0 && Number(EventId) > first + 1) {
      if (isEarly) { return first + 1.5; }
      if (isLate) { return this.events.length + 1; }
    }
    return Number(EventId);
  }
}

function keyOf(type: string, { ref }: Known): string {
  return `${type} ${ref}`;
}
