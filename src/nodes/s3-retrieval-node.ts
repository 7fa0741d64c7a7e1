import type { aws_s3 as s3 } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { bucketFacts } from './bucket';
import { placeOf } from '../checks/flow-error';
import { checkStruct, type MembersOf, NODE_MEMBERS } from '../checks/structs';
import { FlowNode, type FlowNodeProps } from '../graph/flow-node';
import { FlowDataType, type FlowValue } from '../graph/flow-value';
import { fixedInputs } from '../graph/ports';
import { retrievalNeeds } from '../role/node-needs';

/** Properties for `S3RetrievalNode`. */
export interface S3RetrievalNodeProps extends FlowNodeProps {
  /**
   * The bucket to read from. Where the bucket has a KMS key, the execution role is allowed to read with it.
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

  /** The key of the object to read: a String. The object must be UTF-8 text. */
  readonly objectKey: FlowValue;

  /**
   * The data type of the content. The documents name String in one place and any type in another, so another type than
   * String is not sure to work.
   *
   * @default FlowDataType.STRING
   */
  readonly contentType?: FlowDataType;
}

const MEMBERS: MembersOf<S3RetrievalNodeProps> = {
  ...NODE_MEMBERS, objectKey: '->', bucket: '', bucketName: '', contentType: '',
};

/** Reads an object from Amazon S3, and outputs its content. */
export class S3RetrievalNode extends FlowNode {
  /** The content of the object. */
  public readonly s3Content: FlowValue;

  /**
   * @param scope the flow, a loop, or a construct inside one of them
   * @param id the id, from which the name of the node is made
   * @param props the object to read and its bucket
   */
  constructor(scope: Construct, id: string, props: S3RetrievalNodeProps) {
    const place = placeOf(scope, id);
    if (new.target === S3RetrievalNode) { checkStruct(place, MEMBERS, props); }
    const bucket = bucketFacts(place, props.bucket, props.bucketName);
    super(scope, id, {
      nodeType: 'Retrieval',
      nodeName: props.nodeName,
      runWhen: props.runWhen,
      configuration: { retrieval: { serviceConfiguration: { s3: { bucketName: bucket.bucketName } } } },
      inputs: fixedInputs(place, 'Retrieval', { objectKey: props.objectKey }),
      outputs: { s3Content: props.contentType ?? FlowDataType.STRING },
    });
    this.s3Content = this.output('s3Content');
    this._allow(retrievalNeeds(this, bucket));
  }
}
