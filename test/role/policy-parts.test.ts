/** Statements divided among managed policies: nothing is lost or added, and each part fits. */
import * as fc from 'fast-check';
import { canonical } from '../../src/core/model/canonical';
import { documentOf, lengthOf, POLICY_CHARACTERS, policyParts, type Statement } from '../../src/role/policy-parts';

const text = (length: number, letter = 'x') => `arn:aws:s3:::${letter.repeat(length - 13)}`;
const allow = (action: string, ...resources: unknown[]): Statement => (
  { Action: action, Effect: 'Allow', Resource: resources.length === 1 ? resources[0] : resources });
/** Each action on each resource. */
const singles = (statements: readonly Statement[]) => (
  statements.flatMap(({ Resource, ...rest }) => [Resource].flat().map((one) => canonical({ ...rest, one }))));

test('what fits into one is left as it is', () => {
  const statements = [allow('a:B', 'x', 'y'), allow('c:D', 'z')];
  expect(policyParts(statements)).toEqual([statements]);
  expect(policyParts([])).toEqual([]);
});

test('resources of one statement may go to two', () => {
  const [one, two, three, four] = ['a', 'b', 'c', 'd'].map((letter) => text(2500, letter));
  expect(policyParts([allow('s3:GetObject', one, two, three), allow('s3:PutObject', four)])).toEqual([
    [allow('s3:GetObject', one, two)], [allow('s3:GetObject', three), allow('s3:PutObject', four)],
  ]);
});

test('statements without resources stay whole, and what differs in more than its resources apart', () => {
  const statements = [{
    Effect: 'Deny', Action: 'a:B', NotResource: text(3040),
  }, { Effect: 'Deny', Action: 'a:B', NotResource: text(3040, 'y') }, allow('c:D', text(1000))];
  expect(policyParts(statements)).toEqual([[statements[0]], statements.slice(1)]);
});

test('the limit is that of IAM, to the character', () => {
  const beside = JSON.stringify(documentOf([allow('a:B', '')])).length;
  const longest = 'x'.repeat(POLICY_CHARACTERS - beside - 8);
  expect(policyParts([allow('a:B', longest, 'yz')]).map((part) => JSON.stringify(documentOf(part)).length))
    .toEqual([6143]);
  expect(policyParts([allow('a:B', longest, 'yzz')]).map((part) => JSON.stringify(documentOf(part)).length))
    .toEqual([6144]);
  expect(policyParts([allow('a:B', longest, 'yzzz')])).toHaveLength(2);
});

test('what is too long by itself is alone', () => {
  expect(policyParts([allow('a:B', 'x', text(7000), 'z')]))
    .toEqual([[allow('a:B', 'x')], [allow('a:B', text(7000))], [allow('a:B', 'z')]]);
});

test.each<[string, unknown, number]>([
  ['plain JSON', {
    a: ['x', 1, true, null, []], b: {}, c: { d: 'e"f' },
  }, JSON.stringify({ a: ['x', 1, true, null, []], b: {}, c: { d: 'e"f' } }).length],
  ['a reference', { Ref: 'Bucket' }, 152],
  ['an account', { Ref: 'AWS::AccountId' }, 14],
  ['an ARN that is put together', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::b']] }, 2 + 4 + 10 + 7],
  ['a list of which the pieces are not known', { 'Fn::Join': [',', { Ref: 'List' }] }, 152],
])('the length of %s', (_, value, length) => {
  expect(lengthOf(value)).toBe(length);
});

test('whatever the statements: the same is allowed, each part fits, and no two neighbours would fit into one', () => {
  const resource = fc.tuple(fc.integer({ min: 1, max: 3000 }), fc.constantFrom('a', 'b', 'c'))
    .map(([length, letter]) => letter.repeat(length));
  const statement = fc.record({
    action: fc.constantFrom('a:A', 'b:B', 'c:C'), resources: fc.array(resource, { minLength: 1, maxLength: 6 }),
  });
  fc.assert(fc.property(fc.array(statement, { maxLength: 6 }), (all) => {
    const statements = all.map(({ action, resources }) => allow(action, ...resources));
    const parts = policyParts(statements);
    expect(parts.flatMap(singles)).toEqual(singles(statements));
    for (const part of parts) {
      expect(JSON.stringify(documentOf(part)).length).toBeLessThanOrEqual(POLICY_CHARACTERS);
    }
    parts.slice(1).forEach((part, at) => {
      const [first] = part;
      const next = [...parts[at], { ...first, Resource: [first.Resource].flat()[0] }];
      expect(lengthOf(documentOf(next))).toBeGreaterThan(POLICY_CHARACTERS - 100);
    });
  }));
});
