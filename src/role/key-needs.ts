import { Arn, ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Conditions, Need, need } from './needs';
import { NEEDS } from '../core/constraints';

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

/**
 * What the key of a flow is used for by whoever calls the service about it (User Guide, encryption-flows): the actions, and the conditions that keep
 * them to this flow.
 */
export function flowKeyUse(scope: Construct, flowArn: string): { readonly actions: string[]; readonly conditions: Conditions } {
  const stack = Stack.of(scope);
  return {
    actions: [...NEEDS.writeKey.actions],
    conditions: {
      StringEquals: { 'kms:EncryptionContext:aws:bedrock-flows:arn': flowArn, 'kms:ViaService': `bedrock.${stack.region}.${stack.urlSuffix}` },
    },
  };
}

/** Using the key of a flow, for flows of this account and Region: its own ARN is not known before it is made (User Guide, encryption-flows). */
export function flowKeyNeed(scope: Construct, keyArn: string): Need {
  const stack = Stack.of(scope);
  return need('writeKey', [keyArn], {
    StringEquals: { 'kms:ViaService': `bedrock.${stack.region}.${stack.urlSuffix}` },
    ArnLike: { 'kms:EncryptionContext:aws:bedrock-flows:arn': stack.formatArn({ service: 'bedrock', resource: 'flow', resourceName: '*' }) },
  });
}
