import { aws_bedrock as bedrock, aws_kms as kms, aws_s3 as s3, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { asText, isSame, propertyOf, targetOf } from './in-app';
import { type AnyKey, keyNeed, laterKeyNeed, ownedBy } from './key-needs';
import { type Need, need, needOnEverything } from './needs';
import { type Kind, KINDS } from '../core/kinds';
import type { NodeType } from '../core/model/definition';
import type { ConfigurationOf } from '../core/model/structures';

/** What each kind of node needs of the execution role; for authored and imported nodes alike. */

/** An S3 bucket as far as a node knows it. */
export interface BucketFacts {
  readonly bucketName: string;
  /** The account that must own the bucket: a bucket of that name elsewhere is not touched. */
  readonly account?: string;
  /** The key as far as the construct of the bucket knows it. */
  readonly key?: kms.IKey;
}

/** @param key what the user says; else that of an agent of the app */
export function agentNeeds(scope: Construct, agentAliasArn: string, key?: kms.IKey): readonly Need[] {
  const invoke = need('invokeAgent', [agentAliasArn]);
  if (key) { return [invoke, keyNeed('writeKey', scope, key)]; }
  return Token.isUnresolved(agentAliasArn)
    ? [invoke, laterKeyNeed('writeKey', scope, () => keyOfAgent(scope, agentAliasArn))] : [invoke];
}

function keyOfAgent(scope: Construct, agentAliasArn: string): AnyKey | undefined {
  const alias = targetOf(scope, agentAliasArn, bedrock.CfnAgentAlias);
  const agent = alias && targetOf(alias, asText(propertyOf(alias, 'AgentId')), bedrock.CfnAgent);
  return agent && asText(propertyOf(agent, 'CustomerEncryptionKeyArn'));
}

/** What its record grants such a node on the ARNs that its configuration names. */
export function grantedNeeds<K extends NodeType>(type: K, configuration: ConfigurationOf<K>): readonly Need[] {
  const { grants }: Kind<K> = KINDS[type];
  const needs: Need[] = [];
  for (const { grant, on } of grants) {
    const arn = on(configuration);
    if (typeof arn === 'string' && arn !== '') { needs.push(need(grant, [arn])); }
  }
  return needs;
}

export function retrievalNeeds(scope: Construct, bucket: BucketFacts): readonly Need[] {
  return bucketNeeds(scope, bucket, 'getObject', 'readKey');
}

export function storageNeeds(scope: Construct, bucket: BucketFacts): readonly Need[] {
  return bucketNeeds(scope, bucket, 'putObject', 'writeKey');
}

/** Of a bucket of the app, account and key are what they are when the app is whole. */
function bucketNeeds(scope: Construct, {
  bucketName, account, key,
}: BucketFacts, objects: 'getObject' | 'putObject', keyRow: 'readKey' | 'writeKey'): readonly Need[] {
  const owner = (made?: s3.CfnBucket) => ownedBy(account ?? Stack.of(made ?? scope).account);
  const objectNeed = (made?: s3.CfnBucket) => need(objects, [objectsOf(scope, bucketName)], owner(made), [bucketName]);
  if (!Token.isUnresolved(bucketName)) { return [objectNeed(), ...key ? [keyNeed(keyRow, scope, key)] : []]; }
  const made = () => targetOf(scope, bucketName, s3.CfnBucket);
  return [{ later: () => [objectNeed(made())] }, laterKeyNeed(keyRow, scope, () => keyOfBucket(made(), key))];
}

/** The key that the bucket has in the template, else what its construct knows. */
function keyOfBucket(bucket: s3.CfnBucket | undefined, known: kms.IKey | undefined): AnyKey | undefined {
  const text = bucket && asText(propertyOf(bucket, 'BucketEncryption', 'ServerSideEncryptionConfiguration', '0',
    'ServerSideEncryptionByDefault', 'KMSMasterKeyID'));
  if (!bucket || text === undefined || known && isSame(bucket, text, known.keyArn)) { return known; }
  // a token that leads to no key of the app may be an id, an alias or an ARN
  const isClear = !Token.isUnresolved(text) || text.startsWith('arn:')
    || targetOf(bucket, text, kms.CfnKey) !== undefined
      || targetOf(bucket, text, kms.CfnAlias) !== undefined;
  return isClear ? text : known;
}

export function retrieveNeeds(scope: Construct, knowledgeBaseId: string, knowledgeBaseArn?: string): readonly Need[] {
  const arn = knowledgeBaseArn ?? knowledgeBaseArnOf(scope, knowledgeBaseId);
  return [need('retrieve', [arn], undefined, [knowledgeBaseArn ?? knowledgeBaseId])];
}

function knowledgeBaseArnOf(scope: Construct, knowledgeBaseId: string): string {
  const { partition, region, account } = Stack.of(scope);
  return `arn:${partition}:bedrock:${region}:${account}:knowledge-base/${knowledgeBaseId}`;
}

/**
 * Generating an answer, and reranking for it; when only retrieving, the knowledge base's own role reranks (User Guide,
 * rerank-prereq).
 */
export function generateNeeds(model: readonly Need[], reranking?: readonly Need[]): readonly Need[] {
  return [
    needOnEverything('retrieveAndGenerate'),
    ...model,
    ...reranking ? [needOnEverything('rerank'), ...reranking] : [],
  ];
}

function objectsOf(scope: Construct, bucketName: string): string {
  return Stack.of(scope).formatArn({ service: 's3', region: '', account: '', resource: bucketName, resourceName: '*' });
}
