import type { aws_lex as refs } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import { checkText, exactlyOne } from '../checks/arguments';
import { nameIn } from '../checks/arn-of';
import { placeOf } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkStruct, type MembersOf, NODE_MEMBERS } from '../checks/structs';
import { TEXT } from '../core/constraints';
import { FlowNode, type FlowNodeProps } from '../graph/flow-node';
import { FlowDataType, type FlowValue } from '../graph/flow-value';
import { fixedInputs } from '../graph/ports';
import { grantedNeeds } from '../role/node-needs';

/** Properties for `LexNode`. */
export interface LexNodeProps extends FlowNodeProps {
  /**
   * The alias of the bot, for example a `CfnBotAlias`.
   *
   * @default - `botAliasArn` names it
   */
  readonly botAlias?: refs.IBotAliasRef;

  /**
   * The ARN of a bot alias that was created elsewhere. At most 78 characters.
   *
   * @default - `botAlias` names it
   */
  readonly botAliasArn?: string;

  /** The locale of the bot, for example `en_US`. 1 to 10 characters. */
  readonly localeId: string;

  /** The text of the user: a String, one utterance. */
  readonly inputText: FlowValue;

  /**
   * Attributes for this request: an Object.
   *
   * @default - none (that the service allows this is assumed, not tested)
   */
  readonly requestAttributes?: FlowValue;

  /**
   * Attributes that the bot's session keeps: an Object.
   *
   * @default - none (that the service allows this is assumed, not tested)
   */
  readonly sessionAttributes?: FlowValue;
}

const MEMBERS: MembersOf<LexNodeProps> = {
  ...NODE_MEMBERS,
  inputText: '->',
  localeId: '!',
  botAlias: '',
  botAliasArn: '',
  requestAttributes: '',
  sessionAttributes: '',
};

/** Sends an utterance to an Amazon Lex bot, and outputs its intent. */
export class LexNode extends FlowNode {
  /** The intent that the bot recognized: a String. */
  public readonly predictedIntent: FlowValue;

  /**
   * @param scope the flow, a loop, or a construct inside one of them
   * @param id the id, from which the name of the node is made
   * @param props the bot and its inputs
   */
  constructor(scope: Construct, id: string, props: LexNodeProps) {
    const place = placeOf(scope, id);
    if (new.target === LexNode) { checkStruct(place, MEMBERS, props); }
    const alias = exactlyOne<object | string>(place, { botAlias: props.botAlias, botAliasArn: props.botAliasArn });
    const botAliasArn = typeof alias === 'string' ? alias : nameIn(place, alias, {
      members: ['botAliasRef.botAliasArn', 'botAliasArn'],
      what: 'alias of a bot',
      remedy: spelt`pass a CfnBotAlias, or its ARN as 'botAliasArn'`,
    });
    const { localeId, inputText, requestAttributes, sessionAttributes, nodeName, runWhen } = props;
    checkText(place, spelt`'botAliasArn'`, props.botAliasArn, TEXT.botAliasArn);
    checkText(place, spelt`'localeId'`, localeId, TEXT.localeId);
    super(scope, id, {
      nodeType: 'Lex',
      nodeName,
      runWhen,
      configuration: { lex: { botAliasArn, localeId } },
      inputs: fixedInputs(place, 'Lex', { inputText, requestAttributes, sessionAttributes }),
      outputs: { predictedIntent: FlowDataType.STRING },
    });
    this.predictedIntent = this.output('predictedIntent');
    this._allow(grantedNeeds('Lex', { botAliasArn, localeId }));
  }
}
