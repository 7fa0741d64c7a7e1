import { type CfnElement, CfnParameter, CfnResource, Stack } from 'aws-cdk-lib';
import { spelt } from '../checks/spelt';
import { KINDS, NODE_TYPES } from '../core/kinds';

/** What a version does not freeze: what is wrong, and what to do. */
export interface NotFrozen {
  readonly message: string;
  readonly remedy: string;
}

const NAME_A_VERSION = 'name a version of it, or acknowledge it';
// CreateAgentAlias and UpdateAgentAlias publish the agent; CloudFormation calls them only where a property of the alias
// changes
const RENEW_THE_ALIAS = 'change the \'description\' of the alias with the agent, which publishes a new version of the '
  + 'agent, or acknowledge it';
const KNOW_THE_VALUE = spelt`pass a value that the program knows, such as one of StringParameter.valueFromLookup(), or `
  + 'acknowledge it';

/** What a name refers to, where that can change. */
const MOVING = NODE_TYPES.flatMap((type) => KINDS[type].moving);

/** Resources whose attributes are values, which an update may change while the template names the same thing. */
const VALUES: readonly (readonly [string, RegExp])[] = [
  ['SSM parameter', /^AWS::SSM::Parameter$/],
  ['custom resource', /^(Custom::|AWS::CloudFormation::CustomResource$)/],
];

/** A dynamic reference, and whether it says which version of the value it means. */
const SECRET = /(secretsmanager):(?:[^{}]*?:SecretString:[^:{}]*:[^:{}]*:([^:{}]+)|[^{}]*)/;
const PARAMETER = /(ssm|ssm-secure):[^:{}]+(:\d+)?/;
const DYNAMIC = new RegExp(`\\{\\{resolve:(?:${PARAMETER.source}|${SECRET.source})\\}\\}`, 'g');

/**
 * What a version of a flow names and does not freeze, in words. Knowledge bases are not among them: no version could
 * freeze those.
 */
export function notFrozen(references: readonly CfnElement[], content: unknown): readonly NotFrozen[] {
  // ARNs and dynamic references have a colon; most texts of a flow have none
  const texts = textsOf(content).filter((text) => text.includes(':'));
  const found = [
    ...references.flatMap(ofElement), ...texts.flatMap(ofArn), ...texts.flatMap(ofDynamicReferences),
    ...mappingsIn(content).map((name) => value(`mapping '${name}'`)),
  ];
  const byMessage = new Map(found.map((one) => [one.message, one]));
  return [...byMessage.keys()].sort().map((message) => byMessage.get(message)!);
}

function ofElement(target: CfnElement): readonly NotFrozen[] {
  const name = `'${Stack.of(target).resolve(target.logicalId)}'`;
  if (target instanceof CfnParameter) { return [value(`parameter ${name}`)]; }
  if (!CfnResource.isCfnResource(target)) { return []; }
  const { cfnResourceType } = target;
  const found = MOVING.find(({ resourceType }) => resourceType === cfnResourceType);
  if (found) { return [moving(found.what, name)]; }
  return VALUES.filter(([, pattern]) => pattern.test(cfnResourceType)).map(([kind]) => value(`${kind} ${name}`));
}

function ofArn(text: string): readonly NotFrozen[] {
  const found = MOVING.find(({ arn }) => arn.test(text));
  return found ? [moving(found.what, `'${text}'`)] : [];
}

function ofDynamicReferences(text: string): readonly NotFrozen[] {
  if (!text.includes('{{resolve:')) { return []; }
  const open = [...text.matchAll(DYNAMIC)].filter(([, , version, , versionId]) => version === undefined
    && versionId === undefined);
  return open.map(([reference]) => value(`dynamic reference '${reference}'`));
}

/** The names of mappings that values are looked up in. */
function mappingsIn(content: unknown, names: string[] = []): readonly string[] {
  if (typeof content !== 'object' || content === null) { return names; }
  for (const key of Object.keys(content)) {
    const member = (content as Record<string, unknown>)[key];
    if (key === 'Fn::FindInMap' && Array.isArray(member) && typeof member[0] === 'string') {
      names.push(member[0]);
    } else {
      mappingsIn(member, names);
    }
  }
  return names;
}

function moving(what: string, name: string): NotFrozen {
  return what === 'agent alias'
    ? {
      message: `versions of the flow use the agent alias ${name}, which can be pointed to another version of its `
        + 'agent, and does not follow changes of the agent',
      remedy: RENEW_THE_ALIAS,
    }
    : {
      message: `versions of the flow use the ${what} ${name}, which can change without a new version`,
      remedy: NAME_A_VERSION,
    };
}

function value(what: string): NotFrozen {
  return {
    message: `the flow takes a value from the ${what} at deployment, so a change of the value creates no new version`,
    remedy: KNOW_THE_VALUE,
  };
}

/**
 * All texts; of those that are joined, such as ARNs in the partition of the deployment, each as one where only pseudo
 * parameters are unknown.
 */
function textsOf(content: unknown, texts: string[] = []): readonly string[] {
  if (typeof content === 'string') {
    texts.push(content);
  } else if (typeof content === 'object' && content !== null) {
    if ('Fn::Join' in content) { return addJoined(content['Fn::Join'], texts); }
    for (const member of Object.values(content)) { textsOf(member, texts); }
  }
  return texts;
}

function addJoined(join: unknown, texts: string[]): readonly string[] {
  const [delimiter, parts] = join as [string, readonly unknown[]];
  if (delimiter !== '' || !Array.isArray(parts) || !parts.every((part) => typeof part === 'string' || isPseudo(part))) {
    return textsOf(parts, texts);
  }
  texts.push(parts.map((part) => typeof part === 'string'
    ? part : `<${(part as { readonly Ref: string }).Ref.slice('AWS::'.length)}>`).join(''));
  return texts;
}

function isPseudo(part: unknown): boolean {
  return typeof part === 'object' && part !== null && 'Ref' in part && typeof part.Ref === 'string'
    && part.Ref.startsWith('AWS::');
}
