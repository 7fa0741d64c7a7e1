/** What the tests of models share: the statements of a model as one line each. */
import { type aws_iam as iam, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FlowModel } from '../src';
import { fixedStack, readable } from './support';

/** What a role may do with a model: `actions on resources [if condition]`. */
export function needs(model: FlowModel, scope: Construct = fixedStack()): string[] {
  return model.policyStatements(scope).map((statement: iam.PolicyStatement) => {
    const { Action, Resource, Condition } = readable(Stack.of(scope).resolve(statement.toStatementJson()));
    const [[key, value] = []] = Object.values<any>(Condition ?? {}).flatMap((test) => Object.entries(test));
    return `${[Action].flat().join()} on ${[Resource].flat().join(' ')}${key ? ` if ${key} = ${value}` : ''}`
      .replace(/bedrock:(?=\w+(,| on ))/g, '');
  });
}

export const HERE = 'arn:aws:bedrock:us-east-1:111122223333:';
export const fm = (region: string, id: string) => `arn:aws:bedrock:${region}::foundation-model/${id}`;
export const profile = (id: string) => `${HERE}inference-profile/${id}`;
/** A system profile, and its model in these Regions through it alone. */
export const routed = (id: string, model: string, ...regions: string[]) => [
  `GetInferenceProfile,InvokeModel on ${profile(id)}`,
  `InvokeModel on ${regions.map((region) => fm(region, model)).join(' ')} if bedrock:InferenceProfileArn `
    + `= ${profile(id)}`,
];
export const US = ['us-east-1', 'us-east-2', 'us-west-2'];
export const EU = ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3', 'us-east-1'];
export const ASIA = [
  'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-south-2', 'ap-southeast-1', 'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4', 'us-east-1',
];
