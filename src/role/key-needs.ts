import { Arn, ArnFormat, aws_kms as kms, Fn, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { asText, propertyOf, targetOf } from './in-app';
import { type Conditions, type Need, need } from './needs';
import { NEEDS } from '../core/constraints';

/**
 * The condition that a resource belongs to the account it is expected in, which stops a name from leading elsewhere
 * (flows-permissions).
 */
export function ownedBy(account: string): Conditions {
  return { StringEquals: { 'aws:ResourceAccount': account } };
}

/** A key as statements have it: by its ARN, or by an alias whose key only the deployment knows. */
interface KeyInStatements {
  readonly resource: string;
  readonly account: string;
  /** The name of the alias: the statement is for the key that has it. */
  readonly alias?: string;
}

/** The key of something: a construct, or what a property of a resource says. */
export type AnyKey = kms.IKey | string;

type KeyRow = 'readKey' | 'writeKey';

/** Reading, or reading and writing, what is encrypted with a key. */
export function keyNeed(row: KeyRow, scope: Construct, key: AnyKey): Need {
  const { resource, account, alias } = typeof key === 'string' ? named(scope, key) : ofKey(scope, key);
  return need(row, [resource], { ...ownedBy(account), ...withAlias(alias) }, alias === undefined ? undefined : [alias]);
}

/** The same with a key that is known when the app is whole, if there is one. */
export function laterKeyNeed(row: KeyRow, scope: Construct, key: () => AnyKey | undefined): Need {
  return {
    later: () => {
      const known = key();
      return known === undefined ? [] : [keyNeed(row, scope, known)];
    },
  };
}

/** The members of a statement. */
interface KeyUse {
  readonly actions: string[];
  readonly resources: string[];
  readonly conditions: Conditions;
}

/**
 * What the key of a flow is used for by whoever calls the service about it, with the conditions that keep it to this
 * flow (User Guide, encryption-flows).
 */
export function flowKeyUse(scope: Construct, flowArn: string, key: kms.IKey): KeyUse {
  const stack = Stack.of(scope);
  const { resource, alias } = ofKey(scope, key);
  return {
    actions: [...NEEDS.writeKey.actions],
    resources: [resource],
    conditions: {
      StringEquals: {
        'kms:EncryptionContext:aws:bedrock-flows:arn': flowArn,
        'kms:ViaService': `bedrock.${stack.region}.${stack.urlSuffix}`,
      },
      ...withAlias(alias),
    },
  };
}

/**
 * Using the key of a flow, for flows of this account and Region: its own ARN is not known before it is made (User
 * Guide, encryption-flows).
 */
export function flowKeyNeed(scope: Construct, key: kms.IKey): Need {
  const stack = Stack.of(scope);
  return need('writeKey', [ofKey(scope, key).resource], {
    StringEquals: { 'kms:ViaService': `bedrock.${stack.region}.${stack.urlSuffix}` },
    ArnLike: {
      'kms:EncryptionContext:aws:bedrock-flows:arn':
        stack.formatArn({ service: 'bedrock', resource: 'flow', resourceName: '*' }),
    },
  });
}

/** The ARN of a key, for services that take no alias; `undefined` for an alias whose key is not known. */
export function keyArnOf(key: kms.IKey): string | undefined {
  if (!isAlias(key)) { return aliasIn(key.keyArn) === undefined ? key.keyArn : undefined; }
  const target = targetOfAlias(key);
  return target && keyArnOf(target);
}

/** The account in an ARN; if it is a token, the one that it will be in. */
function accountOf(scope: Construct, arn: string): string {
  if (!Token.isUnresolved(arn)) {
    return Arn.split(arn, ArnFormat.NO_RESOURCE_NAME).account || Stack.of(scope).account;
  }
  const [head, , , , account, ...rest] = arn.split(':');
  return head === 'arn' && rest.length > 0 ? account : Fn.select(4, Fn.split(':', arn));
}

// as grants of aws-cdk-lib to such an alias
function withAlias(alias: string | undefined): Conditions {
  return alias === undefined ? {} : { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias } };
}

function ofKey(scope: Construct, key: kms.IKey): KeyInStatements {
  const { account, region } = key.env;
  if (isAlias(key)) {
    const target = targetOfAlias(key);
    return target ? ofKey(scope, target) : byAlias(scope, key.aliasName, account, region);
  }
  const alias = aliasIn(key.keyArn);
  if (alias !== undefined) { return byAlias(scope, alias, account, region); }
  // what the ARN shows is plainer than what aws-cdk-lib makes of one that is half a token
  return { resource: key.keyArn, account: key.keyArn.startsWith('arn:') ? accountOf(scope, key.keyArn) : account };
}

/** A key as the property of a resource names it: by its ARN or id, or by an alias. */
function named(scope: Construct, text: string): KeyInStatements {
  const cfnAlias = targetOf(scope, text, kms.CfnAlias);
  if (cfnAlias) { return named(cfnAlias, asText(propertyOf(cfnAlias, 'TargetKeyId'))!); }
  const cfnKey = targetOf(scope, text, kms.CfnKey);
  // a `Ref` of a key is its id
  if (cfnKey) { return { resource: isRef(text) ? cfnKey.attrArn : text, account: Stack.of(cfnKey).account }; }
  const { account } = Stack.of(scope);
  const alias = aliasIn(text);
  if (alias !== undefined) { return byAlias(scope, alias, text.startsWith('arn:') ? accountOf(scope, text) : account); }
  if (Token.isUnresolved(text) || text.startsWith('arn:')) {
    return { resource: text, account: accountOf(scope, text) };
  }
  return { resource: Stack.of(scope).formatArn({ service: 'kms', resource: 'key', resourceName: text }), account };
}

function byAlias(scope: IConstruct, alias: string, account: string, region?: string): KeyInStatements {
  return {
    resource: Stack.of(scope).formatArn({ service: 'kms', region, account, resource: 'key', resourceName: '*' }),
    account,
    alias,
  };
}

/** The name of an alias in a text or ARN that is known. */
function aliasIn(text: string): string | undefined {
  return /^(?:arn:[^:]*:kms:[^:]*:[^:]*:)?(alias\/.+)$/.exec(text)?.[1];
}

function isRef(text: string): boolean {
  return Tokenization.reverseString(text).tokens.some((token) => Reference.isReference(token)
    && token.displayName === 'Ref');
}

function isAlias(key: kms.IKey): key is kms.IAlias {
  return 'aliasName' in key;
}

/** The key of an alias; aws-cdk-lib refuses to say it where only the name of the alias is known. */
function targetOfAlias(alias: kms.IAlias): kms.IKey | undefined {
  try {
    return alias.aliasTargetKey;
  } catch {
    return undefined;
  }
}
