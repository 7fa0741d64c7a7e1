import type { aws_kms as kms } from 'aws-cdk-lib';
import type { ChatMessage, PromptTool, PromptToolChoice } from './flow-chat';
import type { FlowInference } from '../models/flow-inference';
import type { FlowModel } from '../models/flow-model';

/** Options that text and chat prompts have in common. */
export interface PromptOptions {
  /**
   * The inference parameters of the model.
   *
   * @default - the model decides
   */
  readonly inference?: FlowInference;

  /**
   * Additional fields of the model's own request beside those of `inference`, for example `{ top_k: 50 }`.
   * CloudFormation does not support them in a flow, so the node gets a managed prompt.
   *
   * @default - none
   */
  readonly additionalModelRequestFields?: { [name: string]: any };

  /**
   * The names of all variables, for a text that is a token and does not show them.
   *
   * @default - those that the texts show
   */
  readonly variables?: string[];

  /**
   * The KMS key of the managed prompt, where the prompt needs one; the execution role is allowed to use it. A key of
   * the app lets Bedrock use it for prompts; the policy of any other must do so (Bedrock User Guide,
   * prompt-management-prereq). For an alias, the key must be known at synthesis.
   *
   * @default - that of the flow
   */
  readonly encryptionKey?: kms.IKey;
}

/** Options for a prompt that is one text. */
export interface TextPromptOptions extends PromptOptions {
  /**
   * Whether the model may cache the prompt up to its end. CloudFormation can't say so in a flow, so the node gets a
   * managed prompt.
   *
   * @default false
   */
  readonly cachePoint?: boolean;
}

/**
 * Options for a prompt that is a conversation. CloudFormation can't take one in a flow, so the node gets a managed
 * prompt.
 */
export interface ChatPromptOptions extends PromptOptions {
  /** The messages, from first to last; their texts may have `{{variables}}`. */
  readonly messages: ChatMessage[];

  /**
   * The system prompt; may have `{{variables}}`.
   *
   * @default - none
   */
  readonly system?: string;

  /**
   * Whether the model may cache the prompt up to the end of the system prompt.
   *
   * @default false
   */
  readonly cacheSystem?: boolean;

  /**
   * The tools that the model may ask for.
   *
   * @default - none
   */
  readonly tools?: PromptTool[];

  /**
   * Which tools the model must use.
   *
   * @default - the model decides
   */
  readonly toolChoice?: PromptToolChoice;
}

/** Options of a prompt that its ARN does not show. */
export interface PromptResourceOptions {
  /**
   * The models of the prompt's variants: the execution role is allowed to invoke them.
   *
   * @default - those of a `CfnPrompt` in the app, and the node's `model`; for any other prompt the role may invoke
   * none, with a warning
   */
  readonly models?: FlowModel[];

  /**
   * The variables of the prompt, to check `inputs` against.
   *
   * @default - not known: `inputs` is not checked
   */
  readonly variables?: string[];

  /**
   * The KMS key that encrypts the prompt; the execution role is allowed to use it.
   *
   * @default - that of a `CfnPrompt` in the app, otherwise a key of AWS
   */
  readonly encryptionKey?: kms.IKey;
}
