import { Arn, ArnFormat, aws_bedrock as bedrock, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { asText, namedDirectly, propertyOf, targetOf } from './in-app';
import { type Conditions, MOST_OF_MODEL, type Need, need } from './needs';
import { GLOBAL_PROFILE, parseModelId, PROFILE_REGIONS } from '../core/constraints';

/** What is known about a profile beside its identifier. */
export interface ProfileFacts {
  /** Identifiers of the models it leads to. */
  readonly modelIds?: readonly string[];
  /** The Regions it sends requests to. */
  readonly regions?: readonly string[];
}

/** What invoking a model needs, from its identifier alone; `undefined` where the identifier does not say. */
export function modelNeeds(scope: Construct, identifier: string, facts: ProfileFacts = {}): readonly Need[]
  | undefined {
  const { kind, isArn, id } = parseModelId(identifier);
  const arn = isArn ? identifier : undefined;
  switch (kind) {
    case 'foundation-model': return [need('invokeModel', [arn ?? foundationModelArn(scope, id)])];
    case 'inference-profile': return profileNeeds(scope, identifier, facts);
    case 'application-inference-profile': return applicationProfileNeeds(scope, identifier, facts);
    case 'provisioned-model': return [need('invokeProvisionedModel', [identifier])];
    case 'imported-model': return [need('invokeImportedModel', [identifier])];
    case 'custom-model-deployment': return [need('invokeDeployment', [identifier])];
    case 'custom-model': return [need('invokeCustomModel', [identifier])];
    case 'default-prompt-router':
    case 'prompt-router': return [need('invokeRouter', [identifier]), ...(facts.modelIds ?? [])
      .flatMap((model) => modelNeeds(scope, model) ?? [])];
    case 'endpoint': return endpointNeeds(scope, identifier);
    case 'unknown': return namedDirectly(identifier, bedrock.CfnApplicationInferenceProfile)
      ? applicationProfileNeeds(scope, identifier, facts) : undefined;
  }
}

/** The ARN of a foundation model in one Region; `''` stands for no Region, which global profiles route with. */
export function foundationModelArn(scope: Construct, modelId: string, region?: string): string {
  const stack = Stack.of(scope);
  return `arn:${stack.partition}:bedrock:${region ?? stack.region}::foundation-model/${modelId}`;
}

/**
 * The profile, and the model in every Region it routes to, through this profile only (User Guide,
 * geographic-cross-region-inference).
 */
export function profileNeeds(scope: Construct, identifier: string, facts: ProfileFacts): readonly Need[] {
  const { isArn, id, geography, modelId } = parseModelId(identifier);
  const arn = isArn
    ? identifier : Stack.of(scope).formatArn({ service: 'bedrock', resource: 'inference-profile', resourceName: id });
  const regions = facts.regions ?? (geography === GLOBAL_PROFILE ? [''] : PROFILE_REGIONS[geography ?? '']);
  // an id that does not name its model leads to any, but only through this profile
  return [need('invokeProfile', [arn]), throughProfile(scope, arn, modelId, regions, facts.regions)];
}

/**
 * An application profile says nothing about its model: what the user knows, what one of the app is made from, else any
 * model, but only through this profile.
 */
export function applicationProfileNeeds(scope: Construct, arn: string, facts: ProfileFacts): readonly Need[] {
  if (facts.modelIds || !Token.isUnresolved(arn)) { return needsOfApplicationProfile(scope, arn, facts); }
  return [{
    later: () => needsOfApplicationProfile(scope, arn, { ...facts, modelIds: madeFrom(scope, arn) }),
    most: MOST_OF_MODEL,
  }];
}

/** What a profile of the app is made from: a model, or a system profile. */
function madeFrom(scope: Construct, arn: string): readonly string[] | undefined {
  const profile = targetOf(scope, arn, bedrock.CfnApplicationInferenceProfile);
  const source = profile && asText(propertyOf(profile, 'ModelSource', 'CopyFrom'));
  return source !== undefined
    && ['foundation-model', 'inference-profile'].includes(parseModelId(source).kind) ? [source] : undefined;
}

function needsOfApplicationProfile(scope: Construct, arn: string, facts: ProfileFacts): readonly Need[] {
  const models = facts.modelIds?.map((model) => parseModelId(model));
  const needs = (models ?? [undefined]).map((model) => {
    const geography = model?.kind === 'inference-profile' ? model.geography : undefined;
    const regions = facts.regions ?? (model === undefined ? undefined : geography === undefined
      ? [] : geography === GLOBAL_PROFILE ? [''] : PROFILE_REGIONS[geography]);
    return throughProfile(scope, arn, model === undefined ? undefined : model.modelId
      ?? model.id, regions, facts.regions);
  });
  return [need('invokeProfile', [arn]), ...needs];
}

// The Region a request comes from is one more destination of every profile. Regions that are not known become '*': the
// condition holds the statement to this profile all the same.
function throughProfile(
  scope: Construct, profileArn: string, modelId: string | undefined, regions: readonly string[] | undefined,
  given: readonly string[] = [],
): Need {
  const own = Stack.of(scope).region;
  const all = regions ? [...new Set([...regions, own])] : ['*'];
  const resources = all.map((region) => foundationModelArn(scope, modelId ?? '*', region));
  const conditions: Conditions = { StringEquals: { 'bedrock:InferenceProfileArn': profileArn } };
  return need('invokeModel', resources, conditions, [...modelId === undefined ? [] : [modelId], ...given, profileArn]);
}

/** A SageMaker endpoint behind Bedrock Marketplace (User Guide, setup-amazon-bedrock-marketplace). */
export function endpointNeeds(scope: Construct, endpointArn: string): readonly Need[] {
  const { partition, region, account } = Arn.split(endpointArn, ArnFormat.SLASH_RESOURCE_NAME);
  const everyEndpoint = Stack.of(scope).formatArn({
    partition, region, account, service: 'bedrock', resource: 'marketplace/model-endpoint', resourceName: 'all-access',
  });
  return [
    need('invokeModel', [everyEndpoint]),
    need('invokeEndpoint', [endpointArn], { StringEquals: { 'aws:CalledViaLast': 'bedrock.amazonaws.com' } }),
  ];
}
