import { aws_iam as iam, aws_stepfunctions as sfn, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import * as expressions from './execution-expressions';
import { inExpress, startsItself } from './machines-around';
import { checkIsJsonata, checkLanguage } from './query-language';
import { RuntimeCall } from './runtime-call';
import { singleState } from './single-state';
import { longNames, namePrefix } from './state-names';
import { type Callee, calleeOf, checkInputNode, checkInputType, inputNodeOf } from '../calls/callee';
import { writersOf } from '../calls/endless-loops';
import { FlowErrors } from '../calls/flow-errors';
import { inlineCodeIn } from '../calls/inline-code';
import { typeOfInput } from '../calls/task-input';
import type { CanaryFlowAlias } from '../canary/canary-flow-alias';
import { checkDuration, checkKnownDuration, wholeSeconds } from '../checks/durations';
import { FlowError, placeOf } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkStruct } from '../checks/structs';
import { flowKeyUse } from '../role/key-needs';
import type { IFlowAlias } from '../versions/flow-alias';

/** Properties for `BedrockFlowExecution`. */
export interface BedrockFlowExecutionProps {
  /**
   * The alias of the flow to run.
   *
   * @default - `canary` is given
   */
  readonly alias?: IFlowAlias;

  /**
   * The canary alias: the execution runs on its promoted alias, since weights apply only to calls through its router.
   *
   * @default - `alias` is given
   */
  readonly canary?: CanaryFlowAlias;

  /**
   * The input of the flow, in JSONata. It must be of the type that the flow takes; nothing is converted.
   *
   * @default - the input of the first state: '{% $states.input %}'
   */
  readonly document?: sfn.TaskInput;

  /**
   * The name of the flow's Input node.
   *
   * @default - that of the flow; `FlowInputNode` if the flow is created elsewhere
   */
  readonly inputNode?: string;

  /**
   * The time between the first checks of the execution: 1 second to 5 minutes. Later the waits are a tenth of the time
   * that it takes already, at most 5 minutes.
   *
   * @default Duration.seconds(10)
   */
  readonly pollInterval?: Duration;

  /**
   * The time limit of the execution: it is stopped at the next check, and ends with `BedrockFlows.TimedOut`.
   *
   * @default - after 24 hours, by the service
   */
  readonly timeout?: Duration;

  /**
   * The output of the fragment, in JSONata; `$states.input` is `{ executionId, outputs }`.
   *
   * @default - `{ executionId, outputs }`, with the outputs by the names of their nodes
   */
  readonly outputs?: any;
}

/**
 * Runs a flow that takes up to 24 hours, without a Lambda function: starts an execution (StartFlowExecution, a preview
 * of the service), waits for its end and collects its outputs. The states use JSONata, whatever the state machine uses.
 *
 * Its name is made from the execution and the state, so a retry does not start the flow twice. Two fragments may have
 * the same id in different scopes: their states are named by their place in the stack.
 *
 * Limits: a flow with inline code is refused, since the service takes none in executions; a node may take 5 minutes
 * (Bedrock User Guide, flows-create-async); the outputs together must fit into the 256 KiB of a state; a state machine
 * of type EXPRESS ends after 5 minutes, and takes only executions whose `timeout` is shorter. A failure does not
 * tell throttling from others: who must know calls the flow with `BedrockInvokeFlow`. To try again or to catch an
 * error, wrap it: `toSingleState().addRetry(…)`.
 *
 * Whether Step Functions integrates these operations is not confirmed: `npm run integ -- 8 23` asks AWS.
 */
export class BedrockFlowExecution extends sfn.StateMachineFragment {
  /** The state that starts the execution. */
  public readonly startState: sfn.State;

  /** The states after which the chain continues. */
  public readonly endStates: sfn.INextable[];

  private readonly prefix: string;

  /**
   * @param scope where to put it
   * @param id the id of the construct, from which the names of its states are made
   * @param props what to run, and with what
   * @throws if not exactly one of `alias` and `canary` is given, if the type of the document is not what the flow
   * takes, or if `pollInterval` is not between 1 second and 5 minutes
   */
  constructor(scope: Construct, id: string, props: BedrockFlowExecutionProps) {
    const place = placeOf(scope, id);
    if (new.target === BedrockFlowExecution) { checkStruct(place, 'BedrockFlowExecutionProps', props); }
    const callee = calleeOf(place, scope, props);
    checkInputType(place, callee.alias.flow, props.document && typeOfInput(props.document.value), '\'document\'');
    checkInputNode(place, callee.alias.flow, props.inputNode);
    checkTimes(place, props);
    checkLanguage(place, props.document);
    checkIsJsonata(place, '\'outputs\'', props.outputs);
    super(scope, id);
    this.prefix = namePrefix(this);
    const end = this.output(props);
    this.startState = this.start(callee, props, this.follow(callee, props, this.collect(callee, end)));
    this.endStates = [end];
    const { alias } = callee;
    const sought = { state: this.startState, value: alias.flowAliasId, owner: alias };
    this.node.addValidation({
      validate: () => [
        ...longNames(this),
        ...inlineCodeIn(callee, 'BedrockInvokeFlow'),
        ...endsInTime(props.timeout) ? [] : inExpress(sought,
          'which ends after 5 minutes, but a flow execution can take a day',
          'make it STANDARD, set \'timeout\' to less than 5 minutes, or use BedrockInvokeFlow'),
        ...startsItself(sought, writersOf(alias.flow)),
      ],
    });
  }

  /**
   * Adds a prefix to the names of all states. They are unique in the stack already, so without a prefix nothing
   * happens.
   *
   * @param prefix what to put there
   */
  public prefixStates(prefix?: string): sfn.StateMachineFragment {
    return prefix ? super.prefixStates(prefix) : this;
  }

  /**
   * Wraps the states in a single one, which can be retried, and whose errors can be caught. It uses JSONata and gives
   * what the fragment gives, not a list of it.
   *
   * @param options what the state is
   */
  public toSingleState(options: sfn.SingleStateOptions = {}): sfn.Parallel {
    return singleState(this, this.prefix, options);
  }

  private nameOf(step: string): { readonly stateName: string } {
    return { stateName: `${this.prefix}: ${step}` };
  }

  private start(callee: Callee, props: BedrockFlowExecutionProps, next: sfn.State): sfn.State {
    const { alias } = callee;
    const { flow } = alias;
    const start = new RuntimeCall(this, 'Start', {
      ...this.nameOf('Start'),
      action: 'startFlowExecution',
      arguments: {
        ...ids(callee),
        FlowExecutionName: expressions.EXECUTION_NAME,
        Inputs: [{
          NodeName: inputNodeOf(flow, props.inputNode),
          NodeOutputName: 'document',
          Content: { Document: props.document?.value ?? '{% $states.input %}' },
        }],
      },
      outputs: expressions.STARTED,
      statements: [
        new iam.PolicyStatement({
          actions: ['bedrock:StartFlowExecution'], resources: [flow.flowArn, alias.flowAliasArn],
        }),
        ...flow.encryptionKey ? [new iam.PolicyStatement(flowKeyUse(this, flow.flowArn, flow.encryptionKey))] : [],
      ],
    });
    start.addCatch(next, { errors: ['BedrockAgentRuntime.ConflictException'], outputs: expressions.STARTED_BEFORE });
    start.next(next);
    return start;
  }

  /** Looks at the execution again and again. */
  private follow(callee: Callee, props: BedrockFlowExecutionProps, collect: sfn.State): sfn.State {
    const { timeout } = props;
    const wait = sfn.Wait.jsonata(this, 'Wait', {
      ...this.nameOf('Wait'),
      time: sfn.WaitTime.seconds(expressions.secondsToWait((props.pollInterval ?? Duration.seconds(10)).toSeconds())),
    });
    const look = new RuntimeCall(this, 'Look', {
      ...this.nameOf('Look'),
      action: 'getFlowExecution',
      arguments: { ...ids(callee), ExecutionIdentifier: expressions.EXECUTION },
      outputs: expressions.LOOKED_AT,
      statements: [onExecutions(callee, 'bedrock:GetFlowExecution')],
    });
    const choice = sfn.Choice.jsonata(this, 'Over', this.nameOf('Is it over?'))
      .when(sfn.Condition.jsonata(expressions.hasStatus('Succeeded')), collect);
    for (const [status, error] of ENDS) {
      choice.when(sfn.Condition.jsonata(expressions.hasStatus(status)), sfn.Fail.jsonata(this, status, {
        ...this.nameOf(status), error, cause: expressions.ERRORS,
      }));
    }
    if (timeout) {
      const seconds = timeout.toSeconds();
      choice.when(sfn.Condition.jsonata(expressions.isOlderThan(seconds)), this.stop(callee, seconds));
    }
    wait.next(look).next(choice.otherwise(wait));
    return wait;
  }

  private stop(callee: Callee, seconds: number): sfn.State {
    const stop = new RuntimeCall(this, 'Stop', {
      ...this.nameOf('Stop'),
      action: 'stopFlowExecution',
      arguments: { ...ids(callee), ExecutionIdentifier: expressions.EXECUTION },
      outputs: '{% $states.input %}',
      statements: [onExecutions(callee, 'bedrock:StopFlowExecution')],
    });
    stop.next(sfn.Fail.jsonata(this, 'Stopped', {
      ...this.nameOf('Stopped'), error: FlowErrors.TIMED_OUT, cause: expressions.stillRunningAfter(seconds),
    }));
    return stop;
  }

  /** Gathers the outputs, page by page. */
  private collect(callee: Callee, end: sfn.State): sfn.State {
    const { FlowIdentifier, FlowAliasIdentifier } = ids(callee);
    const page = new RuntimeCall(this, 'Page', {
      ...this.nameOf('Outputs'),
      action: 'listFlowExecutionEvents',
      arguments: expressions.pageArguments(FlowIdentifier, FlowAliasIdentifier),
      outputs: expressions.PAGE_READ,
      statements: [onExecutions(callee, 'bedrock:ListFlowExecutionEvents')],
    });
    const result = sfn.Pass.jsonata(this, 'Result', { ...this.nameOf('Result'), outputs: expressions.RESULT });
    result.next(end);
    page.next(sfn.Choice.jsonata(this, 'More', this.nameOf('More?'))
      .when(sfn.Condition.jsonata(expressions.HAS_MORE), page).otherwise(result));
    return page;
  }

  private output({ outputs }: BedrockFlowExecutionProps): sfn.Pass {
    return sfn.Pass.jsonata(this, 'End', { ...this.nameOf('End'), outputs: outputs ?? '{% $states.input %}' });
  }
}

/** Executions end after a day (Bedrock User Guide, flows-create-async); more looks would not fit into a history. */
function checkTimes(place: string, { pollInterval, timeout }: BedrockFlowExecutionProps): void {
  checkKnownDuration(place, 'pollInterval', pollInterval);
  checkKnownDuration(place, 'timeout', timeout);
  checkDuration(place, 'pollInterval', pollInterval, wholeSeconds(Duration.seconds(1), Duration.minutes(5)));
  checkDuration(place, 'timeout', timeout, wholeSeconds(Duration.seconds(1), Duration.hours(24)));
  if (!pollInterval || !timeout || pollInterval.toSeconds() <= timeout.toSeconds()) { return; }
  throw new FlowError(place, spelt`'pollInterval' is ${pollInterval.toHumanString()}, so the execution would first be `
    + `checked after its 'timeout' of ${timeout.toHumanString()}; choose a shorter one`, 'IllegalValue');
}

/** Whether the execution is over before a state machine of type EXPRESS is (Step Functions Developer Guide, limits). */
function endsInTime(timeout: Duration | undefined): boolean {
  return timeout !== undefined && timeout.toSeconds() < Duration.minutes(5).toSeconds();
}

/** How an execution ends that does not succeed (API model, FlowExecutionStatus). */
const ENDS: readonly (readonly [string, string])[] = [
  ['Failed', FlowErrors.FAILED], ['TimedOut', FlowErrors.TIMED_OUT], ['Aborted', FlowErrors.ABORTED],
];

function ids({ alias }: Callee) {
  return { FlowIdentifier: alias.flow.flowId, FlowAliasIdentifier: alias.flowAliasId };
}

/** IAM asks for all three, as FlowAliasGrants does. */
function onExecutions({ alias }: Callee, action: string): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: [action], resources: [alias.flow.flowArn, alias.flowAliasArn, `${alias.flowAliasArn}/execution/*`],
  });
}
