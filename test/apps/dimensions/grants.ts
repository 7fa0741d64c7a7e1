/** Grants in every direction: to a flow, to its role, and to callers of it. */
import { aws_dynamodb as dynamodb, aws_iam as iam, aws_s3 as s3, aws_sqs as sqs, CfnOutput } from 'aws-cdk-lib';
import type { Flow, IFlowAlias } from '../../../src';
import type { World } from '../world';

export const GRANTS = [
  'a bucket to the flow', 'a bucket to its role', 'a table of another stack to the flow', 'a queue to the flow',
  'a statement', 'a long statement',
  'the alias to a role', 'the alias to a role of another stack', 'the alias to an imported role',
  'the alias to an account', 'executions to a user',
  'an output of the alias in another stack', 'an output of the flow in another stack',
] as const;
export type GrantKind = typeof GRANTS[number];

export function grant(kind: GrantKind, flow: Flow, aliases: readonly IFlowAlias[], world: World): void {
  const here = world.room(world.home);
  const [alias] = aliases;
  switch (kind) {
    case 'a bucket to the flow': return void new s3.Bucket(here, 'Bucket').grantRead(flow);
    case 'a bucket to its role': return void new s3.Bucket(here, 'Bucket').grantReadWrite(flow.role);
    case 'a table of another stack to the flow': return void tableIn(world).grantReadData(flow);
    case 'a queue to the flow': return void new sqs.Queue(here, 'Queue').grantSendMessages(flow);
    case 'a statement':
      return flow.addToRolePolicy(new iam.PolicyStatement({ actions: ['kms:ListAliases'], resources: ['*'] }));
    case 'a long statement': return flow.addToRolePolicy(longStatement());
    case 'the alias to a role':
      return void alias.grants.invoke(new iam.Role(here, 'Caller', { assumedBy: new iam.AccountRootPrincipal() }));
    case 'the alias to a role of another stack':
      return void alias.grants.invoke(new iam.Role(world.room(world.after), 'Caller',
        { assumedBy: new iam.AccountRootPrincipal() }));
    case 'the alias to an imported role':
      return void alias.grants.invoke(iam.Role.fromRoleName(here, 'Caller', `caller-${here.node.id}`));
    case 'the alias to an account': return void alias.grants.startExecution(new iam.AccountPrincipal('444455556666'));
    case 'executions to a user': return void alias.grants.readExecutions(new iam.User(here, 'User'));
    case 'an output of the alias in another stack':
      return void new CfnOutput(world.room(world.after), 'Alias', { value: alias.flowAliasArn });
    case 'an output of the flow in another stack':
      return void new CfnOutput(world.room(world.after), 'Flow', { value: `${flow.flowArn} ${flow.flowId}` });
  }
}

function tableIn(world: World): dynamodb.Table {
  return new dynamodb.Table(world.room(world.before), 'Table',
    { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
}

function longStatement(): iam.PolicyStatement {
  const resources = Array.from({ length: 60 }, (_, at) =>
    `arn:aws:lambda:us-east-1:111122223333:function:what-the-flow-needs-${String(at).padStart(3, '0')}`);
  return new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources });
}
