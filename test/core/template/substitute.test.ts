import { substitute, type SubstituteOptions } from '../../../src/core/template';

const arn = { 'Fn::GetAtt': ['Fn', 'Arn'] };
const one = (text: string, substitutions: Record<string, unknown>, options?: SubstituteOptions) =>
  (substitute([text], substitutions, options).value as unknown[])[0];

describe('a text', () => {
  test.each<[string, string, Record<string, unknown>, unknown]>([
    ['that is the placeholder becomes the value', '${A}', { A: 'x' }, 'x'],
    ['becomes a number', '${A}', { A: 3 }, 3],
    ['becomes false', '${A}', { A: false }, false],
    ['becomes an intrinsic', '${A}', { A: arn }, arn],
    ['becomes even an object', '${A}', { A: { nodes: [] } }, { nodes: [] }],
    ['has texts and numbers spliced in', 'a ${A}-${B}${A}!', { A: 'x', B: 3 }, 'a x-3x!'],
    ['is filled in once only', '${A}', { A: '${B}', B: 'x' }, '${B}'],
    ['is filled in once only inside a longer text', '<${A}>', { A: '${B}', B: 'x' }, '<${B}>'],
    ['with an intrinsic becomes Fn::Sub', 'call ${A} as ${B}', { A: arn, B: 'x' }, {
      'Fn::Sub': ['call ${A} as x', { A: arn }],
    }],
    ['keeps other placeholders literal in Fn::Sub', 'call ${A} with ${user}', { A: arn }, {
      'Fn::Sub': ['call ${A} with ${!user}', { A: arn }],
    }],
    ['keeps spliced placeholders literal in Fn::Sub', '${A} ${B}', { A: arn, B: 'see ${C}' }, {
      'Fn::Sub': ['${A} see ${!C}', { A: arn }],
    }],
    ['names an intrinsic once however often it is used', '${A}/${A}', { A: arn }, {
      'Fn::Sub': ['${A}/${A}', { A: arn }],
    }],
    ['with a CDK token in it becomes Fn::Join', '${A} ${Token[X.1]}', { A: arn }, {
      'Fn::Join': ['', [arn, ' ${Token[X.1]}']],
    }],
    ['with an escape in it becomes Fn::Join', '${A} ${!b}', { A: arn }, { 'Fn::Join': ['', [arn, ' ${!b}']] }],
    ['with an open brace in it becomes Fn::Join', '${A} ${', { A: arn }, { 'Fn::Join': ['', [arn, ' ${']] }],
    ['with a dollar before an intrinsic becomes Fn::Join', 'US$${A}', { A: arn }, { 'Fn::Join': ['', ['US$', arn]] }],
    ['with a key that Fn::Sub would take for an attribute becomes Fn::Join', 'x${a.b}', { 'a.b': arn }, {
      'Fn::Join': ['', ['x', arn]],
    }],
    ['with a number token becomes Fn::Sub', 'x${A}', { A: -1.8881545897087626e+289 }, {
      'Fn::Sub': ['x${A}', { A: -1.8881545897087626e+289 }],
    }],
    ['has a text token spliced in', 'x${A}', { A: '${Token[X.1]}' }, 'x${Token[X.1]}'],
    ['without a dollar is left alone', 'x {A} {{A}}', { A: 1 }, 'x {A} {{A}}'],
    ['with expressions is left alone', '$.data.A', { A: 1 }, '$.data.A'],
  ])('%s', (_, text, substitutions, expected) => {
    expect(one(text, substitutions)).toEqual(expected);
  });
});

test('dollar names of published templates are an option, longest name first', () => {
  const given = { modelId: '$$MODEL_ID', text: 'a $$A $$AB ${A} costs $$5 or $$Ab' };
  const values = { MODEL_ID: 'm', A: 'x', AB: 'y' };
  const { value, problems } = substitute(given, values, { withDollars: true });
  expect(value).toEqual({ modelId: 'm', text: 'a x y x costs $$5 or $$Ab' });
  expect(problems).toEqual([]);
  expect(substitute(given, values).value).toEqual({ modelId: '$$MODEL_ID', text: 'a $$A $$AB x costs $$5 or $$Ab' });
  expect(one('$$A of ${x}', { A: arn }, { withDollars: true })).toEqual({ 'Fn::Sub': ['${A} of ${!x}', { A: arn }] });
  expect(substitute(['$$MODEL'], {}, { withDollars: true }).problems)
    .toMatchObject([{ message: 'uses $$MODEL, which has no substitution', remedy: 'give \'MODEL\' a value' }]);
});

test('texts at any depth are filled in, keys and intrinsics are not', () => {
  const json = { '${A}': [{ x: '${A}' }], 'y': { 'Fn::Sub': '${A}' } };
  expect(substitute(json, { A: 'v' }).value).toEqual({ '${A}': [{ x: 'v' }], 'y': { 'Fn::Sub': '${A}' } });
});

test('what has no value, and what is not used, is reported by name', () => {
  const { value, problems } = substitute(
    { Nodes: [{ Name: 'x', Other: '${PromtArn} ${PromtArn}' }, '${Zzz} ${!no} ${Token[X.1]}'] }, { PromptArn: 'p' },
  );
  expect(value).toEqual({ Nodes: [{ Name: 'x', Other: '${PromtArn} ${PromtArn}' }, '${Zzz} ${!no} ${Token[X.1]}'] });
  expect(problems.map(({ code, path, message, remedy }) => `[${path}] ${message}; ${remedy} [${code}]`)).toEqual([
    '[nodes[0].other] uses ${PromtArn}, which has no substitution; did you mean \'PromptArn\'? [IllegalValue]',
    '[nodes[1]] uses ${Zzz}, which has no substitution; give \'Zzz\' a value [IllegalValue]',
    '[substitutions] has \'PromptArn\', but no text uses ${PromptArn}; did you mean \'PromtArn\'? [UnknownKey]',
  ]);
});

test.each<[string, string[], Record<string, unknown>, SubstituteOptions, string]>([
  ['nothing is open', ['${Used}'], { Used: 1, Spare: 1 }, {}, '[substitutions] has \'Spare\', but no text uses '
    + '${Spare}; remove it'],
  ['one is open', ['${Other}'], { Spare: 1 }, {}, '[substitutions] has \'Spare\', but no text uses ${Spare}; remove '
    + 'it, or rename it to one of \'Other\''],
  ['the user calls them otherwise', [], { Spare: 1 }, { called: 'values' },
    '[values] has \'Spare\', but no text uses ${Spare}; remove it'],
])('a substitution that is not used, where %s', (_, json, substitutions, options, expected) => {
  const said = substitute(json, substitutions, options).problems
    .map(({ path, message, remedy }) => `[${path}] ${message}; ${remedy}`);
  expect(said[said.length - 1]).toBe(expected);
});

test('a value that is not a string can\'t go into a longer text', () => {
  const { value, problems } = substitute(['a ${A}', 'b ${A} ${B}'], { A: [1], B: 'x' });
  expect(value).toEqual(['a ${A}', 'b ${A} x']);
  expect(problems.map((problem) => problem.message)).toEqual(Array(2).fill('has ${A} inside a longer string, and its '
    + 'value is not a string'));
});

test('names of Object.prototype are no substitutions', () => {
  expect(substitute(['${constructor}', '${__proto__} x'], {}).value).toEqual(['${constructor}', '${__proto__} x']);
  const own = JSON.parse('{ "__proto__": { "Ref": "X" } }') as Record<string, unknown>;
  expect(substitute(['x ${__proto__}'], own).value).toEqual([{ 'Fn::Join': ['', ['x ', { Ref: 'X' }]] }]);
});
