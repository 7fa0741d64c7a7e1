import { CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import {
  AnswerFromKnowledge, BedrockInvokeFlow, Flow, FlowAlias, FlowDataType, FlowModel, FlowPrompt, FlowThroughput,
  OutputNode, PromptNode,
} from 'cdk-bedrock-flows';
import { Construct } from 'constructs';

export interface ResearchSynthesisStackProps extends StackProps {
  /**
   * The knowledge base in which questions are looked up.
   *
   * @default - a placeholder, with which the app synthesizes but does not deploy
   */
  readonly knowledgeBaseId?: string;
}

const SMALL = FlowModel.foundationModel('amazon.nova-lite-v1:0');
const STRONG = FlowModel.foundationModel('amazon.nova-pro-v1:0');

/** `{ "question": "…" }`: what it takes to answer it is looked up in parallel, and becomes a briefing in S3. */
export class ResearchSynthesisStack extends Stack {
  /** The flow that finds contradictions and writes the briefing. */
  public readonly flow: Flow;
  /** The others, by the files with their mocks. */
  public readonly otherFlows: Readonly<Record<string, Flow>>;

  constructor(scope: Construct, id: string, props: ResearchSynthesisStackProps = {}) {
    super(scope, id, props);

    const secure = {
      encryption: s3.BucketEncryption.S3_MANAGED, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL, enforceSSL: true,
    };
    const briefings = new s3.Bucket(this, 'Briefings',
      { ...secure, serverAccessLogsBucket: new s3.Bucket(this, 'AccessLogs', secure) });

    const decompose = this.decompose();
    const lookUp = this.lookUp(props.knowledgeBaseId ?? 'KB12345678');
    this.flow = this.brief();
    this.otherFlows = { 'decompose.mocks.json': decompose, 'look-up.mocks.json': lookUp };
    const alias = (flow: Flow) => new FlowAlias(this, `${flow.node.id}Live`, { flow, aliasName: 'live' });

    // ---- the state machine ----------------------------------------------------------
    const asked = BedrockInvokeFlow.jsonata(this, 'Decompose it', {
      alias: alias(decompose),
      document: sfn.TaskInput.fromText('{% $states.input.question %}'),
      outputs: {
        question: '{% $states.input.question %}',
        // a line is a question; at most five, whatever the model wrote
        parts: '{% [$match($states.result.outputs.Questions, /\\S.*\\S/, 5).match] %}',
      },
    });
    const found = BedrockInvokeFlow.jsonata(this, 'Look it up', {
      alias: alias(lookUp),
      document: sfn.TaskInput.fromText('{% $states.input %}'),
      outputs: { question: '{% $states.input %}', answer: '{% $states.result.outputs.Answer %}' },
    });
    found.addCatch(sfn.Pass.jsonata(this, 'Not found', {
      outputs: { question: '{% $states.input %}', answer: 'This could not be looked up.' },
    }), { outputs: '{% $states.input %}' });
    const each = sfn.Map.jsonata(this, 'Each part', {
      items: sfn.ProvideItems.jsonata('{% $states.input.parts %}'),
      maxConcurrency: FlowThroughput.maxConcurrency({
        tokensPerMinute: 200_000, tokensPerRun: 6000, runTime: Duration.seconds(10),
      }),
      outputs: { question: '{% $states.input.question %}', findings: '{% $states.result %}' },
    }).itemProcessor(found);
    const written = BedrockInvokeFlow.jsonata(this, 'Brief it', {
      alias: alias(this.flow),
      outputs: { briefing: '{% $states.result.outputs.Briefing %}' },
    });
    const key = '\'briefings/\' & $states.context.Execution.Name & \'.md\'';
    const store = tasks.CallAwsService.jsonata(this, 'Store it', {
      service: 's3',
      action: 'putObject',
      parameters: { Bucket: briefings.bucketName, Key: `{% ${key} %}`, Body: '{% $states.input.briefing %}' },
      iamResources: [briefings.arnForObjects('briefings/*')],
      outputs: { bucket: briefings.bucketName, key: `{% ${key} %}` },
    });
    const machine = new sfn.StateMachine(this, 'Research', {
      queryLanguage: sfn.QueryLanguage.JSONATA,
      definitionBody: sfn.DefinitionBody.fromChainable(asked.next(each).next(written).next(store)),
      timeout: Duration.hours(1),
      tracingEnabled: true,
      logs: {
        destination: new logs.LogGroup(this, 'Executions', { retention: logs.RetentionDays.ONE_MONTH }),
        level: sfn.LogLevel.ERROR,
      },
    });

    new CfnOutput(this, 'StateMachineArn', { value: machine.stateMachineArn });
    new CfnOutput(this, 'BriefingsBucket', { value: briefings.bucketName });
  }

  private decompose(): Flow {
    const flow = new Flow(this, 'Decompose', { description: 'Divides a question into parts' });
    const parts = new PromptNode(flow, 'Divide', {
      model: SMALL,
      prompt: FlowPrompt.inline('Which three to five shorter questions must be answered first to answer this one? '
        + 'Write each on a line of its own, without numbers, and nothing else. {{question}}',
      { inference: { maxTokens: 300, temperature: 0 } }),
      inputs: { question: flow.input },
    });
    new OutputNode(flow, 'Questions', { document: parts.modelCompletion });
    return flow;
  }

  private lookUp(knowledgeBaseId: string): Flow {
    const flow = new Flow(this, 'LookUp', { description: 'Answers one question from a knowledge base' });
    const found = new AnswerFromKnowledge(flow, 'Find', {
      question: flow.input, knowledgeBaseId, model: SMALL, numberOfResults: 8,
    });
    new OutputNode(flow, 'Answer', { document: found.answer });
    return flow;
  }

  private brief(): Flow {
    const flow = new Flow(this, 'Brief', {
      description: 'Finds contradictions, and writes a briefing', inputType: FlowDataType.OBJECT,
    });
    const question = flow.input.stringAt('question');
    const findings = flow.input.arrayAt('findings');
    const contradictions = new PromptNode(flow, 'Compare', {
      model: STRONG,
      prompt: FlowPrompt.inline('Which of these findings contradict each other, and what is missing? Name both sides '
        + 'with their sources. {{findings}}', { inference: { maxTokens: 800, temperature: 0 } }),
      inputs: { findings },
    }).modelCompletion;
    const briefing = new PromptNode(flow, 'Write', {
      model: STRONG,
      prompt: FlowPrompt.inline('Write a briefing of one page in Markdown that answers the question from the findings '
        + 'only, keeps their sources, and says where they contradict each other. Question: {{question}} Findings: '
        + '{{findings}} Contradictions: {{contradictions}}', { inference: { maxTokens: 1500, temperature: 0 } }),
      inputs: { question, findings, contradictions },
    });
    new OutputNode(flow, 'Briefing', { document: briefing.modelCompletion });
    return flow;
  }
}
