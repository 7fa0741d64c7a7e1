import type { aws_s3 as s3 } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { bucketFacts } from './bucket';
import { placeOf } from '../checks/flow-error';
import { checkStruct, type MembersOf, NODE_MEMBERS } from '../checks/structs';
import { FlowNode, type FlowNodeProps } from '../graph/flow-node';
import { FlowDataType, type FlowValue } from '../graph/flow-value';
import { fixedInputs } from '../graph/ports';
import { storageNeeds } from '../role/node-needs';

/** Properties for `S3StorageNode`. */
export interface S3StorageNodeProps extends FlowNodeProps {
  /**
   * The bucket to write to. Where the bucket has a KMS key, the execution role is allowed to use it.
   *
   * @default - `bucketName` names it
   */
  readonly bucket?: s3.IBucket;

  /**
   * The name of a bucket that was created elsewhere. It must belong to the account of the flow.
   *
   * @default - `bucket` names it
   */
  readonly bucketName?: string;

  /**
   * The content to store: a value of any type. How one that is no String is written is not documented; presumably as
   * JSON.
   */
  readonly content: FlowValue;

  /** The key of the object to write: a String. */
  readonly objectKey: FlowValue;
}

const MEMBERS: MembersOf<S3StorageNodeProps> = {
  ...NODE_MEMBERS, content: '->', objectKey: '->', bucket: '', bucketName: '',
};

/** Stores a value as an object in Amazon S3. */
export class S3StorageNode extends FlowNode {
  /** The URI of the stored object: a String such as `s3://bucket/key`. */
  public readonly s3Uri: FlowValue;

  /**
   * @param scope the flow, a loop, or a construct inside one of them
   * @param id the id, from which the name of the node is made
   * @param props the content to store and its bucket
   */
  constructor(scope: Construct, id: string, props: S3StorageNodeProps) {
    const place = placeOf(scope, id);
    if (new.target === S3StorageNode) { checkStruct(place, MEMBERS, props); }
    const bucket = bucketFacts(place, props.bucket, props.bucketName);
    const { content, objectKey, nodeName, runWhen } = props;
    super(scope, id, {
      nodeType: 'Storage',
      nodeName,
      runWhen,
      configuration: { storage: { serviceConfiguration: { s3: { bucketName: bucket.bucketName } } } },
      inputs: fixedInputs(place, 'Storage', { content, objectKey }),
      outputs: { s3Uri: FlowDataType.STRING },
    });
    this.s3Uri = this.output('s3Uri');
    this._allow(storageNeeds(this, bucket));
  }
}
