/** The assumptions that a node rests on, as far as its definition shows: said once, when it first runs. */
import type { Note, PlanInput } from './plan';
import type { ChatTemplate } from './prompt-template';
import type { CompileOptions } from './types';
import type { ConditionTree } from '../condition/parse';
import { comparisons } from '../condition/parse';
import { isUndocumented } from '../expression/parse';
import type { IndexedNode } from '../validate/indexed';

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

function isBoolean(side: { readonly kind: string; readonly value?: unknown }): boolean {
  return side.kind === 'constant' && typeof side.value === 'boolean';
}
