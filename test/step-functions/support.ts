import { aws_stepfunctions as sfn, type Stack } from 'aws-cdk-lib';
import { idsOf, type Json, resourcesOf } from '../calls/support';

/** The definition of the only state machine, as the service gets it. */
export function statesOf(stack: Stack): Json {
  const [id] = idsOf(stack, 'AWS::StepFunctions::StateMachine');
  const { 'Fn::Join': [, parts] } = resourcesOf(stack)[id].Properties.DefinitionString;
  return JSON.parse((parts as (string | object)[]).map((part) => typeof part === 'string' ? part : 'TOKEN').join(''));
}

export function machine(stack: Stack, start: sfn.IChainable, queryLanguage?: sfn.QueryLanguage): sfn.StateMachine {
  return new sfn.StateMachine(stack, 'Machine',
    { definitionBody: sfn.DefinitionBody.fromChainable(start), queryLanguage });
}
