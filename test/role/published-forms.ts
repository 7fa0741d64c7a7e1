/** What a role may do, however its flow is published. */
import type { Stack } from 'aws-cdk-lib';
import { type Flow, FlowAlias } from '../../src';
import { readable, templateOf } from '../support';

/** A flow that is not published, one that is, and one whose old versions stay. */
export const FORMS: readonly (readonly [string, (stack: Stack, flow: Flow) => void])[] = [
  ['unpublished', () => undefined],
  ['published', (stack, flow) => { new FlowAlias(stack, 'Live', { flow, aliasName: 'live' }); }],
  ['retained', (stack, flow) => {
    new FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
    flow._revisions().retain(2);
  }],
];

/** All statements of policies of a flow's role, inline or managed. */
export function permissionsOf(flow: Flow): any[] {
  const resources = Object.values<any>(templateOf(flow).Resources);
  const policies = resources.filter(({ Type, Properties }) => /^AWS::IAM::(Managed)?Policy$/.test(Type)
    && readable(Properties.Roles ?? []).includes('${FExecutionRole}'));
  return policies.flatMap(({ Properties }) => readable(Properties.PolicyDocument.Statement));
}

/** Those for keys. */
export function keyPermissionsOf(flow: Flow): any[] {
  return permissionsOf(flow).filter(({ Action }) => [Action].flat().some((action) => action.startsWith('kms:')));
}
