/** What the ARN of a flow looks like; `*` stands for what only the deployment knows. */
export const FLOW_ARN = {
  what: 'a flow',
  resource: /^(flow\/([0-9a-zA-Z]{10}|[^/:]*\*[^/:]*)|\*)$/,
  example: 'arn:aws:bedrock:REGION:ACCOUNT:flow/FLOWID',
};
