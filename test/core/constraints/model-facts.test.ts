/** The table of models: generated from its source, and what it answers. */
import { readFileSync } from 'fs';
import { idsOf, MODELS_FILE, modelsSource, modelTable } from '../../../scripts/models';
import { canCall, parseModelId, PROFILE_CALLERS } from '../../../src/core/constraints';
import { isSpokenOf, type ModelFacts, modelFacts, passedEnd } from '../../../src/core/constraints/model-facts';
import { MODELS, MODELS_DATE } from '../../../src/core/constraints/model-table';

const SOURCE = modelsSource();
const hint = 'run: npm run models';

test('model-table.ts is up to date', () => {
  expect([hint, readFileSync(MODELS_FILE, 'utf8')]).toEqual([hint, modelTable()]);
  expect(MODELS_DATE).toBe(SOURCE.date);
});

test('the table is small', () => {
  expect(Buffer.byteLength(MODELS)).toBeLessThan(12_000);
});

test('every id of the source parses, as a model or as a profile of it', () => {
  const ids = idsOf(SOURCE);
  expect(ids.length).toBeGreaterThanOrEqual(300);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    const { kind, modelId, geography } = parseModelId(id);
    expect([id, modelFacts(modelId ?? id)?.id]).toEqual([id, modelId ?? id]);
    expect(kind).toBe(geography === undefined ? 'foundation-model' : 'inference-profile');
  }
});

test('every model of the source is read as it stands there', () => {
  for (const { id, facts } of SOURCE.models) {
    const read = modelFacts(id)!;
    const isRefused = facts.has('kind') || facts.has('mantle');
    expect({ id, kind: read.kind, runtimeId: read.runtimeId })
      .toEqual({ id, kind: facts.get('kind'), runtimeId: facts.get('mantle') });
    if (isRefused) { continue; }
    expect([...read.onDemand].sort()).toEqual(listed(facts.get('on')));
    expect([...read.unsureIn].sort()).toEqual(listed(facts.get('unsure-in')));
    expect([...read.profiles.keys()].sort()).toEqual(listed(facts.get('profiles')).map((one) => one.split('!')[0]));
    expect([...read.unsureProfiles].sort()).toEqual(listed(facts.get('unsure')));
    expect(read.sampling).toBe(facts.get('sampling'));
    expect(read.end?.date).toBe((facts.get('end') ?? facts.get('gone'))?.split('!')[0]);
  }
});

function listed(text: string | undefined): readonly string[] {
  return text ? text.split(',').sort() : [];
}

test('a profile can be called from its geography, less what the source takes away', () => {
  const { profiles } = modelFacts('amazon.nova-lite-v1:0')!;
  expect(profiles.get('us')).toEqual(['us-east-1', 'us-east-2', 'us-west-2']);
  expect(profiles.get('eu'))
    .toEqual(['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3']);
  expect(profiles.get('ca')).toEqual(['ca-central-1']);
  expect(modelFacts('anthropic.claude-haiku-4-5-20251001-v1:0')!.profiles.get('eu')).toContain('eu-west-2');
});

test('of what it does not have, it says nothing', () => {
  for (const id of [
    '', ' ', 'amazon', 'amazon.nova-lite-v1', 'us.amazon.nova-lite-v1:0', '__proto__', 'constructor', 'date',
  ]) {
    expect(modelFacts(id)).toBeUndefined();
  }
});

describe('the end of a life', () => {
  const ending = (date: string, without: readonly string[] = [], isGone = false): ModelFacts => (
    { ...modelFacts('amazon.nova-lite-v1:0')!, end: { date, without, isGone } }
  );
  const next = (days: number) => new Date(Date.parse(MODELS_DATE) + days * 86_400_000).toISOString().slice(0, 10);

  test('is compared with the date of the table: that day it has come', () => {
    expect(passedEnd(ending(next(-1)), undefined)?.date).toBe(next(-1));
    expect(passedEnd(ending(MODELS_DATE), undefined)?.date).toBe(MODELS_DATE);
    expect(passedEnd(ending(next(1)), undefined)).toBeUndefined();
    expect(passedEnd(modelFacts('amazon.nova-lite-v1:0')!, undefined)).toBeUndefined();
  });

  test('without a date it is what is gone from the list', () => {
    expect(passedEnd(ending('', [], true), undefined)?.isGone).toBe(true);
  });

  test('where the model goes on elsewhere, only a Region tells', () => {
    const facts = ending(next(-1), ['eu-west-2']);
    expect(passedEnd(facts, undefined)).toBeUndefined();
    expect(passedEnd(facts, 'eu-west-2')).toBeUndefined();
    expect(passedEnd(facts, 'us-gov-west-1')).toBeUndefined();
    expect(passedEnd(facts, 'eu-west-1')).toBeDefined();
  });
});

describe('the Regions of profiles', () => {
  test.each([
    ['us', 'us-east-1', true], ['us', 'ca-central-1', true], ['us', 'eu-central-1', false], [
      'us', 'us-gov-west-1', false,
    ],
    ['eu', 'il-central-1', true], [
      'eu', 'us-east-1', false,
    ], ['apac', 'ap-south-1', true], ['jp', 'ap-northeast-1', true], ['jp', 'ap-northeast-2', false],
    ['global', 'sa-east-1', true], ['global', 'us-gov-east-1', false], ['global', 'cn-north-1', false], [
      'global', 'eusc-de-east-1', false,
    ],
    ['global', 'us-iso-east-1', false], ['global', 'us-isob-east-1', false], ['us-gov', 'us-gov-east-1', true], [
      'us-gov', 'us-east-1', false,
    ],
    // what nobody has listed may be anywhere
    ['uk', 'eu-west-2', undefined], [
      'us', 'us-north-1', undefined,
    ], ['eu', 'eu-west-9', undefined], ['toString', 'us-east-1', undefined], ['us', '', undefined],
  ])('%s from %s: %s', (geography, region, expected) => {
    expect(canCall(geography, region)).toBe(expected);
  });

  test('the Regions of the table are among them, and GovCloud is not in it', () => {
    for (const region of SOURCE.regions) {
      expect([region, PROFILE_CALLERS.global.includes(region), isSpokenOf(region)]).toEqual([region, true, true]);
    }
    expect([isSpokenOf('us-gov-west-1'), isSpokenOf('me-central-1'), isSpokenOf(undefined)])
      .toEqual([false, false, false]);
  });
});

describe('a source with a mistake is refused', () => {
  const of = (...lines: string[]) => () => modelsSource([
    'date 2026-01-02', 'regions us-east-1 eu-west-1 eu-central-1', 'set S1 = us-east-1,eu-west-1', ...lines,
  ].join('\n'));

  test('and one without is read', () => {
    const [model] = of('# a comment', '', 'acme.one on=S1 end=2026-01-01!eu-west-1')().models;
    expect([...model.facts]).toEqual([['on', 'us-east-1,eu-west-1'], ['end', '2026-01-01!eu-west-1']]);
  });

  test.each([
    [['acme.one on=S2'], 'acme.one: on=S2 is not understood'],
    [['acme.one on=us-east-9'], 'acme.one: on=us-east-9 is not understood'],
    [['acme.one', 'acme.one'], 'acme.one stands there twice'],
    [['us.acme.one'], 'us.acme.one is not an id of a model'],
    [['acme'], 'acme is not an id of a model'],
    [['acme.one profiles=uk'], 'profiles=uk is not understood'],
    [['acme.one profiles=us!eu-west-1'], 'profiles=us!eu-west-1 is not understood'],
    [['acme.one unsure=uk'], 'unsure=uk is not understood'],
    [['acme.one sampling=some'], 'sampling=some is not understood'],
    [['acme.one end=soon'], 'end=soon is not understood'],
    [['acme.one end=2026-01-01!us-east-9'], 'is not understood'],
    [['acme.one gone=2026-01-01!us-east-9'], 'is not understood'],
    [['acme.one mantle=acme.two'], 'mantle=acme.two is not understood'],
    [['acme.one kind=A'], 'kind=A is not understood'],
    [['acme.one colour=red'], 'colour=red is not understood'],
    [['date today'], '\'today\' is no date'],
    [['regions us-east-1'], 'a Region stands there twice'],
  ])('%s', (lines, message) => {
    expect(of(...lines)).toThrow(message);
  });
});
