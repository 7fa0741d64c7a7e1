/** What a template says of values that a deployment works out. */
import { Deployment } from '../../../src/core/template/deployment';
import { stopwatch } from '../../stopwatch';

const TEMPLATE = {
  Parameters: {
    Phone: { Type: 'String', Default: '+1-800-555-0100' },
    Limit: { Type: 'Number', Default: '300' },
    Stops: { Type: 'CommaDelimitedList', Default: 'a, b' },
    Model: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/models/answers' },
    Stage: { Type: 'String', Default: '' },
    Open: { Type: 'String' },
  },
  Mappings: { Models: { small: { Id: 'amazon.nova-lite-v1:0' } } },
  Conditions: {
    HasStage: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Stage' }, ''] }] },
    IsOpen: { 'Fn::Equals': [{ Ref: 'Open' }, 'yes'] },
    Either: { 'Fn::Or': [{ Condition: 'IsOpen' }, { 'Fn::Equals': [{ Ref: 'Limit' }, 300] }] },
    Both: { 'Fn::And': [{ Condition: 'IsOpen' }, { Condition: 'HasStage' }] },
    Neither: { 'Fn::And': [{ 'Fn::Equals': [{ Ref: 'Open' }, 'a'] }, { 'Fn::Equals': [{ Ref: 'Open' }, 'b'] }] },
    Circle: { Condition: 'Circle' },
  },
};

test.each<[string, unknown, unknown, readonly string[]]>([
  ['plain JSON', { a: [1, 'x', null] }, { a: [1, 'x', null] }, []],
  ['the default of a parameter', { Ref: 'Phone' }, '+1-800-555-0100', []],
  ['a number', { Ref: 'Limit' }, 300, []],
  ['a list', { Ref: 'Stops' }, ['a', 'b'], []],
  ['a parameter of SSM, whose default is only its name', { Ref: 'Model' }, '${Model}', ['${Model}']],
  ['a parameter without default', { Ref: 'Open' }, '${Open}', ['${Open}']],
  ['an empty default alone', { Ref: 'Stage' }, '${Stage}', ['${Stage}']],
  ['an empty default in a text', { 'Fn::Sub': 'a${Stage}b' }, 'ab', []],
  ['a pseudo parameter', { Ref: 'AWS::Region' }, '${AWS::Region}', ['${AWS::Region}']],
  ['an attribute', { 'Fn::GetAtt': ['Role', 'Arn'] }, '${Role.Arn}', ['${Role.Arn}']],
  ['an attribute in one text', { 'Fn::GetAtt': 'Role.Arn' }, '${Role.Arn}', ['${Role.Arn}']],
  ['Fn::Sub', { 'Fn::Sub': 'Call ${Phone} in ${AWS::Region}, ${Role.Arn}, ${!Kept}. {{question}}' },
    'Call +1-800-555-0100 in ${AWS::Region}, ${Role.Arn}, ${Kept}. {{question}}', ['${AWS::Region}', '${Role.Arn}']],
  ['Fn::Sub with values', {
    'Fn::Sub': ['${Who}, ${Who}: ${Limit}', { Who: { 'Fn::Join': ['-', ['a', { Ref: 'Phone' }]] } }],
  },
  'a-+1-800-555-0100, a-+1-800-555-0100: 300', []],
  ['Fn::Join', { 'Fn::Join': [', ', { Ref: 'Stops' }] }, 'a, b', []],
  ['Fn::Join over a list that is not known', { 'Fn::Join': [',', { 'Fn::GetAZs': '' }] }, '${Fn::Join ,}', [
    '${Fn::GetAZs}', '${Fn::Join ,}',
  ]],
  ['Fn::Select', { 'Fn::Select': ['1', { Ref: 'Stops' }] }, 'b', []],
  ['Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': ['|', 'a|b'] }] }, 'b', []],
  ['Fn::Split of what is not known', { 'Fn::Split': ['|', { 'Fn::ImportValue': 'x' }] }, ['${Fn::ImportValue x}'], [
    '${Fn::ImportValue x}',
  ]],
  ['Fn::Split that is none', { 'Fn::Split': ['', 'a'] }, '${Fn::Split a}', ['${Fn::Split a}']],
  ['Fn::FindInMap with a default', {
    'Fn::FindInMap': ['Models', 'large', 'Id', { DefaultValue: { Ref: 'Phone' } }],
  }, '+1-800-555-0100', []],
  ['Fn::FindInMap by Region with a default', {
    'Fn::FindInMap': ['Models', { Ref: 'AWS::Region' }, 'Id', { DefaultValue: 1 }],
  }, '${Fn::FindInMap Models}', ['${Fn::FindInMap Models}']],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['Models', 'small', 'Id'] }, 'amazon.nova-lite-v1:0', []],
  ['Fn::FindInMap by Region', {
    'Fn::FindInMap': ['Models', { Ref: 'AWS::Region' }, 'Id'],
  }, '${Fn::FindInMap Models}', ['${Fn::FindInMap Models}']],
  ['Fn::ImportValue', { 'Fn::ImportValue': 'other' }, '${Fn::ImportValue other}', ['${Fn::ImportValue other}']],
  ['Fn::If that is decided', { 'Fn::If': ['Either', 1, 2] }, 1, []],
  ['Fn::If that is not', { 'Fn::If': ['IsOpen', 1, 2] }, '${Fn::If IsOpen}', ['${Fn::If IsOpen}']],
  ['one condition that does not hold of several', { 'Fn::If': ['Both', 1, 2] }, 2, []],
  ['two questions about one unknown value', { 'Fn::If': ['Neither', 1, 2] }, '${Fn::If Neither}', [
    '${Fn::If Neither}',
  ]],
  ['a condition that leads to itself', { 'Fn::If': ['Circle', 1, 2] }, '${Fn::If Circle}', ['${Fn::If Circle}']],
  ['no value', {
    a: { 'Fn::If': ['HasStage', 1, { Ref: 'AWS::NoValue' }] }, b: [{ Ref: 'AWS::NoValue' }, 2],
  }, { b: [2] }, []],
  ['a name that every object has', { Ref: 'toString' }, '${toString}', ['${toString}']],
])('%s', (_, json, value, unknown) => {
  const before = JSON.stringify(json);
  expect(new Deployment(TEMPLATE).see(json)).toEqual({ value, unknown });
  expect(JSON.stringify(json)).toBe(before);
});

test('without a template, names stand for all that it would say', () => {
  expect(new Deployment(undefined).see([{ Ref: 'Phone' }, { 'Fn::If': ['A', 1, 2] }]).value)
    .toEqual(['${Phone}', '${Fn::If A}']);
});

test.each<[string, () => unknown]>([
  ['nested deeply', () => Array.from({ length: 100_000 })
    .reduce<unknown>((inner) => ({ 'Fn::Join': ['', [inner]] }), 'x')],
  ['texts that double with each level', () => Array.from({ length: 300 })
    .reduce<unknown>((inner) => ({ 'Fn::Sub': ['${a}${a}', { a: inner }] }), 'x')],
  ['a long default that is used often', () => ({ 'Fn::Sub': '${Phone}'.repeat(200_000) })],
])('%s: it ends, and soon', (_, make) => {
  const elapsed = stopwatch();
  new Deployment(TEMPLATE).see(make());
  expect(elapsed()).toBeLessThan(5000);
});
