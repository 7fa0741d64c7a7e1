import { CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import { Flow, FlowAlias, FlowModel, FlowPrompt, FlowVersion, OutputNode, PromptNode } from 'cdk-bedrock-flows';
import { Construct } from 'constructs';

export interface PublishedFlowProps extends StackProps {
  /**
   * The version that the alias `stable` leads to.
   *
   * @default - the current one
   */
  readonly stableVersion?: string;
}

/**
 * A flow with a draft for trying things out, an alias that follows each change, and one that stays where it was put.
 */
export class PublishedFlowStack extends Stack {
  public readonly flow: Flow;

  constructor(scope: Construct, id: string, props: PublishedFlowProps = {}) {
    super(scope, id, props);

    this.flow = new Flow(this, 'Translate', { currentVersionOptions: { retainedVersions: 5 } });
    const translate = new PromptNode(this.flow, 'ToEnglish', {
      model: FlowModel.foundationModel('amazon.nova-lite-v1:0'),
      prompt: FlowPrompt.inline('Translate into English, and say nothing else: {{text}}',
        { inference: { temperature: 0 } }),
      inputs: { text: this.flow.input },
    });
    new OutputNode(this.flow, 'English', { document: translate.modelCompletion });

    // moves on whenever a deployment changes what the flow does
    const latest = new FlowAlias(this, 'Latest', { flow: this.flow, aliasName: 'latest' });
    // stays at a version until someone names another
    const stable = new FlowAlias(this, 'Stable', {
      flow: this.flow,
      aliasName: 'stable',
      version: props.stableVersion
        ? FlowVersion.fromVersionNumber(this, 'StableVersion', this.flow, props.stableVersion)
        : this.flow.currentVersion,
    });

    new CfnOutput(this, 'FlowId', { value: this.flow.flowId });
    new CfnOutput(this, 'DraftAliasId', { value: this.flow.draftAlias.flowAliasId });
    new CfnOutput(this, 'LatestAliasId', { value: latest.flowAliasId });
    new CfnOutput(this, 'StableAliasId', { value: stable.flowAliasId });
  }
}
