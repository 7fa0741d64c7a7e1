/** A small app, as it is at one moment of its life. */
import { type App, aws_iam as iam, aws_ssm as ssm, Stack } from 'aws-cdk-lib';
import type { CfnFlow } from 'aws-cdk-lib/aws-bedrock';
import type { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { ChatMessage, Flow, FlowAlias, FlowModel, FlowPrompt, OutputNode, PromptNode } from 'cdk-bedrock-flows';

export interface Moment {
  /** The id of the flow, and what its name is made of. */
  readonly flow: string;
  readonly prompt: string;
  readonly model: string;
  /** Whether there is a second node, with a prompt of Prompt management. */
  readonly isSigned: boolean;
  readonly hasOwnRole: boolean;
  /** How many versions are kept; CloudFormation deletes those that go if there is none. */
  readonly retained?: number;
  readonly isPublished: boolean;
  /** What goes wrong: the flow can't be prepared, or something fails after its alias has moved. */
  readonly fault?: 'preparation' | 'late';
}

export const STACK = 'Small';
export const ALIAS = 'live';

/** A model that the role of the flow does not allow. */
const FORBIDDEN = 'amazon.nova-premier-v1:0';

export function smallApp(moment: Moment): (app: App) => void {
  return (app) => {
    const stack = new Stack(app, STACK);
    const flow = flowOf(stack, moment);
    if (moment.fault === 'preparation') {
      (flow.node.defaultChild as CfnFlow)
        .addPropertyOverride('Definition.Nodes.1.Configuration.Prompt.SourceConfiguration.Inline.ModelId', FORBIDDEN);
    }
    const alias = moment.isPublished ? new FlowAlias(stack, 'Live', { flow, aliasName: ALIAS }) : undefined;
    const after = new ssm.StringParameter(stack, 'After',
      { parameterName: '/small/after', stringValue: moment.prompt });
    if (alias) { after.node.addDependency(alias); }
    // CloudFormation makes no parameters of this type
    if (moment.fault === 'late') { (after.node.defaultChild as CfnParameter).type = 'SecureString'; }
  };
}

function flowOf(stack: Stack, { flow: id, prompt, model: modelId, isSigned, hasOwnRole, retained }: Moment): Flow {
  const role = hasOwnRole
    ? new iam.Role(stack, 'OwnRole', { assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com') }) : undefined;
  const flow = new Flow(stack, id,
    { role, ...retained !== undefined && { currentVersionOptions: { retainedVersions: retained } } });
  const model = FlowModel.foundationModel(modelId);
  const greet = new PromptNode(flow, 'Greet',
    { model, prompt: FlowPrompt.inline(`${prompt} {{name}}`), inputs: { name: flow.input } });
  if (!isSigned) {
    new OutputNode(flow, 'Greeting', { document: greet.modelCompletion });
    return flow;
  }
  const sign = new PromptNode(flow, 'Sign', {
    model: FlowModel.foundationModel('amazon.nova-micro-v1:0'),
    prompt: FlowPrompt.chat({ messages: [ChatMessage.user('Sign {{text}} for {{name}}')] }),
    inputs: { text: greet.modelCompletion, name: flow.input },
  });
  new OutputNode(flow, 'Greeting', { document: sign.modelCompletion });
  return flow;
}
