/** A small program with a published flow, and what can be changed about it. */
import { App, aws_bedrock as bedrock, aws_iam as iam, aws_kms as kms, CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  Flow, FlowAlias, FlowConcurrency, FlowGuardrail, FlowModel, FlowPrompt, type FlowProps, OutputNode, PromptNode,
} from '../../src';

export interface Change {
  readonly text?: string;
  readonly model?: string;
  readonly flow?: (stack: Stack) => Partial<FlowProps>;
  readonly before?: (stack: Stack) => void;
  readonly after?: (flow: Flow, stack: Stack) => void;
  readonly guardrailMessage?: string;
  readonly guardrailVersion?: 'published' | string;
  readonly maxTokens?: number;
  readonly reversed?: boolean;
}

/** The stack of the program, with an alias that follows. */
export function program(change: Change = {}): Stack {
  const stack = new Stack(new App({ context: { 'aws:cdk:disable-asset-staging': true } }), 'Shop');
  change.before?.(stack);
  const guardrail = new bedrock.CfnGuardrail(stack, 'Guardrail', {
    name: 'careful',
    blockedInputMessaging: change.guardrailMessage ?? 'no',
    blockedOutputsMessaging: 'no',
    wordPolicyConfig: { managedWordListsConfig: [{ type: 'PROFANITY' }] },
  });
  const flow = new Flow(stack, 'Reply', {
    guardrail: change.guardrailVersion === 'published' || change.guardrailVersion === undefined
      ? FlowGuardrail.fromPublished(guardrail)
      : FlowGuardrail.fromGuardrail(guardrail, change.guardrailVersion),
    ...change.flow?.(stack),
  });
  const nodes = [
    () => prompt(flow, 'Answer', change.text ?? 'Answer {{message}}', change),
    () => prompt(flow, 'Greet', 'Greet whoever wrote {{message}}', change),
  ];
  for (const node of change.reversed ? nodes.reverse() : nodes) { node(); }
  change.after?.(flow, stack);
  new FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
  return stack;
}

function prompt(
  flow: Flow, id: string, text: string, { model = 'amazon.nova-lite-v1:0', maxTokens = 100 }: Change,
): void {
  const node = new PromptNode(flow, id, {
    model: FlowModel.fromModelId(model),
    prompt: FlowPrompt.inline(text, { inference: { maxTokens } }),
    inputs: { message: flow.input },
  });
  new OutputNode(flow, `${id}Output`, { document: node.modelCompletion });
}

/** The logical id of the one resource of a type. */
export function idOf(stack: Stack, type: string): string {
  const ids = Object.keys(Template.fromStack(stack).findResources(type));
  if (ids.length !== 1) { throw new Error(`there are ${ids.length} of ${type}`); }
  return ids[0];
}

export function versionOf(change: Change = {}): string {
  return idOf(program(change), 'AWS::Bedrock::FlowVersion');
}

/** Programs that say the same. */
export const SAME: { readonly [what: string]: Change } = {
  'nodes in another order': { reversed: true },
  'tokens made before': {
    before: (stack) => {
      for (let at = 0; at < 5; at++) {
        new CfnOutput(stack, `Other${at}`, { value: stack.formatArn({ service: 'x', resource: `${at}` }) });
      }
    },
  },
  'a name': { flow: () => ({ flowName: 'another' }) },
  'a description': { flow: () => ({ description: 'something else' }) },
  'tags': { flow: () => ({ tags: { team: 'blue' } }) },
  'tags of the app': { after: (_, stack) => Tags.of(stack).add('team', 'blue') },
  'tags of the test alias': { flow: () => ({ testAliasTags: { team: 'blue' } }) },
  'what the role may do beside': {
    after: (flow) =>
      flow.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::b/*'] })),
  },
  'other resources of the stack': { before: (stack) => { new kms.Key(stack, 'Key'); } },
  'another alias': { after: (flow, stack) => { new FlowAlias(stack, 'Beta', { flow, aliasName: 'beta' }); } },
  'how many are kept': { flow: () => ({ currentVersionOptions: { retainedVersions: 5 } }) },
};

/** Programs that a version would freeze in another form. */
export const DIFFERENT: { readonly [what: string]: Change } = {
  'a prompt': { text: 'Reply to {{message}}' },
  'a model': { model: 'amazon.nova-pro-v1:0' },
  'a number': { maxTokens: 101 },
  'a node': { after: (flow) => { new OutputNode(flow, 'Echo', { document: flow.input }); } },
  'a role': {
    flow: (stack) =>
      ({ role: new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com') }) }),
  },
  'a key': { flow: (stack) => ({ encryptionKey: new kms.Key(stack, 'Key') }) },
  'a guardrail behind the same reference': { guardrailMessage: 'no, sorry' },
  'the version of a guardrail': { guardrailVersion: '7' },
  'a description of the version': { flow: () => ({ currentVersionOptions: { description: 'better' } }) },
  'concurrency': { flow: () => ({ currentVersionOptions: { concurrency: FlowConcurrency.manual(3) } }) },
  'concurrency of another number': {
    flow: () => ({ currentVersionOptions: { concurrency: FlowConcurrency.manual(4) } }),
  },
  'data added': { after: (flow) => flow.addToRevision({ etag: 'abc' }) },
  'an override of the resource': {
    after: (flow) => (flow.node.defaultChild as bedrock.CfnFlow).addPropertyOverride('DefinitionSubstitutions.a', 'b'),
  },
};
