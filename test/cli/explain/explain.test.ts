import { exampleOf } from '../../../cli/explain/examples';
import { sampleFlow } from '../../../cli/explain/sample-flows';
import { POLICY_ROWS } from '../../../src/core/policy/rules';
import { CONSTRUCTS_ONLY } from '../../../src/core/validate/constructs-only';
import { READING } from '../../../src/core/validate/reading';
import { RULES } from '../../../src/core/validate/registry';
import { validate } from '../../../src/core/validate/validate';
import { cli } from '../support';

const explain = async (code: string) => cli(['validate', '--explain', code]);

test.each([...RULES, ...READING].map((rule) => [rule.code, rule] as const))('%s', async (code, rule) => {
  const { code: exit, out, err } = await explain(code);
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(out.split('\n')[0]).toBe(`${code} (${rule.severity})`);
  for (const part of [rule.meaning, rule.remedy, rule.source, rule.confidence]) { expect(out).toContain(part); }
  expect(exampleOf(code)?.finding.code).toBe(code);
  expect(out).toContain(`[${code}]`);
});

test.each(
  ['NoFlow', 'UnreadableInput', 'Usage', ...[...CONSTRUCTS_ONLY, ...POLICY_ROWS].map(({ code }) => code)],
)('%s has an explanation', async (code) => {
  expect(await explain(code)).toMatchObject({ code: 0, err: '' });
});

test('the samples have no fault of their own', () => {
  expect([...validate(sampleFlow('triage')), ...validate(sampleFlow('refine'))]).toEqual([]);
});

test('the whole of it', async () => {
  expect((await explain('missingdefaultcondition')).out).toBe([
    'MissingDefaultCondition (error)',
    `  rule        ${ruleOf('MissingDefaultCondition').meaning}`,
    `  remedy      ${ruleOf('MissingDefaultCondition').remedy}`,
    `  source      ${ruleOf('MissingDefaultCondition').source}`,
    '  confidence  documented: the source says so',
    '  example     nodes[2].configuration.condition.conditions[1]: {"name":"other","expression":"category == '
      + '\\"other\\""}',
    `              ${lineFor('MissingDefaultCondition')}`,
    '',
  ].join('\n'));
});

test.each([
  ['MisingDefaultCondition', "bedrock-flows: error: 'MisingDefaultCondition' is not a code; did you mean "
    + "'MissingDefaultCondition'? [Usage]"],
  ['foreignvalu', "bedrock-flows: error: 'foreignvalu' is not a code; did you mean 'ForeignValue'? [Usage]"],
])('%s', async (code, line) => {
  expect(await explain(code)).toEqual({ code: 2, out: '', err: `${line}\n` });
});

test('nothing near', async () => {
  const { code, err } = await explain('xyz');
  expect(code).toBe(2);
  expect(err)
    .toMatch(/^bedrock-flows: error: 'xyz' is not a code; the codes are 'AmbiguousCondition', .* \[Usage\]\n$/);
});

const ruleOf = (code: string) => RULES.find((rule) => rule.code === code)!;

function lineFor(code: string): string {
  const { finding } = exampleOf(code)!;
  return `[${finding.node}] ${finding.message}; ${finding.remedy} [${code}]`;
}
