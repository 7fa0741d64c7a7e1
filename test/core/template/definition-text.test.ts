import * as fc from 'fast-check';
import { anyJson } from './arbitrary';
import { definitionText } from '../../../src/core/template';
import { jsonError } from '../../../src/core/template/json-syntax';
import { runs } from '../../fast-check';

const join = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
const ref = { Ref: 'X' };
const att = { 'Fn::GetAtt': ['F', 'Arn'] };

describe('texts', () => {
  test.each<[string, unknown, unknown]>([
    ['plain', '{"nodes":[]}', { nodes: [] }],
    ['with a byte order mark', '\uFEFF{}', {}],
    ['with placeholders', '{"a":"${b} {{c}}"}', { a: '${b} {{c}}' }],
    ['with bare placeholders', '{"a":${b}, "c": [ ${d}, "${e}" ]}', { a: '${b}', c: ['${d}', '${e}'] }],
    ['with dollars in texts', '{"a":"$ ${ \\"${x}\\" $5"}', { a: '$ ${ "${x}" $5' }],
    ['a join of text alone', join('{"a":', '"b"', '}'), { a: 'b' }],
    ['an intrinsic that is a whole text', join('{"a":"', ref, '"}'), { a: ref }],
    ['an intrinsic that is a bare value', join('{"a":', ref, ',"b":[', att, ']}'), { a: ref, b: [att] }],
    ['an intrinsic inside a text', join('{"a":"arn:', ref, ':x"}'), { a: join('arn:', ref, ':x') }],
    ['two intrinsics and nothing between', join('{"a":"', ref, att, '"}'), { a: join(ref, att) }],
    ['quotes and line breaks beside an intrinsic', join('{"a":"say \\"', ref, '\\"\\n"}'), {
      a: join('say "', ref, '"\n'),
    }],
    ['a join inside the join', join('{"a":"', join('x', ref), '"}'), { a: join('x', ref) }],
    ['another function inside the join', join('{"a":"', { 'Fn::Sub': 'x${Y}' }, '"}'), { a: { 'Fn::Sub': 'x${Y}' } }],
    ['a join with a delimiter inside the join', join('{"a":"', { 'Fn::Join': ['-', ['x', ref]] }, '"}'), {
      a: { 'Fn::Join': ['-', ['x', ref]] },
    }],
    ['escapes in the literals of an intrinsic', join('{"a":"', { 'Fn::Select': [0, ['\\"q\\"', '\\n']] }, '"}'), {
      a: { 'Fn::Select': [0, ['"q"', '\n']] },
    }],
    ['numbers among the parts', join('{"a":', 5, '}'), { a: 5 }],
    ['Fn::Sub', { 'Fn::Sub': '{"a":"${X}","b":"${F.Arn}","c":"${AWS::Region}-1"}' }, {
      a: ref, b: att, c: join({ Ref: 'AWS::Region' }, '-1'),
    }],
    ['Fn::Sub with variables', { 'Fn::Sub': ['{"a":"${v}","b":"${t}!","c":"${X}"}', { v: att, t: 'x' }] }, {
      a: att, b: 'x!', c: ref,
    }],
    ['Fn::Sub with escapes', { 'Fn::Sub': '{"a":"${!key} ${X}","b":"${! b}"}' }, {
      a: join('${key} ', ref), b: '${ b}',
    }],
    ['Fn::Sub with a bare value', { 'Fn::Sub': '{"a":${X}}' }, { a: ref }],
    ['an attribute with dots', { 'Fn::Sub': '{"a":"${F.Outputs.Arn}"}' }, {
      a: { 'Fn::GetAtt': ['F', 'Outputs.Arn'] },
    }],
    ['the private character it would mark with', join('{"a":"\uE000', ref, '"}'), { a: join('\uE000', ref) }],
    ['an own __proto__', '{"__proto__":{"a":1}}', JSON.parse('{"__proto__":{"a":1}}')],
  ])('%s', (_, text, expected) => {
    const { value, problems } = definitionText(text);
    expect(problems).toEqual([]);
    expect(JSON.stringify(value)).toBe(JSON.stringify(expected));
  });
});

test.each<[string, unknown]>([
  ['a parameter', { Ref: 'P' }], ['a list to join that is not there yet', { 'Fn::Join': ['', { Ref: 'List' }] }],
  ['a join with another delimiter', { 'Fn::Join': [',', ['{', '}']] }], ['Fn::Sub of a number', { 'Fn::Sub': 5 }],
  ['null', null], ['a number', 5], ['a list', ['{}']],
])('%s can\'t be read', (_, text) => {
  const { value, problems } = definitionText(text);
  expect(value).toBeUndefined();
  expect(problems.map((problem) => problem.message)).toEqual(['the text of the definition is known only at '
    + 'deployment']);
});

test('an intrinsic for a key is reported, the value stays', () => {
  const { value, problems } = definitionText(join('{"a":{"', ref, '":1}}'));
  expect(value).toEqual({ a: { '{"Ref":"X"}': 1 } });
  expect(problems.map(({ path, message }) => `${path} ${message}`)).toEqual(['a has \'{"Ref":"X"}\' for a key']);
});

describe('syntax errors', () => {
  test.each<[string, string]>([
    ['', 'is not JSON at line 1, column 1: the text ends, but a value is expected'],
    ['{"a":1,}', 'is not JSON at line 1, column 8 (\'}\'): a key in double quotes is expected after the comma'],
    ['{\n  "a": 1\n  "b": 2\n}', 'is not JSON at line 3, column 3 (\'"b": 2 }\'): \',\' or \'}\' is expected'],
    ['[1 2]', 'is not JSON at line 1, column 4 (\'2]\'): \',\' or \']\' is expected'],
    ['[1,]', 'is not JSON at line 1, column 4 (\']\'): a value is expected after the comma'],
    ['{"a" 1}', 'is not JSON at line 1, column 6 (\'1}\'): \':\' is expected'],
    ['{a:1}', 'is not JSON at line 1, column 2 (\'a:1}\'): a key in double quotes is expected'],
    ['{"a":\'x\'}', 'is not JSON at line 1, column 6 (\'\'x\'}\'): a value is expected, not a single quote'],
    ['{"a":"x', 'is not JSON at line 1, column 6 (\'"x\'): the string that begins here is not closed'],
    ['{"a":"x\ny"}', 'is not JSON at line 1, column 8 (\' y"}\'): a string can\'t contain a line break or control '
      + 'character; write it as \\n or \\u00XX'],
    ['{"a":"\\x"}', 'is not JSON at line 1, column 7 (\'\\x"}\'): only \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX '
      + 'can follow a backslash'],
    ['{} (END)', 'is not JSON at line 1, column 4 (\'(END)\'): nothing may follow'],
    ['nodes:\n  - name: A', 'is not JSON at line 1, column 1 (\'nodes: - name: A\'): a value is expected'],
    ['{"a": 01}', 'is not JSON at line 1, column 8 (\'1}\'): \',\' or \'}\' is expected'],
    ['["\\u0041\\u00e9",]', 'is not JSON at line 1, column 17 (\']\'): a value is expected after the comma'],
    ['// mine\n{}', 'is not JSON at line 1, column 1 (\'// mine {}\'): a value is expected, not a comment'],
    ['{"a": 1 /* b */}', 'is not JSON at line 1, column 9 (\'/* b */}\'): \',\' or \'}\' is expected, not a comment'],
    ['{"a": True}', 'is not JSON at line 1, column 7 (\'True}\'): a value is expected, and True is true in JSON'],
    ['{', 'is not JSON at line 1, column 2: the text ends, but a key in double quotes is expected'],
  ])('%j', (text, message) => {
    const { value, problems } = definitionText(text);
    expect(value).toBeUndefined();
    expect(problems.map((problem) => problem.message)).toEqual([message]);
  });

  test('property: a place is found exactly where JSON.parse gives up', () => {
    const text = anyJson(4).map((json) => JSON.stringify(json, null, 1));
    const spoilt = fc.tuple(text, fc.nat(), fc.constantFrom('', '"', '\\', '{', '}', '[', ']', ',', ':', '0', '-', 'e',
      '.', 'null', '\n', '\t', '\u0001', ' ', 'u12'), fc.nat(3))
      .map(([json, at, insert, drop]) => json.slice(0, at % (json.length + 1)) + insert
        + json.slice(at % (json.length + 1) + drop))
      .filter((json) => !json.includes('$'));
    fc.assert(fc.property(spoilt, (json) => {
      let parses = true;
      try { JSON.parse(json); } catch { parses = false; }
      const error = jsonError(json);
      expect(error === undefined).toBe(parses);
      // up to that place there is something that can become JSON: the first error is not before what was inserted
      if (error) { expect(error.offset).toBeLessThanOrEqual(json.length); }
    }), { numRuns: runs(2000) });
  });
});

test('property: JSON text of any JSON is that JSON', () => {
  fc.assert(fc.property(anyJson(6), (json) => {
    expect(definitionText(JSON.stringify(json))).toEqual({ value: JSON.parse(JSON.stringify(json)), problems: [] });
  }));
});

test('property: any value is read without throwing', () => {
  fc.assert(fc.property(anyJson(5), anyJson(3), (json, other) => {
    for (const value of [
      json, { 'Fn::Sub': json }, { 'Fn::Sub': [json, other] }, { 'Fn::Join': json }, { 'Fn::Join': ['', json] },
      join(json, other),
    ]) {
      const { value: parsed, problems } = definitionText(value);
      expect(parsed === undefined).toBe(problems.some((problem) => !problem.message.endsWith('for a key')));
    }
  }), { numRuns: runs(300) });
});

test('joins and texts of great depth are no trouble', () => {
  let parts: unknown = '{}';
  for (let at = 0; at < 100_000; at++) { parts = join(parts); }
  expect(definitionText(parts)).toEqual({ value: {}, problems: [] });
  expect(definitionText(`${'['.repeat(100_000)}${']'.repeat(100_000)}`).problems).toEqual([]);
  expect(definitionText('['.repeat(100_000)).problems).toHaveLength(1);
});
