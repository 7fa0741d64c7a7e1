/** The assumptions that a node rests on, as far as its definition shows: said once, when it first runs. */
import type { Note, PlanInput } from './plan';
import type { ChatTemplate } from './prompt-template';
import type { CompileOptions } from './types';
import type { ConditionTree } from '../condition/parse';
import { comparisons } from '../condition/parse';
import { isUndocumented } from '../expression/parse';
import type { IndexedNode } from '../validate/indexed';
import { allOf } from '../words/lists';

export interface Reading {
  readonly inputs: readonly PlanInput[];
  readonly template?: ChatTemplate;
  readonly conditions: readonly {
    readonly tree: ConditionTree; readonly ambiguous: boolean; readonly expression: string;
  }[];
}

export function notesOf(
  node: IndexedNode, { inputs, template, conditions }: Reading, options: CompileOptions,
): readonly Note[] {
  const notes: Note[] = [];
  const note = (rule: string, message: string) => notes.push({ rule, message });
  const open = namesOfDeployment(node, options.unknown ?? []);
  if (open.length > 0) {
    note('DeploymentValues',
      `only a deployment knows the name of ${allOf(open)}, so the run shows the name as the template has it`);
  }
  for (const { name, expression } of inputs) {
    if (isUndocumented(expression)) {
      note('LenientExpression', `the expression '${expression}' of '${name}' has a form that the guide does not name`);
    }
  }
  for (const { tree, ambiguous, expression } of conditions) {
    if (ambiguous) { note('ConditionPrecedence', `'${expression}' is read as not, then and, then or`); }
    if (comparisons(tree).some(({ left, right }) => isBoolean(left) || isBoolean(right))) {
      note('BooleanLiterals', `'${expression}' has the constant true or false`);
    }
  }
  const { assumptions } = node.kind!;
  if (assumptions !== 'none') {
    notes.push(...assumptions({
      configuration: node.configuration ?? {},
      isInLoop: node.graph.loop !== undefined,
      connected: new Set(inputs.map(({ name }) => name)),
      template,
      options,
    }));
  }
  return notes;
}

/** Names of the node and its ports that a deployment works out, each with what it is a name of. */
function namesOfDeployment({ name, inputs, outputs, conditions }: IndexedNode, unknown: readonly string[]): string[] {
  if (unknown.length === 0) { return []; }
  const named = [
    { what: 'the node', name },
    ...inputs.map((port) => ({ what: 'the input', name: port.name })),
    ...outputs.map((port) => ({ what: 'the output', name: port.name })),
    ...conditions.map((condition) => ({ what: 'the condition', name: condition.name })),
  ];
  return named.filter((one) => unknown.some((part) => one.name.includes(part)))
    .map((one) => `${one.what} '${one.name}'`);
}

function isBoolean(side: { readonly kind: string; readonly value?: unknown }): boolean {
  return side.kind === 'constant' && typeof side.value === 'boolean';
}
