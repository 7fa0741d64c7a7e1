import { ArnFormat, Resource, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { FLOW_ARN } from './flow-arn';
import type { FlowAttributes } from './flow-props';
import type { IFlow } from './i-flow';
import { checkArn } from '../checks/arguments';
import { placeOf } from '../checks/flow-error';

/** A flow that exists elsewhere. @throws if the ARN is not the ARN of a flow */
export function importedFlow(scope: Construct, id: string, attributes: FlowAttributes): IFlow {
  const { flowArn, encryptionKey } = attributes;
  checkArn(placeOf(scope, id), flowArn, FLOW_ARN);
  const { resourceName } = Stack.of(scope).splitArn(flowArn, ArnFormat.SLASH_RESOURCE_NAME);
  class Import extends Resource implements IFlow {
    public readonly flowArn = flowArn;
    public readonly flowId = resourceName!;
    public readonly encryptionKey = encryptionKey;
    public readonly flowRef = { flowArn };
  }
  return new Import(scope, id, { environmentFromArn: flowArn });
}
