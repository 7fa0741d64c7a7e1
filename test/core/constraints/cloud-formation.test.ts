/** ARNs that the API takes and CloudFormation refuses, by the patterns of its registry schema. */
import { isRefusedByCloudFormation, TEXT } from '../../../src/core/constraints';
import { validate } from '../../../src/core/validate/validate';

const lambda = (partition: string, region: string) => `arn:${partition}:lambda:${region}:111122223333:function:f`;
const bot =
  (partition: string, region: string) => `arn:${partition}:lex:${region}:111122223333:bot-alias/BOTAAAAAAA/ALIASAAAAA`;
const key = (partition: string, region: string) =>
  `arn:${partition}:kms:${region}:111122223333:key/12345678-1234-1234-1234-123456789012`;

describe.each([
  ['aws', 'eu-west-1', false, false, false],
  ['aws-us-gov', 'us-gov-west-1', false, false, false],
  ['aws-cn', 'cn-north-1', false, true, false],
  ['aws-eusc', 'eusc-de-east-1', true, true, true],
  ['aws-iso', 'us-iso-east-1', true, true, true],
  ['aws-iso-b', 'us-isob-east-1', true, true, true],
  ['aws-iso-e', 'eu-isoe-west-1', true, true, true],
  ['aws-iso-f', 'us-isof-south-1', true, true, true],
])('%s in %s', (partition, region, ofLambda, ofBot, ofKey) => {
  test('an ARN that is known, and one that the deployment gives', () => {
    const rows =
      [['lambdaArn', lambda, ofLambda], ['botAliasArn', bot, ofBot], ['customerEncryptionKeyArn', key, ofKey]] as const;
    for (const [member, arn, expected] of rows) {
      expect([member, isRefusedByCloudFormation(member, arn(partition, region), undefined)])
        .toEqual([member, expected]);
      expect([member, isRefusedByCloudFormation(member, arn(partition, region), 'eu-west-1')])
        .toEqual([member, expected]);
      expect([member, isRefusedByCloudFormation(member, undefined, region)]).toEqual([member, expected]);
    }
    // the API takes them all
    expect(
      [TEXT.lambdaArn.pattern.test(lambda(partition, region)), TEXT.botAliasArn.pattern.test(bot(partition, region))],
    ).toEqual([true, true]);
  });

  test('the rule says so, and nothing else does', () => {
    for (const [lambdaArn, given] of [[lambda(partition, region), undefined], [{ Ref: 'F' }, region]]) {
      const node = { name: 'Call', type: 'LambdaFunction', configuration: { lambdaFunction: { lambdaArn } } };
      const found = validate({ nodes: [node], connections: [] }, { region: given as string })
        .filter(({ path }) => path.includes('lambdaArn'));
      expect(found.map(({ code, severity }) => `${severity} ${code}`)).toEqual(ofLambda
        ? ['warning NotInCloudFormation'] : []);
    }
  });
});

test('what is no such ARN, or of no known Region, is not judged here', () => {
  for (const [arn, region] of [
    ['x', undefined], ['arn:aws-moon:lambda:moon-base-1:1:function:f', undefined], [undefined, undefined],
    [undefined, 'nowhere'], [undefined, 'eu-west-9'],
  ]) {
    expect(isRefusedByCloudFormation('lambdaArn', arn, region)).toBe(false);
  }
});
