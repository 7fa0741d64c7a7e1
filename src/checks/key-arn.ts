import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { regionOf } from './region';
import { warn } from './warn';
import { isRefusedByCloudFormation } from '../core/constraints';

/** Warns of a key whose ARN the pattern of CloudFormation refuses. */
export function adviseOnKey(scope: IConstruct, keyArn: string): void {
  const region = regionOf(scope);
  const arn = Token.isUnresolved(keyArn) ? undefined : keyArn;
  if (!isRefusedByCloudFormation('customerEncryptionKeyArn', arn, region)) { return; }
  warn(scope, 'NotInCloudFormation', `the ARN of the key is in ${arn?.split(':')[3] ?? region}, which CloudFormation's `
    + 'pattern for it rejects, though the API accepts it',
  'leave the key out, or create this with the API');
}
