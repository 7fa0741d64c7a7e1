/** Inference parameters of a model. For a parameter that is left out, the default of the model applies. */
export interface FlowInference {
  /**
   * The randomness of the answer: 0 (none) to 1.
   *
   * @default - the model's own
   */
  readonly temperature?: number;

  /**
   * The probability mass of the most likely next tokens that are considered: 0 to 1.
   *
   * @default - the model's own
   */
  readonly topP?: number;

  /**
   * The maximum number of tokens in the answer. CloudFormation accepts at most 4,096 in the definition of a flow
   * (registry schema of AWS::Bedrock::Flow); for more, up to 512,000, a prompt node gets a managed prompt.
   *
   * @default - the model's own
   */
  readonly maxTokens?: number;

  /**
   * The texts that end the answer. At most 4.
   *
   * @default - none
   */
  readonly stopSequences?: string[];
}
