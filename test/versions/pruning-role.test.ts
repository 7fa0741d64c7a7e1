/** What may delete old versions: of each flow a role, that may do so to this flow alone. */
import { App, aws_iam as iam, aws_kms as kms, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { plain } from '../../examples/testing';
import {
  CanaryFlowAlias, Flow, FlowModel, FlowPrompt, type FlowProps, FlowSmokeTest, OutputNode, PromptNode,
} from '../../src';
import type { Json } from '../canary/program';

function rolesOf(
  app: App, count: number, options: { readonly isManaged?: boolean; readonly props?: (stack: Stack) => FlowProps } = {},
): Json[] {
  const stack = new Stack(app, 'Shop');
  const key = options.isManaged ? new kms.Key(stack, 'PromptKey') : undefined;
  for (let at = 0; at < count; at++) {
    const flow = new Flow(stack, `AFlowWithAnOrdinaryName${at}`, options.props?.(stack));
    const answer = new PromptNode(flow, 'Answer', {
      model: FlowModel.fromModelId('amazon.nova-lite-v1:0'),
      prompt: FlowPrompt.inline('Answer {{message}}', options.isManaged
        ? { cachePoint: true, encryptionKey: key } : {}),
      inputs: { message: flow.input },
    });
    new OutputNode(flow, 'Output', { document: answer.modelCompletion });
    new CanaryFlowAlias(stack, `Canary${at}`, { flow, smokeTests: [FlowSmokeTest.of('hello')] });
  }
  const resources = Template.fromStack(stack).toJSON().Resources as Json;
  return Object.keys(resources).filter((id) => /RevisionRole/.test(id))
    .map((id) => ({ id, ...plain(resources[id].Properties) }));
}

const statementsOf = ({ Policies: [{ PolicyDocument }] }: Json) => PolicyDocument.Statement as Json[];

test('however many flows there are, no policy comes near what IAM allows', () => {
  const roles = rolesOf(new App(), 4);
  expect(roles).toHaveLength(4);
  for (const role of roles) { expect(JSON.stringify(role.Policies).length).toBeLessThan(3_000); }
  const flows = roles.map((role) => statementsOf(role)[0].Resource[0] as string);
  expect(new Set(flows).size).toBe(4);
});

test('of prompts of the flow, versions may be deleted and never the prompt; their key may be used by '
  + 'the service', () => {
  const [role] = rolesOf(new App(), 1, { isManaged: true });
  const about = (action: string) => statementsOf(role).filter(({ Action }) => Action.includes(action));
  expect(about('bedrock:ListPrompts')).toEqual([expect.objectContaining({
    Action: ['bedrock:ListPrompts'], Resource: [expect.stringMatching(/:prompt\/[^:]*Id\}$/)],
  })]);
  expect(about('bedrock:DeletePrompt')).toEqual([
    expect.objectContaining({ Action: ['bedrock:DeletePrompt'], Resource: [expect.stringMatching(/:prompt\/.*:\*$/)] }),
  ]);
  expect(about('kms:Decrypt')).toEqual([expect.objectContaining({
    Resource: [expect.stringMatching(/^\$\{PromptKey\w+\.Arn\}$/)],
    Condition: { StringEquals: { 'kms:ViaService': 'bedrock.${AWS::Region}.${AWS::URLSuffix}' } },
  })]);
});

test('another role of the flow makes another one of these: the first is needed until the clean-up', () => {
  const [before] = rolesOf(new App(), 1);
  const [after] = rolesOf(new App(), 1, {
    props: (stack) =>
      ({ role: new iam.Role(stack, 'Other', { assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com') }) }),
  });
  expect(after.id).not.toBe(before.id);
  expect(rolesOf(new App(), 1)[0].id).toBe(before.id);
});

test('what prunes and what tears down know the prompts of the flow; without any, they are told of none', () => {
  const told = (isManaged: boolean) => {
    const stack = new Stack(new App(), 'Shop');
    const flow = new Flow(stack, 'Reply', { currentVersionOptions: { retainedVersions: 2 } });
    const prompt = FlowPrompt.inline('Answer {{message}}', isManaged ? { cachePoint: true } : {});
    const answer = new PromptNode(flow, 'Answer', {
      model: FlowModel.fromModelId('amazon.nova-lite-v1:0'), prompt, inputs: { message: flow.input },
    });
    new OutputNode(flow, 'Output', { document: answer.modelCompletion });
    void flow.currentVersion;
    const resources = Object.entries(Template.fromStack(stack).toJSON().Resources as Json);
    const prompts = resources.filter(([, { Type }]) => Type === 'AWS::Bedrock::Prompt').map(([id]) => `\${${id}.Id}`);
    return {
      prompts,
      ids: resources.filter(([, { Type }]) => /^Custom::BedrockFlowRevision(Pruning|Teardown)$/.test(Type))
        .map(([, { Properties }]) => plain(Properties.PromptIds)),
    };
  };
  const { prompts, ids } = told(true);
  expect(prompts).toHaveLength(1);
  expect(ids).toEqual([prompts, prompts]);
  expect(told(false).ids).toEqual([undefined, undefined]);
});
