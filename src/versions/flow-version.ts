import { aws_bedrock as bedrock, type IResource, Lazy, Resource, Stack, Token } from 'aws-cdk-lib';
import type { aws_bedrock as refs } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import { addressByContent } from './content-address';
import type { IFlowAlias } from './flow-alias';
import type { FlowConcurrency } from './flow-concurrency';
import { PinnedAlias } from './pinned-alias';
import { retainedIf } from './retained';
import { checkKnown, checkNumber, checkText } from '../checks/arguments';
import { FlowError, placeOf } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkStruct } from '../checks/structs';
import { NUMBER, TEXT } from '../core/constraints';
import { revisionDescription } from '../core/contract';
import type { Flow } from '../flow/flow';
import type { IFlow } from '../flow/i-flow';

/** A numbered version of a flow, which never changes. */
export interface IFlowVersion extends IResource, refs.IFlowVersionRef {
  /** The number of the version. */
  readonly version: string;

  /** The flow that the version belongs to. */
  readonly flow: IFlow;
}

/** Options for a version of a flow. */
export interface FlowVersionOptions {
  /**
   * A description of the version: 1 to 170 characters, to which the library adds the revision. Another description
   * makes another version, because the service can't change it.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * The number of nodes that run at the same time when the version is called through its pinned alias. Another choice
   * makes another version, so that it is shifted to like any other change.
   *
   * @default - none is set; what the service then does is not documented
   */
  readonly concurrency?: FlowConcurrency;

  /**
   * The number of versions that are retained, including the current one: 2 to 7. Ask for it to go back in seconds by
   * moving an alias by hand, for aliases that name an old version by its number, and for conversations that go on while
   * a new version is deployed. A custom resource (a function) then deletes what is too old; what an alias points at
   * stays in any case. The service allows 10 versions and 10 aliases of a flow, and neither can be raised.
   *
   * @default - a replaced version is deleted when the deployment has gone well; `CanaryFlowAlias` keeps 3
   */
  readonly retainedVersions?: number;
}

/** Properties for `FlowVersion`. */
export interface FlowVersionProps extends FlowVersionOptions {
  /**
   * The flow of the version. It must be in the same stack: the name of a version changes with each version, so it can't
   * be exported.
   */
  readonly flow: Flow;
}

/**
 * A version of a flow that follows it: a new one is created exactly when something changes that a version freezes. That
 * is the definition, the role and the key of the flow, the concurrency of the pinned alias, and the properties of the
 * Bedrock resources of the app that the flow names. Tags, names and the description of the flow do not count, nor does
 * the order of nodes.
 *
 * The version that it replaces, and what that may do, is there until the whole deployment has gone well, so a rollback
 * finds what it needs. `retainedVersions` keeps older ones.
 */
export class FlowVersion extends Resource implements IFlowVersion {
  /**
   * References an existing version by its number.
   *
   * @param scope where to put it
   * @param id the id of the construct
   * @param flow the flow
   * @param versionNumber the number of the version, from 1
   * @throws if it is not a number of a version
   */
  public static fromVersionNumber(scope: Construct, id: string, flow: IFlow, versionNumber: string): IFlowVersion {
    checkText(placeOf(scope, id), spelt`'versionNumber'`, versionNumber, TEXT.flowVersion);
    class Import extends Resource implements IFlowVersion {
      public readonly version = versionNumber;
      public readonly flow = flow;
      public readonly flowVersionRef = { flowArn: flow.flowArn, version: versionNumber };
    }
    return new Import(scope, id);
  }

  /** The number of the version. */
  public readonly version: string;

  /** The flow that the version belongs to. */
  public readonly flow: IFlow;

  /** A reference to the version, for constructs that accept any kind of version. */
  public readonly flowVersionRef: refs.FlowVersionReference;

  private readonly options: FlowVersionOptions;
  private readonly source: Flow;
  private pinned?: IFlowAlias;

  /**
   * @param scope where to put it: in the stack of the flow
   * @param id the id of the construct
   * @param props the properties of the version
   * @throws if the flow is in another stack, or a value is not one that the service takes
   */
  constructor(scope: Construct, id: string, props: FlowVersionProps) {
    if (new.target === FlowVersion) { checkStruct(placeOf(scope, id), 'FlowVersionProps', props); }
    check(placeOf(scope, id), scope, props);
    super(scope, id);
    const { flow, description } = props;
    this.options = props;
    this.source = flow;
    this.flow = flow;
    const resource = new bedrock.CfnFlowVersion(this, 'Resource', {
      flowArn: flow.flowArn,
      // what prunes old versions knows by it which policies go with them
      description: Lazy.uncachedString({
        // while CDK only looks for references, the hash is not needed
        produce: ({ preparing }) => revisionDescription(description, preparing ? '' : flow._revisions().hash()),
      }),
    });
    retainedIf(resource, () => flow._revisions().isRetained);
    addressByContent(resource, () => this.content(), {
      what: 'the version of the flow',
      remedy: 'use an alias of the flow there, or for the metrics of a canary those of all versions, such as '
        + spelt`metricFaults()`,
    });
    this.version = resource.attrVersion;
    this.flowVersionRef = { flowArn: flow.flowArn, version: this.version };
    flow._revisions().publish(resource, props.retainedVersions);
  }

  /**
   * The alias that always points to this version: InvokeFlow accepts only aliases. There is one for each version; it is
   * made when it is first asked for, kept as long as the version, and counts against the 10 aliases of the flow. Its
   * name is `pinned-` and the number of the version.
   */
  public get pinnedAlias(): IFlowAlias {
    this.pinned ??= new PinnedAlias(this, 'PinnedAlias', {
      flow: this.source, version: this, concurrency: this.options.concurrency, content: () => this.content(),
    });
    return this.pinned;
  }

  private content(): unknown {
    return [this.source._revisions().hash(), this.options.description
      ?? null, this.options.concurrency?._configuration() ?? null];
  }
}

function check(place: string, scope: Construct, { flow, description, retainedVersions }: FlowVersionProps): void {
  checkText(place, '\'description\'', description, TEXT.versionDescription);
  checkKnown(place, spelt`'retainedVersions'`, retainedVersions);
  checkNumber(place, spelt`'retainedVersions'`, retainedVersions, NUMBER.retainedVersions);
  if (Stack.of(flow) !== Stack.of(scope) && !Token.isUnresolved(flow.node.path)) {
    throw new FlowError(place, `flow '${flow.node.path}' is in another stack, and its versions can't be exported; put `
      + 'the version into stack '
      + `'${Stack.of(flow).node.path}'`, 'ForeignValue');
  }
}
