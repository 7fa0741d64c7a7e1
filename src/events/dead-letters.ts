/** Queues for events that failed: what EventBridge and Lambda can send to them. */
import { aws_iam as iam, aws_sqs as sqs, Stack } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { checkGiven } from '../checks/arguments';
import { FlowError } from '../checks/flow-error';
import { checkSameRegion } from '../checks/same-region';
import { spelt } from '../checks/spelt';
import { warn } from '../checks/warn';

/** What a sender needs of the key of a queue (Amazon SQS Developer Guide, sqs-key-management). */
const KEY_ACTIONS = ['kms:Decrypt', 'kms:GenerateDataKey'];
/** The key that AWS manages for Amazon SQS; its policy can't be changed. */
const KEY_OF_SQS = 'alias/aws/sqs';

/** Refuses queues that EventBridge and Lambda do not send to. */
export function checkDeadLetterQueue(place: string, scope: IConstruct, queue: sqs.IQueue): void {
  checkGiven(place, { deadLetterQueue: queue });
  checkSameRegion(place, scope, { deadLetterQueue: queue });
  if (!queue.fifo) { return; }
  throw new FlowError(place, spelt`'deadLetterQueue' is the FIFO queue '${queue.node.path}', but failed events `
    + 'can go only to standard queues; pass a standard queue', 'IllegalValue');
}

/**
 * Refuses a queue in another stack than its rule: the policy of each names the other, and none could be first. A queue
 * in a stack around a nested one is there before it, and has its policy after it.
 */
export function checkQueueOfRule(place: string, rule: IConstruct, queue: sqs.IQueue): void {
  const [home, other] = [Stack.of(rule), Stack.of(queue)];
  const isMadeElsewhere = queue.node.defaultChild instanceof sqs.CfnQueue && !withParents(home).includes(other);
  if (!isMadeElsewhere || home.account !== other.account) { return; }
  throw new FlowError(place, spelt`'deadLetterQueue' '${queue.node.path}' is in stack '${other.node.path}', and its `
    + `policy names the rule in stack '${home.node.path}', so each would have to be deployed before the other; `
    + 'make the queue in the stack of the rule', 'IllegalValue');
}

function withParents(stack: Stack): readonly Stack[] {
  return stack.nestedStackParent ? [stack, ...withParents(stack.nestedStackParent)] : [stack];
}

/** Lets rules send to an encrypted queue; without it, EventBridge would drop what it gives up on, and say nothing. */
export function letRulesEncrypt(place: string, rule: Construct, queue: sqs.IQueue): void {
  const resource = queue.node.defaultChild;
  if (resource instanceof sqs.CfnQueue && resource.kmsMasterKeyId === KEY_OF_SQS) {
    throw new FlowError(place, spelt`'deadLetterQueue' '${queue.node.path}' is encrypted with ${KEY_OF_SQS}, which `
      + 'EventBridge may not use; encrypt it with QueueEncryption.SQS_MANAGED, or with your own key',
    'IllegalValue');
  }
  const { encryptionMasterKey: key } = queue;
  if (!key) { return; }
  const { statementAdded } = key.addToResourcePolicy(new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('events.amazonaws.com')],
    actions: KEY_ACTIONS,
    resources: ['*'],
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(rule).account } },
  }), true);
  if (statementAdded) { return; }
  warn(rule, 'ForeignKey', `the dead-letter queue '${queue.node.path}' is encrypted with a key that is not created in `
    + 'this app, so EventBridge can\'t be given access to it here, and would drop events',
  `let its policy allow events.amazonaws.com ${KEY_ACTIONS.join(' and ')}, then acknowledge this`);
}

/** The same for a schedule, which sends with a role. */
export function letRoleEncrypt(role: iam.IRole, { encryptionMasterKey: key }: sqs.IQueue): void {
  if (!key) { return; }
  role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: KEY_ACTIONS, resources: [key.keyArn] }));
}
