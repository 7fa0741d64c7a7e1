import { Stack, StackProps } from 'aws-cdk-lib';
import * as bedrock from 'aws-cdk-lib/aws-bedrock';
import {
  Classifier, Flow, FlowGuardrail, FlowModel, FlowPrompt, KnowledgeBaseGenerateNode, OutputNode, PromptNode,
} from 'cdk-bedrock-flows';
import { Construct } from 'constructs';

export interface ToneRouterStackProps extends StackProps {
  /**
   * The knowledge base with the answers of the support team.
   *
   * @default - a placeholder, with which the app synthesizes but does not deploy
   */
  readonly knowledgeBaseId?: string;
}

/** Takes a customer's message, finds its tone, and answers each tone in its own way. */
export class ToneRouterStack extends Stack {
  public readonly flow: Flow;

  constructor(scope: Construct, id: string, props: ToneRouterStackProps = {}) {
    super(scope, id, props);

    const guardrail = new bedrock.CfnGuardrail(this, 'Manners', {
      name: 'support-manners',
      blockedInputMessaging: 'Sorry, we cannot answer this message.',
      blockedOutputsMessaging: 'Sorry, we cannot answer this message.',
      contentPolicyConfig: {
        filtersConfig: [
          // an angry customer may swear; we may not
          { type: 'INSULTS', inputStrength: 'NONE', outputStrength: 'HIGH' },
          { type: 'PROMPT_ATTACK', inputStrength: 'HIGH', outputStrength: 'NONE' },
        ],
      },
    });

    this.flow = new Flow(this, 'Support', {
      description: 'Answers a message according to its tone',
      guardrail: FlowGuardrail.fromPublished(guardrail),
    });
    const message = this.flow.input;
    const model = FlowModel.inferenceProfile('us.amazon.nova-lite-v1:0');

    const tone = new Classifier(this.flow, 'Tone', {
      text: message,
      model,
      labels: ['angry', 'question', 'other'],
      fallback: 'other',
      question: 'What is this message?',
    });

    const calm = new PromptNode(this.flow, 'Calm', {
      runWhen: tone.label('angry'),
      model: FlowModel.inferenceProfile('us.amazon.nova-pro-v1:0'),
      prompt: FlowPrompt.inline('Write a calm reply that takes the complaint seriously and offers a call back: '
        + '{{message}}'),
      inputs: { message },
    });
    new OutputNode(this.flow, 'CalmReply', { document: calm.modelCompletion });

    const lookUp = new KnowledgeBaseGenerateNode(this.flow, 'LookUp', {
      runWhen: tone.label('question'),
      knowledgeBaseId: props.knowledgeBaseId ?? 'KB12345678',
      model,
      retrievalQuery: message,
    });
    new OutputNode(this.flow, 'FoundAnswer', { document: lookUp.outputText });

    const thank = new PromptNode(this.flow, 'Thank', {
      runWhen: tone.label('other'),
      model,
      prompt: FlowPrompt.inline('Write a short and friendly reply: {{message}}'),
      inputs: { message },
    });
    new OutputNode(this.flow, 'FriendlyReply', { document: thank.modelCompletion });
  }
}
