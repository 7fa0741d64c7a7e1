import { aws_bedrock as bedrock, Fn, IResource, Resource, Stack, Token } from 'aws-cdk-lib';
import { aws_bedrock as refs } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { AliasSmokeTests } from './alias-smoke-tests';
import { FlowAliasGrants } from './flow-alias-grants';
import { FlowConcurrency } from './flow-concurrency';
import { IFlowVersion } from './flow-version';
import { addImportedAlias, checkImportedAlias } from './imported-aliases';
import { SingleRoute } from './single-route';
import { FlowSmokeTest } from '../canary/flow-smoke-test';
import { checkSmokeTests } from '../canary/smoke-tests';
import { checkText } from '../checks/arguments';
import { FlowError, placeOf } from '../checks/flow-error';
import { checkTags } from '../checks/tags';
import { TEXT } from '../core/constraints';
import { PINNED } from '../core/contract';
import { Flow, IFlow } from '../flow/flow';

/** An alias of a flow: what callers name, and what leads to one version. */
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

  /** The flow that it is an alias of. */
  readonly flow: IFlow;

  /** What others may be allowed to do with it. */
  readonly grants: FlowAliasGrants;
}

/** What makes an alias. */
export interface FlowAliasProps {
  /** The flow: one of this stack, or with `version` one that exists elsewhere. */
  readonly flow: IFlow;

  /**
   * The name: 1 to 100 letters or digits with single `_` or `-` between, unlike those of the flow's other aliases. It can be changed in place.
   */
  readonly aliasName: string;

  /**
   * The version that it leads to. An alias leads to exactly one; for weights there is `CanaryFlowAlias`.
   *
   * @default - `flow.currentVersion`: it moves on with each change of the flow
   */
  readonly version?: IFlowVersion;

  /**
   * How many nodes of the flow run at a time.
   *
   * @default - none is set; what the service then does is not documented
   */
  readonly concurrency?: FlowConcurrency;

  /**
   * What the alias is for: 1 to 200 characters.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * Calls that the flow must answer before a version is made and the alias moves: they are made to its working draft, by a small function that is there
   * only then. When one fails, the deployment fails and CloudFormation goes back. They run again with each change of the flow or of the tests.
   *
   * @default - none
   */
  readonly smokeTests?: FlowSmokeTest[];

  /**
   * The tags of the alias, beside those of `Tags.of()`.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };
}

/**
 * An alias of a flow: callers keep its id while it is repointed, in one step, to another version.
 *
 * The service has no weights on aliases (API model, FlowAliasRoutingConfiguration: one item with a version and nothing else); `CanaryFlowAlias` has.
 */
export class FlowAlias extends Resource implements IFlowAlias {
  /**
   * An alias that exists elsewhere.
   *
   * @param scope where to put it
   * @param id the id of the construct
   * @param flowAliasArn its ARN: `arn:aws:bedrock:REGION:ACCOUNT:flow/FLOW/alias/ALIAS`
   * @throws if it is no ARN of a flow alias
   */
  public static fromFlowAliasArn(scope: Construct, id: string, flowAliasArn: string): IFlowAlias {
    const [flowArn, flowAliasId] = partsOf(placeOf(scope, id), flowAliasArn);
    class Import extends Resource implements IFlowAlias {
      public readonly flowAliasArn = flowAliasArn;
      public readonly flowAliasId = flowAliasId;
      public readonly flow: IFlow = Flow.fromFlowArn(this, 'Flow', flowArn);
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

  /** The flow that it is an alias of. */
  public readonly flow: IFlow;

  /** The version that it leads to. */
  public readonly version: IFlowVersion;

  /** A reference to the alias, for constructs that take any. */
  public readonly flowAliasRef: refs.FlowAliasReference;

  /** What others may be allowed to do with it. */
  public readonly grants: FlowAliasGrants;

  /**
   * @param scope where to put it
   * @param id the id of the construct
   * @param props what makes it
   * @throws if a name, text or tag is not one that the service takes, if the name is taken, or if the version is of another flow
   */
  constructor(scope: Construct, id: string, props: FlowAliasProps) {
    check(placeOf(scope, id), scope, props);
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
      flow._revisions().follow(this.node.path, this.aliasName, resource, Token.isUnresolved(version) ? undefined : version);
    } else {
      addImportedAlias(this.node.path, flow, this.aliasName);
    }
  }
}

function partsOf(place: string, arn: string): readonly [string, string] {
  if (Token.isUnresolved(arn)) {
    const [flowArn, flowAliasId] = Fn.split('/alias/', arn, 2);
    return [flowArn, flowAliasId];
  }
  const match = /^(arn:[^:]+:bedrock:[^:]*:[^:]*:flow\/[0-9a-zA-Z]{10})\/alias\/([0-9a-zA-Z]{10})$/.exec(arn);
  if (!match) {
    throw new FlowError(place, `'${arn}' is no ARN of a flow alias; write arn:aws:bedrock:REGION:ACCOUNT:flow/FLOWID/alias/ALIASID`, 'IllegalValue');
  }
  return [match[1], match[2]];
}

function check(place: string, scope: Construct, { flow, aliasName, version, description, tags, smokeTests = [] }: FlowAliasProps): void {
  checkText(place, '\'aliasName\'', aliasName, TEXT.aliasName);
  checkText(place, '\'description\'', description, TEXT.description);
  checkTags(place, '\'tags\'', tags);
  if (aliasName.startsWith(PINNED)) {
    throw new FlowError(place, `'aliasName' is '${aliasName}', but names that begin with '${PINNED}' belong to pinned aliases; choose another`, 'IllegalName');
  }
  if (version && version.flow !== flow && version.flow.flowArn !== flow.flowArn) {
    throw new FlowError(place, `version '${version.node.path}' is one of flow '${version.flow.node.path}'; pass a version of '${flow.node.path}'`, 'ForeignValue');
  }
  checkSmokeTests(place, smokeTests);
  if (smokeTests.length > 0 && (!(flow instanceof Flow) || version && !Token.isUnresolved(version.version))) {
    throw new FlowError(place, 'the \'smokeTests\' call the working draft, and the alias leads to a version that exists already; leave them out, '
      + 'or \'version\'', 'IllegalValue');
  }
  if (flow instanceof Flow) {
    flow._revisions().checkAliasName(place, aliasName);
    const follows = !version || Token.isUnresolved(version.version);
    if (follows && Stack.of(version ?? flow) !== Stack.of(scope)) {
      throw new FlowError(place, `flow '${flow.node.path}' is in another stack, and its versions can't be exported; put the alias into stack `
        + `'${Stack.of(flow).node.path}'`, 'ForeignValue');
    }
  } else if (!version) {
    throw new FlowError(place, `flow '${flow.node.path}' is not made in this app, so it has no current version here; pass `
      + '\'version\': FlowVersion.fromVersionNumber()', 'IllegalValue');
  } else {
    checkImportedAlias(place, flow, aliasName);
  }
}
