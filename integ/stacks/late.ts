import { CfnWaitCondition, CfnWaitConditionHandle } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';

/** Nobody ever says that it is done: it fails after a second, when all else has succeeded. */
export function failAfter(scope: Construct, ...others: readonly IConstruct[]): void {
  const never = new CfnWaitCondition(scope, 'Never',
    { handle: new CfnWaitConditionHandle(scope, 'Handle').ref, count: 1, timeout: '1' });
  never.node.addDependency(...others);
}
