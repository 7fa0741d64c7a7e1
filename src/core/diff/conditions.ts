/** In what the conditions of a Condition node differ. Their order counts, but for the default. */
import { type Change, change, type Place } from './change';
import type { Json, NodeForm } from './form';
import { at } from '../diagram/values';
import { canonical } from '../model/canonical';
import { isRecord } from '../model/opaque';

/** Names of conditions by the names they had; those that kept theirs are not in it. */
export function renamedConditions(before: NodeForm, after: NodeForm): ReadonlyMap<string, string> {
  const [left, right] = [named(before), named(after)];
  if (!left || !right) { return new Map(); }
  const gone = [...left].filter(([name]) => !right.has(name));
  const come = [...right].filter(([name]) => !left.has(name));
  const isOnly = (list: readonly (readonly [string, Json])[], key: string) =>
    list.filter(([, one]) => key === keyOf(one)).length === 1;
  return new Map(gone.flatMap(([name, one]) => {
    const key = keyOf(one);
    const other = come.find(([, candidate]) => keyOf(candidate) === key);
    return other && isOnly(gone, key) && isOnly(come, key) ? [[name, other[0]] as const] : [];
  }));
}

export function conditionChanges(before: NodeForm, after: NodeForm, place: Place): readonly Change[] {
  const [one, other] = [before, after].map(listOf);
  if (canonical(one) === canonical(other)) { return []; }
  const [left, right] = [named(before), named(after)];
  if (!left || !right) { return [change('condition', place, { before: one, after: other })]; }
  const names = renamedConditions(before, after);
  const nameAfter = (name: string) => names.get(name) ?? name;
  const nameBefore = new Map([...names].map(([was, is]) => [is, was]));
  const kept = [...left.keys()].map(nameAfter).filter((name) => right.has(name));
  const order = [...right.keys()].filter((name) => left.has(nameBefore.get(name) ?? name));
  return [
    ...[...names].map(([was, is]) => change('conditionRenamed', place, { before: was, after: is })),
    ...[...left].flatMap(([name, was]): readonly Change[] => {
      if (names.has(name)) { return []; }
      const is = right.get(name);
      if (!is) { return [change('conditionRemoved', place, { part: name, before: words(was) })]; }
      return canonical(was) === canonical(is)
        ? [] : [change('condition', place, { part: name, before: words(was), after: words(is) })];
    }),
    ...[...right].filter(([name]) => !left.has(name) && !nameBefore.has(name))
      .map(([part, is]) => change('conditionAdded', place, { part, after: words(is) })),
    ...kept.join('\u0000') === order.join('\u0000') ? [] : [change('conditionOrder', place, {
      before: kept.map((name) => nameBefore.get(name) ?? name).join(', '), after: order.join(', '),
    })],
  ];
}

function listOf({ type, configuration }: NodeForm): unknown {
  return type === 'Condition' ? at(configuration, 'condition', 'conditions') : undefined;
}

/** By name; `undefined` where there is another list than the service takes. */
function named(node: NodeForm): ReadonlyMap<string, Json> | undefined {
  const list = listOf(node) ?? [];
  if (!Array.isArray(list) || !list.every((one) => isRecord(one) && typeof one.name === 'string')) { return undefined; }
  const found = new Map((list as Json[]).map((one) => [one.name as string, one]));
  return found.size === list.length ? found : undefined;
}

function keyOf({ name: _, ...rest }: Json): string {
  return canonical(rest);
}

function words({ name: _, expression, ...rest }: Json): unknown {
  if (Object.keys(rest).length > 0) { return { expression, ...rest }; }
  return expression ?? 'when no other condition applies';
}
