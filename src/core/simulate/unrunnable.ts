/** What keeps a definition from running at all. Other faults are left alone: the flow runs as far as it can. */
import type { Switches } from './types';
import { parseCondition } from '../condition/parse';
import { DEFAULT_CONDITION } from '../constraints/nodes';
import { parseExpression } from '../expression/parse';
import { NODE_TYPES } from '../kinds';
import { isOpaque, isRecord } from '../model/opaque';
import { mixedOperators, noExpression, unreadableCondition } from '../sentences/conditions';
import { loopWithout } from '../sentences/loops';
import { incompleteNode, noConfiguration, noInputNode } from '../sentences/missing';
import { notANodeType, unseenType } from '../sentences/node-types';
import type { Sentence } from '../sentences/sentence';
import { EXPRESSION_EXAMPLES, unreadableInput } from '../sentences/types';
import { type ConditionInPlace, conditionsOf } from '../validate/conditions';
import type { Finding, Place } from '../validate/finding';
import type { DefinitionIndex, GraphIndex, IndexedInput, IndexedNode } from '../validate/indexed';
import { at, ofInput } from '../validate/places';
import { listed } from '../words/lists';
import { name } from '../words/quote';

export function unrunnable(definition: DefinitionIndex, switches: Switches): readonly Finding[] {
  return [...faultsOf(definition, switches)];
}

function* faultsOf(definition: DefinitionIndex, switches: Switches): Generator<Finding> {
  // a node whose type is not known may be the one
  if (!definition.root.nodes.some(({ type, model }) => type === 'Input' || isOpaque(model.type))) {
    yield error('MissingStartingNodes', { path: 'nodes' }, noInputNode());
  }
  for (const graph of definition.graphs) { yield* ofLoop(graph); }
  for (const node of definition.nodes) { yield* ofNode(node, switches); }
  for (const condition of conditionsOf(definition)) { yield* ofCondition(condition, switches); }
}

function* ofLoop({ loop, nodes }: GraphIndex): Generator<Finding> {
  if (!loop) { return; }
  for (const [type, code] of [
    ['LoopInput', 'MissingLoopInputNode'], ['LoopController', 'MissingLoopControllerNode'],
  ] as const) {
    if (nodes.some((node) => node.type === type || isOpaque(node.model.type))) { continue; }
    yield error(code, at(loop), loopWithout(loop.name, type));
  }
}

function* ofNode(node: IndexedNode, switches: Switches): Generator<Finding> {
  if (isOpaque(node.model.type)) {
    yield error('IllegalDefinition', { ...at(node), path: `${node.path}.type` }, unseenType());
    return;
  }
  if (!node.kind) {
    yield error('UnknownNodeType', { ...at(node), path: `${node.path}.type` },
      notANodeType(node.type, [...NODE_TYPES].sort()));
    return;
  }
  for (const input of node.inputs) { yield* ofExpression(input, switches); }
  if (node.type === 'Loop' && !node.inner) {
    yield error('MissingNodeConfiguration', at(node), withoutMember(node, node.kind.key, 'definition'));
  }
  if (node.type === 'LoopController' && !hasCondition(node)) {
    yield error('MissingNodeConfiguration', at(node), withoutMember(node, node.kind.key, 'continueCondition'));
  }
}

function hasCondition({ configuration }: IndexedNode): boolean {
  return isRecord(configuration?.continueCondition) && !isOpaque(configuration.continueCondition);
}

function withoutMember({ type, configuration }: IndexedNode, key: string, member: string): Sentence {
  return configuration ? incompleteNode(type, `${key}.${member}`) : noConfiguration(type, key);
}

function* ofExpression(input: IndexedInput, switches: Switches): Generator<Finding> {
  const { expression } = input;
  if (input.sources.length === 0) { return; }
  const place = ofInput(input, 'expression');
  if (expression === undefined) {
    yield error('MalformedNodeInputExpression', place, {
      message: `the expression of input ${name(input.name)} is missing, or known only at deployment`,
      remedy: EXPRESSION_EXAMPLES,
    });
    return;
  }
  const parsed = parseExpression(expression, switches.expressions === 'lenient');
  if ('problem' in parsed) {
    yield error('MalformedNodeInputExpression', place, unreadableInput(expression, input.name, parsed.problem));
  }
}

function* ofCondition(
  { condition, expression, hasExpression, isOfLoop, place }: ConditionInPlace, switches: Switches,
): Generator<Finding> {
  if (!isOfLoop && !hasExpression && condition === DEFAULT_CONDITION) { return; }
  if (expression === undefined) {
    yield error('MalformedConditionExpression', place, hasExpression ? {
      message: `the expression of condition ${name(condition)} is known only at deployment`,
      remedy: 'write it in the definition',
    } : noExpression(condition));
    return;
  }
  const there = { ...place, path: `${place.path}.expression` };
  const parsed = parseCondition(expression);
  if ('problem' in parsed) {
    yield error('MalformedConditionExpression', there, unreadableCondition(condition, parsed.problem));
  } else if (parsed.ambiguous && switches.conditions === 'strict') {
    yield error('AmbiguousCondition', there, mixedOperators(condition));
  }
}

function error(code: Finding['code'], place: Place, sentence: Sentence): Finding {
  return { severity: 'error', code, ...place, ...sentence };
}

/** A join of iterators that are not inside each other: it can't be told for which item of each a node would run. */
export function notNested(node: IndexedNode, owners: readonly string[]): Finding {
  return error('QuotaExceeded', at(node), {
    message: `${name(node.name)} reads items of ${listed(owners)}, which are not nested`,
    remedy: 'a flow has one iterator; collect the items of the first before the second',
  });
}
