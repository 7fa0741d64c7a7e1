/**
 * What a model identifier is, read from its text, and where inference profiles send requests.
 * Sources: IAM Service Authorization Reference for Bedrock (ARN forms); Bedrock User Guide, inference-profiles-support
 * (prefixes and destination Regions; AWS says that what a profile points at never changes, and new profiles appear
 * instead. Compared with recordings of ListInferenceProfiles in October 2026).
 */

export type ModelKind =
  | 'foundation-model' | 'inference-profile' | 'application-inference-profile' | 'default-prompt-router'
    | 'prompt-router'
    | 'provisioned-model' | 'imported-model' | 'custom-model-deployment' | 'custom-model' | 'endpoint' | 'unknown';

export interface ParsedModel {
  readonly kind: ModelKind;
  /** Whether the identifier is a whole ARN, not an id. */
  readonly isArn: boolean;
  /** The id: what stands behind the last `/` of an ARN. */
  readonly id: string;
  /** Of a profile: its geography, for example `us` or `global`. */
  readonly geography?: string;
  /** Of a profile: the model it leads to. */
  readonly modelId?: string;
}

/**
 * The Regions that a geographic profile can send a request to, by prefix, the union over its models. The Region a
 * request comes from is always one more. A profile that only some models have may use fewer.
 */
export const PROFILE_REGIONS: { readonly [geography: string]: readonly string[] } = {
  'us': ['us-east-1', 'us-east-2', 'us-west-2'],
  'eu': ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'],
  'apac': [
    'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-south-2',
    'ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4',
  ],
  'jp': ['ap-northeast-1', 'ap-northeast-3'],
  'au': ['ap-southeast-2', 'ap-southeast-4'],
  'ca': ['ca-central-1', 'ca-west-1'],
  'in': ['ap-south-1', 'ap-south-2'],
  'us-gov': ['us-gov-east-1', 'us-gov-west-1'],
};

/** The Regions that have models without being in a geography that has profiles of its own. */
const ONLY_GLOBAL = ['af-south-1', 'me-south-1', 'mx-central-1', 'sa-east-1'];

const CALLERS = {
  'us': ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'ca-west-1'],
  'eu': [
    'eu-central-1', 'eu-central-2', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-2', 'eu-west-3',
    'il-central-1',
  ],
  'apac': [
    'ap-east-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-south-2', 'ap-southeast-1',
    'ap-southeast-2',
    'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-7', 'me-central-1',
  ],
  'jp': ['ap-northeast-1', 'ap-northeast-3'],
  'au': ['ap-southeast-2', 'ap-southeast-4', 'ap-southeast-6'],
  'in': ['ap-south-1', 'ap-south-2'],
  'ca': ['ca-central-1', 'ca-west-1'],
  'us-gov': ['us-gov-east-1', 'us-gov-west-1'],
};

/**
 * The Regions that a profile can be called from, by prefix, the union over its models (recordings of
 * ListInferenceProfiles, October 2026; of us-gov, model cards). No other prefixes are known. A profile that only some
 * models have may be called from fewer.
 */
export const PROFILE_CALLERS: { readonly [geography: string]: readonly string[] } = {
  ...CALLERS,
  global: [...new Set([...Object.values(CALLERS).flat(), ...ONLY_GLOBAL])].filter((region) => !CALLERS['us-gov']
    .includes(region)),
};

const OTHER_PARTITION = /^(us-gov|cn|us-isob?|us-isof|eu-isoe|eusc)-[a-z-]+-\d$/;

/** Whether a profile with this prefix can be called from a Region; `undefined` where prefix or Region is not known. */
export function canCall(geography: string, region: string): boolean | undefined {
  const callers = Object.prototype.hasOwnProperty.call(PROFILE_CALLERS, geography)
    ? PROFILE_CALLERS[geography] : undefined;
  if (!callers) { return undefined; }
  if (callers.includes(region)) { return true; }
  return PROFILE_CALLERS.global.includes(region) || OTHER_PARTITION.test(region) ? false : undefined;
}

/** The prefix of profiles that send requests anywhere; their model ARN has no Region. */
export const GLOBAL_PROFILE = 'global';

/**
 * Where guardrails with cross-Region inference are evaluated, by the prefix of their profile (User Guide,
 * guardrails-cross-region-support).
 */
export const GUARDRAIL_PROFILE_REGIONS: { readonly [geography: string]: readonly string[] } = {
  'us': ['us-east-1', 'us-east-2', 'us-west-2'],
  'eu': ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'],
  'apac': [
    'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-south-2',
    'ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4',
  ],
  'uk': ['eu-west-2'],
  'au': ['ap-southeast-2'],
  'ca': ['ca-central-1', 'ca-west-1'],
  'us-gov': ['us-gov-east-1', 'us-gov-west-1'],
};

// A part may be a token, which has no ':'.
const ARN = new RegExp(
  '^arn:[^:]+:(bedrock|sagemaker):[^:]*:[^:]*:(foundation-model|inference-profile|application-inference-profile'
    + '|default-prompt-router|prompt-router|provisioned-model|imported-model|custom-model-deployment|custom-model'
    + '|endpoint)/(.+)$',
);
// No vendor has two letters, so such a head is a geography.
const PROFILE_ID = /^(us-gov|[a-z]{2}|apac|global)\.([a-z0-9-]+\.[a-z0-9][A-Za-z0-9.-]*(?::[a-z0-9-]+){0,2})$/;
const MODEL_ID = /^[a-z0-9-]+\.[a-z0-9][A-Za-z0-9.-]*(:[a-z0-9-]+){0,2}$/;

// How aws-cdk-lib writes a text that is known at deployment (core/lib/private/encoding).
const TOKEN = String.raw`\$\{Token\[[^\]]*\]\}`;
const OPEN_PROFILE_ID = new RegExp(`^(us-gov|[a-z]{2}|apac|global)\\.((?:[A-Za-z0-9.:-]|${TOKEN})+)$`);
const OPEN_MODEL_ID = new RegExp(`^[a-z0-9-]{3,}\\.(?:[A-Za-z0-9.:-]|${TOKEN})+$`);

/** Says what a model identifier names; of one that a deployment completes, what the rest of it shows. */
export function parseModelId(identifier: string): ParsedModel {
  const arn = ARN.exec(identifier);
  if (arn) {
    const kind = arn[2] as ModelKind;
    return { kind, isArn: true, id: arn[3], ...kind === 'inference-profile' && profileParts(arn[3]) };
  }
  const parts = profileParts(identifier);
  if (parts) { return { kind: 'inference-profile', isArn: false, id: identifier, ...parts }; }
  return {
    kind: MODEL_ID.test(identifier) || isOpen(identifier)
      && OPEN_MODEL_ID.test(identifier) ? 'foundation-model' : 'unknown',
    isArn: false,
    id: identifier,
  };
}

function isOpen(identifier: string): boolean {
  return identifier.includes('${Token[');
}

function profileParts(id: string): { readonly geography: string; readonly modelId: string } | undefined {
  const match = PROFILE_ID.exec(id) ?? (isOpen(id) ? OPEN_PROFILE_ID.exec(id) : null);
  return match ? { geography: match[1], modelId: match[2] } : undefined;
}
