/** What becomes of the guardrail of a node. */
import { type Change, change, type Place, textOf } from './change';
import { at } from '../diagram/values';
import { canonical } from '../model/canonical';

export function guardrailChanges(before: unknown, after: unknown, place: Place): readonly Change[] {
  if (canonical(before) === canonical(after)) { return []; }
  const [left, right] = [before, after].map((side) => at(side, 'guardrailIdentifier'));
  const words = { before: wordsOf(before), after: wordsOf(after) };
  const kind = left === undefined && right !== undefined ? 'guardrailAdded'
    : left !== undefined && right === undefined ? 'guardrailRemoved'
      : canonical(left) === canonical(right) ? 'guardrailVersion' : 'guardrailChanged';
  return [change(kind, place, words)];
}

function wordsOf(guardrail: unknown): string | undefined {
  if (guardrail === undefined) { return undefined; }
  const [identifier, version] = ['guardrailIdentifier', 'guardrailVersion'].map((key) => at(guardrail, key));
  if (identifier === undefined) { return canonical(guardrail); }
  return version === undefined ? textOf(identifier) : `${textOf(identifier)} version ${textOf(version)}`;
}
