import type {
  aws_ec2 as ec2, aws_kms as kms, aws_lambda as lambda, aws_logs as logs, aws_sqs as sqs,
} from 'aws-cdk-lib';

/** What organisations ask of the Lambda functions that a library brings. */
export interface FlowFunctionOptions {
  /**
   * The run time: one of Node, 22 or newer.
   *
   * @default - the newest that Lambda has: Node 24
   */
  readonly runtime?: lambda.Runtime;

  /**
   * The VPC that the functions run in. They call Amazon Bedrock, and those that CloudFormation calls also IAM, STS,
   * CloudFormation and Amazon S3: all of them must be reachable from there. A function URL can't stream from a VPC
   * (Lambda Developer Guide, configuration-response-streaming).
   *
   * @default - none
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The subnets in the VPC.
   *
   * @default - the private ones
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The security groups in the VPC.
   *
   * @default - a new one for each function
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The key that their environment is encrypted with.
   *
   * @default - one of AWS
   */
  readonly environmentEncryption?: kms.IKey;

  /**
   * Where the events go that a function failed to take. It applies to the functions that CloudFormation and CodeDeploy
   * call; who calls the router waits for its answer, so that one has none.
   *
   * @default - none
   */
  readonly deadLetterQueue?: sqs.IQueue;

  /**
   * Where they log; the router's metrics are taken from there.
   *
   * @default - a new log group for each function
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * How long a new log group keeps what is in it.
   *
   * @default logs.RetentionDays.ONE_MONTH
   */
  readonly logRetention?: logs.RetentionDays;
}
