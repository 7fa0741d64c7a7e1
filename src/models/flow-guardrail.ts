import { aws_bedrock as bedrock, type aws_kms as kms, Lazy, Stack, Token } from 'aws-cdk-lib';
import type { aws_bedrock as refs } from 'aws-cdk-lib/interfaces';
import type { Construct, IConstruct } from 'constructs';
import { checkString, checkText } from '../checks/arguments';
import { memberOf, nameIn } from '../checks/arn-of';
import { FlowError } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkStruct } from '../checks/structs';
import { GUARDRAIL_PROFILE_REGIONS, TEXT } from '../core/constraints';
import type { GuardrailConfiguration } from '../core/model/definition';
import { asText, namedDirectly, propertyOf, targetOf } from '../role/in-app';
import { keyNeed } from '../role/key-needs';
import { MOST_OF_MODEL, type Need, need } from '../role/needs';
import { followingVersion } from '../versions/following-version';

/** Options of a guardrail that its id does not show. */
export interface FlowGuardrailOptions {
  /**
   * The KMS key that encrypts the guardrail: the execution role gets `kms:Decrypt` on it.
   *
   * @default - that of a guardrail of the app, otherwise an AWS owned key, which needs no permission
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * The id or ARN of the guardrail profile, where the guardrail uses cross-Region inference, for example
   * `us.guardrail.v1:0`. The execution role then gets `bedrock:ApplyGuardrail` on the profile in each Region it leads
   * to (Bedrock User Guide, guardrail-profiles-permissions).
   *
   * @default - that of a guardrail of the app, otherwise no cross-Region inference
   */
  readonly guardrailProfile?: string;
}

/**
 * A version of a guardrail, to be applied by Prompt nodes and generating knowledge base nodes.
 *
 * The service has guardrails on those two kinds of node only (Bedrock User Guide, flows-guardrails).
 */
export class FlowGuardrail {
  /**
   * Uses a version of a guardrail of the app, for example a `CfnGuardrailVersion`. One of a guardrail of the app gives
   * a warning: it is made once, and does not follow the guardrail, whose key and cross-Region profile are known.
   *
   * @param version the version
   * @param options the properties that the reference does not show
   */
  public static fromVersion(version: refs.IGuardrailVersionRef, options: FlowGuardrailOptions = {}): FlowGuardrail {
    checkStruct(spelt`FlowGuardrail.fromVersion`, 'FlowGuardrailOptions', options);
    const place = spelt`FlowGuardrail.fromVersion`;
    const remedy = spelt`pass a CfnGuardrailVersion, or use FlowGuardrail.fromId()`;
    const what = 'version of a guardrail';
    const guardrailId = nameIn(place, version,
      { members: ['guardrailVersionRef.guardrailId', 'guardrail.guardrailId'], what, remedy });
    const number = nameIn(place, version,
      { members: ['guardrailVersionRef.version', 'guardrailVersion'], what, remedy });
    const guardrail = new FlowGuardrail(guardrailId, number, options);
    guardrail.madeOnce = version instanceof bedrock.CfnGuardrailVersion
      && namedDirectly(version.guardrailIdentifier, bedrock.CfnGuardrail) !== undefined;
    return guardrail;
  }

  /**
   * Uses a guardrail of the app and the number of one of its versions.
   *
   * @param guardrail the guardrail, for example a `CfnGuardrail`; of one in the app its key and cross-Region profile
   * are known. Of the `Guardrail` of `@aws-cdk/aws-bedrock-alpha`, pass its `guardrailArn` to `fromGuardrailArn()`
   * @param version a version number, or `DRAFT`, which changes under the flow and therefore gives a warning
   * @param options the properties that the reference does not show
   */
  public static fromGuardrail(
    guardrail: refs.IGuardrailRef, version: string, options: FlowGuardrailOptions = {},
  ): FlowGuardrail {
    checkStruct(spelt`FlowGuardrail.fromGuardrail`, 'FlowGuardrailOptions', options);
    const guardrailArn = nameIn(spelt`FlowGuardrail.fromGuardrail`, guardrail, {
      members: ['guardrailRef.guardrailArn', 'guardrailArn'],
      what: 'guardrail',
      remedy: spelt`pass a CfnGuardrail, or use FlowGuardrail.fromGuardrailArn()`,
    });
    const kmsKey = memberOf(guardrail, 'kmsKey') as kms.IKey | undefined;
    const all = { ...kmsKey && { encryptionKey: kmsKey }, ...options };
    return new FlowGuardrail(guardrailArn, version, all, undefined, true);
  }

  /**
   * Uses a guardrail that was created elsewhere, by its id.
   *
   * @param guardrailIdentifier its id or ARN; a token is treated as an id (see `fromGuardrailArn`)
   * @param version a version number, or `DRAFT`, which changes under the flow and therefore gives a warning
   * @param options the properties that the id does not show
   */
  public static fromId(
    guardrailIdentifier: string, version: string, options: FlowGuardrailOptions = {},
  ): FlowGuardrail {
    checkStruct(spelt`FlowGuardrail.fromId`, 'FlowGuardrailOptions', options);
    checkString(spelt`FlowGuardrail.fromId`, 'the guardrail', guardrailIdentifier);
    return new FlowGuardrail(guardrailIdentifier, version, options);
  }

  /**
   * Uses a guardrail that was created elsewhere, by its ARN.
   *
   * @param guardrailArn its ARN, which may be a token
   * @param version a version number, or `DRAFT`, which changes under the flow and therefore gives a warning
   * @param options the properties that the ARN does not show
   * @throws if it is not an ARN
   */
  public static fromGuardrailArn(
    guardrailArn: string, version: string, options: FlowGuardrailOptions = {},
  ): FlowGuardrail {
    checkStruct(spelt`FlowGuardrail.fromGuardrailArn`, 'FlowGuardrailOptions', options);
    checkString(spelt`FlowGuardrail.fromGuardrailArn`, 'the ARN', guardrailArn);
    if (!Token.isUnresolved(guardrailArn) && !guardrailArn.startsWith('arn:')) {
      throw new FlowError('FlowGuardrail', spelt`'${guardrailArn}' is not an ARN; use fromId() for an `
        + 'id', 'IllegalValue');
    }
    return new FlowGuardrail(guardrailArn, version, options, undefined, true);
  }

  /**
   * Uses a guardrail of the app and a version that follows it: whenever its properties change, a new version is
   * created. (A plain `CfnGuardrailVersion` is created only once.) Changes of tags do not create a version.
   *
   * As versions of flows name them, old versions stay where such a flow is published, and the library does not delete
   * them: a guardrail can have 20 (AWS General Reference, Amazon Bedrock quotas).
   *
   * @param guardrail the guardrail
   */
  public static fromPublished(guardrail: bedrock.CfnGuardrail): FlowGuardrail {
    const version = Lazy.uncachedString({ produce: ({ scope }) => publishedVersion(guardrail, scope).attrVersion });
    const published = new FlowGuardrail(guardrail.attrGuardrailArn, version, {}, undefined, true);
    published.published = guardrail;
    return published;
  }

  /**
   * Uses no guardrail, for a node of a flow that has a default one.
   *
   * @param reason the reason; stored in the metadata of the node, for reviewers
   */
  public static none(reason: string): FlowGuardrail {
    checkString('FlowGuardrail.none', 'the reason', reason);
    if (!reason.trim()) {
      throw new FlowError('FlowGuardrail', 'a node without guardrail needs a reason; write why it needs none',
        'IllegalValue');
    }
    return new FlowGuardrail('', '', {}, reason);
  }

  private published?: bedrock.CfnGuardrail;
  private madeOnce = false;

  private constructor(
    /** The id or ARN of the guardrail; empty for none. */
    public readonly guardrailIdentifier: string,
    /** The version; empty for none. */
    public readonly guardrailVersion: string,
    private readonly options: FlowGuardrailOptions,
    /** Why a node has no guardrail. */
    public readonly reason?: string,
    /** Whether it is named by its ARN; a token does not show it. */
    private readonly isArn = guardrailIdentifier.startsWith('arn:'),
  ) {
    if (reason !== undefined) { return; }
    checkText('FlowGuardrail', 'the guardrail', guardrailIdentifier, TEXT.guardrailIdentifier);
    checkString('FlowGuardrail', 'the guardrail version', guardrailVersion);
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

  /**
   * @internal The version that follows the guardrail; versions of flows that name it need it as long as they are there.
   */
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
    const apply = need('applyGuardrail', [this.arn(scope)]);
    if (Token.isUnresolved(this.guardrailIdentifier)) {
      return [apply, { later: () => this.needsInApp(scope), most: MOST_OF_MODEL }];
    }
    return [
      apply,
      ...guardrailProfile === undefined ? [] : [profileNeed(scope, guardrailProfile)],
      ...encryptionKey ? [keyNeed('readKey', scope, encryptionKey)] : [],
    ];
  }

  /** The same where it may be a guardrail of the app, which says the rest itself. */
  private needsInApp(scope: Construct): readonly Need[] {
    const guardrail = guardrailBehind(scope, this.guardrailIdentifier);
    const profile = this.options.guardrailProfile
      ?? (guardrail && asText(propertyOf(guardrail, 'CrossRegionConfig', 'GuardrailProfileArn')));
    const key = this.options.encryptionKey ?? (guardrail && asText(propertyOf(guardrail, 'KmsKeyArn')));
    return [...profile === undefined ? [] : [profileNeed(scope, profile)], ...key === undefined
      ? [] : [keyNeed('readKey', scope, key)]];
  }

  private arn(scope: Construct): string {
    if (this.isArn) { return this.guardrailIdentifier; }
    return Stack.of(scope)
      .formatArn({ service: 'bedrock', resource: 'guardrail', resourceName: this.guardrailIdentifier });
  }
}

/** The version that follows a guardrail, in the stack of whoever names it. */
function publishedVersion(guardrail: bedrock.CfnGuardrail, user: IConstruct): bedrock.CfnGuardrailVersion {
  const guardrailIdentifier = guardrail.attrGuardrailId;
  return followingVersion(guardrail,
    user, (scope, id) => new bedrock.CfnGuardrailVersion(scope, id, { guardrailIdentifier }));
}

/** The guardrail of the app that a text names, by itself or by one of its versions. */
function guardrailBehind(scope: Construct, text: string): bedrock.CfnGuardrail | undefined {
  const version = targetOf(scope, text, bedrock.CfnGuardrailVersion);
  return version
    ? targetOf(version, asText(propertyOf(version, 'GuardrailIdentifier')), bedrock.CfnGuardrail)
    : targetOf(scope, text, bedrock.CfnGuardrail);
}

/** A profile in every Region that it covers; the flow's own is always one of them. */
function profileNeed(scope: Construct, profile: string): Need {
  const id = profile.slice(profile.lastIndexOf('/') + 1);
  const stack = Stack.of(scope);
  const known = Token.isUnresolved(id) ? undefined : GUARDRAIL_PROFILE_REGIONS[id.split('.')[0]];
  const regions = known ? [...new Set([...known, stack.region])] : ['*'];
  const resourceName = Token.isUnresolved(id) ? '*' : id;
  const arns = regions.map((region) => stack.formatArn({
    service: 'bedrock', region, resource: 'guardrail-profile', resourceName,
  }));
  return need('applyGuardrail', arns, undefined, [profile]);
}
