import { type aws_iam as iam, Token } from 'aws-cdk-lib';

/** Who gets something, for messages. */
export function nameOfGrantee({ grantPrincipal: principal }: iam.IGrantable): string {
  const text = String(principal);
  return Token.isUnresolved(text) || text.length > 100 ? `a ${principal.constructor.name}` : `'${text}'`;
}
