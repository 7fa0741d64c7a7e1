import {
  aws_bedrock as bedrock, type aws_cloudwatch as cloudwatch, type aws_kms as kms, Fn, type IResource, Resource, Token,
} from 'aws-cdk-lib';
import type { aws_bedrock as refs } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import { AliasSmokeTests } from './alias-smoke-tests';
import { checkAlias } from './check-alias';
import { FlowAliasGrants } from './flow-alias-grants';
import type { FlowConcurrency } from './flow-concurrency';
import type { IFlowVersion } from './flow-version';
import { addImportedAlias } from './imported-aliases';
import { SingleRoute } from './single-route';
import type { FlowSmokeTest } from '../canary/flow-smoke-test';
import { checkArn } from '../checks/arguments';
import { placeOf } from '../checks/flow-error';
import { injected } from '../checks/injected';
import { checkStruct } from '../checks/structs';
import { Flow } from '../flow/flow';
import type { IFlow } from '../flow/i-flow';
import { FlowMetrics } from '../metrics/flow-metrics';
import type { IFlowMetrics } from '../metrics/i-flow-metrics';

/** An alias of a flow: callers use it, and it points to one version. */
export interface IFlowAlias extends IResource, refs.IFlowAliasRef {
  /**
   * The id of the alias: 10 letters and digits.
   * @attribute
   */
  readonly flowAliasId: string;

  /**
   * The ARN of the alias.
   * @attribute
   */
  readonly flowAliasArn: string;

  /** The flow that the alias belongs to. */
  readonly flow: IFlow;

  /** The permissions that can be granted on the alias. */
  readonly grants: FlowAliasGrants;
}

/** Attributes of an alias that was created elsewhere. */
export interface FlowAliasAttributes {
  /** The ARN of the alias: `arn:aws:bedrock:REGION:ACCOUNT:flow/FLOW/alias/ALIAS`. */
  readonly flowAliasArn: string;

  /**
   * The KMS key that encrypts the flow: principals that may call the alias are allowed to use it for that.
   *
   * @default - a key of AWS, or not known
   */
  readonly encryptionKey?: kms.IKey;
}

/** Properties for `FlowAlias`. */
export interface FlowAliasProps {
  /** The flow of the alias: one of this stack or, with `version`, one that was created elsewhere. */
  readonly flow: IFlow;

  /**
   * The name of the alias: 1 to 100 letters or digits with single `_` or `-` between, different from those of the
   * flow's other aliases. It can be changed in place.
   */
  readonly aliasName: string;

  /**
   * The version that the alias points to. An alias points to exactly one; for weights there is `CanaryFlowAlias`.
   *
   * @default - `flow.currentVersion`: it moves on with each change of the flow
   */
  readonly version?: IFlowVersion;

  /**
   * The number of nodes of the flow that run at the same time.
   *
   * @default - none is set; what the service then does is not documented
   */
  readonly concurrency?: FlowConcurrency;

  /**
   * A description of the alias: 1 to 200 characters.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * Calls that the flow must answer before a version is created and the alias moves: a small function, deployed only
   * for this, sends them to the working draft. When one fails, the deployment fails and CloudFormation goes back. They
   * run again with each change of the flow or of the tests.
   *
   * @default - none
   */
  readonly smokeTests?: FlowSmokeTest[];

  /**
   * The tags of the alias, in addition to those of `Tags.of()`.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };
}

/**
 * An alias of a flow: callers keep its id while it moves, in one step, to another version.
 *
 * The service has no weights on aliases (API model, FlowAliasRoutingConfiguration: one item with a version and nothing
 * else); `CanaryFlowAlias` has.
 */
export class FlowAlias extends Resource implements IFlowAlias, IFlowMetrics {
  /** The name by which `PropertyInjectors` know this class. */
  public static readonly PROPERTY_INJECTION_ID = 'cdk-bedrock-flows.FlowAlias';

  /**
   * References an alias that was created elsewhere, by its ARN.
   *
   * @param scope where to put it
   * @param id the id of the construct
   * @param flowAliasArn its ARN: `arn:aws:bedrock:REGION:ACCOUNT:flow/FLOW/alias/ALIAS`
   * @throws if it is not an ARN of a flow alias
   */
  public static fromFlowAliasArn(scope: Construct, id: string, flowAliasArn: string): IFlowAlias {
    return FlowAlias.fromFlowAliasAttributes(scope, id, { flowAliasArn });
  }

  /**
   * References an alias that was created elsewhere, by its attributes.
   *
   * @param scope where to put it
   * @param id the id of the construct
   * @param attributes the attributes of the alias
   * @throws if the ARN is not the ARN of a flow alias
   */
  public static fromFlowAliasAttributes(scope: Construct, id: string, attributes: FlowAliasAttributes): IFlowAlias {
    checkStruct(placeOf(scope, id), 'FlowAliasAttributes', attributes);
    const { flowAliasArn, encryptionKey } = attributes;
    const [flowArn, flowAliasId] = partsOf(placeOf(scope, id), flowAliasArn);
    class Import extends Resource implements IFlowAlias {
      public readonly flowAliasArn = flowAliasArn;
      public readonly flowAliasId = flowAliasId;
      public readonly flow: IFlow = Flow.fromFlowAttributes(this, 'Flow', { flowArn, encryptionKey });
      public readonly flowAliasRef = { flowArn, flowAliasArn };
      public readonly grants = FlowAliasGrants._of(this);
    }
    return new Import(scope, id, { environmentFromArn: flowAliasArn });
  }

  /**
   * The id of the alias: 10 letters and digits.
   * @attribute
   */
  public readonly flowAliasId: string;

  /**
   * The ARN of the alias.
   * @attribute
   */
  public readonly flowAliasArn: string;

  /** The name of the alias. */
  public readonly aliasName: string;

  /** The flow that the alias belongs to. */
  public readonly flow: IFlow;

  /** The version that the alias points to. */
  public readonly version: IFlowVersion;

  /** A reference to the alias, for constructs that accept any kind of alias. */
  public readonly flowAliasRef: refs.FlowAliasReference;

  /** The permissions that can be granted on the alias. */
  public readonly grants: FlowAliasGrants;

  /**
   * @param scope where to put it
   * @param id the id of the construct
   * @param props the properties of the alias
   * @throws if a name, text or tag is not valid for the service, if the name is taken, or if the version is of another
   * flow
   */
  constructor(scope: Construct, id: string, props: FlowAliasProps) {
    props = injected(FlowAlias.PROPERTY_INJECTION_ID, scope, id, props);
    if (new.target === FlowAlias) { checkStruct(placeOf(scope, id), 'FlowAliasProps', props); }
    checkAlias(placeOf(scope, id), scope, props);
    super(scope, id, { physicalName: props.aliasName });
    const { flow, concurrency, description, tags } = props;
    this.flow = flow;
    this.aliasName = props.aliasName;
    this.version = props.version ?? (flow as Flow).currentVersion;
    if (props.smokeTests?.length) {
      const tests = new AliasSmokeTests(this, 'SmokeTests', flow as Flow, props.smokeTests);
      this.version.node.addDependency(tests);
    }
    const resource = new bedrock.CfnFlowAlias(this, 'Resource', {
      flowArn: flow.flowArn,
      name: this.aliasName,
      routingConfiguration: [{ flowVersion: this.version.version }],
      concurrencyConfiguration: concurrency?._configuration(),
      description,
      tags,
    });
    this.flowAliasId = resource.attrId;
    this.flowAliasArn = resource.attrArn;
    this.flowAliasRef = { flowArn: flow.flowArn, flowAliasArn: this.flowAliasArn };
    this.grants = FlowAliasGrants._of(this);
    this.node.addValidation(new SingleRoute(resource));
    if (flow instanceof Flow) {
      const { version } = this.version;
      flow._revisions().follow(this.node.path, this.aliasName, resource, Token.isUnresolved(version)
        ? undefined : version);
    } else {
      addImportedAlias(this.node.path, flow, this.aliasName);
    }
  }

  /**
   * The number of calls of this alias through functions of the library: `Sum` over 5 minutes.
   *
   * @param options what to change
   */
  public metricInvocations(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return FlowMetrics.ofAlias(this).metricInvocations(options);
  }

  /**
   * The number of calls of this alias through functions of the library that failed for no fault of the caller: `Sum`
   * over 5 minutes.
   *
   * @param options what to change
   */
  public metricFaults(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return FlowMetrics.ofAlias(this).metricFaults(options);
  }

  /**
   * The number of calls of this alias through functions of the library that were throttled: `Sum` over 5 minutes. They
   * are faults too.
   *
   * @param options what to change
   */
  public metricThrottles(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return FlowMetrics.ofAlias(this).metricThrottles(options);
  }

  /**
   * The duration of calls of this alias through functions of the library: `p90` over 5 minutes, in milliseconds.
   *
   * @param options what to change
   */
  public metricLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return FlowMetrics.ofAlias(this).metricLatency(options);
  }
}

function partsOf(place: string, arn: string): readonly [string, string] {
  checkArn(place, arn, ALIAS_ARN);
  if (Token.isUnresolved(arn)) {
    const [flowArn, flowAliasId] = Fn.split('/alias/', arn, 2);
    return [flowArn, flowAliasId];
  }
  const [flowArn, flowAliasId] = arn.split('/alias/');
  return [flowArn, flowAliasId];
}

const ALIAS_ARN = {
  what: 'a flow alias',
  resource: /^(flow\/([0-9a-zA-Z]{10}|[^/:]*\*[^/:]*)\/alias\/([0-9a-zA-Z]{10}|[^/:]*\*[^/:]*)|(flow\/)?[^:]*\*)$/,
  example: 'arn:aws:bedrock:REGION:ACCOUNT:flow/FLOWID/alias/ALIASID',
};
