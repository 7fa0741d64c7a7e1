/**
 * ARNs that the API of flows takes and the patterns of CloudFormation's registry schema (AWS::Bedrock::Flow,
 * October 2026) refuse: the schema exists in the eusc and iso Regions, but its patterns do not know them.
 */

export type ArnMember = 'lambdaArn' | 'botAliasArn' | 'customerEncryptionKeyArn';

const PATTERNS: { readonly [M in ArnMember]: RegExp } = {
  lambdaArn: /^arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}(-gov)?-[a-z]+-\d{1}:/,
  botAliasArn: /^arn:aws(|-us-gov):lex:[a-z]{2}(-gov)?-[a-z]+-\d{1}:/,
  customerEncryptionKeyArn: /^arn:aws(|-cn|-us-gov):kms:/,
};
/** What the ARN of each member is that of. */
export const NAMED_BY: { readonly [M in ArnMember]: string } = {
  lambdaArn: 'function',
  botAliasArn: 'bot alias',
  customerEncryptionKeyArn: 'key',
};
const IN_API = /^arn:aws(-cn|-us-gov|-eusc|-iso(-[b-f])?)?:(lambda|lex|kms):([a-z]{2,}-){2,}\d:/;
const UNKNOWN_TO_PATTERNS = /^(us-isob?|us-isof|eu-isoe|eusc)-[a-z]+-\d$|^eusc-[a-z]+-[a-z]+-\d$/;

export function isArnMember(member: string): member is ArnMember {
  return Object.hasOwn(PATTERNS, member);
}

/**
 * Whether CloudFormation refuses an ARN that the API takes. Of one that only the deployment knows, the Region of the
 * flow tells.
 */
export function isRefusedByCloudFormation(
  member: ArnMember, arn: string | undefined, region: string | undefined,
): boolean {
  if (arn !== undefined) { return IN_API.test(arn) && !PATTERNS[member].test(arn); }
  return region !== undefined
    && (UNKNOWN_TO_PATTERNS.test(region) || member === 'botAliasArn' && region.startsWith('cn-'));
}
