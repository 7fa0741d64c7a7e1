import { aws_lex as lex, CfnParameter, type Stack } from 'aws-cdk-lib';
import { LexNode } from '../../src';
import { fixedStack, nodeOf, refusal, statementsOf, testApp, testFlow } from '../support';

const ARN = 'arn:aws:lex:us-east-1:111122223333:bot-alias/BOT1234567/ALIAS12345';
const INPUT = { Name: 'inputText', Type: 'String', Expression: '$.data.text' };

function makeAlias(stack: Stack) {
  return new lex.CfnBotAlias(stack, 'BotAlias', { botId: 'BOT1234567', botAliasName: 'live' });
}

test('what must be given', () => {
  const flow = testFlow();
  new LexNode(flow, 'Intent', { botAliasArn: ARN, localeId: 'en_US', inputText: flow.input.stringAt('text') });
  expect(nodeOf(flow, 'Intent')).toEqual({
    Name: 'Intent',
    Type: 'Lex',
    Configuration: { Lex: { BotAliasArn: ARN, LocaleId: 'en_US' } },
    Inputs: [INPUT],
    Outputs: [{ Name: 'predictedIntent', Type: 'String' }],
  });
  expect(statementsOf(flow)).toEqual([{ Action: 'lex:RecognizeUtterance', Effect: 'Allow', Resource: ARN }]);
});

test('everything that can be given', () => {
  const flow = testFlow();
  new LexNode(flow, 'Intent', {
    nodeName: 'Guess',
    botAliasArn: ARN,
    localeId: 'de_DE',
    inputText: flow.input.stringAt('text'),
    sessionAttributes: flow.input.objectAt('session'),
    requestAttributes: flow.input.objectAt('request'),
  });
  expect(nodeOf(flow, 'Guess')).toEqual({
    Name: 'Guess',
    Type: 'Lex',
    Configuration: { Lex: { BotAliasArn: ARN, LocaleId: 'de_DE' } },
    Inputs: [
      INPUT,
      { Name: 'requestAttributes', Type: 'Object', Expression: '$.data.request' },
      { Name: 'sessionAttributes', Type: 'Object', Expression: '$.data.session' },
    ],
    Outputs: [{ Name: 'predictedIntent', Type: 'String' }],
  });
});

test('an alias of the app, of another stack, and one that only the deployment knows', () => {
  const app = testApp();
  const stack = fixedStack('S', app);
  const flow = testFlow(stack);
  const ask = { localeId: 'en_US', inputText: flow.input.stringAt('text') };
  new LexNode(flow, 'Here', { ...ask, botAlias: makeAlias(stack) });
  new LexNode(flow, 'There', { ...ask, botAlias: makeAlias(fixedStack('Other', app)) });
  new LexNode(flow, 'Later', { ...ask, botAliasArn: new CfnParameter(stack, 'AliasArn').valueAsString });
  const arns = ['${BotAlias.Arn}', '${import Other:ExportsOutputFnGetAttBotAliasArn}', '${AliasArn}'];
  expect(['Here', 'There', 'Later'].map((name) => nodeOf(flow, name).Configuration.Lex.BotAliasArn)).toEqual(arns);
  const [statement, ...others] = statementsOf(flow);
  expect(others).toEqual([]);
  expect(new Set(statement.Resource)).toEqual(new Set(arns));
});

test('its output', () => {
  const flow = testFlow();
  const { predictedIntent } = new LexNode(flow, 'Intent',
    { botAliasArn: ARN, localeId: 'en_US', inputText: flow.input.stringAt('text') });
  expect([`${predictedIntent}`, predictedIntent.dataType]).toEqual(['Intent.predictedIntent', 'String']);
});

test.each<[string, object, string]>([
  ['no bot', {}, 'neither \'botAlias\' nor \'botAliasArn\' is given; give \'botAlias\' or \'botAliasArn\' '
    + '[IllegalValue]'],
  ['two bots', { botAliasArn: ARN, botAlias: {} }, '\'botAlias\' and \'botAliasArn\' are both given; give only one of '
    + 'them [IllegalValue]'],
  ['no ARN', { botAliasArn: 'BOT/ALIAS' }, '\'botAliasArn\' is \'BOT/ALIAS\', but must be a bot alias ARN; correct it '
    + '[IllegalValue]'],
  ['a long ARN', { botAliasArn: `${ARN}${'X'.repeat(13)}` }, '\'botAliasArn\' is 79 characters long, but the '
    + 'service allows 78; shorten it [IllegalValue]'],
  ['no locale', { botAliasArn: ARN, localeId: '' }, '\'localeId\' is empty; write something, or leave it out '
    + '[IllegalValue]'],
  ['a long locale', { botAliasArn: ARN, localeId: 'en_US_POSIX' }, '\'localeId\' is 11 characters long, but the '
    + 'service allows 10; shorten it [IllegalValue]'],
])('refuses %s', (_, props, message) => {
  const flow = testFlow();
  expect(refusal(flow, () => new LexNode(flow, 'Intent', {
    localeId: 'en_US', inputText: flow.input.stringAt('text'), ...props,
  })))
    .toBe(`[S/F/Intent] ${message}`);
});

test('refuses a value of the wrong type', () => {
  const flow = testFlow();
  expect(refusal(flow, () =>
    new LexNode(flow, 'Intent', { botAliasArn: ARN, localeId: 'en_US', inputText: flow.input.numberAt('x') }))).toBe(
    '[S/F/Intent] input \'inputText\' takes a String, but gets a Number from \'FlowInputNode.document.x\'; convert it '
      + 'in an InlineCodeNode or a LambdaNode first [IncompatibleConnectionDataType]');
});
