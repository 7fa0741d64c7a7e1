import { aws_iam as iam, aws_stepfunctions as sfn } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { invokeRetries } from './default-retries';
import { startsItself } from './machines-around';
import { checkLanguage, checkMembers } from './query-language';
import { longNames } from './state-names';
import { calleeOf, checkInputNode, checkInputType } from '../calls/callee';
import { resultsIn, writersOf } from '../calls/endless-loops';
import { FlowInvoker } from '../calls/flow-invoker';
import { typeOfInput } from '../calls/task-input';
import type { CanaryFlowAlias } from '../canary/canary-flow-alias';
import { exactlyOne } from '../checks/arguments';
import { FlowError, placeOf } from '../checks/flow-error';
import { checkSameRegion } from '../checks/same-region';
import { spelt } from '../checks/spelt';
import { checkStruct } from '../checks/structs';
import type { IFlowAlias } from '../versions/flow-alias';

/** Properties for `BedrockInvokeFlow` in either query language. */
export interface BedrockInvokeFlowBaseProps {
  /**
   * The alias of the flow to call. The stack has one function for each alias that is called so.
   *
   * @default - `canary` or `invoker` is given
   */
  readonly alias?: IFlowAlias;

  /**
   * The canary alias to call: calls go through its router, so that the weights of a release count.
   *
   * @default - `alias` or `invoker` is given
   */
  readonly canary?: CanaryFlowAlias;

  /**
   * A function of your own making that calls the flow: with a VPC, a bucket for large results or a time limit.
   *
   * @default - the one that the stack has for the alias
   */
  readonly invoker?: FlowInvoker;

  /**
   * The input of the flow. It must be of the type that the flow takes; nothing is converted.
   *
   * @default - the input of the state (JSONata: '{% $states.input %}', JSONPath: '$')
   */
  readonly document?: sfn.TaskInput;

  /**
   * The name of the flow's Input node.
   *
   * @default - that of the flow; `FlowInputNode` if the flow is created elsewhere
   */
  readonly inputNode?: string;

  /**
   * Whether transient errors are retried: throttling 6 times; failures of the service, of a resource that a node calls,
   * or of Lambda 3 times; after 2 seconds at first, twice as long each time, with full jitter. Each retry pays for the
   * flow again. Wrong requests, missing resources, used-up quotas and questions of agents are not tried again: catch
   * them.
   *
   * @default true
   */
  readonly retryOnServiceExceptions?: boolean;
}

/** Properties for `BedrockInvokeFlow` in a state machine that uses JSONPath. */
export interface BedrockInvokeFlowJsonPathProps extends BedrockInvokeFlowBaseProps, sfn.TaskStateJsonPathBaseProps {}

/** Properties for `BedrockInvokeFlow` in a state machine that uses JSONata. */
export interface BedrockInvokeFlowJsonataProps extends BedrockInvokeFlowBaseProps, sfn.TaskStateJsonataBaseProps {}

/** Properties for `BedrockInvokeFlow`. */
export interface BedrockInvokeFlowProps extends BedrockInvokeFlowBaseProps, sfn.TaskStateBaseProps {}

/**
 * Calls a flow and waits for its result: `{ executionId, outputs }`, with the outputs by the names of their nodes.
 *
 * InvokeFlow answers with an event stream, which Step Functions can't read (Developer Guide,
 * supported-services-awssdk), so a small function collects it: see `FlowInvoker`. A call takes at most 15 minutes; for
 * flows that take longer, there is `BedrockFlowExecution`. Errors have the names of `FlowErrors`. The flow can't ask
 * back: an agent that does ends the task with `BedrockFlows.InputRequired`.
 */
export class BedrockInvokeFlow extends sfn.TaskStateBase {
  /**
   * Calls a flow in a state machine that uses JSONPath.
   *
   * @param scope where to put it
   * @param id the id of the construct and the name of the state
   * @param props what to call, and with what
   */
  public static jsonPath(scope: Construct, id: string, props: BedrockInvokeFlowJsonPathProps): BedrockInvokeFlow {
    return new BedrockInvokeFlow(scope, id, props);
  }

  /**
   * Calls a flow in a state machine that uses JSONata.
   *
   * @param scope where to put it
   * @param id the id of the construct and the name of the state
   * @param props what to call, and with what
   */
  public static jsonata(scope: Construct, id: string, props: BedrockInvokeFlowJsonataProps): BedrockInvokeFlow {
    return new BedrockInvokeFlow(scope, id, { ...props, queryLanguage: sfn.QueryLanguage.JSONATA });
  }

  /** The function that calls the flow. */
  public readonly invoker: FlowInvoker;

  protected readonly taskMetrics?: sfn.TaskMetricsConfig;
  protected readonly taskPolicies?: iam.PolicyStatement[];

  /**
   * @param scope where to put it
   * @param id the id of the construct and the name of the state
   * @param props what to call, and with what
   * @throws if not exactly one of `alias`, `canary` and `invoker` is given, if the type of the document is not what the
   * flow takes, or if `integrationPattern` is another than REQUEST_RESPONSE
   */
  constructor(scope: Construct, id: string, private readonly props: BedrockInvokeFlowProps) {
    const place = placeOf(scope, id);
    if (new.target === BedrockInvokeFlow) { checkStruct(place, 'BedrockInvokeFlowProps', props); }
    check(place, scope, props);
    super(scope, id, props);
    const { alias, canary, invoker } = props;
    this.invoker = invoker
      ?? (canary ? FlowInvoker.forCanary(this, canary) : FlowInvoker.forAlias(this, alias!));
    const { functionArn } = this.invoker.lambdaFunction;
    this.taskMetrics = {
      metricPrefixSingular: 'LambdaFunction',
      metricPrefixPlural: 'LambdaFunctions',
      metricDimensions: { LambdaFunctionArn: functionArn },
    };
    this.taskPolicies = [new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] })];
    this.node.addValidation({
      validate: () => [
        ...longNames(this),
        ...startsItself({ state: this, value: functionArn, owner: this.invoker.lambdaFunction }, [
          ...writersOf(this.invoker.flow), ...resultsIn(this.invoker._resultBucket),
        ]),
      ],
    });
    if (props.retryOnServiceExceptions ?? true) {
      for (const retry of invokeRetries()) { this.addRetry(retry); }
    }
  }

  /** @internal */
  protected _renderTask(topLevelQueryLanguage?: sfn.QueryLanguage): any {
    const { document, inputNode, queryLanguage } = this.props;
    const language = sfn._getActualQueryLanguage(topLevelQueryLanguage, queryLanguage);
    checkLanguage(this.node.path, document, language);
    checkMembers(this.node.path, this.props, language);
    const whole = language === sfn.QueryLanguage.JSONATA
      ? '{% $states.input %}' : sfn.TaskInput.fromJsonPathAt('$').value;
    return {
      Resource: this.invoker.lambdaFunction.functionArn,
      ...this._renderParametersOrArguments(this.invoker._request(document?.value ?? whole, inputNode), language),
    };
  }
}

function check(place: string, scope: Construct, props: BedrockInvokeFlowProps): void {
  const { alias, canary, invoker, document, integrationPattern } = props;
  exactlyOne<unknown>(place, { alias, canary, invoker });
  if (invoker) {
    checkSameRegion(place, scope, { invoker: invoker.lambdaFunction });
  } else {
    calleeOf(place, scope, props);
  }
  const flow = invoker?.flow ?? canary?.promotedAlias.flow ?? alias!.flow;
  checkInputType(place, flow, document && typeOfInput(document.value), '\'document\'');
  checkInputNode(place, flow, props.inputNode);
  if (integrationPattern !== undefined && integrationPattern !== sfn.IntegrationPattern.REQUEST_RESPONSE) {
    throw new FlowError(place, spelt`'integrationPattern' is ${integrationPattern}, but the call itself returns `
      + 'the result of the flow; leave it out', 'IllegalValue');
  }
}
