import { aws_bedrock as bedrock, aws_kms as kms, Lazy, Stack, Token } from 'aws-cdk-lib';
import { aws_bedrock as refs } from 'aws-cdk-lib/interfaces';
import { Construct, IConstruct } from 'constructs';
import { checkText } from '../checks/arguments';
import { FlowError } from '../checks/flow-error';
import { GUARDRAIL_PROFILE_REGIONS, TEXT } from '../core/constraints';
import { GuardrailConfiguration } from '../core/model/definition';
import { leadsTo } from '../prompts/prompt-in-app';
import { readKeyNeed } from '../role/key-needs';
import { Need, need } from '../role/needs';
import { followingVersion } from '../versions/following-version';

/** What the library can't read off the id of a guardrail. */
export interface FlowGuardrailOptions {
  /**
   * The key that the guardrail is encrypted with: the execution role gets `kms:Decrypt` on it.
   *
   * @default - an AWS owned key, which needs no permission
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * The id or ARN of the guardrail profile, where the guardrail uses cross-Region inference, for example `us.guardrail.v1:0`. The execution
   * role then gets `bedrock:ApplyGuardrail` on the profile in each Region it leads to (Bedrock User Guide, guardrail-profiles-permissions).
   *
   * @default - no cross-Region inference
   */
  readonly guardrailProfile?: string;
}

/**
 * A version of a guardrail that prompt nodes and generating knowledge base nodes apply.
 *
 * The service has guardrails on those two kinds of node only (Bedrock User Guide, flows-guardrails).
 */
export class FlowGuardrail {
  /**
   * A guardrail version, for example a `CfnGuardrailVersion`. One of a guardrail of the app gives a warning: it is made once, and does not follow the guardrail.
   *
   * @param version the version
   * @param options what the reference does not say
   */
  public static fromVersion(version: refs.IGuardrailVersionRef, options: FlowGuardrailOptions = {}): FlowGuardrail {
    const { guardrailId, version: number } = version.guardrailVersionRef;
    const guardrail = new FlowGuardrail(guardrailId, number, options);
    guardrail.madeOnce = version instanceof bedrock.CfnGuardrailVersion && leadsTo(version.guardrailIdentifier, bedrock.CfnGuardrail);
    return guardrail;
  }

  /**
   * A guardrail and the number of one of its versions.
   *
   * @param guardrail the guardrail, for example a `CfnGuardrail`; of one in the app its key and cross-Region profile are known
   * @param version a version number, or `DRAFT`, which changes under the flow and therefore gives a warning
   * @param options what the reference does not say
   */
  public static fromGuardrail(guardrail: refs.IGuardrailRef, version: string, options: FlowGuardrailOptions = {}): FlowGuardrail {
    return new FlowGuardrail(guardrail.guardrailRef.guardrailArn, version, options, guardrail);
  }

  /**
   * A guardrail that is not in the app.
   *
   * @param guardrailIdentifier its id or ARN; a token is taken for an id (see `fromGuardrailArn`)
   * @param version a version number, or `DRAFT`, which changes under the flow and therefore gives a warning
   * @param options what the id does not say
   */
  public static fromId(guardrailIdentifier: string, version: string, options: FlowGuardrailOptions = {}): FlowGuardrail {
    return new FlowGuardrail(guardrailIdentifier, version, options);
  }

  /**
   * A guardrail that is not in the app, by its ARN.
   *
   * @param guardrailArn its ARN, which may be a token
   * @param version a version number, or `DRAFT`, which changes under the flow and therefore gives a warning
   * @param options what the ARN does not say
   * @throws if it is no ARN
   */
  public static fromGuardrailArn(guardrailArn: string, version: string, options: FlowGuardrailOptions = {}): FlowGuardrail {
    if (!Token.isUnresolved(guardrailArn) && !guardrailArn.startsWith('arn:')) {
      throw new FlowError('FlowGuardrail', `'${guardrailArn}' is no ARN; use fromId() for an id`, 'IllegalValue');
    }
    const guardrail = new FlowGuardrail(guardrailArn, version, options);
    guardrail.isArn = true;
    return guardrail;
  }

  /**
   * A guardrail of the app, with a version that follows it: whenever its properties change, a new version is made. (A `CfnGuardrailVersion` by
   * itself is made once and never again.) Tags do not count.
   *
   * As versions of flows name them, old versions stay where such a flow is published, and the library does not delete them: a guardrail can have 20
   * (AWS General Reference, Amazon Bedrock quotas).
   *
   * @param guardrail the guardrail
   */
  public static fromPublished(guardrail: bedrock.CfnGuardrail): FlowGuardrail {
    const version = Lazy.uncachedString({ produce: ({ scope }) => publishedVersion(guardrail, scope).attrVersion });
    const published = new FlowGuardrail(guardrail.attrGuardrailArn, version, {}, guardrail);
    published.published = guardrail;
    return published;
  }

  /**
   * No guardrail, for a node of a flow that has a default one.
   *
   * @param reason why; kept in the metadata of the node, for those who review it
   */
  public static none(reason: string): FlowGuardrail {
    if (!reason.trim()) { throw new FlowError('FlowGuardrail', 'a node without guardrail needs a reason; write why it needs none', 'IllegalValue'); }
    return new FlowGuardrail('', '', {}, undefined, reason);
  }

  private published?: bedrock.CfnGuardrail;
  private madeOnce = false;
  /** Whether it is named by its ARN; a token does not show it. */
  private isArn: boolean;

  private constructor(
    /** The id or ARN of the guardrail; empty for none. */
    public readonly guardrailIdentifier: string,
    /** The version; empty for none. */
    public readonly guardrailVersion: string,
    private readonly options: FlowGuardrailOptions,
    private readonly source?: refs.IGuardrailRef,
    /** Why a node has no guardrail. */
    public readonly reason?: string,
  ) {
    this.isArn = source !== undefined || guardrailIdentifier.startsWith('arn:');
    if (reason !== undefined) { return; }
    checkText('FlowGuardrail', 'the guardrail', guardrailIdentifier, TEXT.guardrailIdentifier);
    checkText('FlowGuardrail', 'the guardrail version', guardrailVersion, TEXT.guardrailVersion);
  }

  /** @internal Whether this stands for no guardrail. */
  public get _isNone(): boolean {
    return this.reason !== undefined;
  }

  /** @internal For a node; the version that follows a guardrail is made where the node is. */
  public _configuration(node: IConstruct): GuardrailConfiguration {
    const guardrailVersion = this._publishedVersion(node)?.attrVersion ?? this.guardrailVersion;
    return { guardrailIdentifier: this.guardrailIdentifier, guardrailVersion };
  }

  /** @internal The version that follows the guardrail; versions of flows that name it need it as long as they are there. */
  public _publishedVersion(node: IConstruct): bedrock.CfnGuardrailVersion | undefined {
    return this.published && publishedVersion(this.published, node);
  }

  /** @internal Whether it is a version of a guardrail of the app that does not follow it. */
  public get _isMadeOnce(): boolean {
    return this.madeOnce;
  }

  /** @internal What the execution role must be allowed to apply it. */
  public _needs(scope: Construct): readonly Need[] {
    const { encryptionKey, guardrailProfile } = this.options;
    const inApp = this.source instanceof bedrock.CfnGuardrail ? this.source : undefined;
    const keyArn = encryptionKey?.keyArn ?? inApp?.kmsKeyArn;
    const crossRegion = inApp?.crossRegionConfig as bedrock.CfnGuardrail.GuardrailCrossRegionConfigProperty | undefined;
    const profile = guardrailProfile ?? crossRegion?.guardrailProfileArn;
    return [
      need('applyGuardrail', [this.arn(scope), ...profile ? profileArns(scope, profile) : []]),
      ...keyArn ? [readKeyNeed(scope, keyArn)] : [],
    ];
  }

  private arn(scope: Construct): string {
    if (this.isArn) { return this.guardrailIdentifier; }
    return Stack.of(scope).formatArn({ service: 'bedrock', resource: 'guardrail', resourceName: this.guardrailIdentifier });
  }
}

/** The version that follows a guardrail, in the stack of whoever names it. */
function publishedVersion(guardrail: bedrock.CfnGuardrail, user: IConstruct): bedrock.CfnGuardrailVersion {
  const guardrailIdentifier = guardrail.attrGuardrailId;
  return followingVersion(guardrail, user, (scope, id) => new bedrock.CfnGuardrailVersion(scope, id, { guardrailIdentifier }));
}

/** A profile in every Region that it leads to; the flow's own is always one of them. */
function profileArns(scope: Construct, profile: string): readonly string[] {
  const id = profile.slice(profile.lastIndexOf('/') + 1);
  const own = Stack.of(scope).region;
  const known = Token.isUnresolved(id) ? undefined : GUARDRAIL_PROFILE_REGIONS[id.split('.')[0]];
  const regions = known ? [...new Set([...known, own])] : ['*'];
  return regions.map((region) => Stack.of(scope).formatArn({ service: 'bedrock', region, resource: 'guardrail-profile', resourceName: Token.isUnresolved(id) ? '*' : id }));
}
