/** DefinitionString as CDK itself renders it. */
import { App, CfnParameter, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { definitionText, readFlows } from '../../../src/core/template';

test('what stack.toJsonString wrote is read back with its intrinsics', () => {
  const stack = new Stack(new App(), 'S', { env: { account: '111122223333' } });
  const name = new CfnParameter(stack, 'Name').valueAsString;
  const limit = new CfnParameter(stack, 'Limit', { type: 'Number' }).valueAsNumber;
  const text = stack.toJsonString({
    nodes: [{
      name: 'Ask',
      whole: name,
      part: `say "${name}"\n`,
      number: limit,
      region: stack.region,
      select: Fn.select(0, Fn.split('"', name)),
      lazy: Lazy.string({ produce: () => 'late' }),
      sub: Fn.sub('x${Name}'),
    }],
  });
  const { value, problems } = definitionText(stack.resolve(text));
  expect(problems).toEqual([]);
  expect(value).toEqual({
    nodes: [{
      name: 'Ask',
      whole: { Ref: 'Name' },
      part: { 'Fn::Join': ['', ['say "', { Ref: 'Name' }, '"\n']] },
      number: { Ref: 'Limit' },
      region: { Ref: 'AWS::Region' },
      select: { 'Fn::Select': [0, { 'Fn::Split': ['"', { Ref: 'Name' }] }] },
      lazy: 'late',
      sub: { 'Fn::Sub': 'x${Name}' },
    }],
  });
});

test('tokens in a definition are carried, not read', () => {
  const stack = new Stack(new App(), 'S');
  const arn = new CfnParameter(stack, 'Arn').valueAsString;
  const nodes = [{
    name: 'F',
    type: 'LambdaFunction',
    configuration: { lambdaFunction: { lambdaArn: arn } },
    inputs: Token.asAny({ Ref: 'Inputs' }),
  }];
  const [{ definition, problems }] = readFlows({ nodes, connections: Token.asList({ Ref: 'C' }) });
  expect(problems).toEqual([]);
  expect(stack.resolve(definition)).toEqual(stack.resolve({ nodes, connections: Token.asList({ Ref: 'C' }) }));
});
