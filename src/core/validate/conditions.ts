/** The condition expressions of a definition: those of Condition nodes, and the one of each LoopController. */
import { Place } from './finding';
import type { IndexedNode } from './index-definition';
import { at, ofCondition } from './places';
import { DataType } from '../model/definition';
import { isRecord, knownText } from '../model/opaque';

export interface ConditionInPlace {
  readonly condition: string;
  readonly expression: string;
  readonly place: Place;
  /** What the expression may name; the type is not there where it is not known. */
  readonly inputs: ReadonlyMap<string, DataType | undefined>;
}

export function conditionsOf(node: IndexedNode): readonly ConditionInPlace[] {
  if (node.type !== 'Condition' && node.type !== 'LoopController') { return []; }
  const inputs = new Map(node.inputs.map(({ name, type }) => [name, type]));
  if (node.type === 'Condition') {
    return node.conditions.flatMap((condition) => condition.expression === undefined ? [] : [{
      condition: condition.name, expression: condition.expression, place: withExpression(ofCondition(condition)), inputs,
    }]);
  }
  const condition = node.configuration?.continueCondition;
  const expression = isRecord(condition) ? knownText(condition.expression) : undefined;
  if (expression === undefined) { return []; }
  const name = knownText((condition as Record<string, unknown>).name) ?? '';
  const place = { ...at(node), path: `${node.path}.configuration.loopController.continueCondition`, condition: name };
  return [{ condition: name, expression, place: withExpression(place), inputs }];
}

function withExpression(place: Place): Place {
  return { ...place, path: `${place.path}.expression` };
}
