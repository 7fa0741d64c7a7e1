import type { aws_kms as kms, IResource } from 'aws-cdk-lib';
import type { aws_bedrock as refs } from 'aws-cdk-lib/interfaces';

/** A flow of this app, or one that was created elsewhere. */
export interface IFlow extends IResource, refs.IFlowRef {
  /**
   * The ARN of the flow.
   * @attribute
   */
  readonly flowArn: string;

  /**
   * The id of the flow: 10 letters and digits.
   * @attribute
   */
  readonly flowId: string;

  /** The KMS key that encrypts the flow; `undefined` for a key of AWS, or if it is not known. */
  readonly encryptionKey?: kms.IKey;
}
