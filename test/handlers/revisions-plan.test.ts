/** What is pruned, decided over what there is. */
import * as fc from 'fast-check';
import { type Alias, planPromptVersions, planPruning, planTeardown } from '../../handlers/revisions/plan';
import { runs } from '../fast-check';

const version = fc.integer({ min: 1, max: 12 }).map(String);
const world = fc.uniqueArray(version, { maxLength: 10 }).chain((versions) => fc.record({
  versions: fc.shuffledSubarray(versions, { minLength: versions.length }),
  aliases: versions.length === 0
    ? fc.constant([]) : fc.array(fc.constantFrom(...versions).chain((target) => fc.constantFrom(
      { name: `pinned-${target}`, versions: [target] }, { name: 'live', versions: [target] },
      { name: 'pinned-by-hand', versions: [target] },
    )), { maxLength: 10 }),
}));
const named = (aliases: readonly Omit<Alias, 'id'>[]) => aliases.map((alias, at) => ({ id: `A${at}`, ...alias }));
const summary = (versions: readonly string[]) => versions.map((one) => ({ version: one }));
const NOTHING_KEPT = { kept: new Set<string>() };
const newest = (versions: readonly string[], count: number) =>
  [...versions].sort((left, right) => Number(right) - Number(left)).slice(0, count);

test('kept are the newest, what is in use, and what an alias names; all else goes', () => {
  fc.assert(fc.property(world, fc.integer({ min: 2, max: 7 }), fc.array(version,
    { maxLength: 2 }), ({ versions, aliases }, keep, inUse) => {
    const all = named(aliases);
    const plan = planPruning(summary(versions), all, { keep, inUse });
    const called = all.filter(({ name }) => !/^pinned-\d+$/.test(name)).flatMap((one) => one.versions);
    const kept = new Set([...newest(versions, keep), ...inUse, ...called]);
    expect([...plan.versions].sort()).toEqual(versions.filter((one) => !kept.has(one)).sort());

    const gone = all.filter(({ id }) => plan.aliases.includes(id));
    expect(gone.every(({ name, versions: [target] }) => name === `pinned-${target}` && plan.versions.includes(target)))
      .toBe(true);
    // nothing that is left leads to what goes
    const leadTo = all.filter(({ id }) => !plan.aliases.includes(id)).flatMap((one) => one.versions);
    expect(leadTo.filter((one) => plan.versions.includes(one))).toEqual([]);
  }), { numRuns: runs(1000) });
});

test('numbers are numbers: 10 is newer than 9', () => {
  expect(planPruning(summary(['9', '10', '2']), [], { keep: 2, inUse: [] }).versions).toEqual(['2']);
});

test('the working draft is not a version', () => {
  expect(planPruning(summary(['DRAFT', '1', '2']), [], { keep: 2, inUse: [] }).versions).toEqual([]);
  expect(planTeardown(summary(['DRAFT', '1']), [], NOTHING_KEPT).plan.versions).toEqual(['1']);
});

test.each([0, 1, NaN, -3])('fewer than two are never kept: %s', (keep) => {
  expect(planPruning(summary(['1', '2', '3']), [], { keep, inUse: [] }).versions).toEqual(['1']);
});

test('a pinned alias that was pointed elsewhere stays, and so does what it leads to only if that is kept', () => {
  const aliases = [{ id: 'A', name: 'pinned-1', versions: ['3'] }, { id: 'B', name: 'pinned-2', versions: [] }];
  expect(planPruning(summary(['1', '2', '3', '4']), aliases, { keep: 2, inUse: [] }))
    .toEqual({ aliases: [], versions: ['2', '1'] });
});

describe('a teardown', () => {
  const aliases = [
    { id: 'A', name: 'pinned-1', versions: ['1'] }, { id: 'B', name: 'mine', versions: ['2'] },
    { id: 'C', name: 'pinned-2', versions: ['2'] },
  ];

  test('takes versions and their pinned aliases, and leaves what an alias of somebody leads to', () => {
    expect(planTeardown(summary(['1', '2']), aliases, NOTHING_KEPT))
      .toEqual({ plan: { aliases: ['A'], versions: ['1'] }, inUse: new Set(['2']) });
  });

  test('leaves what the template has', () => {
    expect(planTeardown(summary(['1', '2', '3']), aliases, { kept: new Set(['1']) }).plan)
      .toEqual({ aliases: [], versions: ['3'] });
  });

  test('of a role takes what ran with it', () => {
    const versions = [{ version: '1', role: 'Old' }, { version: '3', role: 'New' }, { version: '4' }];
    expect(planTeardown(versions, aliases, { kept: new Set(), role: 'Old' }).plan)
      .toEqual({ aliases: ['A'], versions: ['1'] });
  });
});

describe('versions of prompts', () => {
  const naming = (arn: string) => ({ version: '1', definition: JSON.stringify({ promptArn: arn }) });
  const arn = 'arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPT0001';

  test('stay as long as a definition names them', () => {
    expect(planPromptVersions('PROMPT0001', ['DRAFT', '1', '2', '11'], [naming(`${arn}:1`)])).toEqual(['2', '11']);
  });

  test('stay, all of them, where one definition can not be read', () => {
    expect(planPromptVersions('PROMPT0001', ['1', '2'], [naming(`${arn}:1`), { version: '2' }])).toEqual([]);
  });
});
