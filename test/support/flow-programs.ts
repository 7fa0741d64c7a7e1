/** The same small app again and again, each time a little different: what one deployment changes for the next. */
import { App, aws_iam as iam, Stack } from 'aws-cdk-lib';
import type { CfnTemplate } from './intrinsics';
import {
  CanaryFlowAlias, Flow, FlowAlias, FlowConcurrency, FlowModel, FlowPrompt, FlowSmokeTest, OutputNode, PromptNode,
} from '../../src';

export interface Program {
  readonly text?: string;
  readonly model?: string;
  /** A prompt that CloudFormation can't express inside a flow, and so a prompt of its own. */
  readonly isManaged?: boolean;
  readonly role?: string;
  readonly concurrency?: number;
  readonly tag?: string;
  /** The id of the construct: with another id it is another flow. */
  readonly id?: string;
  readonly isPublished?: boolean;
  /** How many versions stay when they are replaced; `false` where none is to stay. */
  readonly keep?: number | false;
  readonly isPinned?: boolean;
  /** Whether `live` is the promoted alias of a canary. */
  readonly isCanary?: boolean;
  /** How many functions the role may call beside: for a policy of some length. */
  readonly functions?: number;
}

export function templateOf(program: Program, change: (flow: Flow, stack: Stack) => void = () => {}): CfnTemplate {
  const {
    text = 'Answer {{topic}}', model = 'amazon.nova-lite-v1:0', isManaged = false, role, concurrency, tag = 'blue',
    keep = 3, isPinned = true, isCanary = false, functions = 0, id = 'F', isPublished = true,
  } = program;
  const app = new App({ context: { '@aws-cdk/core:enablePartitionLiterals': true } });
  const stack = new Stack(app, 'S', { env: { account: '111122223333', region: 'us-east-1' } });
  const flow = new Flow(stack, id, {
    tags: { team: tag },
    description: `The flow of team ${tag}`,
    ...role !== undefined
      && { role: new iam.Role(stack, role, { assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com') }) },
    currentVersionOptions: {
      ...keep !== false && { retainedVersions: keep },
      ...concurrency !== undefined && { concurrency: FlowConcurrency.manual(concurrency) },
    },
  });
  const answer = new PromptNode(flow, 'Answer', {
    model: FlowModel.fromModelId(model),
    prompt: FlowPrompt.inline(text, isManaged
      ? { cachePoint: true } : {}),
    inputs: { topic: flow.input },
  });
  new OutputNode(flow, 'Out', { document: answer.modelCompletion });
  for (let at = 0; at < functions; at++) {
    const resources = [`arn:aws:lambda:us-east-1:111122223333:function:what-the-flow-needs-${at}`];
    flow.addToRolePolicy(new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources }));
  }
  change(flow, stack);
  if (!isPublished) { return app.synth().getStackArtifact(stack.artifactId).template; }
  if (isPinned) { flow.currentVersion.pinnedAlias; }
  if (isCanary) {
    new CanaryFlowAlias(stack, 'Live', { flow, smokeTests: [FlowSmokeTest.of('Hi')], promotedAliasName: 'live' });
  } else {
    new FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
  }
  return app.synth().getStackArtifact(stack.artifactId).template;
}

/** What a team does to a flow in the course of time, and sometimes takes back. */
export const PROGRAMS: readonly Program[] = [
  {},
  { text: 'Answer {{topic}} briefly' },
  { text: 'Answer {{topic}} at length', isManaged: true },
  { text: 'Answer {{topic}} at greater length', isManaged: true },
  { model: 'amazon.nova-pro-v1:0' },
  { role: 'Other' },
  { concurrency: 3 },
  { tag: 'green' },
];
