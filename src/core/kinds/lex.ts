import type { Kind } from './kind';
import { idsOf } from './requests';
import { QUOTA, TEXT } from '../constraints/limits';
import type { Port } from '../constraints/nodes';
import { at, known } from '../diagram/values';
import { must, text } from '../model/member';

const optional = (name: string): Port =>
  ({ name, type: 'Object', optional: true, note: 'optional by analogy with Agent, not confirmed' });

export const LEX: Kind<'Lex'> = {
  key: 'lex',
  structure: { members: { botAliasArn: must(text(TEXT.botAliasArn)), localeId: must(text(TEXT.localeId)) } },
  inputs: [
    { name: 'inputText', type: 'String', note: 'the structure block says Any, the table String' },
    optional('requestAttributes'),
    optional('sessionAttributes'),
  ],
  outputs: [{ name: 'predictedIntent', type: 'String' }],
  inLoop: true,
  quota: { max: 5, source: QUOTA },
  grants: [{ grant: 'recognizeUtterance', on: ({ botAliasArn }) => botAliasArn }],
  grantsInApp: 'none',
  moving: [{
    what: 'bot alias',
    resourceType: 'AWS::Lex::BotAlias',
    arn: /^arn:[^:]+:lex:[^:]*:[^:]*:bot-alias\/.+$/,
  }],
  constructs: [{
    name: 'LexNode',
    does: 'asks a Lex bot for an intent',
    takes: '`inputText`, `requestAttributes`, `sessionAttributes`',
    gives: '`predictedIntent`',
  }],
  drawing: {
    shape: ['{{', '}}'],
    details: ({ configuration }) => [known(at(configuration, 'lex', 'botAliasArn'))],
    category: 'model',
    form: 'work',
  },
  run: {
    how: 'effect',
    request: ({ configuration: { botAliasArn, localeId } }, inputs, { executionId }) => {
      const { inputText, requestAttributes, sessionAttributes } = inputs;
      const [botId, botAliasId] = idsOf(botAliasArn);
      return {
        operation: 'RecognizeText',
        botAliasArn,
        botId,
        botAliasId,
        localeId,
        sessionId: executionId,
        text: inputText,
        ...requestAttributes !== undefined && { requestAttributes },
        ...sessionAttributes !== undefined && { sessionState: { sessionAttributes } },
      };
    },
    operations: ['RecognizeText'],
    example: () => 'NameOfTheIntent',
    answersText: () => true,
  },
  assumptions: () => [{ rule: 'LexOperation', message: 'the node calls RecognizeText' }],
};
