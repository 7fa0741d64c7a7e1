/** What keeps a definition from running at all. Other faults are left alone: the flow runs as far as it can. */
import type { Switches } from './types';
import { parseCondition } from '../condition/parse';
import { DEFAULT_CONDITION } from '../constraints/nodes';
import type { SyntaxProblem } from '../expression/parse';
import { parseExpression } from '../expression/parse';
import { isRecord, knownText } from '../model/opaque';
import type { Finding } from '../validate/finding';
import type { DefinitionIndex, GraphIndex, IndexedNode } from '../validate/indexed';
import { listed } from '../words/lists';
import { quoted } from '../words/quote';

type Faults = Finding[];

export function unrunnable(definition: DefinitionIndex, switches: Switches): readonly Finding[] {
  const faults: Faults = [];
  if (!definition.root.nodes.some(({ type }) => type === 'Input')) {
    add(faults, 'MissingStartingNodes', '', 'the flow has no Input node', 'add one');
  }
  for (const graph of definition.graphs) { checkGraph(graph, faults); }
  for (const node of definition.nodes) { checkNode(node, switches, faults); }
  return faults;
}

function checkGraph({ loop, nodes }: GraphIndex, faults: Faults): void {
  if (!loop) { return; }
  for (const [type, code] of [
    ['LoopInput', 'MissingLoopInputNode'], ['LoopController', 'MissingLoopControllerNode'],
  ] as const) {
    if (!nodes.some((node) => node.type === type)) {
      add(faults, code, loop.path, `the loop '${loop.name}' has no ${type} node`, 'add one', loop);
    }
  }
}

function checkNode(node: IndexedNode, switches: Switches, faults: Faults): void {
  if (!node.kind) {
    add(faults, 'UnknownNodeType', `${node.path}.type`, `node ${quoted(node.name)} is of type ${quoted(node.type)}, `
      + 'which the service does not have',
    'correct the type', node);
    return;
  }
  for (const input of node.inputs) {
    if (input.sources.length === 0) { continue; }
    const path = `${input.path}.expression`;
    if (input.expression === undefined) {
      add(faults, 'MalformedNodeInputExpression', path, `the expression of ${quoted(input.name)} is missing, or known `
        + 'only at deployment',
      'write one that begins with $.data', node);
      continue;
    }
    const parsed = parseExpression(input.expression, switches.expressions === 'lenient');
    if ('problem' in parsed) {
      syntax(faults, 'MalformedNodeInputExpression', path, input.expression, parsed.problem, node);
    }
  }
  if (node.type === 'Loop' && !node.inner) {
    add(faults, 'MissingNodeConfiguration', node.path, `the loop '${node.name}' has no definition`,
      'give it one', node);
  }
  for (const { name, expression, hasExpression, path } of node.conditions) {
    if (hasExpression || name !== DEFAULT_CONDITION) {
      checkCondition(node, expression, `${path}.expression`, switches, faults);
    }
  }
  if (node.type === 'LoopController') {
    const condition = node.configuration?.continueCondition;
    const path = `${node.path}.configuration.loopController.continueCondition.expression`;
    checkCondition(node, isRecord(condition) ? knownText(condition.expression) : undefined, path, switches, faults);
  }
}

function checkCondition(
  node: IndexedNode, expression: string | undefined, path: string, switches: Switches, faults: Faults,
): void {
  if (expression === undefined) {
    add(faults, 'MalformedConditionExpression', path, 'the expression is missing, or known only at deployment',
      'write one', node);
    return;
  }
  const parsed = parseCondition(expression);
  if ('problem' in parsed) {
    syntax(faults, 'MalformedConditionExpression', path, expression, parsed.problem, node);
  } else if (parsed.ambiguous && switches.conditions === 'strict') {
    add(faults, 'AmbiguousCondition', path, `${quoted(expression)} mixes and, or and not without parentheses`,
      'add parentheses', node);
  }
}

function syntax(
  faults: Faults, code: Finding['code'], path: string, expression: string, problem: SyntaxProblem, node: IndexedNode,
): void {
  add(faults, code, path, `${quoted(expression)}: ${problem.cause}, at character ${problem.offset + 1}`,
    problem.remedy ?? 'correct it', node);
}

function add(
  faults: Faults, code: Finding['code'], path: string, message: string, remedy: string, node?: IndexedNode,
): void {
  faults.push({ severity: 'error', code, path, message, remedy, ...node?.name && { node: node.name } });
}

/** A join of iterators that are not inside each other: it can't be told for which item of each a node would run. */
export function notNested(node: IndexedNode, owners: readonly string[]): Finding {
  return {
    severity: 'error',
    code: 'QuotaExceeded',
    path: node.path,
    node: node.name,
    message: `'${node.name}' reads items of ${listed(owners)}, which are not inside each other`,
    remedy: 'a flow has one iterator; collect the items of the first before the second',
  };
}
