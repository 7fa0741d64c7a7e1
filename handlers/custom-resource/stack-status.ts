import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

/** The status of a stack; nothing where it is not there. */
export async function stackStatus(client: CloudFormationClient, StackName: string): Promise<string | undefined> {
  const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  return stack?.StackStatus;
}

/** Whether a stack goes back to what it was, or does without what it just made. */
export function isRollback(status: string): boolean {
  return status.includes('ROLLBACK');
}
