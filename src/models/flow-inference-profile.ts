import {
  ArnFormat, aws_bedrock as bedrock, aws_cloudwatch as cloudwatch, Fn, Lazy, Names, Stack, Token,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { FlowModel } from './flow-model';
import { adviseOnModel } from './model-advice';
import { checkGiven, checkText } from '../checks/arguments';
import { FlowError, placeOf } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkStruct } from '../checks/structs';
import { checkTags } from '../checks/tags';
import { parseModelId, TEXT } from '../core/constraints';
import { sortedKeys } from '../core/model/canonical';
import { shortHash } from '../graph/node-names';
import { foundationModelArn } from '../role/model-needs';
import { addressByContent } from '../versions/content-address';

/** Properties for `FlowInferenceProfile`. */
export interface FlowInferenceProfileProps {
  /**
   * The model that the profile invokes: a foundation model of the Region, or a system-defined inference profile such as
   * `us.amazon.nova-lite-v1:0`.
   */
  readonly model: FlowModel;

  /**
   * The tags that the costs are allocated to, in addition to those of `Tags.of()`. A tag appears on the bill after it
   * is activated as a cost allocation tag in Billing, and only for later usage.
   *
   * @default - those of `Tags.of()` alone
   */
  readonly tags?: { [key: string]: string };

  /**
   * A description of the profile: 1 to 200 characters. Another description makes another profile.
   *
   * @default - none
   */
  readonly description?: string;
}

const NAME_LENGTH = 64;
const HASH_LENGTH = 8;

/**
 * An application inference profile, which tracks the costs and metrics of a model for one node or one flow. Pass its
 * `model` to nodes; their flow's role is then allowed to use the model through this profile, and not otherwise.
 *
 * The service can't change the model of a profile, so another model makes another profile, and with it another version
 * of the flow. If a flow keeps old versions, their profiles are kept too, and are not deleted later: they cost nothing.
 * Profiles are for Prompt and KnowledgeBase nodes; agents have their own models.
 *
 * @example
 * declare const flow: Flow;
 * const drafts = new FlowInferenceProfile(this, 'Drafts', {
 *   model: FlowModel.inferenceProfile('us.amazon.nova-pro-v1:0'), tags: { team: 'web', step: 'draft' },
 * });
 * new PromptNode(flow, 'Draft', {
 *   model: drafts.model, prompt: FlowPrompt.inline('Write about {{topic}}'), inputs: { topic: flow.input },
 * });
 */
export class FlowInferenceProfile extends Construct {
  /** The model to pass to nodes, which invoke it through this profile. */
  public readonly model: FlowModel;

  /** The ARN of the profile. It changes with the model, so it can be used in the stack of the profile alone. */
  public readonly inferenceProfileArn: string;

  private readonly inferenceProfileId: string;

  /**
   * @param scope where to put it
   * @param id the id of the construct
   * @param props the model that it calls, and its tags
   * @throws if a profile can't be created for this kind of model, or a tag is not valid for the service
   */
  constructor(scope: Construct, id: string, props: FlowInferenceProfileProps) {
    const place = placeOf(scope, id);
    if (new.target === FlowInferenceProfile) { checkStruct(place, 'FlowInferenceProfileProps', props); }
    const { model, tags, description } = props;
    checkGiven(place, { model });
    checkText(place, '\'description\'', description, TEXT.description);
    checkTags(place, '\'tags\'', tags);
    const copyFrom = sourceOf(place, scope, model);
    super(scope, id);
    const content = () => ({ copyFrom, description });
    const resource = new bedrock.CfnApplicationInferenceProfile(this, 'Resource', {
      inferenceProfileName: Lazy.string({ produce: () => nameOf(this, model, description) }),
      modelSource: { copyFrom },
      description,
      tags: tags && Object.entries(sortedKeys(tags)).map(([key, value]) => ({ key, value })),
    });
    addressByContent(resource, content, {
      what: 'the inference profile',
      remedy: 'create one there for the same '
      + 'model',
    });
    adviseOnModel(this, model.modelId);
    this.inferenceProfileArn = resource.attrInferenceProfileArn;
    this.inferenceProfileId = Fn.select(1, Fn.split('/', this.inferenceProfileArn));
    this.model = FlowModel._ofProfile(resource, [model.modelId]);
  }

  /**
   * The number of requests: `Sum` over 5 minutes, of the namespace `AWS/Bedrock`. That the metrics of a profile have
   * its id as `ModelId` is not confirmed; look at your own in CloudWatch before you rely on it.
   *
   * @param options what to change
   */
  public metricInvocations(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('Invocations', 'Sum', options);
  }

  /**
   * The number of requests that the model throttled: `Sum` over 5 minutes.
   *
   * @param options what to change
   */
  public metricThrottles(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('InvocationThrottles', 'Sum', options);
  }

  /**
   * The duration of requests: `p90` over 5 minutes, in milliseconds.
   *
   * @param options what to change
   */
  public metricLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('InvocationLatency', 'p90', options);
  }

  /**
   * The number of tokens sent to the model: `Sum` over 5 minutes.
   *
   * @param options what to change
   */
  public metricInputTokens(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('InputTokenCount', 'Sum', options);
  }

  /**
   * The number of tokens in the answers of the model: `Sum` over 5 minutes.
   *
   * @param options what to change
   */
  public metricOutputTokens(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('OutputTokenCount', 'Sum', options);
  }

  private metric(metricName: string, statistic: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/Bedrock', metricName, dimensionsMap: { ModelId: this.inferenceProfileId }, statistic, ...options,
    }).attachTo(this);
  }
}

/** The ARN of what is copied (CreateInferenceProfile takes ARNs only). */
function sourceOf(place: string, scope: Construct, { modelId }: FlowModel): string {
  const { kind, isArn, id } = parseModelId(modelId);
  if (Token.isUnresolved(modelId) && kind === 'unknown' || !['foundation-model', 'inference-profile'].includes(kind)) {
    const shown = Token.isUnresolved(modelId) ? 'known at deployment only' : `'${modelId}'`;
    throw new FlowError(place, `'model' is ${shown}, but a profile needs a foundation model or a `
      + spelt`system-defined inference profile; use FlowModel.foundationModel() or FlowModel.inferenceProfile()`,
    'IllegalValue');
  }
  if (isArn) {
    checkSource(place, scope, modelId);
    return modelId;
  }
  return kind === 'foundation-model' ? foundationModelArn(scope, modelId) : Stack.of(scope).formatArn({
    service: 'bedrock', resource: 'inference-profile', resourceName: id, arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
}

/** A profile is made of what is in its own Region, and of profiles of its own account. */
function checkSource(place: string, scope: Construct, modelArn: string): void {
  const [, , , region, account] = modelArn.split(':');
  const { region: here, account: own } = Stack.of(scope);
  for (const [what, is, wanted] of [['Region', region, here], ['account', account, own]]) {
    if (is === '' || [is, wanted].some((one) => Token.isUnresolved(one)) || is === wanted) { continue; }
    throw new FlowError(place, `'model' is of ${what} ${is}, but the profile is created in ${wanted}; pass the model `
      + `of ${wanted}, or move the profile to a stack in ${is}`, 'IllegalValue');
  }
}

/** Another one for each content: a new profile is made before the old one goes. */
function nameOf(profile: Construct, model: FlowModel, description: string | undefined): string {
  const suffix = shortHash(JSON.stringify([model.modelId, description]));
  const path = Names.uniqueResourceName(profile, { maxLength: NAME_LENGTH - HASH_LENGTH - 1, separator: '-' });
  return `${path}-${suffix}`;
}
