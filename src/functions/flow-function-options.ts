import type {
  aws_ec2 as ec2, aws_kms as kms, aws_lambda as lambda, aws_logs as logs, aws_sqs as sqs,
} from 'aws-cdk-lib';

/** Options for the Lambda functions that the library creates, such as those that organizations require. */
export interface FlowFunctionOptions {
  /**
   * The Lambda runtime: Node.js 22 or newer.
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
   * The subnets of the VPC that the functions run in.
   *
   * @default - the private ones
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The security groups of the functions in the VPC.
   *
   * @default - a new one for each function
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The KMS key that encrypts the environment variables.
   *
   * @default - one of AWS
   */
  readonly environmentEncryption?: kms.IKey;

  /**
   * The dead-letter queue for asynchronous events that a function failed to process. It applies to the functions that
   * CloudFormation and CodeDeploy call; the router is called synchronously, so it has none.
   *
   * @default - none
   */
  readonly deadLetterQueue?: sqs.IQueue;

  /**
   * The log group of the functions; the router's metrics are extracted from it.
   *
   * @default - a new log group for each function
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * The retention time of a new log group.
   *
   * @default logs.RetentionDays.ONE_MONTH
   */
  readonly logRetention?: logs.RetentionDays;
}
