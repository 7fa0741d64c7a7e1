import { aws_bedrock as bedrock, aws_kms as kms, CfnParameter, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Flow, FlowDataType, FlowDefinition, type FlowProps, LoopNode, OutputNode, RawNode } from '../../src';
import {
  ACCOUNT, agnosticStack, fixedStack, flowResource, readable, REGION, refusal, templateOf, testApp, testFlow, thrown,
} from '../support';

const ARN = `arn:aws:bedrock:eu-west-1:${ACCOUNT}:flow/FLOW123456`;

const properties = (props: FlowProps) => flowResource(testFlow(fixedStack(), props)).Properties;

describe('what a flow is made from', () => {
  test('nothing', () => {
    const flow = new Flow(fixedStack(), 'F');
    expect(flowResource(flow)).toEqual({
      Type: 'AWS::Bedrock::Flow',
      Properties: {
        Name: expect.stringMatching(/^S-F-[0-9A-F]{8}$/),
        ExecutionRoleArn: '${FExecutionRole.Arn}',
        Definition: expect.anything(),
      },
    });
  });

  test('everything', () => {
    const stack = fixedStack();
    const flow = testFlow(stack, {
      flowName: 'my-flow_1',
      description: 'What it is for',
      encryptionKey: new kms.Key(stack, 'Key'),
      tags: { team: 'blue', area: 'x' },
      testAliasTags: { stage: 'test' },
    });
    const { Definition: _definition, ...given } = flowResource(flow).Properties;
    expect(given).toEqual({
      Name: 'my-flow_1',
      Description: 'What it is for',
      ExecutionRoleArn: '${FExecutionRole.Arn}',
      CustomerEncryptionKeyArn: '${Key.Arn}',
      Tags: { team: 'blue', area: 'x' },
      TestAliasTags: { stage: 'test' },
    });
  });

  test('texts that only the deployment knows', () => {
    const stack = fixedStack();
    const { valueAsString } = new CfnParameter(stack, 'Text');
    const flow = testFlow(stack,
      { flowName: `f-${valueAsString}`, description: valueAsString, tags: { team: valueAsString } });
    expect(flowResource(flow).Properties)
      .toMatchObject({ Name: 'f-${Text}', Description: '${Text}', Tags: { team: '${Text}' } });
  });

  test.each<[string, FlowProps, string]>([
    ['a name', { flowName: 'my flow' }, '\'flowName\' is \'my flow\', but must have 1 to 100 letters or digits, with '
      + 'single \'_\' or \'-\' between; correct it'],
    ['an empty description', { description: '' }, '\'description\' is empty; write something, or leave it out'],
    ['a long description', { description: 'x'.repeat(201) }, '\'description\' is 201 characters long, but the '
      + 'service allows 200; shorten it'],
    ['the key of a tag', { tags: { 'a!': 'b' } }, 'a key of \'tags\' is \'a!\', but must have only letters, '
      + 'digits, spaces and . _ : / = + @ -; correct it'],
    ['the value of a tag', { testAliasTags: { ab: 'x'.repeat(257) } }, 'the value of \'ab\' in \'testAliasTags\' is '
      + '257 characters long, but the service allows 256; shorten it'],
    ['a type beside a definition', {
      inputType: FlowDataType.STRING, definition: FlowDefinition.fromJson({ nodes: [] }),
    },
    '\'inputType\' is given together with \'definition\', which has its own Input node; leave it out'],
  ])('refuses %s', (_, props, message) => {
    const stack = fixedStack();
    expect(refusal(stack, () => new Flow(stack, 'F', props))).toBe(`[S/F] ${message} [IllegalValue]`);
  });
});

describe('the name', () => {
  test('is a token that stands for the generated one', () => {
    const flow = testFlow();
    expect(Stack.of(flow).resolve(flow.flowName)).toBe(flowResource(flow).Properties.Name);
  });

  test('is cut where the path is long', () => {
    const flow = testFlow(new Construct(fixedStack('Stack'.repeat(15)), 'Scope'.repeat(15)));
    expect(flowResource(flow).Properties.Name).toMatch(/^[0-9a-zA-Z-]{90,100}$/);
  });
});

test('tags of the flow and of those around it', () => {
  const stack = fixedStack();
  const flow = testFlow(stack, { tags: { team: 'blue', own: 'yes' }, testAliasTags: { stage: 'test' } });
  Tags.of(stack).add('cost', 'x');
  Tags.of(flow).add('team', 'red');
  expect(flowResource(flow).Properties.Tags).toEqual({ cost: 'x', own: 'yes', team: 'red' });
  expect(flowResource(flow).Properties.TestAliasTags).toEqual({ stage: 'test' });
});

describe('ARN and id', () => {
  test('in the stack of the flow', () => {
    const flow = testFlow();
    const resolve = (value: unknown) => readable(Stack.of(flow).resolve(value));
    expect(resolve([flow.flowArn, flow.flowId, flow.flowRef]))
      .toEqual(['${F.Arn}', '${F.Id}', { flowArn: '${F.Arn}' }]);
  });

  test('in another stack', () => {
    const app = testApp();
    const flow = testFlow(fixedStack('S', app), {}, 'Flow');
    const version = new bedrock.CfnFlowVersion(fixedStack('T', app), 'V', { flowArn: flow.flowArn });
    expect(readable(templateOf(version).Resources.V.Properties))
      .toEqual({ FlowArn: '${import S:ExportsOutputFnGetAttFlowArn}' });
  });
});

describe('a flow that exists elsewhere', () => {
  test('by ARN', () => {
    const flow = Flow.fromFlowArn(fixedStack(), 'F', ARN);
    expect([flow.flowArn, flow.flowId, flow.flowRef, flow.encryptionKey, flow.env]).toEqual([
      ARN, 'FLOW123456', { flowArn: ARN }, undefined, { account: ACCOUNT, region: 'eu-west-1' },
    ]);
    expect(templateOf(flow).Resources).toBeUndefined();
  });

  test('with its key', () => {
    const stack = fixedStack();
    const encryptionKey = new kms.Key(stack, 'Key');
    expect(Flow.fromFlowAttributes(stack, 'F', { flowArn: ARN, encryptionKey }).encryptionKey).toBe(encryptionKey);
  });

  test('whose ARN only the deployment knows', () => {
    const stack = agnosticStack();
    const flow = Flow.fromFlowArn(stack, 'F', new CfnParameter(stack, 'FlowArn').valueAsString);
    expect(stack.resolve(flow.flowArn)).toEqual({ Ref: 'FlowArn' });
    expect(stack.resolve(flow.flowId)).toEqual({
      'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::Select': [5, { 'Fn::Split': [':', { Ref: 'FlowArn' }] }] }] }],
    });
  });
});

describe('findNode()', () => {
  function looped() {
    const flow = testFlow();
    const loop = new LoopNode(flow, 'Loop', { inputs: { loopInput: flow.input } });
    const inside = new RawNode(loop, 'Inside', { nodeType: 'Agent', nodeName: 'Deep' });
    return { flow, loop, inside };
  }

  test('finds nodes, those inside loops too', () => {
    const { flow, loop, inside } = looped();
    expect([flow.findNode('Loop'), flow.findNode('Deep'), flow.tryFindNode('Deep'), flow.tryFindNode('Deeper')])
      .toEqual([loop, inside, inside, undefined]);
  });

  test('offers the nearest name', () => {
    expect(thrown(() => looped().flow.findNode('Dep'))).toBe(
      '[S/F] there is no node \'Dep\', only \'FlowInputNode\', \'Out\', \'Loop\', \'Loop_LoopInput\' and \'Deep\'; did '
        + 'you mean \'Deep\'? [UnknownNode]');
    expect(thrown(() => looped().flow.findNode('Zebra'))).toContain('; use one of those [UnknownNode]');
  });
});

test('a definition without input node has no input', () => {
  const flow = new Flow(fixedStack(), 'F', { definition: FlowDefinition.fromJson({ nodes: [] }) });
  expect(thrown(() => flow.input)).toBe('[S/F] the flow has no Input node; add an Input node with the output '
    + 'document [MissingStartingNodes]');
});

test('removal', () => {
  const flow = testFlow();
  flow.applyRemovalPolicy(RemovalPolicy.RETAIN);
  expect(flowResource(flow)).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
});

describe('the CfnFlow behind it', () => {
  const cfnOf = (flow: Flow) => flow.node.defaultChild as bedrock.CfnFlow;

  test('takes overrides', () => {
    const flow = testFlow();
    expect(cfnOf(flow)).toBeInstanceOf(bedrock.CfnFlow);
    cfnOf(flow).addPropertyOverride('Definition.Nodes.0.Name', 'Renamed');
    cfnOf(flow).addPropertyOverride('Description', 'overridden');
    const { Properties } = flowResource(flow);
    expect([Properties.Definition.Nodes[0].Name, Properties.Definition.Nodes[1].Name, Properties.Description])
      .toEqual(['Renamed', 'Out', 'overridden']);
  });

  test('takes another definition', () => {
    const flow = testFlow();
    cfnOf(flow).definition = {
      nodes:
        [{ name: 'Only', type: 'Input', configuration: { input: {} }, newKey: 1 } as bedrock.CfnFlow.FlowNodeProperty],
    };
    cfnOf(flow).description = 'set';
    expect(flowResource(flow).Properties).toMatchObject({
      Definition: { Nodes: [{ Name: 'Only', Type: 'Input', Configuration: { Input: {} }, NewKey: 1 }] },
      Description: 'set',
    });
  });

  test('can have the definition taken away, for one in S3', () => {
    const flow = testFlow();
    cfnOf(flow).definition = undefined;
    cfnOf(flow).definitionS3Location = { bucket: 'bucket', key: 'key' };
    const { Definition, DefinitionS3Location } = flowResource(flow).Properties;
    expect([Definition, DefinitionS3Location]).toEqual([undefined, { Bucket: 'bucket', Key: 'key' }]);
  });
});

test('two flows in a stack, and flows of any number of apps, do not know each other', () => {
  const stack = fixedStack();
  const [first, second] = [testFlow(stack, {}, 'One'), testFlow(stack, {}, 'Two')];
  new OutputNode(second, 'More', { document: second.input });
  expect(flowResource(first).Properties.Definition.Nodes).toHaveLength(2);
  expect(flowResource(second).Properties.Definition.Nodes).toHaveLength(3);
  expect(properties({}).Definition).toEqual(flowResource(first).Properties.Definition);
  expect(stack.region).toBe(REGION);
});
