import { type aws_kms as kms, type CfnResource, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { FlowError } from './flow-error';
import { spelt } from './spelt';
import { warn } from './warn';
import { asText, isSame, propertyOf } from '../role/in-app';
import { keyArnOf } from '../role/key-needs';

/**
 * Refuses an alias whose key is not known, where the service takes the ARN of a key (registry schemas of
 * AWS::Bedrock::Flow and AWS::Bedrock::Prompt).
 */
export function checkKey(place: string, key: kms.IKey | undefined): void {
  if (!key || keyArnOf(key) !== undefined) { return; }
  const name = 'aliasName' in key ? (key as kms.IAlias).aliasName : key.keyArn;
  throw new FlowError(place, spelt`'encryptionKey' is the alias '${name}', whose key is not known, and the service `
    + 'accepts no '
    + spelt`alias; pass kms.Key.fromLookup() or `
    + spelt`kms.Key.fromKeyArn()`, 'IllegalValue');
}

/**
 * Says that a flow has, or had, a key that its constructs do not know: its role and its callers may then not use it.
 *
 * @param exported the key of the flow that the definition comes from
 */
export function warnOfKey(flow: Construct & { readonly encryptionKey?: kms.IKey }, exported: unknown): void {
  const { encryptionKey } = flow;
  if (exported !== undefined && !encryptionKey) {
    const key = typeof exported === 'string' && !Token.isUnresolved(exported) ? ` '${exported}'` : '';
    warn(flow, 'UnknownEncryptionKey', `the definition comes from a flow that is encrypted with the key${key}, and `
      + 'this one is not', spelt`pass 'encryptionKey'`);
  }
  const set = asText(propertyOf(flow.node.defaultChild as CfnResource, 'CustomerEncryptionKeyArn'));
  const known = encryptionKey && keyArnOf(encryptionKey);
  if (set === undefined || known !== undefined && isSame(flow, set, known)) { return; }
  warn(flow, 'UnknownEncryptionKey', 'the resource of the flow has a key that its role and the grants to its callers '
    + 'do not include', spelt`pass 'encryptionKey'`);
}
