/** What a flow may do that it could not do before, and how it is encrypted. */
import { type Change, change, type Side } from './change';
import type { GraphForm } from './form';
import { ANY_REGION, type Found, needsOf, regionsOf } from './needs';
import { canonical } from '../model/canonical';

export function securityChanges(before: GraphForm, after: GraphForm): readonly Change[] {
  const [had, has] = [needsOf(before), needsOf(after)];
  return [
    ...missing(has, had).map(({ label, text }) => change('permissionGained', { nodeAfter: label }, { after: text })),
    ...missing(had, has).map(({ label, text }) => change('permissionLost', { nodeBefore: label }, { before: text })),
    ...regionChanges(before, after),
  ];
}

function regionChanges(before: GraphForm, after: GraphForm): readonly Change[] {
  const [were, are] = [regionsOf(before), regionsOf(after)];
  return [
    ...were.has(ANY_REGION) ? [] : byModel(missing(are, were))
      .map(({ label, text }) => change('regionsGained', { nodeAfter: label }, { after: text })),
    ...are.has(ANY_REGION) ? [] : byModel(missing(were, are))
      .map(({ label, text }) => change('regionsLost', { nodeBefore: label }, { before: text })),
  ];
}

/** One line for all Regions of a model. */
function byModel(found: readonly Found[]): readonly Found[] {
  const models = new Map<string, { readonly label: string; readonly regions: string[] }>();
  for (const { label, text } of found) {
    const [, model, region] = /^([^]*) \(([^]*)\)$/.exec(text)!;
    const known = models.get(`${label}\n${model}`);
    if (known) { known.regions.push(region); } else { models.set(`${label}\n${model}`, { label, regions: [region] }); }
  }
  return [...models].map(([key, { label, regions }]) => ({
    label, text: `${regions.join(', ')}, through ${key.slice(label.length + 1)}`,
  }));
}

function missing(from: ReadonlyMap<string, Found>, other: ReadonlyMap<string, Found>): readonly Found[] {
  return [...from].filter(([key]) => !other.has(key)).map(([, found]) => found);
}

export function keyChanges({ encryptionKey: before }: Side, { encryptionKey: after }: Side): readonly Change[] {
  if (canonical(before) === canonical(after)) { return []; }
  const kind = before === undefined ? 'keyAdded' : after === undefined ? 'keyRemoved' : 'keyChanged';
  return [change(kind, {}, { before, after })];
}
