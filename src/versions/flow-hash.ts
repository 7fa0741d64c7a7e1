import { CfnElement, CfnResource, DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Reference, Stack } from 'aws-cdk-lib';
import { renderedProperties } from './content-address';
import type { FlowResource } from '../flow/flow-resource';

/**
 * Whether a version of a flow freezes a property of `AWS::Bedrock::Flow`. What a version has is what the schema of `AWS::Bedrock::FlowVersion` lists as
 * read-only: the definition, the role and the key. Names, texts and tags belong to the flow itself.
 */
export const FROZEN: { readonly [property: string]: boolean } = {
  CustomerEncryptionKeyArn: true,
  Definition: true,
  DefinitionS3Location: true,
  DefinitionString: true,
  DefinitionSubstitutions: true,
  Description: false,
  ExecutionRoleArn: true,
  Name: false,
  Tags: false,
  TestAliasTags: false,
};

/** What a new version of a flow depends on. */
export interface Revision {
  /** Resolved, and in an order that does not depend on how the program is written. */
  readonly content: unknown;
  /** What the flow names in the app: constructs whose properties are part of the content if they are of Bedrock. */
  readonly references: readonly CfnElement[];
  /** Properties that the table does not know; they count as frozen. */
  readonly unclassified: readonly string[];
}

// Changing how the content is put together gives every flow a new version.
const SALT = 'flow-revision/v1';

/**
 * What a version of the flow would freeze. A name such as `Ref` may come to mean another thing while it stays the same name, so the properties of the
 * Bedrock resources that the flow names count too, one level deep.
 */
export function revisionOf(flow: FlowResource): Revision {
  const collector = new Collector();
  const properties = flow.frozenBy(collector);
  const frozen = Object.entries(properties).filter(([name, value]) => value !== undefined && (FROZEN[name] ?? true));
  const references = [...collector.targets].filter((target) => target !== flow);
  const bedrock = references.filter(CfnResource.isCfnResource).filter((target) => target.cfnResourceType.startsWith('AWS::Bedrock::'));
  const named = bedrock.map((target) => [target.cfnResourceType, Stack.of(target).resolve(target.logicalId), renderedProperties(target)]);
  return {
    content: { salt: SALT, properties: ordered(Object.fromEntries(frozen)), references: named.sort(byName) },
    references,
    unclassified: Object.keys(properties).filter((name) => !(name in FROZEN)),
  };
}

/** Resolves as usual, and remembers the constructs that references lead to. */
class Collector extends DefaultTokenResolver {
  public readonly targets = new Set<CfnElement>();

  public constructor() {
    super({ join: joined });
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): any {
    if (Reference.isReference(token) && CfnElement.isCfnElement(token.target)) { this.targets.add(token.target); }
    return super.resolveToken(token, context, postProcessor);
  }
}

/** A text with references in it; not as a template has it, but the same for the same text. */
function joined(left: unknown, right: unknown): unknown {
  if (typeof left === 'string' && typeof right === 'string') { return left + right; }
  const parts = [left, right].flatMap((part) => isJoin(part) ? part.joined : part === undefined ? [] : [part]);
  return parts.length === 1 ? parts[0] : { joined: parts };
}

function isJoin(value: unknown): value is { readonly joined: readonly unknown[] } {
  return typeof value === 'object' && value !== null && 'joined' in value;
}

/** Nodes and connections by name, in loops too: in which order they stand makes no difference to the service. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(ordered); }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => {
    const inner = ordered(member);
    return [key, Array.isArray(inner) && (key === 'Nodes' || key === 'Connections') ? [...inner].sort(byName) : inner];
  }));
}

function byName(left: unknown, right: unknown): number {
  const [one, other] = [JSON.stringify(keyOf(left)), JSON.stringify(keyOf(right))];
  return one < other ? -1 : one > other ? 1 : 0;
}

function keyOf(value: unknown): unknown {
  return Array.isArray(value) ? value.slice(0, 2) : (value as { readonly Name?: unknown }).Name;
}
