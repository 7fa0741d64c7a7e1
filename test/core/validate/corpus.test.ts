/** The rules on their corpus, and on flows found in public code: exactly the findings that are written down. */
import { existsSync, readFileSync } from 'fs';
import { allRules, corpusCodes, expectedPath, filesOf, findingsOf, flows } from '../../../scripts/rules';
import { validate } from '../../../src/core/validate/validate';

const files = corpusCodes().flatMap(filesOf).map((file) => [file.name, file] as const);

describe('the corpus of rules', () => {
  test.each(files)('%s', (_, file) => {
    const expected = existsSync(expectedPath(file)) ? JSON.parse(readFileSync(expectedPath(file), 'utf8')) : [];
    expect(findingsOf(file)).toEqual(expected);
  });

  test.each(files.filter(([name]) => name.endsWith('/valid')))('%s has no finding at all', (_, file) => {
    expect(findingsOf(file)).toEqual([]);
  });

  test.each(files.filter(([name]) => !name.endsWith('/valid')))('%s has the finding that it is '
    + 'there for', (name, file) => {
    expect(findingsOf(file).map(({ code }) => code)).toContain(name.split('/')[0]);
  });

  test.each(allRules().map((rule) => [rule.code, rule.severity] as const))('the first example of %s is one of its '
    + 'severity', (code, severity) => {
    const [, first] = filesOf(code);
    expect(findingsOf(first).filter((finding) => finding.code === code).map((finding) => finding.severity))
      .toContain(severity);
  });
});

// what each flow has: errors first; a flow that is not here has nothing
const EXPECTED: { readonly [flow: string]: readonly string[] } = {
  '02': ['warning UnlimitedTokens'],
  '05': ['warning DraftReference'],
  '07': ['warning UnlimitedTokens'],
  '08': ['warning UnlimitedTokens'],
  '11': ['warning DraftReference'],
  '12': ['warning DraftReference'],
  '13': ['warning DraftReference'],
  '14': ['warning DraftReference'],
  '15': ['warning DraftReference'],
  '16': ['warning DraftReference'],
  '17': ['warning DraftReference'],
  '22': ['error MissingNodeInput', 'error UnknownNodeInput'],
  '23': ['warning IllegalName'],
  '33': ['warning RetiredKey'],
  '36': ['warning DraftReference'],
  '38': ['warning DraftReference'],
  '40': ['warning DraftReference'],
  '41': ['warning DraftReference'],
  '42': ['warning DraftReference'],
  '44': ['warning UnconnectedCondition'],
  '57': [
    'error MalformedConditionExpression', 'error MissingDefaultCondition', 'error MissingNodeInput',
    'error MissingNodeOutput',
    'error UnknownNodeInput', 'error UnknownNodeOutput', 'warning UnconnectedCondition',
  ],
};

describe('flows found in public code', () => {
  test.each(flows().map((file) => [file.name, file] as const))('%s', (name, file) => {
    const found = [...new Set(findingsOf(file).map(({ severity, code }) => `${severity} ${code}`))].sort();
    expect(found).toEqual(EXPECTED[name] ?? []);
  });

  // what the corpus itself says of its flows
  const known = JSON.parse(readFileSync(`${__dirname}/../../corpus/expected.json`, 'utf8')) as {
    [flow: string]: { errors: string[] };
  };
  test.each(Object.entries(known))('%s has the errors that its corpus names', (name, { errors }) => {
    const found = findingsOf(flows().find((file) => file.name === name)!)
      .filter(({ severity }) => severity === 'error');
    expect([...new Set(found.map(({ code }) => code))].sort()).toEqual([...errors].sort());
  });
});

test('a finding carries the value that it is about', () => {
  const { definition } = filesOf('UnknownConnectionTarget')[1];
  expect(validate(definition).map(({ value }) => value)).toEqual(['Chekc']);
});

test('validating changes nothing, and says the same again', () => {
  for (const [, file] of files) {
    const before = JSON.stringify(file.definition);
    expect(findingsOf(file)).toEqual(findingsOf(file));
    expect(JSON.stringify(file.definition)).toBe(before);
  }
});
