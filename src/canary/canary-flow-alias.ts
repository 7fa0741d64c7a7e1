import {
  type aws_cloudwatch as cloudwatch, aws_codedeploy as codedeploy, type aws_iam as iam, aws_lambda as lambda, Duration,
  Names,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { CanaryErrorAlarm, CanaryLatencyAlarm } from './canary-alarm-options';
import { CanaryAlarms } from './canary-alarms';
import { checkCanary, NoProvisionedConcurrency } from './check-canary';
import { deploymentRole } from './deployment-role';
import { FlowRouterMetrics } from './flow-router-metrics';
import type { FlowSmokeTest } from './flow-smoke-test';
import { RouterFunction } from './router-function';
import { grantRouter } from './router-grants';
import type { FlowRouterOptions } from './router-options';
import { SmokeTestFunction } from './smoke-test-function';
import { TrafficShift } from './traffic-shift';
import { placeOf } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkStruct } from '../checks/structs';
import { warn } from '../checks/warn';
import type { Flow } from '../flow/flow';
import type { IFlowMetrics } from '../metrics/i-flow-metrics';
import { FlowAlias } from '../versions/flow-alias';
import type { FlowVersion } from '../versions/flow-version';

/** The name of the router's alias. */
const ALIAS_NAME = 'live';

/** Properties for `CanaryFlowAlias`. */
export interface CanaryFlowAliasProps {
  /** The flow whose versions are released. It must be in the same stack: its versions can't be exported. */
  readonly flow: Flow;

  /**
   * How traffic shifts to a new version.
   *
   * @default TrafficShift.canary(10, Duration.minutes(10))
   */
  readonly shift?: TrafficShift;

  /**
   * Calls that a new version must answer before it receives any traffic; they run on the first deployment too. Without
   * traffic, the alarms of a canary detect nothing, so in a quiet system only these tests detect a faulty version.
   *
   * @default - none, with a warning
   */
  readonly smokeTests?: FlowSmokeTest[];

  /**
   * The alarm on failed calls of the new version, which rolls it back.
   *
   * @default - more than 5 % of at least 10 calls within a minute
   */
  readonly errorAlarm?: CanaryErrorAlarm;

  /**
   * The alarm on slow calls of the new version, which rolls it back.
   *
   * @default - never
   */
  readonly latencyAlarm?: CanaryLatencyAlarm;

  /**
   * Alarms of your own that roll a new version back. CodeDeploy allows 10 with those made here.
   *
   * @default - none
   */
  readonly alarms?: cloudwatch.IAlarm[];

  /**
   * The name of the flow's own alias, which moves to the new version in one step after a successful shift. Callers know
   * it by its id. The name of an existing `FlowAlias` can be used only after a deployment without that alias:
   * CloudFormation creates new resources before it deletes old ones.
   *
   * @default - `promoted-` and a name from the path of this construct
   */
  readonly promotedAliasName?: string;

  /**
   * Whether the router has a function URL: it streams, and accepts only callers with an IAM signature. Without it,
   * callers invoke the function. Many organisations do not allow URLs of functions.
   *
   * @default false
   */
  readonly functionUrl?: boolean;

  /**
   * Options for the Lambda function that routes the calls. Options of `FlowFunctions.of()` apply too.
   *
   * @default - see FlowRouterOptions
   */
  readonly router?: FlowRouterOptions;
}

/**
 * An alias of a flow with weights: a new version first receives a part of the traffic, and all of it if no alarm goes
 * off.
 *
 * An alias of the service points to exactly one version (API model, FlowAliasRoutingConfiguration: 1 item, without a
 * weight). Therefore the weights are set on a Lambda alias: each version of a small function, the router, calls one
 * version of the flow, and CodeDeploy shifts the alias of that function. Weights apply only to calls through the
 * router; an alias of the flow itself, the promoted alias, follows in one step after a successful shift.
 *
 * This has not been tested against AWS yet.
 */
export class CanaryFlowAlias extends Construct implements IFlowMetrics {
  /** The version of the flow that a deployment shifts to. */
  public readonly version: FlowVersion;

  /** The alias of the router function that callers use. */
  public readonly routerAlias: lambda.Alias;

  /** The function URL of the router; `undefined` if it has none. */
  public readonly functionUrl?: lambda.FunctionUrl;

  /** The flow's own alias, which follows after a successful shift. */
  public readonly promotedAlias: FlowAlias;

  /** The CodeDeploy deployment group that shifts the traffic. */
  public readonly deploymentGroup: codedeploy.LambdaDeploymentGroup;

  /** The alarm on failed calls of the new version. */
  public readonly errorAlarm: cloudwatch.Alarm;

  /**
   * The metrics of the version of the latest deployment. They change with each version, so they can be used only in the
   * stack of the flow. The metrics of all versions, which this construct has itself, can be used in any stack.
   */
  public readonly versionMetrics: FlowRouterMetrics;

  private readonly metrics: FlowRouterMetrics;

  /**
   * @param scope where to put it: in the stack of the flow
   * @param id the id of the construct
   * @param props the properties of the alias
   * @throws if the flow is in another stack, or a limit can't be met
   */
  constructor(scope: Construct, id: string, props: CanaryFlowAliasProps) {
    if (new.target === CanaryFlowAlias) { checkStruct(placeOf(scope, id), 'CanaryFlowAliasProps', props); }
    checkCanary(placeOf(scope, id), scope, props);
    super(scope, id);
    const { flow, smokeTests = [], router: options = {} } = props;
    const { flowId } = flow;
    this.version = flow.currentVersion;
    // the router sends conversations, and calls that are under way, to the version that opened them
    flow._revisions().retain();
    const flowVersion = this.version.version;
    this.metrics = FlowRouterMetrics._of(flow);
    this.versionMetrics = FlowRouterMetrics._of(flow, flowVersion);

    const router = new RouterFunction(this, 'Router',
      { flow, flowVersion, flowAliasId: this.version.pinnedAlias.flowAliasId }, options);
    const { currentVersion } = router.lambdaFunction;
    this.routerAlias = new lambda.Alias(this, 'Alias', { aliasName: ALIAS_NAME, version: currentVersion });
    const alarms = new CanaryAlarms(this, 'Alarms', { flowId, flowVersion: this.version, alias: this.routerAlias },
      props.errorAlarm, props.latencyAlarm);
    this.errorAlarm = alarms.errorAlarm;
    const tests = smokeTests.length === 0 ? undefined : new SmokeTestFunction(this, 'SmokeTests', {
      router: currentVersion, inputNode: flow.input.node.nodeName, tests: smokeTests, options,
    });
    const shift = props.shift ?? TrafficShift.canary(10, Duration.minutes(10));
    const role = deploymentRole(this,
      { router: router.lambdaFunction, aliasName: ALIAS_NAME, hook: tests?.lambdaFunction });
    this.deploymentGroup = new codedeploy.LambdaDeploymentGroup(this, 'Deployments', {
      alias: this.routerAlias,
      deploymentConfig: shift._bind(this),
      alarms: [...alarms.all, ...props.alarms ?? []],
      autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
      // it would add a policy of AWS that allows more
      role: role.withoutPolicyUpdates(),
    });

    const aliasName = props.promotedAliasName ?? `promoted-${Names.uniqueResourceName(this, { maxLength: 90 })}`;
    this.promotedAlias = new FlowAlias(this, 'Promoted', { flow, version: this.version, aliasName });
    // what the alias names in its update policy does not make CloudFormation wait for it
    this.routerAlias.node.addDependency(alarms, this.deploymentGroup, role);
    this.promotedAlias.node.addDependency(this.routerAlias);
    if (tests) {
      tests.guard(this.deploymentGroup);
      this.routerAlias.node.addDependency(tests.lambdaFunction);
      this.promotedAlias.node.addDependency(tests.runOnce(this.routerAlias));
    } else {
      warn(this, 'NoSmokeTest', spelt`there are no 'smokeTests', so a faulty version is not detected `
        + 'if nobody calls it during the shift',
      'add a call that the version must answer');
    }
    if (shift._isWeighted) { this.node.addValidation(new NoProvisionedConcurrency(this.routerAlias)); }
    if (props.functionUrl ?? false) {
      this.functionUrl = this.routerAlias.addFunctionUrl({
        authType: lambda.FunctionUrlAuthType.AWS_IAM, invokeMode: lambda.InvokeMode.RESPONSE_STREAM,
      });
    }
  }

  /**
   * Allows a principal to call the flow through the router: to invoke its alias, and its URL if it has one. Roles and
   * users of this account get it in their policy; accounts, services, organizations and roles of other accounts get a
   * permission on the alias.
   *
   * @param grantee the principal
   * @throws if the principal can get neither
   */
  public grantInvoke(grantee: iam.IGrantable): iam.Grant {
    return grantRouter(this, grantee, { alias: this.routerAlias, url: this.functionUrl });
  }

  /**
   * Allows a principal to call the flow's own alias, the promoted one, with InvokeFlow.
   *
   * @param grantee the principal
   */
  public grantInvokePromoted(grantee: iam.IGrantable): iam.Grant {
    return this.promotedAlias.grants.invoke(grantee);
  }

  /**
   * The number of calls through the router, of all versions: `Sum` over a minute.
   *
   * @param options what to change
   */
  public metricInvocations(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.metricInvocations(options);
  }

  /**
   * The number of calls of all versions that failed for no fault of the caller: `Sum` over a minute.
   *
   * @param options what to change
   */
  public metricFaults(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.metricFaults(options);
  }

  /**
   * The number of calls of all versions that the service throttled: `Sum` over a minute. They count as faults too.
   *
   * @param options what to change
   */
  public metricThrottles(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.metricThrottles(options);
  }

  /**
   * The duration of calls of all versions, to the end of the stream: `p90` over a minute, in milliseconds.
   *
   * @param options what to change
   */
  public metricLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.metricLatency(options);
  }
}
