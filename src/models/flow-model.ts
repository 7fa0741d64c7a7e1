import { type aws_bedrock as bedrock, type aws_iam as iam, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { adviseOnModel } from './model-advice';
import { checkString, checkText } from '../checks/arguments';
import { memberOf, nameIn } from '../checks/arn-of';
import { FlowError } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkStruct } from '../checks/structs';
import { type ModelKind, parseModelId, TEXT } from '../core/constraints';
import { anA } from '../core/words/article';
import {
  applicationProfileNeeds, endpointNeeds, foundationModelArn, modelNeeds, type ProfileFacts, profileNeeds,
} from '../role/model-needs';
import { type KnownNeed, knownNeeds, type Need, need, toStatement, wildcardIn } from '../role/needs';

/** Options of an inference profile that its id does not show. */
export interface InferenceProfileOptions {
  /**
   * The Regions that the profile routes requests to, in addition to the one of the stack.
   *
   * @default - for a system profile: those that the Bedrock User Guide lists for its prefix
   * (inference-profiles-support; compared with the service's own lists of October 2026); for a prefix that is not
   * known, or an application profile of unknown models: any Region, but only through this profile
   */
  readonly regions?: string[];
}

/** Options of an application inference profile that its ARN does not show. */
export interface ApplicationInferenceProfileOptions extends InferenceProfileOptions {
  /**
   * The ids of the models, or of the system-defined profile, that the profile was created from, for example
   * `us.amazon.nova-lite-v1:0`.
   *
   * @default - what a `CfnApplicationInferenceProfile` of the app is made from; else not known: the role may invoke any
   * model, but only through this profile
   */
  readonly modelIds?: string[];
}

/**
 * A model that a Prompt node or knowledge base node invokes: its identifier in the definition, and the permissions to
 * invoke it.
 *
 * `FlowModel.fromModelId()` reads the kind off any id or ARN; the other factories are for identifiers that are tokens,
 * and for what an identifier does not say.
 */
export class FlowModel {
  /**
   * A model by its id or ARN: foundation model, geographic or global inference profile, application inference profile,
   * provisioned, custom or imported model, prompt router, SageMaker endpoint.
   *
   * @param modelId for example `amazon.nova-lite-v1:0`, `us.amazon.nova-lite-v1:0`, or an ARN
   * @throws if the text is not a known kind of identifier, or is a token that does not show its kind
   */
  public static fromModelId(modelId: string): FlowModel {
    checkString(spelt`FlowModel.fromModelId`, 'the model id', modelId);
    const { kind } = parseModelId(modelId);
    if (kind === 'unknown') {
      throw Token.isUnresolved(modelId)
        ? new FlowError('FlowModel', 'the model id is known only at deployment, so its kind is unknown; '
          + spelt`use FlowModel.inferenceProfile(), FlowModel.foundationModel() or another factory for its kind, or `
          + spelt`FlowModel.knownAtDeployment() with the models that it can be`,
        'IllegalValue')
        : new FlowError('FlowModel', `'${modelId}' is neither a model id, such as amazon.nova-lite-v1:0 or `
          + 'us.amazon.nova-lite-v1:0, nor a model ARN; '
          + 'copy it from the model catalog', 'IllegalValue');
    }
    if (kind === 'prompt-router' || kind === 'default-prompt-router') {
      throw new FlowError('FlowModel', `'${modelId}' is a prompt router, whose id does not name its models; `
        + spelt`use FlowModel.promptRouter(arn, modelIds)`, 'IllegalValue');
    }
    return FlowModel.ofKind(modelId);
  }

  /**
   * A model that is known only at deployment, for example from a parameter of the stack.
   *
   * @param modelId the id or ARN, a token
   * @param mayBe the models that it may be: the role may invoke each of them, and no other
   * @throws if the id is known, or there is no model
   */
  public static knownAtDeployment(modelId: string, mayBe: FlowModel[]): FlowModel {
    if (!Token.isUnresolved(modelId)) {
      throw new FlowError('FlowModel', `'${modelId}' is known at synthesis; use `
        + spelt`FlowModel.fromModelId()`, 'IllegalValue');
    }
    if (mayBe.length === 0) {
      throw new FlowError('FlowModel',
        spelt`'mayBe' is empty, so the role could invoke no model; add FlowModel.fromModelId('…')`, 'IllegalValue');
    }
    return new FlowModel(modelId, (scope) => mayBe.flatMap((model) => model._needs(scope)),
      mayBe.flatMap(({ _profiles }) => _profiles));
  }

  /**
   * A model object of aws-cdk-lib: `FoundationModel` or `ProvisionedModel`.
   *
   * @param model the model. Of the `CrossRegionInferenceProfile` of `@aws-cdk/aws-bedrock-alpha`, pass its
   * `inferenceProfileId` to `fromModelId()`
   * @throws if it is not a model
   */
  public static fromModel(model: bedrock.IModel): FlowModel {
    const id = nameIn(spelt`FlowModel.fromModel`, model, {
      members: ['modelArn', 'inferenceProfileId', 'inferenceProfileArn'],
      what: 'model',
      remedy: spelt`pass a FoundationModel of aws-cdk-lib, or use FlowModel.fromModelId()`,
    });
    return memberOf(model, 'type') === 'APPLICATION'
      ? FlowModel.applicationInferenceProfile(String(memberOf(model, 'inferenceProfileArn')))
      : FlowModel.fromModelId(id);
  }

  /**
   * A foundation model in the Region of the stack.
   *
   * @param modelId for example `amazon.nova-lite-v1:0`; a token that does not show its kind is treated as an id
   */
  public static foundationModel(modelId: string): FlowModel {
    checkString(spelt`FlowModel.foundationModel`, 'the model id', modelId);
    if (Token.isUnresolved(modelId) && parseModelId(modelId).kind === 'unknown') {
      return new FlowModel(modelId, (scope) => [need('invokeModel', [foundationModelArn(scope, modelId)])]);
    }
    return FlowModel.ofKind(modelId, 'foundation-model');
  }

  /**
   * A system-defined inference profile, whose prefix is geographic (`us`, `eu`, `apac`, `au`, `jp`, `ca`, `in`,
   * `us-gov`) or `global`.
   *
   * @param profileId its id or ARN, for example `eu.amazon.nova-lite-v1:0`; a token that does not show its kind is
   * treated as an id, whose model and Regions are not known: the role may invoke any model, but only through this
   * profile
   * @param options the properties that the id does not show
   */
  public static inferenceProfile(profileId: string, options: InferenceProfileOptions = {}): FlowModel {
    checkStruct(spelt`FlowModel.inferenceProfile`, 'InferenceProfileOptions', options);
    checkString(spelt`FlowModel.inferenceProfile`, 'the profile id', profileId);
    if (Token.isUnresolved(profileId) && parseModelId(profileId).kind === 'unknown') {
      return new FlowModel(profileId, (scope) => profileNeeds(scope, profileId, options));
    }
    return FlowModel.ofKind(profileId, 'inference-profile', options);
  }

  /**
   * An application inference profile, by its ARN.
   *
   * @param profileArn its ARN, which may be a token; of a `CfnApplicationInferenceProfile` of the app the model is
   * known
   * @param options the properties that the ARN does not show; without them the role may invoke any model through this
   * profile
   */
  public static applicationInferenceProfile(
    profileArn: string, options: ApplicationInferenceProfileOptions = {},
  ): FlowModel {
    checkStruct(spelt`FlowModel.applicationInferenceProfile`, 'ApplicationInferenceProfileOptions', options);
    FlowModel.checked(profileArn, 'application-inference-profile');
    return new FlowModel(profileArn, (scope) => applicationProfileNeeds(scope, profileArn, options));
  }

  /**
   * A model with provisioned throughput.
   *
   * @param provisionedModelArn its ARN, which may be a token
   */
  public static provisionedModel(provisionedModelArn: string): FlowModel {
    return FlowModel.withArn(provisionedModelArn, 'provisioned-model', 'invokeProvisionedModel');
  }

  /**
   * A custom model, by its ARN. The IAM reference has no way to invoke a custom model directly: deploy it, or buy
   * provisioned throughput, and name that.
   *
   * @param customModelArn its ARN, which may be a token
   */
  public static customModel(customModelArn: string): FlowModel {
    return FlowModel.withArn(customModelArn, 'custom-model', 'invokeCustomModel');
  }

  /**
   * A custom model deployed for on-demand inference.
   *
   * @param deploymentArn the ARN of the deployment, which may be a token
   */
  public static customModelDeployment(deploymentArn: string): FlowModel {
    return FlowModel.withArn(deploymentArn, 'custom-model-deployment', 'invokeDeployment');
  }

  /**
   * An imported model, by its ARN.
   *
   * @param importedModelArn its ARN, which may be a token
   */
  public static importedModel(importedModelArn: string): FlowModel {
    return FlowModel.withArn(importedModelArn, 'imported-model', 'invokeImportedModel');
  }

  /**
   * A prompt router, by its ARN.
   *
   * @param routerArn its ARN, which may be a token
   * @param modelIds ids or ARNs of the models and inference profiles it chooses from
   */
  public static promptRouter(routerArn: string, modelIds: string[]): FlowModel {
    const models = modelIds.map((modelId) => FlowModel.fromModelId(modelId));
    checkString(spelt`FlowModel.promptRouter`, 'the ARN of the router', routerArn);
    if (!Token.isUnresolved(routerArn)
      && !['prompt-router', 'default-prompt-router'].includes(parseModelId(routerArn).kind)) {
      throw wrongKind(routerArn, 'prompt-router');
    }
    return new FlowModel(routerArn, (scope) =>
      [need('invokeRouter', [routerArn]), ...models.flatMap((model) => model._needs(scope))]);
  }

  /**
   * A SageMaker endpoint behind Bedrock Marketplace.
   *
   * @param endpointArn the ARN of the endpoint, which may be a token
   */
  public static sageMakerEndpoint(endpointArn: string): FlowModel {
    FlowModel.checked(endpointArn, 'endpoint');
    return new FlowModel(endpointArn, (scope) => endpointNeeds(scope, endpointArn));
  }

  /** @internal */
  public static _ofProfile(profile: bedrock.CfnApplicationInferenceProfile, modelIds: string[]): FlowModel {
    const arn = profile.attrInferenceProfileArn;
    return new FlowModel(arn, (scope) => applicationProfileNeeds(scope, arn, { modelIds }), [profile]);
  }

  private static withArn(arn: string, kind: ModelKind, row: Parameters<typeof need>[0]): FlowModel {
    FlowModel.checked(arn, kind);
    return new FlowModel(arn, () => [need(row, [arn])]);
  }

  private static ofKind(modelId: string, kind?: ModelKind, facts?: ProfileFacts): FlowModel {
    if (kind) { FlowModel.checked(modelId, kind); }
    return new FlowModel(modelId, (scope) => modelNeeds(scope, modelId, facts)!);
  }

  private static checked(modelId: string, kind: ModelKind): void {
    checkString('FlowModel', 'the model id', modelId);
    const found = parseModelId(modelId).kind;
    if (found === kind || (found === 'unknown' && Token.isUnresolved(modelId))) { return; }
    throw wrongKind(modelId, kind);
  }

  private constructor(
    /** The identifier in the definition: an id or an ARN. */
    public readonly modelId: string,
    private readonly needs: (scope: Construct) => readonly Need[],
    /** @internal Profiles of the app, which versions that name them need as long as they are there. */
    public readonly _profiles: readonly bedrock.CfnApplicationInferenceProfile[] = [],
  ) {
    checkText('FlowModel', 'the model id', modelId, TEXT.modelId);
  }

  /**
   * The permissions that a role needs to invoke this model.
   *
   * @param scope where the flow is: its stack's Region, account and partition complete the ARNs
   */
  public policyStatements(scope: Construct): iam.PolicyStatement[] {
    return knownNeeds(this._needs(scope)).map((one) => toStatement(exact(one)));
  }

  /**
   * @internal Says what the table of models has against this one, where the rules can't see it: in a prompt of Prompt
   * management.
   */
  public _advise(scope: Construct): void {
    adviseOnModel(scope, this.modelId);
  }

  /** @internal */
  public _needs(scope: Construct): readonly Need[] {
    return this.needs(scope);
  }
}

/** A role would get more than the model, if an id had wildcards. */
function exact(known: KnownNeed): KnownNeed {
  const text = 'statement' in known
    ? undefined : wildcardIn((known.named ?? known.resources).filter((one) => !Token.isUnresolved(one)));
  if (text === undefined) { return known; }
  throw new FlowError('FlowModel',
    `'${text}' has a wildcard, so a statement would allow all models that match it; name one model`, 'IllegalValue');
}

const EXAMPLES: { readonly [kind: string]: string } = {
  'foundation-model': 'a foundation model, for example amazon.nova-lite-v1:0',
  'inference-profile': 'a system-defined inference profile, for example us.amazon.nova-lite-v1:0',
};

function wrongKind(modelId: string, kind: ModelKind): FlowError {
  const expected = EXAMPLES[kind] ?? `the ARN of ${anA(kind.replace(/-/g, ' '))}`;
  return new FlowError('FlowModel',
    spelt`'${modelId}' is not ${expected}; use FlowModel.fromModelId(), which detects `
      + 'the kind', 'IllegalValue');
}
