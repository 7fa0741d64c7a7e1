/**
 * Random ordinary apps around published and unpublished flows: whatever is combined, what comes out can be deployed, or
 * says what to do.
 */
import * as fc from 'fast-check';
import { appOf } from './build';
import { hashedExports, isSaid, outcomeOf, tooLarge, versionsIn } from './judge';
import { appSpec, type AppSpec, type FlowSpec, largeAppSpec } from './spec';
import '../fast-check';

const RUNS = Number(process.env.APP_RUNS ?? 20);

function check(spec: AppSpec): void {
  const outcome = outcomeOf(() => appOf(spec));
  if (outcome.error !== undefined) {
    expect(isSaid(outcome.error) ? '' : outcome.error).toBe('');
    return;
  }
  const { templates } = outcome;
  expect(Object.entries(templates).flatMap(([name, template]) => tooLarge(name, template))).toEqual([]);
  expect(Object.values(templates).flatMap(hashedExports)).toEqual([]);
  const again = outcomeOf(() => appOf(spec));
  expect(JSON.stringify(again)).toBe(JSON.stringify(outcome));
}

test('an app can be deployed, or says what is wrong and where; and it is the same each time', () => {
  fc.assert(fc.property(appSpec, check), { numRuns: RUNS });
});

test('so does one of many flows', () => {
  fc.assert(fc.property(largeAppSpec, check), { numRuns: Math.ceil(RUNS / 10) });
});

describe('the version of a flow is another exactly when the definition, role, key or pinned concurrency is', () => {
  const change = (part: Partial<FlowSpec>) => ({ flows: [first, ...others], ...app }: AppSpec): AppSpec => (
    { ...app, flows: [{ ...first, ...part }, ...others] });
  const published = appSpec.map((spec) => change({
    publishing: 'an alias',
    role: 'own',
    key: 'none',
    words: 'Answer',
    versions: {},
    name: undefined,
    description: undefined,
    tags: undefined,
    grants: [],
    nodes: [{ kind: 'an inline prompt', text: 'literal' }, ...spec.flows[0].nodes],
  })(spec));
  const moved = (spec: AppSpec, how: (spec: AppSpec) => AppSpec): string => {
    const [before, after] = [outcomeOf(() => appOf(spec)), outcomeOf(() => appOf(how(spec)))];
    // what can't be deployed has no versions
    if (before.error !== undefined || after.error !== undefined) { return 'stopped'; }
    return ids(before.templates) === ids(after.templates) ? 'same' : 'another';
  };
  const ids = (templates: Parameters<typeof versionsIn>[0]) => versionsIn(templates)
    .filter((id) => id.startsWith('F0x0')).join();
  const renamed = (spec: AppSpec): AppSpec => ({ ...spec, beforeName: 'another-base' });
  const tagged = (spec: AppSpec): AppSpec =>
    ({ ...spec, aspects: [...new Set([...spec.aspects, 'tags', 'tags of the deployment'] as const)] });

  test.each<[string, 'same' | 'another', (spec: AppSpec) => AppSpec]>([
    ['words', 'another', change({ words: 'Sum up' })],
    ['node', 'another', change({ nodes: [{ kind: 'a knowledge base', text: 'literal' }] })],
    ['role', 'another', change({ role: 'given' })],
    ['joined role', 'another', change({ role: 'imported with a joined ARN' })],
    ['key', 'another', change({ key: 'new' })],
    ['joined key', 'another', change({ key: 'with a joined ARN' })],
    ['concurrency', 'another', change({ versions: { concurrency: 5 } })],
    ['name', 'same', change({ name: 'joined' })],
    ['description', 'same', change({ description: 'joined' })],
    ['tags', 'same', change({ tags: 'joined' })],
    ['grants', 'same', change({ grants: ['a bucket to the flow', 'a statement', 'the alias to an account'] })],
    ['another alias', 'same', change({ publishing: 'two aliases' })],
    ['retention', 'same', change({ versions: { retained: 3 } })],
    ['another name of the stack it takes things from', 'same', renamed],
    ['tags of the app', 'same', tagged],
  ])('%s: %s', (_, expected, how) => {
    let seen = 0;
    fc.assert(fc.property(published, (spec) => {
      const found = moved(spec, how);
      if (found !== 'stopped') {
        seen++;
        expect(found).toBe(expected);
      }
    }), { numRuns: Math.ceil(RUNS / 10) });
    expect(seen).toBeGreaterThan(0);
  });
});
