import { App, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import fc from 'fast-check';
import { SparseTokens } from '../../src/flow/sparse-tokens';

const stack = new Stack(new App(), 'Stack');
const named = Token.asString({ Ref: 'Named' });

/** Every form that a token has, and texts that only look like one. */
const tokens = fc.constantFrom<unknown>(
  { Ref: 'Plain' }, Fn.getAtt('Thing', 'Arn'), named, `before ${named} after`, Token.asNumber({ Ref: 'Number' }),
  Token.asList({ Ref: 'List' }), Lazy.any({ produce: () => ({ inside: [named] }) }),
  Lazy.any({ produce: () => undefined }),
  '${Token[nothing.1]}', '#{Token', '${name}', new Date(0),
);
const leaves = fc.oneof({
  weight: 3,
  arbitrary: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null),
    fc.constant(undefined)),
}, { weight: 1, arbitrary: tokens });
const keys = fc.oneof({ weight: 9, arbitrary: fc.string() }, {
  weight: 1,
  arbitrary: fc.constantFrom('a/b',
    'resolve', '${Token[nothing.2]}', Lazy.string({ produce: () => 'late' })),
})
  .filter((key) => key !== '__proto__'); // CDK makes a prototype of it
const { data } = fc.letrec<{ data: unknown; map: object; list: unknown[] }>((tie) => ({
  data: fc.oneof({ depthSize: 'medium' }, leaves, tie('map'), tie('list')),
  map: fc.dictionary(keys, tie('data'), { maxKeys: 5, noNullPrototype: true }),
  list: fc.array(tie('data'), { maxLength: 5 }),
}));

/** What the resolution gives, or that it fails. */
function outcome(value: unknown): unknown {
  try { return { is: stack.resolve(value) }; } catch { return 'an error'; }
}

test('data with few tokens resolves to what CDK makes of it', () => {
  fc.assert(fc.property(fc.record({ one: data, two: data }), (value) => {
    const sparse = new SparseTokens(() => value);
    expect(outcome(sparse)).toStrictEqual(outcome(value));
    expect(outcome({ again: [sparse, sparse] })).toStrictEqual(outcome({ again: [value, value] }));
  }), { numRuns: 500 });
});

test('what was resolved can be changed without changing the data', () => {
  const value = { list: [{ text: 'as it was' }], token: { name: named } };
  const sparse = new SparseTokens(() => value);
  const first = stack.resolve(sparse) as typeof value;
  first.list[0].text = 'changed';
  first.list.push({ text: 'new' });
  expect(stack.resolve(sparse)).toEqual({ list: [{ text: 'as it was' }], token: { name: { Ref: 'Named' } } });
});
