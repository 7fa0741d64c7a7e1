import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ownedBy, readKeyNeed, writeKeyNeed } from './key-needs';
import { Need, need, needOnEverything } from './needs';

/** What each kind of node needs of the execution role; for authored and imported nodes alike. */

/** An S3 bucket as far as a node knows it. */
export interface BucketFacts {
  readonly bucketName: string;
  /** The account that must own the bucket: a bucket of that name elsewhere is not touched. */
  readonly account?: string;
  readonly keyArn?: string;
}

export function agentNeeds(scope: Construct, agentAliasArn: string, keyArn?: string): readonly Need[] {
  return [need('invokeAgent', [agentAliasArn]), ...keyArn ? [writeKeyNeed(scope, keyArn)] : []];
}

/** The very ARN that the node names: IAM compares a qualified call with the qualified ARN. */
export function functionNeeds(lambdaArn: string): readonly Need[] {
  return [need('invokeFunction', [lambdaArn])];
}

export function botNeeds(botAliasArn: string): readonly Need[] {
  return [need('recognizeUtterance', [botAliasArn])];
}

export function retrievalNeeds(scope: Construct, bucket: BucketFacts): readonly Need[] {
  return [
    need('getObject', [objectsOf(scope, bucket)], ownedBy(bucket.account ?? Stack.of(scope).account)),
    ...bucket.keyArn ? [readKeyNeed(scope, bucket.keyArn)] : [],
  ];
}

export function storageNeeds(scope: Construct, bucket: BucketFacts): readonly Need[] {
  return [
    need('putObject', [objectsOf(scope, bucket)], ownedBy(bucket.account ?? Stack.of(scope).account)),
    ...bucket.keyArn ? [writeKeyNeed(scope, bucket.keyArn)] : [],
  ];
}

export function retrieveNeeds(scope: Construct, knowledgeBaseId: string, knowledgeBaseArn?: string): readonly Need[] {
  return [need('retrieve', [
    knowledgeBaseArn ?? Stack.of(scope).formatArn({ service: 'bedrock', resource: 'knowledge-base', resourceName: knowledgeBaseId }),
  ])];
}

/** Generating an answer, and reranking for it; when only retrieving, the knowledge base's own role reranks (User Guide, rerank-prereq). */
export function generateNeeds(model: readonly Need[], reranking?: readonly Need[]): readonly Need[] {
  return [
    needOnEverything('retrieveAndGenerate'),
    ...model,
    ...reranking ? [needOnEverything('rerank'), ...reranking] : [],
  ];
}


function objectsOf(scope: Construct, bucket: BucketFacts): string {
  return Stack.of(scope).formatArn({ service: 's3', region: '', account: '', resource: bucket.bucketName, resourceName: '*' });
}
