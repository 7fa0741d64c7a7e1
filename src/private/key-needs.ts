import { Arn, ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Conditions, Need, need } from './needs';

/** The condition that a resource belongs to the account it is expected in, which stops a name from leading elsewhere (flows-permissions). */
export function ownedBy(account: string): Conditions {
  return { StringEquals: { 'aws:ResourceAccount': account } };
}

/** The account in an ARN; the stack's where the ARN is a token. */
export function accountOf(scope: Construct, arn: string): string {
  if (Token.isUnresolved(arn)) { return Stack.of(scope).account; }
  return Arn.split(arn, ArnFormat.NO_RESOURCE_NAME).account || Stack.of(scope).account;
}

/** Reading what is encrypted with a key. */
export function readKeyNeed(scope: Construct, keyArn: string): Need {
  return need('readKey', [keyArn], ownedBy(accountOf(scope, keyArn)));
}

/** Reading and writing what is encrypted with a key. */
export function writeKeyNeed(scope: Construct, keyArn: string): Need {
  return need('writeKey', [keyArn], ownedBy(accountOf(scope, keyArn)));
}

/** Using the key of a flow, for flows of this account and Region: its own ARN is not known before it is made (User Guide, encryption-flows). */
export function flowKeyNeed(scope: Construct, keyArn: string): Need {
  const stack = Stack.of(scope);
  return need('writeKey', [keyArn], {
    StringEquals: { 'kms:ViaService': `bedrock.${stack.region}.${stack.urlSuffix}` },
    ArnLike: { 'kms:EncryptionContext:aws:bedrock-flows:arn': stack.formatArn({ service: 'bedrock', resource: 'flow', resourceName: '*' }) },
  });
}
