/** Existing definitions become flows: as they were, whatever form they came in. */
import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import {
  aws_bedrock as bedrock, aws_kms as kms, aws_lambda as lambda, aws_s3 as s3, CfnParameter, Stack,
} from 'aws-cdk-lib';
import { Flow, FlowDefinition, type FlowProps } from '../../src';
import { joined } from '../../src/core/joined';
import type { Definition } from '../../src/core/model/definition';
import { toCfn } from '../../src/core/template';
import { corpus, CORPUS, imported, input, NUMBERS, output, prompt, simple } from '../imports';
import {
  definitionOf, FUNCTION, newStack, synthErrors, templateOf, type Warning, warningsOf, wires,
} from '../small-flows';

/** The nodes as an import leaves them: a retired key is gone. */
function expected(number: string, definition: Definition): Definition {
  return number === '33'
    ? JSON.parse(JSON.stringify(definition).replace(/"topK":\d+,/g, '')) as Definition : definition;
}

describe('of published flows', () => {
  test('there are many', () => {
    expect(NUMBERS.length).toBeGreaterThan(20);
  });

  test.each(NUMBERS)('%s comes out as it went in', (number) => {
    const definition = corpus(number);
    const flow = imported(definition);
    const out = definitionOf(flow);
    expect(out.nodes).toEqual(expected(number, definition).nodes);
    if (number === '23') {
      // a name is made anew where it is too long, and only there
      const changed = out.connections!.filter(({ name }, at) => name !== definition.connections![at].name);
      expect(changed.map(({ name }) => name)).toEqual([expect.stringMatching(/^ConditionNode_1\w+_[0-9a-f]{8}$/)]);
      expect(wires(out)).toEqual(wires(definition));
    } else {
      expect(out.connections).toEqual(definition.connections);
    }
    expect(synthErrors(Stack.of(flow))).toEqual([]);
  });

  const forms: [string, (definition: Definition) => object | string][] = [
    ['an export of GetFlow', (definition) => ({
      $metadata: {}, name: 'F', id: 'FLOWAAAAAA', version: 'DRAFT', status: 'Prepared', definition, validations: [],
    })],
    ['an answer around an export', (definition) => ({ flow: { name: 'F', definition } })],
    ['PascalCase', (definition) => toCfn(definition)],
    ['a resource', (definition) => ({
      Type: 'AWS::Bedrock::Flow', Properties: { Name: 'F', Definition: toCfn(definition) },
    })],
    ['a template', (definition) => ({
      Resources: {
        Other: { Type: 'AWS::S3::Bucket' },
        F: { Type: 'AWS::Bedrock::Flow', Properties: { Definition: toCfn(definition) } },
      },
    })],
    ['a template with DefinitionString', (definition) => ({
      Resources: { F: { Type: 'AWS::Bedrock::Flow', Properties: { DefinitionString: JSON.stringify(definition) } } },
    })],
  ];
  test.each(forms)('%s gives the same flow as the definition alone', (_, form) => {
    for (const number of ['01', '41', '44', '50']) {
      expect(definitionOf(imported(form(corpus(number)) as object))).toEqual(definitionOf(imported(corpus(number))));
    }
  });

  test('from a file they are the same', () => {
    const file = join(CORPUS, '44.json');
    const flow = new Flow(newStack(), 'F', { definition: FlowDefinition.fromFile(file) });
    expect(definitionOf(flow)).toEqual(corpus('44'));
    expect(FlowDefinition.fromFile(file).nodeNames).toEqual(corpus('44').nodes!.map(({ name }) => name));
  });

  test('the names of nodes inside loops are there, after their loop', () => {
    expect(FlowDefinition.fromJson(corpus('50')).nodeNames.slice(0, 5))
      .toEqual(['FlowInputNode', 'PlannerAgent', 'AnalysisLoop', 'ValidationLoopInput', 'AYUSHAgent']);
  });
});

describe('what CloudFormation can\'t express in a flow', () => {
  test.each<[string, object]>([
    ['a chat', {
      templateType: 'CHAT',
      templateConfiguration: {
        chat: { messages: [{ role: 'user', content: [{ text: '{{text}}' }] }], inputVariables: [{ name: 'text' }] },
      },
    }],
    ['a cache point', { templateConfiguration: { text: { text: '{{text}}', cachePoint: { type: 'default' } } } }],
    ['fields of the model', { additionalModelRequestFields: { top_k: 5 } }],
    ['many tokens', { inferenceConfiguration: { text: { maxTokens: 8000 } } }],
  ])('%s becomes a managed prompt', (_, more) => {
    const flow = imported(simple(prompt('Reply', more), prompt('Plain')));
    const { Resources } = templateOf(Stack.of(flow));
    const of = (type: string) => Object.entries(Resources).filter(([, resource]) => resource.Type === type);
    const [[versionId]] = of('AWS::Bedrock::PromptVersion');
    const [[promptId, { Properties }]] = of('AWS::Bedrock::Prompt');
    expect(of('AWS::Bedrock::Prompt')).toHaveLength(1);
    expect(Properties.Variants).toHaveLength(1);
    const [reply, plain] = definitionOf(flow).nodes!.slice(1);
    expect(reply).toEqual({
      ...prompt('Reply'),
      configuration: {
        prompt: { sourceConfiguration: { resource: { promptArn: { 'Fn::GetAtt': [versionId, 'Arn'] } } } },
      },
    });
    expect(plain).toEqual(prompt('Plain'));
    expect(Resources[versionId].Properties.PromptArn).toEqual({ 'Fn::GetAtt': [promptId, 'Arn'] });
    expect(synthErrors(Stack.of(flow))).toEqual([]);
  });
});

describe('substitutions', () => {
  const LOOK: Definition = {
    nodes: [
      input,
      {
        name: 'Look',
        type: 'LambdaFunction',
        configuration: { lambdaFunction: { lambdaArn: '${Function}' } },
        inputs: [{ name: 'text', type: 'String', expression: '$.data' }],
        outputs: [{ name: 'functionResponse', type: 'String' }],
      },
      {
        name: 'Read',
        type: 'Retrieval',
        configuration: { retrieval: { serviceConfiguration: { s3: { bucketName: 'files-${Bucket}' } } } },
        inputs: [{ name: 'objectKey', type: 'String', expression: '$.data' }],
        outputs: [{ name: 's3Content', type: 'String' }],
      },
      prompt('Reply', {
        modelId: '${Model}', templateConfiguration: { text: { text: 'Answer {{text}} for ${Customer} ${Unknown}' } },
      }),
      output,
    ],
  };
  const node = (flow: Flow, name: string): any => definitionOf(flow).nodes!.find((one) => one.name === name);
  const lambdaArn = (flow: Flow) => node(flow, 'Look').configuration.lambdaFunction.lambdaArn;
  const bucketName = (flow: Flow) => node(flow, 'Read').configuration.retrieval.serviceConfiguration.s3.bucketName;
  const policy = (flow: Flow) => JSON.stringify(Object.values(templateOf(Stack.of(flow)).Resources)
    .filter(({ Type }) => Type === 'AWS::IAM::Policy'));
  const PLAIN = { Function: FUNCTION, Bucket: 'eu', Model: 'amazon.nova-lite-v1:0', Customer: 'ACME' };

  test('with plain values', () => {
    const flow = imported(LOOK, { substitutions: PLAIN });
    expect(lambdaArn(flow)).toBe(FUNCTION);
    expect(bucketName(flow)).toBe('files-eu');
    const { inline } = node(flow, 'Reply').configuration.prompt.sourceConfiguration;
    expect(inline.modelId).toBe('amazon.nova-lite-v1:0');
    // braces without a value may be just that, in a text
    expect(inline.templateConfiguration.text.text).toBe('Answer {{text}} for ACME ${Unknown}');
    expect(policy(flow)).toContain(FUNCTION);
    expect(policy(flow)).toContain('foundation-model/amazon.nova-lite-v1:0');
  });

  test('with a parameter', () => {
    const stack = newStack();
    const parameter = new CfnParameter(stack, 'Arn');
    const flow = imported(LOOK,
      { substitutions: { ...PLAIN, Function: parameter.valueAsString, Customer: parameter.valueAsString } }, stack);
    expect(lambdaArn(flow)).toEqual({ Ref: 'Arn' });
    expect(node(flow, 'Reply').configuration.prompt.sourceConfiguration.inline.templateConfiguration.text.text)
      .toEqual({ 'Fn::Join': ['', ['Answer {{text}} for ', { Ref: 'Arn' }, ' ${Unknown}']] });
    expect(policy(flow)).toContain('"Resource":{"Ref":"Arn"}');
  });

  test('with a bucket and a function of the app', () => {
    const stack = newStack();
    const bucket = new s3.Bucket(stack, 'Bucket');
    const handler = new lambda.Function(stack, 'Handler',
      { runtime: lambda.Runtime.NODEJS_LATEST, handler: 'x.y', code: lambda.Code.fromInline('x') });
    const flow = imported(LOOK,
      { substitutions: { ...PLAIN, Function: handler.functionArn, Bucket: bucket.bucketName } }, stack);
    const id = (construct: { node: { defaultChild?: unknown } }) =>
      stack.resolve((construct.node.defaultChild as any).logicalId);
    expect(lambdaArn(flow)).toEqual({ 'Fn::GetAtt': [id(handler), 'Arn'] });
    expect(bucketName(flow)).toEqual({ 'Fn::Join': ['', ['files-', { Ref: id(bucket) }]] });
    expect(policy(flow)).toContain(`"Resource":${JSON.stringify({ 'Fn::GetAtt': [id(handler), 'Arn'] })}`);
    expect(policy(flow)).toContain(`":s3:::files-",${JSON.stringify({ Ref: id(bucket) })},"/*"`);
  });

  test('of intrinsic functions in a template are not needed: they stay what they are', () => {
    const properties = {
      Definition: {
        Nodes: [{
          Name: 'Look',
          Type: 'LambdaFunction',
          Configuration: { LambdaFunction: { LambdaArn: { 'Fn::GetAtt': ['Fn', 'Arn'] } } },
        }],
      },
    };
    const flow = imported({ Type: 'AWS::Bedrock::Flow', Properties: properties });
    expect(lambdaArn(flow)).toEqual({ 'Fn::GetAtt': ['Fn', 'Arn'] });
    expect(policy(flow)).toContain('"Resource":{"Fn::GetAtt":["Fn","Arn"]}');
  });

  test('that are missing are found wherever they count, also after a prompt that has the same braces', () => {
    const { Model: _, ...others } = PLAIN;
    const first = prompt('First',
      { modelId: 'amazon.nova-lite-v1:0', templateConfiguration: { text: { text: 'Is {{text}} ${Model}?' } } });
    expect(() => FlowDefinition.fromJson({ nodes: [first, ...LOOK.nodes!] }, { substitutions: others }))
      .toThrow('${Model}');
  });

  test('that are missing are found in settings of a text', () => {
    const reply = prompt('Reply', { inferenceConfiguration: { text: { maxTokens: '${Limit}' } } });
    expect(() => FlowDefinition.fromJson({ nodes: [reply] })).toThrow('${Limit}');
  });

  test('become numbers where the definition has one, as CloudFormation makes them', () => {
    const reply = prompt('Reply', { inferenceConfiguration: { text: { maxTokens: '${Limit}' } } });
    const flow = imported(simple(reply), { substitutions: { Limit: '500' } });
    expect(node(flow, 'Reply').configuration.prompt.sourceConfiguration.inline.inferenceConfiguration.text.maxTokens)
      .toBe(500);
  });
});

describe('what an import remarks', () => {
  const remarks = (json: object) => warningsOf(Stack.of(imported(json)))
    .map(({ id, path, message }: Warning) => [id, path, message]);

  test('a retired key, which it leaves out', () => {
    expect(remarks(corpus('33')).filter(([id]) => id === 'RetiredKey')).toEqual([
      ['RetiredKey', expect.stringMatching(/^S\/F/), expect.stringContaining('has \'topK\', which the service no '
        + 'longer accepts')],
    ]);
  });

  test('a connection that it renames', () => {
    const [[, path, message], ...others] = remarks(corpus('23')).filter(([id]) => id === 'RenamedConnection');
    expect(others).toEqual([]);
    expect(path).toBe('S/F');
    expect(message)
      .toMatch(
        joined(
          /^\[S\/F\] connection 'ConditionNode_1ConditionNodeHandleDefault\w+' has a name that CloudFormation /,
          /rejects, so it is renamed to '\w+_[0-9a-f]{8}' here; /,
        ),
      );
  });

  test('a key that the service does not know, which CloudFormation would refuse', () => {
    const odd = { ...simple(prompt('Reply', { temperatur: 1 })) };
    expect(synthErrors(Stack.of(imported(odd)))).toEqual([expect.stringMatching(
      /^\[S\/F\/Reply\] .*has 'temperatur', which the service does not accept here; .* \[UnknownKey\]$/,
    )]);
    expect(definitionOf(imported(odd)).nodes![1]).toEqual(prompt('Reply', { temperatur: 1 }));
  });
});

test('a flow of one app can be moved to another through its template', () => {
  const flow = imported(corpus('41'));
  const stack = newStack('Other');
  const copy = new Flow(stack, 'F', { definition: FlowDefinition.fromJson(templateOf(Stack.of(flow)) as object) });
  expect(definitionOf(copy)).toEqual(corpus('41'));
});

test('a file with a byte order mark and one with DefinitionString can be read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flows-'));
  const marked = join(folder, 'marked.json');
  writeFileSync(marked, `\uFEFF${JSON.stringify(simple(prompt('Reply')))}`);
  expect(FlowDefinition.fromFile(marked).nodeNames).toEqual(['FlowInputNode', 'Reply', 'Out']);
  const template = join(folder, 'template.json');
  const stack = newStack();
  new bedrock.CfnFlow(stack, 'L1',
    { name: 'n', executionRoleArn: 'arn', definitionString: JSON.stringify(simple(prompt('Reply'))) });
  writeFileSync(template, JSON.stringify(templateOf(stack)));
  expect(FlowDefinition.fromFile(template).nodeNames).toEqual(['FlowInputNode', 'Reply', 'Out']);
});

test.each([
  ['a key twice', 'Resources:\n  A: 1\n  A: 2\n', 'is not YAML: map keys must be unique (line 3); correct it there'],
  ['two documents', 'Resources: {}\n---\nResources: {}\n', 'contains several YAML documents (line 2); keep one'],
  ['more than fits anywhere', `a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n${[...'bcdefgh'].map((name, index) =>
    `${name}: &${name} [${Array<string>(10).fill(`*${'abcdefg'[index]}`).join(', ')}]`).join('\n')}\n`,
  'is not YAML that can be read: with its aliases it has more than 1000000 values; make it simpler'],
])('YAML with %s is refused in one line', (_, text, words) => {
  const file = join(mkdtempSync(join(tmpdir(), 'flows-')), 'template.yaml');
  writeFileSync(file, text);
  expect(() => FlowDefinition.fromFile(file))
    .toThrow(new Error(`[FlowDefinition.fromFile ${file}] ${words} [IllegalDefinition]`));
});

test('a key that stands twice is named, in a file, a text and a DefinitionString', () => {
  const text = JSON.stringify(simple(prompt('Reply'))).replace('{', '{\n"nodes":[],');
  const words = 'has the key \'nodes\' twice in one object, at line 2, column 12; keep one [IllegalDefinition]';
  const file = join(mkdtempSync(join(tmpdir(), 'flows-')), 'flow.json');
  writeFileSync(file, text);
  expect(() => FlowDefinition.fromFile(file)).toThrow(new Error(`[FlowDefinition.fromFile ${file}] ${words}`));
  expect(() => FlowDefinition.fromJson(text as any)).toThrow(new Error(`[FlowDefinition.fromJson] ${words}`));
  const inTemplate = { Resources: { F: { Type: 'AWS::Bedrock::Flow', Properties: { DefinitionString: text } } } };
  expect(() => FlowDefinition.fromJson(inTemplate)).toThrow(new Error(`[FlowDefinition.fromJson] ${words}`));
});

test.each<[string, object, string]>([
  ['all nodes', { 'Fn::Transform': { Name: 'AWS::Include' } },
    'nodes: the list of nodes is known only at deployment, by Fn::Transform'],
  ['a node', [{ 'Fn::If': ['C', {}, {}] }], 'nodes[0]: the node is known only at deployment, by Fn::If'],
  ['a name', [{ Name: { Ref: 'N' }, Type: 'Prompt' }], 'nodes[0].name: the name of the node is known only at '
    + 'deployment'],
])('of %s that only a deployment knows no flow is made', (_, Nodes, words) => {
  const file = join(mkdtempSync(join(tmpdir(), 'flows-')), 'template.json');
  writeFileSync(file, JSON.stringify({
    Resources: { F: { Type: 'AWS::Bedrock::Flow', Properties: { Definition: { Nodes, Connections: [] } } } },
  }));
  expect(() => FlowDefinition.fromFile(file)).toThrow(
    new Error(`[FlowDefinition.fromFile ${file}] ${words}; give the deployed value [IllegalDefinition]`));
});

describe('the key of the flow that a definition comes from', () => {
  const KEY = 'arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555';
  const definition = simple(prompt('Reply'));
  const ROLE = 'arn:aws:iam::111122223333:role/r';
  const resource = (CustomerEncryptionKeyArn: unknown) => (
    {
      Type: 'AWS::Bedrock::Flow',
      Properties: { Name: 'f', ExecutionRoleArn: ROLE, CustomerEncryptionKeyArn, Definition: toCfn(definition) },
    });

  test.each<[string, object, string]>([
    ['an answer of GetFlow', {
      name: 'f', executionRoleArn: ROLE, customerEncryptionKeyArn: KEY, definition,
    }, ` '${KEY}'`],
    ['a resource', resource(KEY), ` '${KEY}'`],
    ['a template', { Resources: { F: resource({ 'Fn::GetAtt': ['Key', 'Arn'] }) } }, ''],
  ])('in %s is a warning, unless the flow is given one', (_, json, shown) => {
    const ofKey = (props: FlowProps) => {
      const stack = newStack();
      new Flow(stack, 'F', { definition: FlowDefinition.fromJson(json), ...props });
      return warningsOf(stack).filter(({ id }) => id === 'UnknownEncryptionKey').map(({ message }) => message);
    };
    expect(ofKey({})).toEqual([
      `[S/F] the definition comes from a flow that is encrypted with the key${shown}, and this one is not; pass `
        + '\'encryptionKey\' [UnknownEncryptionKey]',
    ]);
    expect(ofKey({ encryptionKey: kms.Key.fromKeyArn(newStack(), 'Key', KEY) })).toEqual([]);
  });

  test('is nowhere in a definition without one', () => {
    const stack = newStack();
    new Flow(stack, 'F', { definition: FlowDefinition.fromJson({ name: 'f', executionRoleArn: ROLE, definition }) });
    expect(warningsOf(stack).map(({ id }) => id)).not.toContain('UnknownEncryptionKey');
  });
});
