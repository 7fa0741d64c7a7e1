import { CfnElement, CfnParameter, CfnResource, Stack, Tokenization } from 'aws-cdk-lib';
import { renderedProperties } from './content-address';
import { NamingResolver } from './naming-resolver';
import { put } from '../core/model/put';
import type { FlowResource } from '../flow/flow-resource';

/**
 * Whether a version of a flow freezes a property of `AWS::Bedrock::Flow`. What a version has is what the schema of
 * `AWS::Bedrock::FlowVersion` lists as read-only: the definition, the role and the key. Names, texts and tags belong to
 * the flow itself.
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
 * What a version of the flow would freeze. A name such as `Ref` may come to mean another thing while it stays the same
 * name, so the properties of the Bedrock resources that the flow names count too, one level deep.
 */
export function revisionOf(flow: FlowResource): Revision {
  const collector = new NamingResolver();
  // names, texts and tags are not so much as looked at
  const properties = flow.propertiesBy(collector, (name) => FROZEN[name] ?? true);
  const frozen = Object.entries(properties).filter(([, value]) => value !== undefined);
  const references = [
    ...new Set([...collector.targets, ...namedByHand(flow, frozen, collector.targets)]),
  ].filter((target) => target !== flow);
  const bedrock = references.filter(CfnResource.isCfnResource)
    .filter((target) => target.cfnResourceType.startsWith('AWS::Bedrock::'));
  const named = bedrock.map((target) =>
    [target.cfnResourceType, Stack.of(target).resolve(target.logicalId), renderedProperties(target)]);
  return {
    content: { salt: SALT, properties: ordered(Object.fromEntries(frozen)), references: byName(named) },
    references,
    unclassified: frozen.map(([name]) => name).filter((name) => !(name in FROZEN)),
  };
}

/** What intrinsic functions of the user's own lead to, such as those of an imported template. */
function namedByHand(flow: FlowResource, content: unknown, known: ReadonlySet<CfnElement>): readonly CfnElement[] {
  const stack = Stack.of(flow);
  const names = refsIn(content, new Set());
  for (const element of known) { names.delete(stack.resolve(element.logicalId)); }
  if (names.size === 0) { return []; }
  // the id of any other may depend on what is being worked out here
  const candidates = stack.node.findAll().filter(CfnElement.isCfnElement)
    .filter((one) => Stack.of(one) === stack && hasPlainId(one));
  const options = { scope: stack, resolver: new NamingResolver(), preparing: true };
  return candidates.filter((one) => names.has(Tokenization.resolve(one.logicalId, options)));
}

function hasPlainId(element: CfnElement): boolean {
  return element instanceof CfnParameter || CfnResource.isCfnResource(element)
    && PLAIN_ID.test(element.cfnResourceType);
}

const PLAIN_ID =
  /^(AWS::Lambda::(Function|Alias)|AWS::Bedrock::\w+|AWS::Lex::BotAlias|AWS::SSM::Parameter|Custom::.*)$/;

function refsIn(value: unknown, names: Set<string>): Set<string> {
  if (typeof value !== 'object' || value === null) { return names; }
  for (const key of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[key];
    const first: unknown = key === 'Ref' ? member : key !== 'Fn::GetAtt' ? undefined
      : Array.isArray(member) ? member[0] : member;
    if (typeof first !== 'string') {
      refsIn(member, names);
    } else if (!first.startsWith('AWS::')) {
      names.add(first.split('.')[0]);
    }
  }
  return names;
}

/** Nodes and connections by name, in loops too: in which order they stand makes no difference to the service. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(ordered); }
  if (typeof value !== 'object' || value === null) { return value; }
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const inner = ordered((value as Record<string, unknown>)[key]);
    put(result, key, Array.isArray(inner) && (key === 'Nodes' || key === 'Connections') ? byName(inner) : inner);
  }
  return result;
}

function byName<T>(values: readonly T[]): readonly T[] {
  const named = values.map((value) => ({ name: JSON.stringify(keyOf(value)), value }));
  named.sort((left, right) => left.name < right.name ? -1 : left.name > right.name ? 1 : 0);
  return named.map(({ value }) => value);
}

function keyOf(value: unknown): unknown {
  return Array.isArray(value) ? value.slice(0, 2) : (value as { readonly Name?: unknown }).Name;
}
