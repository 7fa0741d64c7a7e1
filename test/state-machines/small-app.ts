/** State machines of a small app, each with one construct around a flow. */
import { aws_s3 as s3, aws_stepfunctions as sfn, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Case, Expected, Objects } from './case';
import {
  ApprovalTimeout, BedrockFlowDocuments, BedrockFlowExecution, BedrockInvokeFlow, Flow, FlowAlias, FlowDataType,
  FlowErrors, FlowModel, FlowPrompt, HumanApproval, IteratorNode, OutputNode, PromptNode,
} from '../../src';

/** What answers for the one node of a flow. */
const ANSWER = { returns: 'They move warmth.' };
export const ANSWERS: Readonly<Record<string, object>> = {
  Good: ANSWER,
  ThrottledTwice: ANSWER,
  Broken: { throws: { error: 'validationException', message: 'wrong' } },
  UsedUp: { throws: { error: 'serviceQuotaExceededException', message: 'used up' } },
};

type FlowName = 'Good' | 'ThrottledTwice' | 'Broken' | 'UsedUp';

/** How many calls of a flow are throttled before one gets through. */
export const REFUSALS: Readonly<Record<string, number>> = { ThrottledTwice: 2 };

const RESULT = { executionId: '*', outputs: { Answer: 'They move warmth.' } };

export class MachinesStack extends Stack {
  public readonly cases: Case[] = [];
  /** State machines whose tasks end after 1 second. */
  public readonly hurry: string[] = [];
  private readonly aliases = new Map<FlowName, FlowAlias>();

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.tasks();
    this.executions();
    this.lists();
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
    objects?: Objects,
  ): void {
    new sfn.StateMachine(this, id, {
      definitionBody: sfn.DefinitionBody.fromChainable(start),
      queryLanguage: isPath ? sfn.QueryLanguage.JSON_PATH : sfn.QueryLanguage.JSONATA,
    });
    const review = says === undefined ? undefined : { subject: 'Loan of Ada', document: input, says };
    this.cases.push({ machine: id, input, expected, review, objects });
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

  /** Lists that come one by one stay lists, whoever gathers them. */
  private lists(): void {
    const flow = new Flow(this, 'Lists', { inputType: FlowDataType.ARRAY });
    const each = new IteratorNode(flow, 'Each', { array: flow.input, itemType: FlowDataType.ARRAY });
    new OutputNode(flow, 'One', { document: each.arrayItem });
    new OutputNode(flow, 'All', { document: flow.input });
    const alias = new FlowAlias(this, 'ListsLive', { flow, aliasName: 'live' });
    const document = sfn.TaskInput.fromText('{% $states.input.lists %}');
    for (const lists of [[[1], [2, 3]], [[1], []], [['one']]]) {
      const name = `Lists${this.cases.length}`;
      const expected = {
        output: { executionId: '*', outputs: { One: lists.length === 1 ? lists[0] : lists, All: lists } },
      };
      this.machine(`Invoke${name}`, BedrockInvokeFlow.jsonata(this, `Invoke ${name}`, { alias, document }), { lists },
        expected);
      this.machine(`Execute${name}`, new BedrockFlowExecution(this, `Digest${name}`, {
        alias, document, pollInterval: Duration.seconds(1),
      }), { lists }, expected);
    }
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

  /** Three documents, and what a console makes for a folder. */
  private documents(): void {
    const [bucket, resultBucket] = ['DocumentsIn', 'Results'].map((id) => new s3.Bucket(this, id));
    this.machine('Documents', new BedrockFlowDocuments(this, 'Nightly', {
      alias: this.alias('Good'), bucket, prefix: 'in/', resultBucket, maxConcurrency: 2,
    }), {}, { output: [{ skipped: 'in/' }, RESULT, RESULT, RESULT] }, false, undefined, {
      DocumentsIn: { 'in/': '', 'in/a.pdf': 'text', 'in/b c+d.pdf': 'text', 'in/ü.pdf': 'text', 'out/x.pdf': 'text' },
    });
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
