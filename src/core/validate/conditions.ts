/** The condition expressions of a definition: those of Condition nodes, and the one of each LoopController. */
import type { Place } from './finding';
import type { DefinitionIndex, IndexedNode } from './indexed';
import { at, ofCondition } from './places';
import { MAX_READ } from './unreadable';
import { comparisons, type ConditionTree, type ParsedCondition, parseCondition } from '../condition/parse';
import type { DataType } from '../model/definition';
import { isOpaque, isRecord, knownText } from '../model/opaque';
import { namesOf } from '../words/lists';

export interface ConditionInPlace {
  readonly node: IndexedNode;
  readonly condition: string;
  readonly place: Place;
  /** Whether it is the one of a loop. */
  readonly isOfLoop: boolean;
  /** `undefined` where there is none, or where it is not known before deployment. */
  readonly expression?: string;
  readonly hasExpression: boolean;
  /** `undefined` where there is nothing to parse. */
  readonly parsed?: ParsedCondition;
}

const FOUND = new WeakMap<DefinitionIndex, readonly ConditionInPlace[]>();

export function conditionsOf(definition: DefinitionIndex): readonly ConditionInPlace[] {
  let found = FOUND.get(definition);
  if (!found) {
    found = definition.nodes.flatMap((node) => [...ofConditionNode(node), ...ofLoopController(node)]);
    FOUND.set(definition, found);
  }
  return found;
}

/**
 * What an expression may name, of many inputs those it names and some more; the type is not there where it is not
 * known.
 */
export function readableInputs(node: IndexedNode, tree: ConditionTree): ReadonlyMap<string, DataType | undefined> {
  const read = comparisons(tree).flatMap(({ left, right }) => [left, right])
    .flatMap((side) => side.kind === 'input' ? [side.name] : []);
  // sorted names are for messages; most conditions give rise to none
  const [only, ...others] = node.inputs;
  if (only && others.length === 0 && read.every((name) => name === only.name)) {
    return new Map([[only.name, only.type]]);
  }
  const names = new Set([...namesOf(node.inputs).filter((name) => name.length <= 110), ...read]);
  return new Map([...names].sort().flatMap((name) => {
    const input = node.input(name);
    return input ? [[name, input.type]] : [];
  }));
}

function ofConditionNode(node: IndexedNode): readonly ConditionInPlace[] {
  return node.conditions.map((condition) => {
    const { name, expression, hasExpression } = condition;
    return {
      node,
      condition: name,
      place: ofCondition(condition),
      isOfLoop: false,
      expression,
      hasExpression,
      parsed: parsed(expression),
    };
  });
}

function ofLoopController(node: IndexedNode): readonly ConditionInPlace[] {
  const condition = node.type === 'LoopController' ? node.configuration?.continueCondition : undefined;
  if (!isRecord(condition) || isOpaque(condition)) { return []; }
  const expression = knownText(condition.expression);
  const name = knownText(condition.name) ?? '';
  const place = {
    ...at(node), path: `${node.path}.configuration.loopController.continueCondition`, ...name && { condition: name },
  };
  const hasExpression = condition.expression !== undefined;
  return [{ node, condition: name, place, isOfLoop: true, expression, hasExpression, parsed: parsed(expression) }];
}

function parsed(expression: string | undefined): ParsedCondition | undefined {
  return expression === undefined || expression.length > MAX_READ ? undefined : parseCondition(expression);
}
