/**
 * Names by content right after a synth, in the same tick: another synth, or a look at an id, sees what has changed in
 * between, and nothing else.
 */
import { aws_iam as iam, aws_lambda as lambda, type CfnResource, Stack, Stage } from 'aws-cdk-lib';
import { type Flow, FlowAlias, LambdaNode } from '../../src';
import { testApp, testFlow } from '../support';

const ways: [string, object][] = [['plain', {}], ['retained', { currentVersionOptions: { retainedVersions: 3 } }]];
const places = ['app', 'stage'] as const;

/** A published flow that uses a function of its stack, and one of another stack. */
function program(place: typeof places[number], props: object) {
  const app = testApp();
  const home = place === 'app' ? app : new Stage(app, 'Stage');
  const stack = new Stack(home, 'S');
  const functionIn = (scope: Stack) => new lambda.CfnFunction(scope, 'Function', { code: {}, role: 'arn' });
  const [own, other] = [functionIn(stack), functionIn(new Stack(home, 'Other'))];
  const flow = testFlow(stack, props);
  const call = (id: string, lambdaArn: string) =>
    new LambdaNode(flow, id, { lambdaArn, inputs: { text: flow.input } });
  call('Own', own.attrArn);
  call('Other', other.attrArn);
  const statement = new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::a'] });
  flow.addToRolePolicy(statement);
  new FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
  return { home, stack, flow, statement, call };
}

type Tried = ReturnType<typeof program>;

/** The ids that follow content, in the template of a new synth. */
function synthesized({ stack }: Tried) {
  const { Resources } = Stage.of(stack)!.synth({ force: true }).getStackArtifact(stack.artifactId).template;
  const ids = (type: RegExp) => Object.keys(Resources).filter((id) => type.test(Resources[id].Type)).sort();
  return { version: ids(/^AWS::Bedrock::FlowVersion$/)[0], policies: ids(/^AWS::IAM::(Managed)?Policy$/) };
}

/** The id of the version as it is asked for between two synths. */
function asked({ stack, flow }: Tried): string {
  return stack.resolve((flow.currentVersion.node.defaultChild as CfnResource).logicalId);
}

const resource = (flow: Flow) => flow.node.defaultChild as CfnResource;

/** What a program does after a synth, and what that makes anew. */
const CHANGES: [string, (tried: Tried) => void, { version: boolean; policies: boolean }][] = [
  ['nothing', () => {}, { version: false, policies: false }],
  ['a node', ({ call }) => { call('Later', 'arn:aws:lambda:us-east-1:111122223333:function:f:1'); },
    { version: true, policies: true }],
  ['an override of the definition',
    ({ flow }) => resource(flow).addPropertyOverride('Definition.Nodes.0.Name', 'Renamed'),
    { version: true, policies: false }],
  ['an override of the description', ({ flow }) => resource(flow).addPropertyOverride('Description', 'another'),
    { version: false, policies: false }],
  ['a resource more in a statement', ({ statement }) => statement.addResources('arn:aws:s3:::b'),
    { version: false, policies: true }],
  ['data of the user', ({ flow }) => flow.addToRevision({ file: 'changed' }), { version: true, policies: false }],
  ['a stack with a function of the same path', ({ home }) => {
    new lambda.CfnFunction(new Stack(home, 'Third'), 'Function', { code: {}, role: 'arn' });
  }, { version: false, policies: false }],
];

describe.each(places)('in the same tick, in one %s', (place) => {
  describe.each(ways)('%s versions', (way, props) => {
    test.each(CHANGES)('%s changes just what depends on it', (_, change, made) => {
      const tried = program(place, props);
      const before = synthesized(tried);
      change(tried);
      const between = asked(tried);
      const after = synthesized(tried);
      // policies of versions that stay are named after the version
      const policies = way === 'retained' ? made.version : made.policies;
      expect({ version: after.version !== before.version, policies: `${after.policies}` !== `${before.policies}` })
        .toEqual({ version: made.version, policies });
      expect(between).toBe(after.version);
    });

    test('what the second synth gives is what a first one gives', () => {
      const [twice, once] = [program(place, props), program(place, props)];
      synthesized(twice);
      for (const tried of [twice, once]) { CHANGES[2][1](tried); }
      expect(synthesized(twice)).toEqual(synthesized(once));
    });
  });
});
