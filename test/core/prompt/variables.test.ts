import * as fc from 'fast-check';
import { promptVariables, spacedVariable, unfinishedVariables } from '../../../src/core/prompt/variables';
import { stopwatch } from '../../stopwatch';

test.each<[string, readonly string[]]>([
  ['', []],
  ['no variables', []],
  ['{{topic}}', ['topic']],
  ['{{b}} and {{a}} and {{b}}', ['b', 'a']],
  ['{{user_input}}{{user-input}}{{1st}}', ['user_input', 'user-input', '1st']],
  ['{{{topic}}}', ['topic']],
  ['{topic} {{}} {{ topic }} {{to pic}} {{topic} }', []],
  ['{{a}}}}{{{{b}}', ['a', 'b']],
  ['{{_a}} {{-a}} {{größe}} {{a.b}} {{a\nb}}', []],
  ['line\n{{topic}}\nline', ['topic']],
  ['JSON: {"a": {"b": {{value}}}}', ['value']],
])('%j has %j', (text, variables) => {
  expect(promptVariables(text)).toEqual(variables);
});

test.each<[string, string | undefined]>([
  ['{{topic}}', undefined],
  ['{{ topic }}', '{{ topic }}'],
  ['{{topic }}', '{{topic }}'],
  ['{{\ttopic}}', '{{\ttopic}}'],
  ['{{topic}} and {{ name}}', '{{ name}}'],
  ['{{ }} {{a b}} { {topic} } {{ ö }}', undefined],
])('%j: %j is spaced', (text, spaced) => {
  expect(spacedVariable(text)).toBe(spaced);
});

test.each<[string, readonly (readonly [string, string])[]]>([
  ['{{topic}} {{{name}}}', []],
  ['{topic} and ${name}', [['topic', '{topic}'], ['name', '${name}']]],
  ['{{topic', [['topic', '{{topic']]],
  ['{{topic} {{name.first}}', [['topic', '{{topic}'], ['name', '{{name']]],
  ['{"topic": {a b}, { name }, {größe}} {topic', []],
])('%j has %j unfinished', (text, unfinished) => {
  expect([...unfinishedVariables(text)]).toEqual(unfinished);
});

const name = fc.stringMatching(/^[0-9a-zA-Z]([0-9a-zA-Z_-]){0,10}$/);
const filler = fc.string().map((text) => text.replace(/[{}]/g, ' '));

test('every variable of a text is found, once, in order', () => {
  fc.assert(fc.property(fc.array(fc.tuple(filler, name), { maxLength: 8 }), filler, (parts, end) => {
    const text = parts.map(([before, variable]) => `${before}{{${variable}}}`).join('') + end;
    expect(promptVariables(text)).toEqual([...new Set(parts.map(([, variable]) => variable))]);
    expect(spacedVariable(text)).toBeUndefined();
  }));
});

test('long texts take no time', () => {
  const elapsed = stopwatch();
  for (const unit of ['{', '{{', '{{ ', '{{a', '}}', '{{ a', ' ']) {
    promptVariables(unit.repeat(50_000));
    spacedVariable(unit.repeat(50_000));
    unfinishedVariables(unit.repeat(50_000));
  }
  expect(elapsed()).toBeLessThan(5000);
});
