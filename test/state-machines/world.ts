/**
 * The state machines of a small app: what Step Functions gets, the flows for `bedrock-flows serve` with what answers
 * for their nodes, and the functions. `tsx world.ts <folder>` writes all of it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, aws_s3 as s3, aws_stepfunctions as sfn, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { LoanDecisionStack } from '../../examples/loan-decision/stack';
import {
  ApprovalTimeout, BedrockFlowDocuments, BedrockFlowExecution, BedrockInvokeFlow, Flow, FlowAlias, FlowErrors,
  FlowModel, FlowPrompt, HumanApproval, OutputNode, PromptNode,
} from '../../src';

/** What answers for the one node of a flow. */
const ANSWER = { returns: 'They move warmth.' };
const FLOWS: Readonly<Record<string, object>> = {
  Good: ANSWER,
  ThrottledTwice: ANSWER,
  Broken: { throws: { error: 'validationException', message: 'wrong' } },
  UsedUp: { throws: { error: 'serviceQuotaExceededException', message: 'used up' } },
};

type FlowName = 'Good' | 'ThrottledTwice' | 'Broken' | 'UsedUp';

/** How many calls of a flow are throttled before one gets through. */
const REFUSALS: Readonly<Record<string, number>> = { ThrottledTwice: 2 };

/** How an execution of a state machine must end. */
interface Expected {
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
}

export interface Case {
  readonly machine: string;
  readonly input: unknown;
  readonly expected: Expected;
  /** What a person is asked, and writes to `bedrock-flows review --decide`. */
  readonly review?: { readonly subject: string; readonly document: unknown; readonly says: string };
}

const RESULT = { executionId: '*', outputs: { Answer: 'They move warmth.' } };

/** The example of a loan, where the model is in doubt. */
const DOUBTFUL = { Summarise: { returns: 'A boat.' }, Risk_Classify: { returns: 'High.' } };
const APPLICATION = { income: 20000, sum: 90000, purpose: 'a boat' };
const LOAN: Case = {
  machine: 'Decision',
  input: APPLICATION,
  expected: { output: { decision: 'refused', reason: 'too much' } },
  review: {
    subject: 'Loan of 90000',
    document: { application: APPLICATION, found: { Doubtful: 'A boat.' } },
    says: 'r too much\n',
  },
};

class MachinesStack extends Stack {
  public readonly cases: Case[] = [];
  /** State machines whose tasks end after 1 second. */
  public readonly hurry: string[] = [];
  private readonly aliases = new Map<FlowName, FlowAlias>();

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.tasks();
    this.executions();
    this.maps();
    this.approvals();
    this.documents();
  }

  private alias(name: FlowName): FlowAlias {
    const known = this.aliases.get(name);
    if (known) { return known; }
    const flow = new Flow(this, name);
    const ask = new PromptNode(flow, 'Ask', {
      model: FlowModel.fromModelId('amazon.nova-lite-v1:0'),
      prompt: FlowPrompt.inline('{{text}}'),
      inputs: { text: flow.input },
    });
    new OutputNode(flow, 'Answer', { document: ask.modelCompletion });
    const alias = new FlowAlias(this, `${name}Live`, { flow, aliasName: 'live' });
    this.aliases.set(name, alias);
    return alias;
  }

  private machine(
    id: string, start: sfn.IChainable, input: unknown, expected: Expected, isPath = false, says?: string,
  ): void {
    new sfn.StateMachine(this, id, {
      definitionBody: sfn.DefinitionBody.fromChainable(start),
      queryLanguage: isPath ? sfn.QueryLanguage.JSON_PATH : sfn.QueryLanguage.JSONATA,
    });
    const review = says === undefined ? undefined : { subject: 'Loan of Ada', document: input, says };
    this.cases.push({ machine: id, input, expected, review });
  }

  private tasks(): void {
    const document = sfn.TaskInput.fromText('{% $states.input.text %}');
    const task = (id: string, name: FlowName) => BedrockInvokeFlow.jsonata(this, id, {
      alias: this.alias(name), document,
    });
    const input = { text: 'heat pumps' };
    this.machine('Invoke', task('Invoke it', 'Good'), input, { output: RESULT });
    this.machine('InvokeByPath', BedrockInvokeFlow.jsonPath(this, 'Invoke by path', {
      alias: this.alias('Good'), document: sfn.TaskInput.fromJsonPathAt('$.text'), resultPath: '$.result',
    }), input, { output: { text: 'heat pumps', result: RESULT } }, true);
    this.machine('InvokeAgain', task('Invoke again', 'ThrottledTwice'), input, { output: RESULT });
    this.machine('InvokeBroken', task('Invoke broken', 'Broken'), input, {
      error: FlowErrors.VALIDATION, cause: 'wrong',
    });
    const usedUp = task('Invoke used up', 'UsedUp');
    usedUp.addCatch(sfn.Pass.jsonata(this, 'Cheaper', { outputs: { way: 'cheaper' } }), {
      errors: [FlowErrors.QUOTA_EXCEEDED],
    });
    this.machine('InvokeUsedUp', usedUp, input, { output: { way: 'cheaper' } });
  }

  private execution(scope: Construct, id: string, name: FlowName): BedrockFlowExecution {
    return new BedrockFlowExecution(scope, id, {
      alias: this.alias(name),
      document: sfn.TaskInput.fromText('{% $exists($states.input.text) ? $states.input.text : \'again\' %}'),
      pollInterval: Duration.seconds(1),
    });
  }

  private executions(): void {
    const input = { text: 'heat pumps' };
    this.machine('Execute', this.execution(this, 'Digest', 'Good'), input, { output: RESULT });
    this.machine('ExecuteByPath', this.execution(this, 'DigestByPath', 'Good'), input, { output: RESULT }, true);
    this.machine('ExecuteBroken', this.execution(this, 'DigestBroken', 'Broken'), input,
      { error: FlowErrors.FAILED, cause: '"NodeName":"Ask"' });
    const caught = this.execution(this, 'DigestCaught', 'Broken').toSingleState()
      .addCatch(sfn.Pass.jsonata(this, 'Caught', { outputs: { error: '{% $states.input.Error %}' } }));
    this.machine('ExecuteCaught', caught, input, { output: { error: FlowErrors.FAILED } });
    // two of the same id, one after the other
    const [first, second] = ['First', 'Second'].map((id) => this.execution(new Construct(this, id), 'Run', 'Good'));
    this.machine('ExecuteTwice', first.next(second), input, { output: RESULT });
  }

  private maps(): void {
    const texts = Array.from({ length: 12 }, (_, at) => ({ text: `document ${at}` }));
    const map = (id: string) => sfn.Map.jsonata(this, id, {
      items: sfn.ProvideItems.jsonata('{% $states.input.texts %}'), maxConcurrency: 3,
    });
    const results = texts.map(() => RESULT);
    this.machine('InvokeEach', map('Each').itemProcessor(BedrockInvokeFlow.jsonata(this, 'Invoke each', {
      alias: this.alias('Good'), document: sfn.TaskInput.fromText('{% $states.input.text %}'),
    })), { texts }, { output: results });
    this.machine('ExecuteEach', map('EachExecution').itemProcessor(this.execution(this, 'DigestEach', 'Good')),
      { texts: texts.slice(0, 4) }, { output: results.slice(0, 4) });
  }

  /** Objects as run.py puts them there: three documents, and what a console makes for a folder. */
  private documents(): void {
    const [bucket, resultBucket] = ['DocumentsIn', 'Results'].map((id) => new s3.Bucket(this, id));
    this.machine('Documents', new BedrockFlowDocuments(this, 'Nightly', {
      alias: this.alias('Good'), bucket, prefix: 'in/', resultBucket, maxConcurrency: 2,
    }), {}, { output: [{ skipped: 'in/' }, RESULT, RESULT, RESULT] });
  }

  private approvals(): void {
    const input = { name: 'Ada', sum: 500 };
    const approved = { decision: 'APPROVE', reviewer: 'Grace', comment: 'fits', timedOut: false, document: input };
    const asking = (id: string) => {
      const approval = new HumanApproval(this, `${id}Approval`);
      return { approval, request: approval.askFor('Loan', { subject: '{% \'Loan of \' & $states.input.name %}' }) };
    };
    this.machine('Approve', asking('Approve').request, input, { output: approved }, false, 'a fits\n');
    this.machine('ApproveByPath', asking('ApproveByPath').request, input, { output: approved }, true, 'a fits\n');
    const { approval, request } = asking('Reject');
    const choice = sfn.Choice.jsonata(this, 'Approved?')
      .when(approval.isApproved(), sfn.Pass.jsonata(this, 'Pay', { outputs: { done: 'paid' } }))
      .otherwise(sfn.Pass.jsonata(this, 'Refuse', {
        outputs: { done: '{% \'refused: \' & $states.input.comment %}' },
      }));
    this.machine('Reject', request.next(choice), input,
      { output: { done: 'refused: too much' } }, false, 'r too much\n');
    // nobody looks: the time is over in a moment, since the test does not wait for minutes
    const late = new HumanApproval(this, 'Late', { onTimeout: ApprovalTimeout.REJECT });
    this.machine('ApproveLate', late.askFor('Loan'), input, {
      output: {
        decision: 'REJECT', reviewer: '', comment: 'nobody decided in time', timedOut: true, document: input,
      },
    });
    this.hurry.push('ApproveLate');
  }
}

/** What the parts of a template are called when it is deployed. */
class Deployed {
  private readonly ids = new Map<string, string>();

  public constructor(private readonly resources: Readonly<Record<string, { readonly Type: string }>>) {}

  /** An id of ten letters and digits. */
  public idOf(logicalId: string): string {
    const id = this.ids.get(logicalId) ?? `DEPLOYED${String(this.ids.size).padStart(2, '0')}`;
    this.ids.set(logicalId, id);
    return id;
  }

  public resolve(value: any): any {
    if (Array.isArray(value)) { return value.map((item) => this.resolve(item)); }
    if (typeof value !== 'object' || value === null) { return value; }
    if (value.Ref === 'AWS::Partition') { return 'aws'; }
    if (value.Ref) { return this.named(value.Ref); }
    if (value['Fn::Join']) { return value['Fn::Join'][1].map((item: unknown) => this.resolve(item)).join(''); }
    if (value['Fn::GetAtt']) { return this.attribute(value['Fn::GetAtt'][0], value['Fn::GetAtt'][1]); }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.resolve(item)]));
  }

  /** The name of a bucket, or the URL of a queue. */
  private named(logicalId: string): string {
    return this.resources[logicalId].Type === 'AWS::S3::Bucket' ? logicalId.toLowerCase()
      : `https://sqs.us-east-1.amazonaws.com/123456789012/${logicalId}`;
  }

  private attribute(logicalId: string, name: string): string {
    if (name !== 'Arn') { return this.idOf(logicalId); }
    return this.resources[logicalId].Type === 'AWS::Lambda::Function'
      ? `arn:aws:lambda:us-east-1:123456789012:function:${logicalId}`
      : `arn:aws:bedrock:us-east-1:123456789012:${logicalId}`;
  }
}

function write(folder: string): void {
  const app = new App({ outdir: join(folder, 'cdk.out'), context: { 'aws:cdk:disable-asset-staging': true } });
  const stack = new MachinesStack(app, 'Machines');
  new LoanDecisionStack(app, 'LoanDecision');
  const assembly = app.synth();
  const resources = Object.assign({}, ...['Machines', 'LoanDecision']
    .map((name) => assembly.getStackByName(name).template.Resources as object)) as Record<string, any>;
  const cases = [...stack.cases, LOAN];
  const deployed = new Deployed(resources);
  const ofType = (type: string) => Object.entries(resources).filter(([, { Type }]) => Type === type);
  const machines = Object.fromEntries(cases.map(({ machine }) => {
    const [, { Properties }] = ofType('AWS::StepFunctions::StateMachine').find(([id]) => id.slice(0, -8) === machine)!;
    // moto knows no result writer in JSONata; without one the results are the output
    const definition = (deployed.resolve(Properties.DefinitionString) as string)
      .replace(/,"ResultWriter":\{"Resource":"[^"]*","Arguments":\{[^}]*\}\}/, '');
    const inTime = stack.hurry.includes(machine)
      ? definition.replace(/"TimeoutSeconds":\d+/g, '"TimeoutSeconds":1') : definition;
    return [machine, JSON.parse(inTime)];
  }));
  const queues = ofType('AWS::SQS::Queue').map(([logicalId]) => logicalId);
  const buckets = ofType('AWS::S3::Bucket').map(([logicalId]) => logicalId.toLowerCase());
  const functions = Object.fromEntries(ofType('AWS::Lambda::Function')
    .map(([id, { Properties }]) => [id, deployed.resolve(Properties.Environment.Variables)]));
  mkdirSync(join(folder, 'mocks'), { recursive: true });
  const flows = ofType('AWS::Bedrock::Flow').map(([logicalId]) => {
    const name = logicalId.slice(0, -8);
    const nodes = name === 'Assess' ? DOUBTFUL : { Ask: FLOWS[name] };
    writeFileSync(join(folder, 'mocks', `${name}.json`), JSON.stringify({ nodes }));
    return [name, deployed.idOf(logicalId)];
  });
  const refusals = Object.fromEntries(flows.map(([name, id]) => [id, REFUSALS[name] ?? 0]));
  writeFileSync(join(folder, 'world.json'),
    JSON.stringify({ machines, functions, flows, refusals, queues, buckets, cases }, null, 2));
}

write(process.argv[2]);
