import { type aws_iam as iam, Token } from 'aws-cdk-lib';
import { checkGiven } from './arguments';
import { aClassOf } from './class-name';
import { checkMember } from './members';

/** Who gets something, for messages. */
export function nameOfGrantee({ grantPrincipal: principal }: iam.IGrantable): string {
  const text = String(principal);
  return Token.isUnresolved(text) || text.length > 100 ? aClassOf(principal) ?? 'a principal' : `'${text}'`;
}

/** Refuses what can't be given a permission, as happens in JavaScript. */
export function checkGrantee(place: string, grantee: iam.IGrantable): void {
  checkGiven(place, { grantee });
  checkMember(place, '', 'grantee', grantee);
}
