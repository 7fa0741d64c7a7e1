/** How a model makes its answer. What is left out, the model decides. */
export interface FlowInference {
  /**
   * How much chance there is in the answer: 0 (none) to 1.
   *
   * @default - the model's own
   */
  readonly temperature?: number;

  /**
   * The share of most likely next tokens that are considered: 0 to 1.
   *
   * @default - the model's own
   */
  readonly topP?: number;

  /**
   * The most tokens of the answer. CloudFormation takes at most 4,096 in the definition of a flow (registry schema of
   * AWS::Bedrock::Flow); for more, up to 512,000, a prompt node gets a managed prompt.
   *
   * @default - the model's own
   */
  readonly maxTokens?: number;

  /**
   * Texts that end the answer. At most 4.
   *
   * @default - none
   */
  readonly stopSequences?: string[];
}
