/**
 * A stack as CloudFormation keeps it: creates and changes in order, rolls back what fails, cleans up last, and honours
 * what is to be retained.
 */
import {
  CloudFormationClient, DescribeStacksCommand, GetTemplateCommand, ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { type Handler, OTHER, type Properties } from './in-memory-resources';
import { type CfnResource, type CfnTemplate, creationOrder, type Known, resolved } from './intrinsics';

export interface CustomResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResourceType: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Properties;
  readonly OldResourceProperties?: Properties;
}

export type CustomResources = (event: any) => Promise<{ readonly PhysicalResourceId: string }>;

interface Instance {
  readonly resource: CfnResource;
  readonly properties: Properties;
  /** The properties as text, to see whether they change. */
  readonly text: string;
  known: Known;
}

export const STACK_ID = 'arn:aws:cloudformation:us-east-1:111122223333:stack/S/1';
const PSEUDO: { readonly [name: string]: string } = {
  'AWS::StackId': STACK_ID,
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-1',
  'AWS::AccountId':
    '111122223333',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** Where a deployment fails: before the first resource (by id) that this says of, or never. */
export type FailsAt = (id: string, resource: CfnResource) => boolean;
export const AT_THE_END = 'the end';

export class InMemoryStack {
  public status = 'NONE';
  /** What went wrong that should not have: the last failure that nobody asked for. */
  public fault?: Error;
  /** What could not be deleted when all was done: CloudFormation says so and goes on. */
  public readonly leftovers: string[] = [];
  private instances = new Map<string, Instance>();
  private target: CfnTemplate = { Resources: {} };

  public constructor(
    private readonly handlers: { readonly [type: string]: Handler },
    private readonly custom: CustomResources,
    /** Looks at the world after each step. */
    private readonly watch: () => void = () => {},
  ) {}

  public client(): CloudFormationClient {
    const client =
      new CloudFormationClient({ region: 'us-east-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } });
    client.send = async (command: any) => {
      if (command.input.StackName !== STACK_ID) { throw new Error('another stack'); }
      if (command instanceof DescribeStacksCommand) { return { Stacks: [{ StackStatus: this.status }] }; }
      if (command instanceof GetTemplateCommand) { return { TemplateBody: JSON.stringify(this.target) }; }
      if (command instanceof ListStackResourcesCommand) { return { StackResourceSummaries: this.summaries() }; }
      throw new Error('not known here');
    };
    return client;
  }

  /** What is going is listed too, as long as it is there. */
  private summaries(): readonly object[] {
    return [
      ...this.instances,
    ].map(([LogicalResourceId, { resource: { Type: ResourceType }, known: { ref: PhysicalResourceId } }]) => (
      { LogicalResourceId, ResourceType, PhysicalResourceId }));
  }

  /** The properties of the resources of a type that the template under way has and that are there by now. */
  public propertiesOf(type: string): readonly Properties[] {
    return [...this.instances].flatMap(([id, { resource, properties }]) => resource.Type === type
      && id in this.target.Resources ? [properties] : []);
  }

  /** Whether it went well. A failure that was not asked for is in `fault`. */
  public async deploy(template: CfnTemplate, failsAt: FailsAt = () => false, isLastFirst = false): Promise<boolean> {
    this.status = this.instances.size === 0 ? 'CREATE_IN_PROGRESS' : 'UPDATE_IN_PROGRESS';
    this.fault = undefined;
    this.target = template;
    const before = new Map(this.instances);
    const order = orderOf(template, isLastFirst);
    try {
      for (const id of [...order, AT_THE_END]) {
        if (failsAt(id, template.Resources[id])) { throw new Asked(); }
        if (id === AT_THE_END) { break; }
        await this.apply(id, template.Resources[id]);
        this.watch();
      }
    } catch (error) {
      if (!(error instanceof Asked)) { this.fault = error as Error; }
      await this.rollBack(before, order);
      return false;
    }
    this.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    for (const [id, old] of [...before].reverse()) {
      const now = this.instances.get(id);
      const isReplaced = now !== undefined && now.known !== old.known;
      if (now && !(id in template.Resources)) { this.instances.delete(id); }
      if (isReplaced ? old.resource.UpdateReplacePolicy !== 'Retain' : !(id in template.Resources)
        && isDeleted(old.resource)) {
        await this.remove(id, old).catch(() => this.leftovers.push(old.known.ref));
      }
    }
    this.watch();
    // later operations go backwards through what there is: it must stand in the order of this template
    this.instances = new Map(order.map((id) => [id, this.instances.get(id)!]));
    this.status = 'UPDATE_COMPLETE';
    return true;
  }

  public async delete(): Promise<void> {
    this.status = 'DELETE_IN_PROGRESS';
    for (const [id, instance] of [...this.instances].reverse()) {
      if (isDeleted(instance.resource)) { await this.remove(id, instance); }
      this.instances.delete(id);
    }
    this.status = 'DELETE_COMPLETE';
  }

  private async rollBack(before: ReadonlyMap<string, Instance>, order: readonly string[]): Promise<void> {
    this.status = before.size === 0 ? 'ROLLBACK_IN_PROGRESS' : 'UPDATE_ROLLBACK_IN_PROGRESS';
    const made: (readonly [string, Instance])[] = [];
    const after = this.instances;
    this.instances = new Map(after);
    for (const [id, old] of before) {
      const now = after.get(id);
      if (!now || now.properties === old.properties) { continue; }
      this.instances.set(id, old);
      if (now.known.ref === old.known.ref) { await this.change(id, old, now); } else { made.push([id, now]); }
      this.watch();
    }
    this.status = before.size === 0 ? 'ROLLBACK_IN_PROGRESS' : 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    // RetainExceptOnCreate: what the failed operation made goes
    made.push(...[...after].filter(([id]) => !before.has(id)));
    // the last one first, whether it took the place of another or is new
    made.sort(([left], [right]) => order.indexOf(right) - order.indexOf(left));
    for (const [id, instance] of made) { await this.remove(id, instance); }
    this.instances = new Map(before);
    this.watch();
    this.status = 'UPDATE_ROLLBACK_COMPLETE';
  }

  private async apply(id: string, resource: CfnResource): Promise<void> {
    const properties = resolved(resource.Properties ?? {}, (name) => this.knownOrPseudo(name)) as Properties;
    const text = JSON.stringify(properties);
    const old = this.instances.get(id);
    if (!old) {
      this.instances.set(id, { resource, properties, text, known: await this.make(id, resource, properties) });
      return;
    }
    if (old.text === text) {
      this.instances.set(id, { ...old, resource });
      return;
    }
    const { createOnly } = this.handlerOf(resource);
    const isReplaced =
      createOnly.some((name) => JSON.stringify(old.properties[name]) !== JSON.stringify(properties[name]));
    const known = isReplaced ? await this.make(id, resource, properties) : old.known;
    const now: Instance = { resource, properties, text, known };
    if (!isReplaced) { now.known = await this.change(id, now, old) ?? known; }
    this.instances.set(id, now);
  }

  private async make(id: string, resource: CfnResource, properties: Properties): Promise<Known> {
    if (!isCustom(resource)) { return this.handlerOf(resource).create(properties, id); }
    const { PhysicalResourceId: ref } = await this.custom(event('Create', id, resource, properties));
    return { ref, attributes: {} };
  }

  /** Another physical id of a custom resource is another resource: the one before goes in the clean-up. */
  private async change(id: string, { resource, properties, known }: Instance, from: Instance): Promise<Known
    | undefined> {
    if (isCustom(resource)) {
      const { PhysicalResourceId: ref } = await this.custom({
        ...event('Update', id, resource, properties),
        PhysicalResourceId: known.ref,
        OldResourceProperties: asTexts(from.properties),
      });
      return ref === known.ref ? undefined : { ref, attributes: {} };
    }
    await this.handlerOf(resource).update?.(known, properties);
    return undefined;
  }

  private async remove(id: string, { resource, properties, known }: Instance): Promise<void> {
    if (isCustom(resource)) {
      await this.custom({ ...event('Delete', id, resource, properties), PhysicalResourceId: known.ref });
      return;
    }
    this.handlerOf(resource).delete?.(known, properties);
  }

  private handlerOf({ Type }: CfnResource): Handler {
    return this.handlers[Type] ?? OTHER;
  }

  private knownOrPseudo(id: string): Known {
    const instance = this.instances.get(id);
    if (instance) { return instance.known; }
    if (id in PSEUDO) { return { ref: PSEUDO[id], attributes: {} }; }
    throw new Error(`${id} is not there yet`);
  }
}

const ORDERS = [new WeakMap<CfnTemplate, readonly string[]>(), new WeakMap<CfnTemplate, readonly string[]>()];

function orderOf(template: CfnTemplate, isLastFirst: boolean): readonly string[] {
  const known = ORDERS[Number(isLastFirst)];
  const order = known.get(template) ?? creationOrder(template, isLastFirst);
  known.set(template, order);
  return order;
}

class Asked extends Error {}

function isDeleted({ DeletionPolicy = 'Delete' }: CfnResource): boolean {
  return DeletionPolicy === 'Delete';
}

function isCustom({ Type }: CfnResource): boolean {
  return Type.startsWith('Custom::BedrockFlow');
}

function event(
  RequestType: CustomResourceEvent['RequestType'], id: string, { Type }: CfnResource, properties: Properties,
): CustomResourceEvent {
  return {
    RequestType, ResourceType: Type, StackId: STACK_ID, LogicalResourceId: id, ResourceProperties: asTexts(properties),
  };
}

/** CloudFormation turns numbers and booleans of custom resources into texts. */
function asTexts(value: any): any {
  if (Array.isArray(value)) { return value.map(asTexts); }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, asTexts(member)]));
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}
