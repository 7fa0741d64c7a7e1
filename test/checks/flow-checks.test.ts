/**
 * The plugin finds constructs in tree.json.
 *
 * @jest-environment-options {"writesAll": true}
 */
import { App, Aspects, aws_bedrock as bedrock, type IPolicyValidationContextBeta1, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import {
  ConditionNode, Flow, FlowChecks, FlowChecksPlugin, FlowDefinition, FlowModel, FlowPrompt, OutputNode, PromptNode,
} from '../../src';

const SOUND = {
  nodes: [
    { name: 'In', type: 'Input', outputs: [{ name: 'document', type: 'String' }] },
    { name: 'Out', type: 'Output', inputs: [{ name: 'document', type: 'String', expression: '$.data' }] },
  ],
  connections: [{
    name: 'InToOut',
    type: 'Data',
    source: 'In',
    target: 'Out',
    configuration: {
      data: { sourceOutput: 'document', targetInput: 'document' },
    },
  }],
};
const FAULTY = {
  ...SOUND,
  nodes: [SOUND.nodes[0], { ...SOUND.nodes[1], inputs: [{ name: 'document', type: 'Number', expression: '$.data' }] }],
};
const MISMATCH = 'node \'Out\': input \'document\' takes a Number, but gets a String from \'In.document\'; declare the '
  + 'input as String, or convert the value in an earlier node [IncompatibleConnectionDataType]';

function appWith(definition: object, given: Partial<bedrock.CfnFlowProps> = {}) {
  const app = new App();
  const flow = new bedrock.CfnFlow(new Stack(app, 'S'), 'Raw',
    { name: 'raw', executionRoleArn: 'arn:aws:iam::111122223333:role/x', definition, ...given });
  return { app, flow };
}

function errorsOf(app: App): string {
  try {
    app.synth();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('FlowChecks', () => {
  test('lets a sound CfnFlow pass', () => {
    const { app } = appWith(SOUND);
    Aspects.of(app).add(new FlowChecks());
    expect(errorsOf(app)).toBe('');
  });

  test('stops the synth of a faulty CfnFlow, with its path and the name of the node', () => {
    const { app } = appWith(FAULTY);
    expect(errorsOf(app)).toBe('');
    const again = appWith(FAULTY).app;
    Aspects.of(again).add(new FlowChecks());
    expect(errorsOf(again)).toContain(`[S/Raw] ${MISMATCH}`);
  });

  test('reads DefinitionString, with tokens in it, and what an override puts there', () => {
    const { app, flow } = appWith(SOUND, { definition: undefined });
    flow.definitionString = Stack.of(flow)
      .toJsonString({ ...FAULTY, nodes: [{ ...FAULTY.nodes[0], name: 'In' }, FAULTY.nodes[1]] });
    Aspects.of(app).add(new FlowChecks());
    expect(errorsOf(app)).toContain(MISMATCH);

    const other = appWith(SOUND);
    other.flow.addPropertyOverride('Definition.Nodes.1.Inputs.0.Type', 'Number');
    Aspects.of(other.app).add(new FlowChecks());
    expect(errorsOf(other.app)).toContain(MISMATCH);
  });

  test('warns of the keys that CfnFlow drops, with the node, as the plugin does', () => {
    const message = 'node \'In\': has \'comment\', which the service does not accept here, so CDK leaves it out of the '
      + 'template';
    const { app, flow } = appWith({ ...SOUND, nodes: [{ ...SOUND.nodes[0], comment: 'x' }, SOUND.nodes[1]] });
    Aspects.of(app).add(new FlowChecks());
    expect(errorsOf(app)).toBe('');
    Annotations.fromStack(Stack.of(flow)).hasWarning('/S/Raw', Match.stringLikeRegexp(message.replace(/[()]/g, '.')));
    const [stack] = app.synth().stacks;
    const report = new FlowChecksPlugin()
      .validate({ templatePaths: [stack.templateFullPath] } as IPolicyValidationContextBeta1);
    expect(report).toMatchObject({
      success: true, violations: [{ ruleName: 'UnknownKey', severity: 'warning', description: message }],
    });
  });

  test('overrules a rule with a reason, and only an existing one', () => {
    const { app } = appWith(FAULTY);
    Aspects.of(app)
      .add(new FlowChecks({ acknowledged: { IncompatibleConnectionDataType: 'the service converts it' } }));
    expect(errorsOf(app)).toBe('');
    expect(() => new FlowChecks({ acknowledged: { IncompatibleConnectionDataTyp: 'x' } }))
      .toThrow('[FlowChecks] \'IncompatibleConnectionDataTyp\' is not a code of a rule; did you mean '
        + '\'IncompatibleConnectionDataType\'? [IllegalValue]');
    expect(() => new FlowChecks({ acknowledged: { UnreachableNode: ' ' } })).toThrow('acknowledged without a reason');
  });

  test('leaves a Flow to itself: nothing is said twice', () => {
    const app = new App();
    new Flow(new Stack(app, 'S'), 'F');
    Aspects.of(app).add(new FlowChecks());
    expect(errorsOf(app).match(/MissingEndingNodes/g)).toHaveLength(1);
  });
});

describe('FlowChecksPlugin', () => {
  test('reports each finding of the templates, and fails on errors', () => {
    const { app } = appWith(FAULTY);
    const [stack] = app.synth().stacks;
    const report = new FlowChecksPlugin()
      .validate({ templatePaths: [stack.templateFullPath] } as IPolicyValidationContextBeta1);
    expect(report.success).toBe(false);
    expect(report.violations.map(({ ruleName, severity }) => [ruleName, severity]))
      .toEqual([['IncompatibleConnectionDataType', 'error']]);
    expect(report.violations[0].violatingResources[0].resourceLogicalId).toBe('Raw');
    const acknowledged = new FlowChecksPlugin({ acknowledged: { IncompatibleConnectionDataType: 'it is fine' } });
    expect(acknowledged.validate({ templatePaths: [stack.templateFullPath] } as IPolicyValidationContextBeta1))
      .toEqual({ success: true, violations: [] });
  });

  test.each([
    ['in its properties', () => new App({ policyValidationBeta1: [new FlowChecksPlugin()] })],
    ['by addTo()', () => { const app = new App(); new FlowChecksPlugin().addTo(app); return app; }],
  ])('stops the synth of an app it is registered with %s', (_, appWithPlugin) => {
    const app = appWithPlugin();
    new bedrock.CfnFlow(new Stack(app, 'S'), 'Raw',
      { name: 'raw', executionRoleArn: 'arn:aws:iam::111122223333:role/x', definition: FAULTY });
    const exitCode = process.exitCode;
    const log = jest.spyOn(console, 'log').mockImplementation();
    const printed = jest.spyOn(console, 'error').mockImplementation();
    const failure = errorsOf(app);
    const told = failure + JSON.stringify([...log.mock.calls, ...printed.mock.calls]) + String(process.exitCode);
    log.mockRestore();
    printed.mockRestore();
    process.exitCode = exitCode;
    expect(told).toMatch(/Validation failed|IncompatibleConnectionDataType/);
  });

  test('is added to apps and stages, and to nothing else', () => {
    expect(() => new FlowChecksPlugin().addTo(new Stack() as any)).toThrow('[FlowChecksPlugin.addTo]');
  });
});

describe('Flow', () => {
  const asked = (flow: Flow) => new PromptNode(flow, 'Ask', {
    model: FlowModel.fromModelId('amazon.nova-lite-v1:0'),
    prompt: FlowPrompt.inline('Answer {{question}}'),
    inputs: { question: flow.input },
  });

  test('says all that is wrong at once, each at its node', () => {
    const app = new App();
    const flow = new Flow(new Stack(app, 'S'), 'F', { definition: FlowDefinition.fromJson(FAULTY) });
    new ConditionNode(flow, 'Route', { inputs: { text: flow.input } });
    const message = errorsOf(app);
    expect(message).toContain('[S/F/Out] input \'document\' takes a Number');
    expect(message).toContain('[S/F/Route] the node has no condition');
  });

  test('an error or a warning can be overruled with a reason, which is kept', () => {
    const app = new App();
    const stack = new Stack(app, 'S');
    const flow = new Flow(stack, 'F', { definition: FlowDefinition.fromJson(FAULTY) });
    flow.acknowledge('IncompatibleConnectionDataType', 'seen to work');
    asked(flow);
    flow.acknowledge('UnusedNodeOutput', 'asked for its side effect');
    expect(errorsOf(app)).toBe('');
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
    expect(flow.node.metadata.filter(({ type }) => type === 'cdk-bedrock-flows:acknowledged')
      .map(({ data }) => data)).toEqual([
      { code: 'IncompatibleConnectionDataType', reason: 'seen to work' },
      { code: 'UnusedNodeOutput', reason: 'asked for its side effect' },
    ]);
    expect(() => flow.acknowledge('UnusedOutput', 'x')).toThrow('[S/F] \'UnusedOutput\' is not a code of a rule; did '
      + 'you mean \'UnusedNodeOutput\'? [IllegalValue]');
  });

  test('a second synth says the same, once', () => {
    const app = new App();
    const stack = new Stack(app, 'S');
    const flow = new Flow(stack, 'F');
    asked(flow);
    new OutputNode(flow, 'Answer', { document: flow.input });
    app.synth();
    app.synth({ force: true });
    expect(Annotations.fromStack(stack).findWarning('/S/F/Ask', Match.anyValue())).toHaveLength(1);
  });
});
