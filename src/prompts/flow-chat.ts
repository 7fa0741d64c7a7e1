import { checkString, checkText } from '../checks/arguments';
import { checkStruct } from '../checks/structs';
import { TEXT } from '../core/constraints';

/** Options for a message of a chat prompt. */
export interface ChatMessageOptions {
  /**
   * Whether the model may cache the conversation up to the end of this message.
   *
   * @default false
   */
  readonly cachePoint?: boolean;
}

/** A message of a chat prompt. */
export class ChatMessage {
  /**
   * A message of the user.
   *
   * @param text the text; may have `{{variables}}`
   * @param options what is sent with it, such as a cache point
   */
  public static user(text: string, options: ChatMessageOptions = {}): ChatMessage {
    checkStruct('ChatMessage.user', 'ChatMessageOptions', options);
    return new ChatMessage('user', text, options.cachePoint ?? false);
  }

  /**
   * A message of the assistant.
   *
   * @param text the text; may have `{{variables}}`
   * @param options what is sent with it, such as a cache point
   */
  public static assistant(text: string, options: ChatMessageOptions = {}): ChatMessage {
    checkStruct('ChatMessage.assistant', 'ChatMessageOptions', options);
    return new ChatMessage('assistant', text, options.cachePoint ?? false);
  }

  private constructor(
    /** Who speaks: `user` or `assistant`. */
    public readonly role: string,
    /** The text. */
    public readonly text: string,
    private readonly cachePoint: boolean,
  ) {
    checkString('ChatMessage', 'the text', text);
    checkText('ChatMessage', 'the text', text, TEXT.nonEmpty);
  }

  /** @internal */
  public _render() {
    return {
      role: this.role as 'user' | 'assistant',
      content: [{ text: this.text }, ...this.cachePoint ? [{ cachePoint: { type: 'default' as const } }] : []],
    };
  }
}

/** A tool that the model of a chat prompt may ask for. */
export interface PromptTool {
  /** The name of the tool: a letter, then letters, digits and `_`; 1 to 64 characters. */
  readonly name: string;

  /**
   * A description of the tool, for the model.
   *
   * @default - none
   */
  readonly description?: string;

  /** The JSON schema of the tool's input. */
  readonly inputSchema: { [keyword: string]: any };

  /**
   * Whether the model may cache the tools up to this one.
   *
   * @default false
   */
  readonly cachePoint?: boolean;
}

/** The tools that the model of a chat prompt must use. */
export class PromptToolChoice {
  /** The model decides whether to use a tool. */
  public static auto(): PromptToolChoice {
    return new PromptToolChoice({ auto: {} });
  }

  /** The model must use at least one tool, whichever it chooses. */
  public static any(): PromptToolChoice {
    return new PromptToolChoice({ any: {} });
  }

  /**
   * The model must use this tool.
   *
   * @param name the name of the tool
   */
  public static tool(name: string): PromptToolChoice {
    checkText('PromptToolChoice', 'the tool name', name, TEXT.toolName);
    return new PromptToolChoice({ tool: { name } });
  }

  private constructor(private readonly choice: { readonly [kind: string]: any }) {}

  /** @internal */
  public _render(): any {
    return this.choice;
  }
}
