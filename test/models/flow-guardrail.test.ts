import { Annotations, aws_bedrock as bedrock, aws_kms as kms, CfnParameter, type Stack, Tags } from 'aws-cdk-lib';
import { Flow, FlowGuardrail, FlowPrompt, KnowledgeBaseRetrieveNode, OutputNode, PromptNode } from '../../src';
import {
  ACCOUNT, agnosticStack, fixedStack, MODEL, MODEL_ARN, nodeOf, resourcesOf, statementsOf, testFlow, thrown, warningsOf,
} from '../support';

const ARN = `arn:aws:bedrock:us-east-1:${ACCOUNT}:guardrail/guardrail1`;
const INVOKE = { Action: 'bedrock:InvokeModel', Effect: 'Allow', Resource: MODEL_ARN };
const apply = (Resource: unknown) => ({ Action: 'bedrock:ApplyGuardrail', Effect: 'Allow', Resource });
const decrypt = (Resource: string, account = ACCOUNT) => (
  {
    Action: 'kms:Decrypt', Condition: { StringEquals: { 'aws:ResourceAccount': account } }, Effect: 'Allow', Resource,
  });

function makeGuardrail(stack: Stack, props: Partial<bedrock.CfnGuardrailProps> = {}) {
  return new bedrock.CfnGuardrail(stack, 'Guardrail',
    { name: 'g', blockedInputMessaging: 'no', blockedOutputsMessaging: 'no', ...props });
}

/** A flow with one guarded prompt node. */
function guarded(make: (stack: Stack) => FlowGuardrail | undefined, stack = fixedStack(), flowDefault?: FlowGuardrail) {
  const flow = testFlow(stack, { guardrail: flowDefault });
  const node = new PromptNode(flow, 'Ask', { model: MODEL, prompt: FlowPrompt.inline('Hi'), guardrail: make(stack) });
  return { flow, node };
}

function configured(flow: ReturnType<typeof guarded>['flow']) {
  return nodeOf(flow, 'Ask').Configuration.Prompt.GuardrailConfiguration;
}

test.each<[string, (stack: Stack) => FlowGuardrail, string, string, string]>([
  ['an id', () => FlowGuardrail.fromId('guardrail1', '3'), 'guardrail1', '3', ARN],
  ['an ARN', () => FlowGuardrail.fromId(ARN.replace(ACCOUNT, '444455556666'), '3'), ARN.replace(ACCOUNT,
    '444455556666'), '3', ARN.replace(ACCOUNT, '444455556666')],
  ['an id that only the deployment knows', (stack) => FlowGuardrail.fromId(new CfnParameter(stack, 'Id').valueAsString,
    '3'), '${Id}', '3', ARN.replace('guardrail1', '${Id}')],
  ['an ARN that only the deployment knows', (stack) =>
    FlowGuardrail.fromGuardrailArn(new CfnParameter(stack, 'Arn').valueAsString, '3'), '${Arn}', '3', '${Arn}'],
  ['a guardrail', (stack) =>
    FlowGuardrail.fromGuardrail(makeGuardrail(stack), '3'), '${Guardrail}', '3', '${Guardrail}'],
  ['a version', (stack) =>
    FlowGuardrail.fromVersion(new bedrock.CfnGuardrailVersion(stack, 'Version', { guardrailIdentifier: 'guardrail1' })),
  '${Version|0}', '${Version|1}', ARN.replace('guardrail1', '${Version|0}')],
  ['a published guardrail', (stack) => FlowGuardrail.fromPublished(makeGuardrail(stack)),
    '${Guardrail.GuardrailArn}', '${GuardrailPublishedVersion.Version}', '${Guardrail.GuardrailArn}'],
])('%s', (_, make, id, version, resource) => {
  const { flow, node } = guarded(make);
  expect(configured(flow)).toEqual({ GuardrailIdentifier: id, GuardrailVersion: version });
  expect(statementsOf(flow)).toEqual([apply(resource), INVOKE]);
  expect(warningsOf(node)).toEqual([]);
});

test('an id is not an ARN', () => {
  expect(() => FlowGuardrail.fromGuardrailArn('guardrail1', '3')).toThrow('[FlowGuardrail] \'guardrail1\' is not an '
    + 'ARN; use fromId() for an id [IllegalValue]');
});

test('the node\'s own guardrail goes before the one of the flow', () => {
  const flowDefault = FlowGuardrail.fromId('guardrail1', '1');
  expect(configured(guarded(() => undefined, fixedStack(), flowDefault).flow))
    .toEqual({ GuardrailIdentifier: 'guardrail1', GuardrailVersion: '1' });
  const { flow } = guarded(() => FlowGuardrail.fromId('guardrail2', '2'), fixedStack(), flowDefault);
  expect(configured(flow)).toEqual({ GuardrailIdentifier: 'guardrail2', GuardrailVersion: '2' });
  expect(statementsOf(flow)).toEqual([apply(ARN.replace('guardrail1', 'guardrail2')), INVOKE]);
});

test('none, with the reason in the metadata', () => {
  const { flow, node } = guarded(() => FlowGuardrail.none('reads no user text'), fixedStack(),
    FlowGuardrail.fromId('guardrail1', '1'));
  expect(configured(flow)).toBeUndefined();
  expect(statementsOf(flow)).toEqual([INVOKE]);
  expect(node.node.metadata)
    .toContainEqual(expect.objectContaining({ type: 'cdk-bedrock-flows:noGuardrail', data: 'reads no user text' }));
});

test('none without reason is refused; as default of a flow it is as if there were none', () => {
  expect(thrown(() => FlowGuardrail.none(' '))).toBe(
    '[FlowGuardrail] a node without guardrail needs a reason; write why it needs none [IllegalValue]');
  const flow = testFlow(fixedStack(), { guardrail: FlowGuardrail.none('internal') });
  const search = new KnowledgeBaseRetrieveNode(flow, 'Search',
    { knowledgeBaseId: 'KB1', retrievalQuery: flow.input.stringAt('question') });
  expect(warningsOf(search)).toEqual([]);
});

test('the warning of a node that only retrieves can be acknowledged', () => {
  const flow = testFlow(fixedStack(), { guardrail: FlowGuardrail.fromId('guardrail1', '1') });
  const search = new KnowledgeBaseRetrieveNode(flow, 'Search',
    { knowledgeBaseId: 'KB1', retrievalQuery: flow.input.stringAt('question') });
  expect(warningsOf(search)).toEqual([expect.stringContaining('[UnguardedRetrieve]')]);
  Annotations.of(search).acknowledgeWarning('cdk-bedrock-flows:UnguardedRetrieve', 'the next prompt is guarded');
  expect(warningsOf(search)).toEqual([]);
});

test('the working draft gives a warning, wherever it comes from', () => {
  const message = '[S/F/Ask] the guardrail is a working draft, whose changes affect the flow and all its versions; '
    + 'name a version, or use FlowGuardrail.fromPublished() [DraftReference]';
  expect(warningsOf(guarded(() => FlowGuardrail.fromId('guardrail1', 'DRAFT')).node)).toEqual([message]);
  expect(warningsOf(guarded(() => undefined, fixedStack(), FlowGuardrail.fromId('guardrail1', 'DRAFT')).node))
    .toEqual([message]);
});

describe('cross-Region guardrails', () => {
  const profile = (region: string, geography: string) =>
    `arn:aws:bedrock:${region}:${ACCOUNT}:guardrail-profile/${geography}.guardrail.v1:0`;
  const US = ['us-east-1', 'us-east-2', 'us-west-2'].map((region) => profile(region, 'us'));

  test.each<[string, string[]]>([
    ['us.guardrail.v1:0', US],
    [profile('us-east-1', 'us'), US],
    ['uk.guardrail.v1:0', [profile('eu-west-2', 'uk'), profile('us-east-1', 'uk')]],
    ['mars.guardrail.v1:0', [profile('*', 'mars')]],
  ])('%s', (guardrailProfile, arns) => {
    const { flow } = guarded(() => FlowGuardrail.fromId('guardrail1', '1', { guardrailProfile }));
    expect(statementsOf(flow)).toEqual([apply([...arns, ARN].sort()), INVOKE]);
  });

  test('the profile of a guardrail in the app is known', () => {
    const { flow } = guarded((stack) => FlowGuardrail.fromPublished(makeGuardrail(stack, {
      crossRegionConfig: { guardrailProfileArn: profile('us-east-1', 'us') },
    })));
    expect(statementsOf(flow)[0].Resource).toHaveLength(4);
    expect(statementsOf(flow)[0].Resource).toEqual(expect.arrayContaining([...US, '${Guardrail.GuardrailArn}']));
  });

  test('in any account and Region', () => {
    const { flow } = guarded(() => FlowGuardrail.fromId('guardrail1', '1', { guardrailProfile: 'ca.guardrail.v1:0' }),
      agnosticStack());
    const any = 'arn:${AWS::Partition}:bedrock:';
    expect(new Set(statementsOf(flow)[0].Resource)).toEqual(new Set([
      `${any}\${AWS::Region}:\${AWS::AccountId}:guardrail/guardrail1`,
      ...['ca-central-1', 'ca-west-1', '${AWS::Region}'].map((region) =>
        `${any}${region}:\${AWS::AccountId}:guardrail-profile/ca.guardrail.v1:0`),
    ]));
  });
});

test('the key of a guardrail, given or known', () => {
  const keyArn = 'arn:aws:kms:us-east-1:444455556666:key/11111111-2222-3333-4444-555555555555';
  const { flow } = guarded((stack) => FlowGuardrail.fromId('guardrail1', '1',
    { encryptionKey: kms.Key.fromKeyArn(stack, 'Key', keyArn) }));
  expect(statementsOf(flow)).toEqual([apply(ARN), INVOKE, decrypt(keyArn, '444455556666')]);
  const known = guarded((stack) =>
    FlowGuardrail.fromGuardrail(makeGuardrail(stack, { kmsKeyArn: new kms.Key(stack, 'Key').keyArn }), '1'));
  expect(statementsOf(known.flow)).toEqual([apply('${Guardrail}'), INVOKE, decrypt('${Key.Arn}')]);
});

describe('a published guardrail', () => {
  function versionId(change: (guardrail: bedrock.CfnGuardrail, stack: Stack) => void = () => {}): string {
    const stack = fixedStack();
    const guardrail = makeGuardrail(stack);
    const flow = new Flow(stack, 'F', { guardrail: FlowGuardrail.fromPublished(guardrail) });
    const ask = new PromptNode(flow, 'Ask',
      { model: MODEL, prompt: FlowPrompt.inline('Hi {{name}}'), inputs: { name: flow.input } });
    new OutputNode(flow, 'Out', { document: ask.modelCompletion });
    change(guardrail, stack);
    const [id, ...others] = Object.keys(versionsOf(stack));
    expect(others).toEqual([]);
    return id;
  }

  function versionsOf(stack: Stack): object {
    const { Resources } = (stack.node.root as any).synth({ force: true }).getStackArtifact(stack.artifactId).template;
    return Object.fromEntries(Object.entries<any>(Resources)
      .filter(([, { Type }]) => Type === 'AWS::Bedrock::GuardrailVersion'));
  }

  test('has one version, however often it is asked for', () => {
    const { flow } = guarded((stack) => {
      const guardrail = makeGuardrail(stack);
      FlowGuardrail.fromPublished(guardrail);
      return FlowGuardrail.fromPublished(guardrail);
    });
    expect(Object.keys(resourcesOf(flow, 'AWS::Bedrock::GuardrailVersion'))).toEqual(['GuardrailPublishedVersion']);
  });

  test('has a new version when it changes, also by an override and after it was published', () => {
    const plain = versionId();
    const changed = versionId((guardrail) => { guardrail.blockedInputMessaging = 'never'; });
    const overridden = versionId((guardrail) => guardrail.addPropertyOverride('BlockedInputMessaging', 'never'));
    expect(changed).not.toBe(plain);
    expect(overridden).toBe(changed);
    expect(versionId((guardrail) => { guardrail.blockedInputMessaging = 'no'; })).toBe(plain);
  });

  test('keeps its version when tags or anything else change', () => {
    expect(versionId((guardrail) => Tags.of(guardrail).add('team', 'blue'))).toBe(versionId());
    expect(versionId((_, stack) => { new CfnParameter(stack, 'Other'); })).toBe(versionId());
  });
});

test.each<[string, string, string, string]>([
  ['an id', 'My-Guardrail', '1', 'the guardrail is \'My-Guardrail\', but must be a guardrail id or ARN; correct it'],
  ['a version', 'guardrail1', 'latest', 'the guardrail version is \'latest\', but must be a version number or DRAFT; '
    + 'correct it'],
])('refuses %s that is none', (_, id, version, message) => {
  expect(thrown(() => FlowGuardrail.fromId(id, version))).toBe(`[FlowGuardrail] ${message} [IllegalValue]`);
});
