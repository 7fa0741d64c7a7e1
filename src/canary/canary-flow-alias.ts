import { aws_cloudwatch as cloudwatch, aws_codedeploy as codedeploy, aws_iam as iam, aws_lambda as lambda, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CanaryErrorAlarm, CanaryLatencyAlarm } from './canary-alarm-options';
import { CanaryAlarms, checkErrorAlarm } from './canary-alarms';
import { FlowSmokeTest } from './flow-smoke-test';
import { RouterFunction } from './router-function';
import { RouterMetric, routerMetric } from './router-metrics';
import { FlowRouterOptions } from './router-options';
import { SmokeTestFunction } from './smoke-test-function';
import { TrafficShift } from './traffic-shift';
import { FlowError, placeOf } from '../checks/flow-error';
import { warn } from '../checks/warn';
import { Flow } from '../flow/flow';
import { FlowAlias } from '../versions/flow-alias';
import { FlowVersion } from '../versions/flow-version';

/** CodeDeploy, deployment groups: alarms of one group. */
const MAX_ALARMS = 10;

/** What makes a canary alias. */
export interface CanaryFlowAliasProps {
  /** The flow. It must be in the same stack: its versions can't be exported. */
  readonly flow: Flow;

  /**
   * How traffic moves to a new version.
   *
   * @default TrafficShift.canary(10, Duration.minutes(10))
   */
  readonly shift?: TrafficShift;

  /**
   * Calls that a new version must answer before it gets any traffic; on the first deployment too. A canary without traffic passes whatever is wrong, so
   * in a quiet system these are what protects you.
   *
   * @default - none, with a warning
   */
  readonly smokeTests?: FlowSmokeTest[];

  /**
   * When failed calls of the new version take it back.
   *
   * @default - more than 5 % of at least 10 calls within a minute
   */
  readonly errorAlarm?: CanaryErrorAlarm;

  /**
   * When slow calls of the new version take it back.
   *
   * @default - never
   */
  readonly latencyAlarm?: CanaryLatencyAlarm;

  /**
   * Alarms of your own that take a new version back. CodeDeploy allows 10 with those made here.
   *
   * @default - none
   */
  readonly alarms?: cloudwatch.IAlarm[];

  /**
   * The name of the flow's own alias that follows, in one step, when a shift has ended well.
   *
   * @default live
   */
  readonly promotedAliasName?: string;

  /**
   * Whether the router has a URL: streaming, and for callers with an IAM signature only. Without it, callers invoke the function.
   *
   * @default true
   */
  readonly functionUrl?: boolean;

  /**
   * How the function is made that routes the calls.
   *
   * @default - see FlowRouterOptions
   */
  readonly router?: FlowRouterOptions;
}

/**
 * An alias of a flow with weights: a new version gets a part of the traffic first, and all of it when nothing went wrong.
 *
 * An alias of the service leads to exactly one version (API model, FlowAliasRoutingConfiguration: 1 item, without a weight). So the weights are those of
 * a Lambda alias: each version of a small function, the router, calls one version of the flow, and CodeDeploy shifts the alias of that function. Weights
 * count for calls through the router only; an alias of the flow itself, the promoted one, follows in one step after a shift that ended well.
 *
 * None of this has been run against AWS yet.
 */
export class CanaryFlowAlias extends Construct {
  /** The version of the flow that a deployment shifts to. */
  public readonly version: FlowVersion;

  /** The alias of the router that callers use. */
  public readonly routerAlias: lambda.Alias;

  /** The URL of the router; `undefined` if it has none. */
  public readonly functionUrl?: lambda.FunctionUrl;

  /** The alias of the flow that follows. */
  public readonly promotedAlias: FlowAlias;

  /** What shifts the traffic. */
  public readonly deploymentGroup: codedeploy.LambdaDeploymentGroup;

  /** Goes off when too many calls of the new version fail. */
  public readonly errorAlarm: cloudwatch.Alarm;

  private readonly flow: Flow;

  /**
   * @param scope where to put it: in the stack of the flow
   * @param id the id of the construct
   * @param props what makes it
   * @throws if the flow is in another stack, or a limit can't be met
   */
  constructor(scope: Construct, id: string, props: CanaryFlowAliasProps) {
    check(placeOf(scope, id), scope, props);
    super(scope, id);
    const { flow, smokeTests = [] } = props;
    const { flowId } = flow;
    this.flow = flow;
    this.version = flow.currentVersion;
    const flowVersion = this.version.version;

    const router = new RouterFunction(this, 'Router', { flow, flowVersion, flowAliasId: this.version.pinnedAlias.flowAliasId }, props.router ?? {});
    this.routerAlias = new lambda.Alias(this, 'Alias', { aliasName: 'live', version: router.lambdaFunction.currentVersion });
    const alarms = new CanaryAlarms(this, 'Alarms', { flowId, flowVersion, alias: this.routerAlias }, props.errorAlarm, props.latencyAlarm);
    this.errorAlarm = alarms.errorAlarm;
    this.deploymentGroup = new codedeploy.LambdaDeploymentGroup(this, 'Deployments', {
      alias: this.routerAlias,
      deploymentConfig: (props.shift ?? defaultShift())._bind(this),
      alarms: [...alarms.all, ...props.alarms ?? []],
      autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
    });

    this.promotedAlias = new FlowAlias(this, 'Promoted', { flow, version: this.version, aliasName: props.promotedAliasName ?? 'live' });
    // what the alias names in its update policy does not make CloudFormation wait for it
    this.routerAlias.node.addDependency(alarms, this.deploymentGroup);
    this.promotedAlias.node.addDependency(this.routerAlias);
    if (smokeTests.length > 0) {
      const tests = new SmokeTestFunction(this, 'SmokeTests', router.lambdaFunction.currentVersion, flow.input.node.nodeName, smokeTests);
      tests.guard(this.deploymentGroup);
      this.routerAlias.node.addDependency(tests.lambdaFunction);
      this.promotedAlias.node.addDependency(tests.runOnce(this.routerAlias));
    } else {
      warn(this, 'NoSmokeTest', 'there are no \'smokeTests\', and a version that nobody calls during the shift passes whatever is wrong with it',
        'add a call that it must answer');
    }
    if (props.functionUrl ?? true) {
      this.functionUrl = this.routerAlias.addFunctionUrl({
        authType: lambda.FunctionUrlAuthType.AWS_IAM, invokeMode: lambda.InvokeMode.RESPONSE_STREAM,
      });
    }
  }

  /**
   * Lets someone call the flow through the router: invoke its alias, and its URL where it has one.
   *
   * @param grantee who may
   */
  public grantInvoke(grantee: iam.IGrantable): iam.Grant {
    const { functionArn } = this.routerAlias;
    const invoke = iam.Grant.addToPrincipal({ grantee, actions: ['lambda:InvokeFunction'], resourceArns: [functionArn] });
    return this.functionUrl
      ? invoke.combine(iam.Grant.addToPrincipal({
        grantee, actions: ['lambda:InvokeFunctionUrl'], resourceArns: [functionArn], conditions: { StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } },
      }))
      : invoke;
  }

  /**
   * Lets someone call the flow's own alias, the promoted one, with InvokeFlow.
   *
   * @param grantee who may
   */
  public grantInvokePromoted(grantee: iam.IGrantable): iam.Grant {
    return this.promotedAlias.grants.invoke(grantee);
  }

  /**
   * How many calls there were of the version that the last deployment brought: `Sum` over a minute.
   *
   * @param options what to change
   */
  public metricInvocations(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('Invocations', options);
  }

  /**
   * How many of its calls failed for no fault of the caller: `Sum` over a minute.
   *
   * @param options what to change
   */
  public metricFaults(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('Faults', options);
  }

  /**
   * How many of its calls were throttled by the service: `Sum` over a minute. They are faults too.
   *
   * @param options what to change
   */
  public metricThrottles(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('Throttles', options);
  }

  /**
   * How long its calls took, to the end of the stream: `p90` over a minute, in milliseconds.
   *
   * @param options what to change
   */
  public metricLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('Latency', options);
  }

  private metric(name: RouterMetric, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return routerMetric(name, this.flow.flowId, this.version.version, options);
  }
}

function defaultShift(): TrafficShift {
  return TrafficShift.canary(10, Duration.minutes(10));
}

function check(place: string, scope: Construct, { flow, alarms = [], errorAlarm, latencyAlarm, smokeTests = [] }: CanaryFlowAliasProps): void {
  if (Stack.of(flow) !== Stack.of(scope)) {
    throw new FlowError(place, `flow '${flow.node.path}' is in another stack, and its versions can't be exported; put the alias into stack `
      + `'${Stack.of(flow).node.path}'`, 'ForeignValue');
  }
  checkErrorAlarm(place, errorAlarm);
  const made = latencyAlarm ? 3 : 2;
  if (made + alarms.length > MAX_ALARMS) {
    throw new FlowError(place, `there are ${alarms.length} 'alarms' beside ${made} made here, CodeDeploy allows ${MAX_ALARMS}; `
      + 'join some in a composite alarm', 'QuotaExceeded');
  }
  for (const [at, { expectPattern, document }] of smokeTests.entries()) {
    if (document === undefined) { throw new FlowError(place, `smokeTests[${at}] has no document; give what is to be sent`, 'IllegalValue'); }
    if (expectPattern !== undefined) { checkPattern(`${place}/smokeTests[${at}]`, expectPattern); }
  }
}

function checkPattern(place: string, pattern: string): void {
  try {
    new RegExp(pattern);
  } catch (error) {
    throw new FlowError(place, `'expectPattern' is no regular expression: ${(error as Error).message.toLowerCase()}; correct it`, 'IllegalValue');
  }
}
