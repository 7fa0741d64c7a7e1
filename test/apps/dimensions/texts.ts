/**
 * Texts in each shape that a program may give one: known, a token, joined, of another stack, read by the deployment.
 */
import { Aws, aws_sqs as sqs, aws_ssm as ssm, CfnParameter, Fn } from 'aws-cdk-lib';
import type { World } from '../world';

export const TEXT_SHAPES = ['literal', 'token', 'joined', 'cross-stack', 'imported', 'parameter', 'dynamic'] as const;
export type TextShape = typeof TEXT_SHAPES[number];

export function textOf(shape: TextShape, text: string, world: World): string {
  switch (shape) {
    case 'literal': return text;
    case 'token': return Aws.STACK_NAME;
    case 'joined': return `${text}-${Aws.REGION}`;
    case 'cross-stack': return new sqs.Queue(world.room(world.before), 'Queue').queueName;
    case 'imported': return Fn.importValue(`shared-${text}`);
    case 'parameter': return new CfnParameter(world.room(world.home), 'Parameter', { default: text }).valueAsString;
    case 'dynamic': return ssm.StringParameter.valueForStringParameter(world.room(world.home), `/${text}`);
  }
}
