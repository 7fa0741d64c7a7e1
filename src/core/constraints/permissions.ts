/**
 * What the execution role needs for each thing a node uses: the IAM actions, and the condition keys that go with them.
 * Source: Bedrock User Guide, flows-permissions, unless a row says otherwise.
 */
export interface Need {
  readonly actions: readonly string[];
  /** Why there is no narrower resource than `*`, where IAM has no resource type for the action. */
  readonly noResourceType?: string;
  readonly source: string;
}

const PAGE = 'Bedrock User Guide, flows-permissions';
/** What AWS gives the flows of its own studio: evidence of what a flow's role needs, where the guide says nothing. */
const STUDIO = 'SageMakerStudioBedrockFlowServiceRolePolicy v9, February 2026';

export const NEEDS = {
  invokeModel: { actions: ['bedrock:InvokeModel'], source: PAGE },
  invokeProvisionedModel: { actions: ['bedrock:GetProvisionedModelThroughput', 'bedrock:InvokeModel'], source: PAGE },
  invokeCustomModel: {
    actions: ['bedrock:GetCustomModel', 'bedrock:InvokeModel'],
    source: `${PAGE} (the IAM reference lists no custom-model resource type for bedrock:InvokeModel)`,
  },
  invokeProfile: {
    actions: ['bedrock:GetInferenceProfile', 'bedrock:InvokeModel'],
    source: `Bedrock User Guide, inference-profiles-prereq; ${STUDIO}`,
  },
  invokeDeployment: {
    actions: ['bedrock:GetCustomModelDeployment', 'bedrock:InvokeModel'],
    source: 'IAM Service Authorization Reference for Bedrock (the Get action: inferred)',
  },
  invokeImportedModel: {
    actions: ['bedrock:GetImportedModel', 'bedrock:InvokeModel'],
    source: 'IAM Service Authorization Reference for Bedrock (the Get action: inferred)',
  },
  invokeRouter: {
    actions: ['bedrock:GetPromptRouter', 'bedrock:InvokeModel'],
    source: 'IAM Service Authorization Reference for Bedrock; Bedrock User Guide, '
      + 'model-evaluation-security-service-roles',
  },
  invokeEndpoint: {
    actions: ['sagemaker:InvokeEndpoint'], source: 'Bedrock User Guide, setup-amazon-bedrock-marketplace',
  },
  renderPrompt: {
    actions: ['bedrock:GetPrompt', 'bedrock:RenderPrompt'],
    source: `${PAGE} (RenderPrompt); ${STUDIO} (GetPrompt, as in `
      + 'aws-samples/amazon-bedrock-serverless-prompt-chaining, deployed)',
  },
  retrieve: { actions: ['bedrock:Retrieve'], source: PAGE },
  retrieveAndGenerate: {
    actions: ['bedrock:RetrieveAndGenerate'],
    noResourceType: 'bedrock:RetrieveAndGenerate has no resource type in IAM',
    source: `Bedrock User Guide, knowledge-base-prereq-permissions-general; ${STUDIO} (on \`*\` too)`,
  },
  rerank: {
    actions: ['bedrock:Rerank'],
    noResourceType: 'bedrock:Rerank has no resource type in IAM',
    source: 'Bedrock User Guide, rerank-prereq',
  },
  applyGuardrail: { actions: ['bedrock:ApplyGuardrail'], source: PAGE },
  invokeAgent: { actions: ['bedrock:InvokeAgent'], source: PAGE },
  invokeFunction: { actions: ['lambda:InvokeFunction'], source: PAGE },
  recognizeUtterance: { actions: ['lex:RecognizeUtterance'], source: PAGE },
  getObject: { actions: ['s3:GetObject'], source: PAGE },
  putObject: { actions: ['s3:PutObject'], source: PAGE },
  readKey: { actions: ['kms:Decrypt'], source: `${PAGE}; ${STUDIO} (guardrails)` },
  writeKey: { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], source: `${PAGE}; ${STUDIO} (prompts and agents)` },
} as const satisfies { [need: string]: Need };

/** A row of the table. */
export type Grant = keyof typeof NEEDS;

/** What invoking a model can need. */
export const MODEL_GRANTS = [
  'invokeModel', 'invokeProvisionedModel', 'invokeCustomModel', 'invokeDeployment', 'invokeImportedModel',
  'invokeProfile',
  'invokeRouter', 'invokeEndpoint',
] as const satisfies readonly Grant[];
