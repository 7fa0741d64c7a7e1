/** What the role of a flow may do, read off the template. */
import { CfnElement, type Stack } from 'aws-cdk-lib';
import { wrapped } from './page';

type Json = Record<string, any>;

export function statementLines(stack: Stack, template: Json, flowId: string): string[] {
  const [role] = template.Resources[flowId].Properties.ExecutionRoleArn['Fn::GetAtt'];
  const policies = (Object.values(template.Resources) as Json[])
    .filter(({ Type, Properties }) => /^AWS::IAM::(Managed)?Policy$/.test(Type)
      && Properties.Roles.some(({ Ref }: Json) => Ref === role));
  const paths = pathsOf(stack);
  return policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .flatMap((statement: Json) => lines(statement, paths));
}

function lines({ Action, Resource, Sid, Condition = {} }: Json, paths: Paths): string[] {
  return [
    ...wrapped('', `${list(Action).join(', ')}${Sid ? ` (${Sid})` : ''}`),
    ...wrapped('  on ', shortened(list(Resource).map((resource) => readable(resource, paths))).join(', ')),
    ...Object.entries<Json>(Condition).flatMap(([operator, keys]) => Object.entries(keys).flatMap(([key, value]) => (
      wrapped('  if ', `${key} ${operator} ${shortened(list(value).map((one) => readable(one, paths))).join(', ')}`)
    ))),
  ];
}

/**
 * ARNs without what goes without saying: service, account and the Region of the stack. What differs in its Region only
 * is said once.
 */
function shortened(resources: readonly string[]): string[] {
  const regions = new Map<string, string[]>();
  for (const resource of resources) {
    const [, region, rest] = /^arn:<Partition>:[^:]*:([^:]*):[^:]*:(.*)$/.exec(resource) ?? [resource, '', resource];
    regions.set(rest, [...regions.get(rest) ?? [], region]);
  }
  return [...regions.entries()].map(([resource, found]) => {
    const others = found.filter((region) => region !== '' && region !== '<Region>');
    if (others.length === 0) { return resource; }
    return `${resource} (${found.length > others.length ? 'here, ' : ''}${others.join(', ')})`;
  });
}

/** Constructs of the stack by logical id, as they are called in the code. */
type Paths = ReadonlyMap<string, string>;

function pathsOf(stack: Stack): Paths {
  const elements = stack.node.findAll().filter((construct) => CfnElement.isCfnElement(construct));
  return new Map(elements.map((element) => [stack.resolve(element.logicalId), element.node.path.split('/').slice(1)
    .filter((id) => id !== 'Resource').join('/')]));
}

function readable(value: unknown, paths: Paths): string {
  if (typeof value === 'string') { return value; }
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Json;
  if (Ref) { return paths.get(Ref) ?? `<${Ref.replace('AWS::', '')}>`; }
  if (attribute) { return paths.get(attribute[0]) ?? attribute.join('.'); }
  if (join) { return join[1].map((part: unknown) => readable(part, paths)).join(join[0]); }
  return JSON.stringify(value);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}
