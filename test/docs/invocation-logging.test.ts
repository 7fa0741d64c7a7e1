/** The recipe for logs of model invocations on docs/around.md, as the program that users copy. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ts from 'typescript';
import { plain } from '../../examples/testing';
import { ROOT, snippetsIn } from '../../scripts/docs/pages';

const TOP = /^(?:import .*|declare const .*)$/gm;
const FIXTURE = readFileSync(join(ROOT, 'rosetta/default.ts-fixture'), 'utf8');

/** The stack that the snippets of the page with one of these words make, one after the other. */
function stackOf(...words: readonly string[]): Stack {
  const snippets = snippetsIn('ts').filter(({ page, code }) => page === 'docs/around.md'
    && words.some((word) => code.includes(word)));
  expect(snippets).toHaveLength(words.length);
  const code = snippets.map((snippet) => snippet.code).join('\n');
  const imports = [...new Set(code.match(/^import .*$/gm))].join('\n');
  const { outputText } = ts.transpileModule(
    `${imports}\n${FIXTURE.replace('/// here', () => code.replace(TOP, ''))}\nexport { Fixture };`,
    { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } },
  );
  const exported: { Fixture?: new (scope: App, id: string) => Stack } = {};
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const load = (name: string): unknown => require(name === 'cdk-bedrock-flows' ? '../../src' : name);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function('require', 'exports', 'flow', outputText)(load, exported, { role: { roleName: 'SupportRole' } });
  return new exported.Fixture!(new App(), 'Logging');
}

const template = Template.fromStack(stackOf('PutModelInvocationLoggingConfiguration', 'QueryDefinition'));
const of = (type: string) => Object.values(template.findResources(type)).map((one) => plain(one)) as any[];

test('logging is set when the stack is created or changed, and turned off with it', () => {
  const [{ Properties: { Create, Update, Delete, InstallLatestAwsSdk }, DependsOn }] = of('Custom::AWS');
  const call = JSON.parse(Update);
  expect(Create).toBe(Update);
  expect(call).toMatchObject({
    service: 'bedrock',
    action: 'PutModelInvocationLoggingConfiguration',
    parameters: {
      loggingConfig: {
        cloudWatchConfig: {
          logGroupName: expect.stringMatching(/Invocations/), roleArn: expect.stringMatching(/Writer/),
        },
        textDataDeliveryEnabled: false,
        imageDataDeliveryEnabled: false,
        embeddingDataDeliveryEnabled: false,
      },
    },
  });
  expect(JSON.parse(Delete)).toEqual({ service: 'bedrock', action: 'DeleteModelInvocationLoggingConfiguration' });
  expect(InstallLatestAwsSdk).toBe(false);
  // Bedrock looks whether the role may write
  expect(DependsOn).toContainEqual(expect.stringMatching(/^WriterDefaultPolicy/));
});

test('the role is for Bedrock in this account, and may write to this log alone', () => {
  const role = of('AWS::IAM::Role').find(({ Properties }) =>
    JSON.stringify(Properties.AssumeRolePolicyDocument).includes('bedrock.amazonaws.com'));
  expect(role.Properties.AssumeRolePolicyDocument.Statement).toEqual([{
    Action: 'sts:AssumeRole',
    Effect: 'Allow',
    Principal: { Service: 'bedrock.amazonaws.com' },
    Condition: {
      StringEquals: { 'aws:SourceAccount': '${AWS::AccountId}' },
      ArnLike: { 'aws:SourceArn': 'arn:${AWS::Partition}:bedrock:${AWS::Region}:${AWS::AccountId}:*' },
    },
  }]);
  const statements = of('AWS::IAM::Policy').flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  expect(statements).toEqual(expect.arrayContaining([
    {
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: expect.stringMatching(/Invocations.*Arn/),
    },
    {
      Effect: 'Allow',
      Action: [
        'bedrock:DeleteModelInvocationLoggingConfiguration', 'bedrock:PutModelInvocationLoggingConfiguration',
      ],
      Resource: '*',
    },
    { Effect: 'Allow', Action: 'iam:PassRole', Resource: expect.stringMatching(/Writer.*Arn/) },
  ]));
  expect(statements).toHaveLength(3);
});

test('the log ends, and the query is about the role of the flow', () => {
  expect(of('AWS::Logs::LogGroup').map(({ Properties }) => Properties.RetentionInDays)).toEqual([30]);
  expect(of('AWS::Logs::QueryDefinition')[0].Properties.QueryString).toBe('filter identity.arn like "SupportRole"\n| '
    + 'stats sum(input.inputTokenCount) as tokensIn, sum(output.outputTokenCount) as tokensOut by modelId');
});
