import { aws_bedrock as bedrock, type aws_kms as kms, Token } from 'aws-cdk-lib';
import type { aws_bedrock as refs } from 'aws-cdk-lib/interfaces';
import { chatTemplate, checkChat } from './chat-template';
import { ChatMessage } from './flow-chat';
import { type BoundPrompt, bindInline } from './managed-prompt';
import { checkedPromptFile } from './prompt-file';
import { publishedVersion, variablesOf } from './prompt-in-app';
import { promptNeeds } from './prompt-needs';
import type { ChatPromptOptions, PromptOptions, PromptResourceOptions, TextPromptOptions } from './prompt-options';
import { checkVariables } from './prompt-variables';
import { checkString, checkText } from '../checks/arguments';
import { memberOf, nameIn } from '../checks/arn-of';
import { FlowError, placeOf, refusal } from '../checks/flow-error';
import { checkKey } from '../checks/keys';
import { spelt } from '../checks/spelt';
import { checkStruct } from '../checks/structs';
import { warn } from '../checks/warn';
import { NUMBER, TEXT } from '../core/constraints';
import type { InlinePrompt } from '../core/model/definition';
import { promptVariables } from '../core/prompt/variables';
import { promptWithoutModel, workingDraft } from '../core/sentences/missing';
import type { FlowNode } from '../graph/flow-node';
import { readText } from '../import/read-text';
import type { FlowModel } from '../models/flow-model';
import { inferenceConfiguration } from '../models/inference';
import { namedDirectly } from '../role/in-app';

/** The prompt of a Prompt node: text or conversation with `{{variables}}`, or a prompt of Bedrock Prompt management. */
export abstract class FlowPrompt {
  /**
   * A prompt that is one text, with `{{variables}}`. It is part of the definition of the flow, unless an option needs a
   * managed prompt.
   *
   * @param text the text, 1 to 200,000 characters; each `{{variable}}` is fed by the input of that name. Of a token,
   * name them with `variables`
   * @param options the options of the request
   */
  public static inline(text: string, options: TextPromptOptions = {}): FlowPrompt {
    checkStruct('FlowPrompt.inline', 'TextPromptOptions', options);
    checkString('FlowPrompt.inline', 'the text', text);
    checkText('FlowPrompt.inline', 'the text', text, TEXT.promptText);
    return new OwnPrompt('FlowPrompt.inline', [text], options, (variables) => ({
      templateType: 'TEXT',
      templateConfiguration: {
        text: {
          text,
          cachePoint: options.cachePoint ? { type: 'default' } : undefined,
          inputVariables: variables,
        },
      },
    }));
  }

  /**
   * A prompt that is the text of a file, read at the time of this call.
   *
   * @param path the file, UTF-8, relative to the working directory
   * @param options the options of the request
   * @throws if the file can't be read
   */
  public static fromTextFile(path: string, options: TextPromptOptions = {}): FlowPrompt {
    return FlowPrompt.inline(readText(spelt`FlowPrompt.fromTextFile`, path), options);
  }

  /**
   * A prompt in a file with front matter: lines `name: value` between two lines `---`, and the text below. The names
   * are `model` (its id, which the `model` of a node overrules), `inference`, `system` (the node then gets a managed
   * prompt), `variables` (if given, exactly those of the text) and `sample` (values of variables, to try the prompt
   * with). Syntax of other template languages and texts that look like a secret are errors.
   *
   * @param path the file, UTF-8, relative to the working directory
   * @param options the options of the request; they override those of the file
   * @throws if the file can't be read, or is not valid
   */
  public static fromFile(path: string, options: TextPromptOptions = {}): FlowPrompt {
    checkStruct(spelt`FlowPrompt.fromFile`, 'TextPromptOptions', options);
    const file = checkedPromptFile(path, readText(spelt`FlowPrompt.fromFile`, path), options);
    const { cachePoint, ...others } = file.options;
    const prompt = (file.system === undefined ? FlowPrompt.inline(file.text, file.options) : FlowPrompt.chat({
      ...others, system: file.system, messages: [ChatMessage.user(file.text, { cachePoint })],
    })) as OwnPrompt;
    prompt.model = file.model;
    prompt.sample = file.sample;
    return prompt;
  }

  /**
   * A prompt that is a conversation, optionally with tools.
   *
   * @param options the messages and how to ask
   */
  public static chat(options: ChatPromptOptions): FlowPrompt {
    checkStruct('FlowPrompt.chat', 'ChatPromptOptions', options);
    checkChat(options);
    const texts = [...options.system === undefined
      ? [] : [options.system], ...options.messages.map((message) => message.text)];
    return new OwnPrompt('FlowPrompt.chat', texts,
      options, (variables) => ({ templateType: 'CHAT', templateConfiguration: chatTemplate(options, variables) }));
  }

  /**
   * A prompt of the app and a version that follows it: whenever its properties change, a new version is created. (A
   * plain `CfnPromptVersion` is created only once.) Changes of tags do not create a version. Models, variables and key
   * are read from the prompt, where it does not leave them to the deployment.
   *
   * @param prompt the prompt; it may be in another stack
   * @param options the properties that override those of the prompt
   */
  public static fromPublished(prompt: bedrock.CfnPrompt, options: PromptResourceOptions = {}): FlowPrompt {
    checkStruct(spelt`FlowPrompt.fromPublished`, 'PromptResourceOptions', options);
    return new PublishedPrompt(prompt, options);
  }

  /**
   * The working draft of a prompt of Prompt management, which can change without a deployment of the flow and therefore
   * gives a warning.
   *
   * @param prompt the prompt, for example a `CfnPrompt`; of one in the app, models, variables and key are known. Of the
   * `Prompt` of `@aws-cdk/aws-bedrock-alpha`, pass its `promptArn` to `fromPromptArn()`
   * @param options the properties that the reference does not show
   * @throws if it is not a prompt
   */
  public static fromPrompt(prompt: refs.IPromptRef, options: PromptResourceOptions = {}): FlowPrompt {
    checkStruct(spelt`FlowPrompt.fromPrompt`, 'PromptResourceOptions', options);
    const promptArn = nameIn(spelt`FlowPrompt.fromPrompt`, prompt, {
      members: ['promptRef.promptArn', 'promptArn'],
      what: 'prompt',
      remedy: spelt`pass a CfnPrompt, or use FlowPrompt.fromPromptArn()`,
    });
    const ofApp = namedDirectly(promptArn, bedrock.CfnPrompt);
    const variables = options.variables ?? (ofApp && variablesOf(ofApp));
    const kmsKey = memberOf(prompt, 'kmsKey') as kms.IKey | undefined;
    return new PromptResource(promptArn, 'draft', { ...kmsKey && { encryptionKey: kmsKey }, ...options, variables });
  }

  /**
   * A version of a prompt of Prompt management. One of a prompt of the app gives a warning: it is made once, and does
   * not follow the prompt, whose models and key are known.
   *
   * @param version the version, for example a `CfnPromptVersion`
   * @param options the properties that the reference does not show
   */
  public static fromPromptVersion(version: refs.IPromptVersionRef, options: PromptResourceOptions = {}): FlowPrompt {
    checkStruct(spelt`FlowPrompt.fromPromptVersion`, 'PromptResourceOptions', options);
    const isMadeOnce = version instanceof bedrock.CfnPromptVersion
      && namedDirectly(version.promptArn, bedrock.CfnPrompt) !== undefined;
    const promptVersionArn = nameIn(spelt`FlowPrompt.fromPromptVersion`, version, {
      members: ['promptVersionRef.promptVersionArn', 'promptVersionArn'],
      what: 'version of a prompt',
      remedy: spelt`pass a CfnPromptVersion, or use FlowPrompt.fromPromptArn()`,
    });
    return new PromptResource(promptVersionArn, isMadeOnce ? 'made once' : 'fixed', options);
  }

  /**
   * A prompt that was created elsewhere, or a version of one, by its ARN.
   *
   * @param promptArn its ARN; without a version at its end it is the working draft, which gives a warning
   * @param options the properties that the ARN does not show
   */
  public static fromPromptArn(promptArn: string, options: PromptResourceOptions = {}): FlowPrompt {
    checkStruct(spelt`FlowPrompt.fromPromptArn`, 'PromptResourceOptions', options);
    checkString(spelt`FlowPrompt.fromPromptArn`, 'the prompt ARN', promptArn);
    checkText(spelt`FlowPrompt.fromPromptArn`, 'the prompt ARN', promptArn, TEXT.promptArn);
    const ofApp = namedDirectly(promptArn, bedrock.CfnPrompt);
    const isDraft = ofApp ? !/:\d+$/.test(promptArn) : !Token.isUnresolved(promptArn)
      && !/:prompt\/[0-9a-zA-Z]+:\d+$/.test(promptArn);
    const variables = options.variables ?? (ofApp && isDraft ? variablesOf(ofApp) : undefined);
    return new PromptResource(promptArn, isDraft ? 'draft' : 'fixed', { ...options, variables });
  }

  /** The names of the variables, in the order they appear; `undefined` where they are not known. */
  public abstract readonly variables?: string[];

  /** Sample values of the variables; `undefined` if the file has none. */
  public readonly sample?: { [variable: string]: any };

  /** @internal Whether there may be variables in it that are not known. */
  public get _isOpen(): boolean { return this.variables === undefined; }

  /** @internal Its texts, where they are known. */
  public readonly _texts: readonly string[] = [];

  /** @internal What of this prompt and model can't be, said before there is a node. */
  public abstract _check(place: string, model: FlowModel | undefined): void;

  /** @internal The prompt as a node has it, with what that needs. */
  public abstract _bind(node: FlowNode, model: FlowModel | undefined): BoundPrompt;
}

class OwnPrompt extends FlowPrompt {
  public readonly variables?: string[];
  public override sample?: { [variable: string]: any };
  /** The model that its file names. */
  public model?: FlowModel;

  public constructor(
    place: string,
    public override readonly _texts: readonly string[],
    private readonly options: PromptOptions,
    private readonly template: (variables: { readonly name: string }[] | undefined) => Pick<InlinePrompt, 'templateType'
      | 'templateConfiguration'>,
  ) {
    super();
    const seen = promptVariables(_texts.join('\n'));
    const { variables = [] } = options;
    const unseen = variables.filter((name) => !seen.includes(name));
    if (unseen.length > 0 && !_texts.some((text) => Token.isUnresolved(text))) {
      throw new FlowError(place,
        `'variables' names '${unseen[0]}', but the prompt has no {{${unseen[0]}}}; remove it`, 'IllegalValue');
    }
    this.variables = unseen.length > 0 ? [...seen, ...new Set(unseen)] : [...seen];
  }

  public override get _isOpen(): boolean {
    return this.options.variables === undefined && this._texts.some((text) => Token.isUnresolved(text));
  }

  public _check(place: string, model: FlowModel | undefined): void {
    if (!(model ?? this.model)) {
      throw refusal(place, promptWithoutModel('add one with FlowModel'), 'MissingNodeConfiguration');
    }
    checkVariables(place, this._texts, this.variables!);
    checkKey(place, this.options.encryptionKey);
    inferenceConfiguration(place, this.options.inference, NUMBER.managedMaxTokens);
  }

  public _bind(node: FlowNode, given: FlowModel | undefined): BoundPrompt {
    const model = (given ?? this.model)!;
    const { inference, additionalModelRequestFields, encryptionKey } = this.options;
    const variables = this.variables!.map((name) => ({ name }));
    const { templateType, templateConfiguration } = this.template(variables.length > 0 ? variables : undefined);
    const prompt: InlinePrompt = {
      templateType,
      templateConfiguration,
      modelId: model.modelId,
      inferenceConfiguration: inferenceConfiguration(placeOf(node), inference, NUMBER.managedMaxTokens),
      additionalModelRequestFields,
    };
    return bindInline(node, prompt, model._needs(node._home.root.owner), encryptionKey);
  }
}

class PromptResource extends FlowPrompt {
  public readonly variables?: string[];

  public constructor(
    private readonly promptArn: string,
    private readonly kind: 'draft' | 'made once' | 'fixed',
    private readonly options: PromptResourceOptions,
  ) {
    super();
    this.variables = options.variables;
  }

  public _check(place: string): void {
    checkVariables(place, [], this.variables ?? []);
  }

  public _bind(node: FlowNode, model: FlowModel | undefined): BoundPrompt {
    const given = [...this.options.models ?? [], ...model ? [model] : []];
    for (const one of given) { one._advise(node); }
    const needs = promptNeeds(node, this.promptArn, {
      models: given.length > 0 ? given.flatMap((one) => one._needs(node)) : undefined,
      key: this.options.encryptionKey,
      remedy: spelt`add models: [FlowModel.fromModelId('…')] to the prompt`,
    });
    if (this.kind === 'draft') {
      const ofApp = namedDirectly(this.promptArn, bedrock.CfnPrompt);
      warn(node, 'DraftReference', workingDraft('prompt').message,
        ofApp ? spelt`use FlowPrompt.fromPublished()` : 'name a version of it');
    }
    if (this.kind === 'made once') {
      warn(node, 'MadeOnce', 'the version of the prompt is created once, and does not follow changes of the prompt',
        spelt`use FlowPrompt.fromPublished()`);
    }
    return { source: { resource: { promptArn: this.promptArn } }, needs };
  }
}

/** A prompt of the app in the version that follows it, made where the flow is: its name changes with it. */
class PublishedPrompt extends FlowPrompt {
  public readonly variables?: string[];

  public constructor(private readonly prompt: bedrock.CfnPrompt, private readonly options: PromptResourceOptions) {
    super();
    this.variables = options.variables ?? variablesOf(prompt);
  }

  public _check(place: string): void {
    checkVariables(place, [], this.variables ?? []);
  }

  public _bind(node: FlowNode, model: FlowModel | undefined): BoundPrompt {
    const version = publishedVersion(this.prompt, node);
    node._home.root.services.keepVersion(version, this.prompt.attrId);
    return new PromptResource(version.attrArn, 'fixed', this.options)._bind(node, model);
  }
}
