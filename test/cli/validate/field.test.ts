/** Templates as people write them: what the command makes of functions, scalars and files of other tools. */
import { join } from 'node:path';
import { stringify } from 'yaml';
import { FlowDefinition } from '../../../src';
import { stopwatch } from '../../stopwatch';
import { cli, findings, flow, folder, pascal, template, validate } from '../support';

const prompt = (text: unknown, more: object = {}) => ({
  Nodes: [
    { Name: 'Question', Type: 'Input', Outputs: [{ Name: 'document', Type: 'String' }] },
    {
      Name: 'Answer',
      Type: 'Prompt',
      Configuration: {
        Prompt: {
          SourceConfiguration: {
            Inline: {
              ModelId: { Ref: 'Model' }, TemplateType: 'TEXT', TemplateConfiguration: { Text: { Text: text } }, ...more,
            },
          },
        },
      },
      Inputs: [{ Name: 'question', Type: 'String', Expression: '$.data' }],
      Outputs: [{ Name: 'modelCompletion', Type: 'String' }],
    },
    { Name: 'End', Type: 'Output', Inputs: [{ Name: 'document', Type: 'String', Expression: '$.data' }] },
  ],
  Connections: [
    {
      Name: 'ask',
      Type: 'Data',
      Source: 'Question',
      Target: 'Answer',
      Configuration: { Data: { SourceOutput: 'document', TargetInput: 'question' } },
    },
    {
      Name: 'end',
      Type: 'Data',
      Source: 'Answer',
      Target: 'End',
      Configuration: { Data: { SourceOutput: 'modelCompletion', TargetInput: 'document' } },
    },
  ],
});
const PARAMETERS =
  { Parameters: { Hotline: { Type: 'String', Default: '555' }, Limit: { Type: 'Number', Default: 200 } } };

test('a run fills the text of Fn::Sub, and says what only a deployment knows', async () => {
  const text = { 'Fn::Sub': 'Dial ${Hotline} in ${AWS::Region}. {{question}}' };
  const definition = prompt(text, { InferenceConfiguration: { Text: { MaxTokens: { Ref: 'Limit' } } } });
  const root = folder({
    'a.json': JSON.stringify({ ...PARAMETERS, ...template({ Definition: definition }) }),
    'mocks.json': '{"nodes": {"Answer": {"returns": "a"}}}',
  });
  const run = async (...more: string[]) =>
    cli(['run', join(root, 'a.json'), '--mocks', join(root, 'mocks.json'), '--input', 'where?', ...more]);
  const { out, err } = await run('--json');
  expect(err).toBe('');
  expect(out).toContain('"text":"Dial 555 in ${AWS::Region}. where?"');
  expect(out).toContain('"maxTokens":200');
  expect(out).toContain('"modelId":"${Model}"');
  const [, message, rule] = /note at Answer: (.*) \[(\w+)\]/.exec((await run()).out)!;
  expect(message).toBe('only a deployment knows \'${AWS::Region}\' and \'${Model}\' of the prompt, so the request has '
    + 'the name instead');
  expect(rule).toBe('DeploymentValues');
});

test('the name of a port that only a deployment knows is told in words', async () => {
  const [kind, ...names] = ['${Kind}', 'FlowInput', 'Call', 'Out'];
  const definition = {
    Nodes: [
      { Name: names[0], Type: 'Input', Outputs: [{ Name: 'document', Type: 'String' }] },
      {
        Name: names[1],
        Type: 'LambdaFunction',
        Configuration: { LambdaFunction: { LambdaArn: { Ref: 'Fn' } } },
        Inputs: [{ Name: { Ref: 'Kind' }, Type: 'String', Expression: '$.data' }],
        Outputs: [{ Name: 'functionResponse', Type: 'String' }],
      },
      { Name: names[2], Type: 'Output', Inputs: [{ Name: 'document', Type: 'String', Expression: '$.data' }] },
    ],
    Connections: [
      [names[0], 'document', names[1], { Ref: 'Kind' }], [names[1], 'functionResponse', names[2], 'document'],
    ].map(([Source, SourceOutput, Target, TargetInput], at) => (
      { Name: `c${at}x`, Type: 'Data', Source, Target, Configuration: { Data: { SourceOutput, TargetInput } } })),
  };
  const root = folder({
    'a.json': JSON.stringify(template({ Definition: definition })),
    'mocks.json': '{"nodes": {"Call": {"returns": "a"}}}',
  });
  const { out } = await cli(['run', join(root, 'a.json'), '--mocks', join(root, 'mocks.json'), '--input', 'where?']);
  expect(out).toContain(`note at Call: only a deployment knows the name of the input '${kind}', so the run shows the `
    + 'name as the template has it [DeploymentValues]');
});

test('a variable inside a function is seen', async () => {
  const found = await findings(JSON.stringify(template({
    Definition: prompt({ 'Fn::Join': ['', ['{{question}} {{topic}} ', { Ref: 'X' }]] }),
  })));
  expect(found.map(({ code, input }) => [code, input])).toEqual([['MissingNodeInput', 'topic']]);
});

test('scalars of a template are converted, those of the API are not, and the message names the member', async () => {
  const scalars = prompt('{{question}}', { InferenceConfiguration: { Text: { MaxTokens: '300' } } });
  expect(await findings(JSON.stringify(template({ Definition: scalars })))).toEqual([]);
  expect(await findings(JSON.stringify(template({ DefinitionString: JSON.stringify(scalars) })))).toMatchObject([{
    code: 'IllegalValue', message: "maxTokens must be a number, got the string '300'",
  }]);
});

test('what the schema of the resource refuses is an error where it decides', async () => {
  const more = { InferenceConfiguration: { Text: { MaxTokens: 20_000 } } };
  const severity = async (json: object) => (await findings(JSON.stringify(json)))
    .map((one) => [one.code, one.severity]);
  expect(await severity(template({ Definition: prompt('{{question}}', more) })))
    .toEqual([['NotInCloudFormation', 'error']]);
  expect(await severity(prompt('{{question}}', more))).toEqual([['NotInCloudFormation', 'warning']]);
});

describe('the text of a definition that a function yields', () => {
  const BROKEN = flow('category = "refund"');
  const Conditions = { IsFirst: { 'Fn::Equals': [{ Ref: 'Hotline' }, '555'] } };
  const found = async (text: unknown) => findings(JSON.stringify({
    ...PARAMETERS, Conditions, ...template({ DefinitionString: text }),
  }));

  test.each<[string, unknown]>([
    ['Fn::ToJsonString', { 'Fn::ToJsonString': BROKEN }],
    ['Fn::If', { 'Fn::If': ['IsFirst', JSON.stringify(BROKEN), '{}'] }],
    ['Fn::Join over lines', { 'Fn::Join': ['\n', JSON.stringify(BROKEN, undefined, 1).split('\n')] }],
    ['Fn::Select', { 'Fn::Select': [0, [JSON.stringify(BROKEN)]] }],
  ])('%s is read', async (_, text) => {
    expect(await found(text)).toMatchObject([{ code: 'MalformedConditionExpression', node: 'Route' }]);
  });

  test.each<[string, unknown]>([
    ['a parameter', { Ref: 'Given' }],
    ['an attribute', { 'Fn::GetAtt': ['Custom', 'Text'] }],
    ['an import', { 'Fn::ImportValue': 'text' }],
    ['a condition that is not known', { 'Fn::If': ['Other', '{}', '{}'] }],
  ])('%s is no fault', async (_, text) => {
    expect(await found(text)).toMatchObject([{ code: 'IllegalDefinition', severity: 'warning' }]);
  });
});

describe('names that a tool fills in', () => {
  const withModel = (modelId: unknown) => ({
    nodes: [
      { name: 'Start', type: 'Input', outputs: [{ name: 'document', type: 'String' }] },
      {
        name: 'Search',
        type: 'KnowledgeBase',
        configuration: { knowledgeBase: { knowledgeBaseId: modelId, modelId } },
        inputs: [{ name: 'retrievalQuery', type: 'String', expression: '$.data' }],
        outputs: [{ name: 'outputText', type: 'String' }],
      },
      { name: 'End', type: 'Output', inputs: [{ name: 'document', type: 'String', expression: '$.data' }] },
    ],
    connections: [
      ['Start', 'document', 'Search', 'retrievalQuery'], ['Search', 'outputText', 'End', 'document'],
    ].map(([source, sourceOutput, target, targetInput]) => ({
      name: `${source}${target}`, type: 'Data', source, target, configuration: { data: { sourceOutput, targetInput } },
    })),
  });

  test.each(['$$KNOWLEDGEBASE_ID', '${KnowledgeBase}', '${self:custom.kb}', 'arn:aws:x:$$REGION:$$ACCOUNT:a/$$ID'])(
    '%s is no fault', async (value) => { expect(await findings(JSON.stringify(withModel(value)))).toEqual([]); });

  test.each(['$$knowledge', '$KNOWLEDGE', 'costs $$MUCH more'])('%s is one', async (value) => {
    expect((await findings(JSON.stringify(withModel(value)))).map(({ code }) => code)).toContain('IllegalValue');
  });

  test('an import asks for their values', () => {
    const json = withModel('$$KB_1');
    expect(() => FlowDefinition.fromJson(json))
      .toThrow('uses $$KB_1, which has no substitution; give \'KB_1\' a value');
    const read = FlowDefinition.fromJson(json, { substitutions: { KB_1: 'ABCDEFGHIJ' } });
    expect(JSON.stringify(read._definition)).toContain('"knowledgeBaseId":"ABCDEFGHIJ"');
  });
});

describe('other tools', () => {
  const BROKEN = flow('category = "refund"');

  test.each<[string, string, object]>([
    ['Serverless', 'serverless.yml', { service: 'a', resources: template({ Definition: pascal(BROKEN) }) }],
    ['Serverless with a list', 'serverless.yml', {
      service: 'a', resources: ['${file(a.yml)}', template({ Definition: pascal(BROKEN) })],
    }],
    ['an answer of GetTemplate', 'answer.json', {
      StagesAvailable: ['Original'], TemplateBody: template({ Definition: pascal(BROKEN) }),
    }],
    ['resources that Serverless includes', 'flow.yml', {
      Bucket: { Type: 'AWS::S3::Bucket' },
      Triage: { Type: 'AWS::Bedrock::Flow', Properties: { Definition: pascal(BROKEN) } },
    }],
    ['Terraform, awscc', 'state.json', {
      values: {
        root_module: {
          child_modules: [{
            resources: [{ address: 'm.f', type: 'awscc_bedrock_flow', values: { name: 'f', definition: BROKEN } }],
          }],
        },
      },
    }],
    ['a stack of Pulumi', 'stack.json', {
      deployment: {
        resources: [{
          urn: 'urn:pulumi:dev::p::t::f',
          type: 'aws:bedrock/agentFlow:AgentFlow',
          inputs: { name: 'f', definition: BROKEN },
        }],
      },
    }],
  ])('%s', async (_, name, json) => {
    expect(await findings(name.endsWith('.yml') ? stringify(json) : JSON.stringify(json), name))
      .toMatchObject([{ code: 'MalformedConditionExpression', node: 'Route' }]);
  });

  test('a plan of Terraform: blocks are lists, names are singular, what is not known yet is not a fault', async () => {
    const values = {
      name: 'f',
      definition: [{
        node: [
          {
            name: 'Start',
            type: 'Input',
            input: [],
            output: [{ name: 'document', type: 'String' }],
            configuration: [{ input: [{}], output: [], agent: [] }],
          },
          {
            name: 'Work',
            type: 'LambdaFunction',
            configuration: [{ lambda_function: [{}], prompt: [] }],
            input: [{ name: 'codeHookInput', type: 'String', expression: '$.data', category: null }],
            output: [{ name: 'functionResponse', type: 'String' }],
          },
          {
            name: 'End',
            type: 'Output',
            configuration: [],
            input: [{ name: 'document', type: 'Number', expression: '$.data' }],
            output: [],
          },
        ],
        connection: [
          ['Start', 'document', 'Work', 'codeHookInput'], ['Work', 'functionResponse', 'End', 'document'],
        ].map(([source, output, target, input]) => ({
          name: `${source}${target}`,
          type: 'Data',
          source,
          target,
          configuration: [{ data: [{ source_output: output, target_input: input }], conditional: [] }],
        })),
      }],
    };
    const mark = { definition: [{ node: [{}, { configuration: [{ lambda_function: [{ lambda_arn: true }] }] }] }] };
    const plan = {
      planned_values: {
        root_module: { resources: [{ address: 'aws_bedrockagent_flow.f', type: 'aws_bedrockagent_flow', values }] },
      },
      resource_changes: [{ address: 'aws_bedrockagent_flow.f', change: { after_unknown: mark } }],
    };
    const found = await findings(JSON.stringify(plan, undefined, 2), 'plan.json');
    expect(found).toMatchObject([{ code: 'IncompatibleConnectionDataType', connection: 'WorkEnd' }]);
  });

  test.each([
    ['main.tf', 'resource "aws_bedrockagent_flow" "f" {}', 'terraform show -json'],
    ['Pulumi.yaml', 'name: a\nruntime: nodejs\n', 'pulumi stack export'],
    ['serverless.yml', 'service: a\nprovider: {name: aws}\nresources: ${file(a.yml)}\n', 'serverless package'],
  ])('%s without a flow says what to give instead', async (name, text, hint) => {
    const { code, err } = await validate([join(folder({ [name]: text }), name)]);
    expect(code).toBe(2);
    expect(err).toContain(hint);
  });
});

test('a template in YAML is imported', () => {
  const root = folder({
    'a.yaml': stringify(template({ Definition: pascal(flow()) }))
      .replace('Name: triage', 'Name: !Sub "${AWS::StackName}-x"'),
  });
  expect(FlowDefinition.fromFile(join(root, 'a.yaml')).nodeNames).toContain('Route');
});

test('a model and a text that Systems Manager knows are no faults', async () => {
  const definition = prompt('{{resolve:ssm:/prompts/answer:2}}', { ModelId: '{{resolve:ssm:/models/answer}}' });
  expect(await findings(JSON.stringify(template({ Definition: definition })))).toEqual([]);
  const misspelt = prompt('{{question}}', { ModelId: '{{resolv:ssm:/models/answer}}' });
  expect(await findings(JSON.stringify(template({ Definition: misspelt })))).toMatchObject([{ code: 'IllegalValue' }]);
});

test('what has no value is not there, beside the definition that counts', async () => {
  const nothing = { Ref: 'AWS::NoValue' };
  expect(await findings(JSON.stringify(template({
    Definition: prompt('{{question}}'), DefinitionString: nothing, DefinitionS3Location: nothing,
  })))).toEqual([]);
});

test('kinds of a configuration that are null are said once each, and not as a second kind', async () => {
  const json = flow('category == "refund"') as unknown as { readonly nodes: readonly { readonly type: string }[] };
  const input = json.nodes.find(({ type }) => type === 'Input')!;
  const before = await findings(JSON.stringify(json));
  Object.assign(input, { configuration: { input: {}, agent: null } });
  const known = new Set(before.map(({ code }) => code));
  expect((await findings(JSON.stringify(json))).filter(({ code }) => !known.has(code)))
    .toMatchObject([{ code: 'IllegalDefinition', remedy: 'remove the key' }]);
});

test('an answer of list-flows is told from one of get-flow', async () => {
  const file = join(folder({ 'a.json': '{"flowSummaries": []}' }), 'a.json');
  const { code, err } = await validate([file]);
  expect(code).toBe(2);
  expect(err).toBe(`${file}: error: contains no flow; list-flows returns no definitions; give the output of 'get-flow' `
    + '[NoFlow]\n');
});

describe('answers of AWS with a document in a text', () => {
  const whole = template({ Definition: pascal(flow()) });
  const properties = JSON.stringify({ Name: 'triage', Definition: pascal(flow()) });
  const names = (flow() as { nodes: { name: string }[] }).nodes.map(({ name }) => name);
  const ANSWERS: { readonly [name: string]: any } = {
    'get-template, JSON': { TemplateBody: JSON.stringify(whole), StagesAvailable: ['Original'] },
    'get-template, YAML': {
      TemplateBody: stringify(whole).replace(/Name: triage/, 'Name: !Sub "${AWS::StackName}-triage"'),
    },
    'get-template, only the text': stringify(whole),
    'get-resource': {
      TypeName: 'AWS::Bedrock::Flow', ResourceDescription: { Identifier: 'triage', Properties: properties },
    },
    'get-resource, only the text': properties,
  };

  test.each(Object.keys(ANSWERS))('%s', async (name) => {
    const file = join(folder({ 'answer.json': JSON.stringify(ANSWERS[name]) }), 'answer.json');
    expect(await cli(['validate', file])).toMatchObject({ code: 0, err: '' });
    expect((await cli(['graph', file])).out).toContain('Route');
    expect(FlowDefinition.fromFile(file).nodeNames).toEqual(names);
    expect(FlowDefinition.fromJson(ANSWERS[name]).nodeNames).toEqual(names);
  });

  test('a list of Cloud Control without definitions says what to give', async () => {
    const file = join(folder({
      'answer.json': JSON.stringify({
        TypeName: 'AWS::Bedrock::Flow', ResourceDescriptions: [{ Identifier: 'x', Properties: '{"Arn": "x"}' }],
      }),
    }), 'answer.json');
    expect((await cli(['validate', file])).err).toContain(
      "contains no flow; list-resources returns no definitions; give the output of 'aws cloudcontrol get-resource'");
  });

  test('a large template in a text is read in a second', async () => {
    const buckets = Array.from({ length: 20_000 }, (_, at) => [`Bucket${at}`, { Type: 'AWS::S3::Bucket' }] as const);
    const { Resources: resources } = template({ Definition: pascal(flow('category ~ 1')) }) as { Resources: object };
    const body = JSON.stringify({ Resources: { ...Object.fromEntries(buckets), ...resources } });
    const elapsed = stopwatch();
    expect(await findings(JSON.stringify({ TemplateBody: body }))).not.toEqual([]);
    expect(elapsed()).toBeLessThan(5_000);
  });
});
