import type { Kind } from './kind';
import { QUOTA, TEXT } from '../constraints/limits';
import { at, known } from '../diagram/values';
import { must, text } from '../model/member';

export const LAMBDA_FUNCTION: Kind<'LambdaFunction'> = {
  key: 'lambdaFunction',
  structure: { members: { lambdaArn: must(text(TEXT.lambdaArn)) } },
  inputs: [],
  freeInputs: true,
  outputs: [{ name: 'functionResponse', type: 'Any' }],
  inLoop: true,
  quota: { max: 20, source: QUOTA },
  // the very ARN that the node names: IAM compares a qualified call with the qualified ARN
  grants: [{ grant: 'invokeFunction', on: ({ lambdaArn }) => lambdaArn }],
  grantsInApp: 'none',
  moving: [
    {
      what: 'function',
      resourceType: 'AWS::Lambda::Function',
      arn: /^arn:[^:]+:lambda:[^:]*:[^:]*:function:[^:]+$/,
    },
    {
      what: 'function alias',
      resourceType: 'AWS::Lambda::Alias',
      arn: /^arn:[^:]+:lambda:[^:]*:[^:]*:function:[^:]+:(?!\d+$)[^:]+$/,
    },
  ],
  constructs: [{ name: 'LambdaNode', does: 'calls a function', takes: '`inputs`', gives: '`functionResponse`' }],
  drawing: {
    shape: ['[[', ']]'],
    details: ({ configuration }) => [known(at(configuration, 'lambdaFunction', 'lambdaArn'))],
    category: 'code',
    form: 'work',
  },
  run: {
    how: 'effect',
    request: ({ name, inputs, configuration }, values, { flowArn, flowAliasArn }) => {
      const given = inputs.map((input) => ({
        name: input.name, type: input.type, expression: input.expression, value: values[input.name],
      }));
      return {
        operation: 'Invoke',
        functionArn: configuration.lambdaArn,
        event: {
          messageVersion: '1.0',
          flow: { flowArn, flowAliasArn },
          node: { name, inputs: given },
        },
      };
    },
    operations: ['Invoke'],
    example: () => 'what the function returns',
    answersText: () => false,
  },
  assumptions: 'none',
};
