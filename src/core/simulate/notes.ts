/** The assumptions that a node rests on, as far as its definition shows: said once, when it first runs. */
import type { Note, PlanInput } from './plan';
import type { ChatTemplate } from './prompt-template';
import type { CompileOptions } from './types';
import type { ConditionTree } from '../condition/parse';
import { comparisons } from '../condition/parse';
import { isUndocumented } from '../expression/parse';
import type { IndexedNode } from '../validate/indexed';
import { listed } from '../words/lists';

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
  const connected = new Set(inputs.map(({ name }) => name));
  switch (node.type) {
    case 'Prompt': {
      if (!template) {
        note('ManagedPrompt', 'the content of the managed prompt is not known here: its ARN stands for it');
        break;
      }
      const open = shownIn(template, options.unknown ?? []);
      if (open.length > 0) {
        note('DeploymentValues', `only a deployment knows ${listed(open)} of the prompt, so the request has the name`);
      }
      const unfilled = [...template.variables].filter((name) => !connected.has(name));
      if (unfilled.length > 0) {
        note('UnfilledVariable', `no input fills ${listed(unfilled)} of the prompt, which stays as it is written`);
      }
      break;
    }
    case 'LoopController':
      if (options.loopPolarity === undefined) {
        note('LoopPolarity', 'the loop goes on while its condition holds; the documents contradict each other, set '
          + 'loopPolarity to choose');
      }
      note('LoopPorts', 'ports of the loop belong together by their names');
      break;
    case 'Iterator': note('IteratorEvents',
      'an output trace for each item, with executionChain in the traces of the nodes that run for it'); break;
    case 'Collector': note('CollectorEvents', 'an input trace for each item that arrives, and one output'); break;
    case 'KnowledgeBase':
      if (node.configuration?.modelId === undefined) {
        note('RetrievalResults', 'the items are taken as they are given; the service\'s are not documented');
      }
      break;
    case 'Lex': note('LexOperation', 'the node calls RecognizeText'); break;
    default:
  }
  if (node.graph.loop === undefined && node.type === 'Loop') {
    note('LoopEvents', 'which events a loop shows is not documented');
  }
  return notes;
}

/** Those that a request made of the template shows. */
function shownIn(template: ChatTemplate, unknown: readonly string[]): readonly string[] {
  if (unknown.length === 0) { return []; }
  const { messages, system, fixed } = template;
  const text = JSON.stringify([messages, system, fixed]);
  return unknown.filter((name) => text.includes(JSON.stringify(name).slice(1, -1)));
}

function isBoolean(side: { readonly kind: string; readonly value?: unknown }): boolean {
  return side.kind === 'constant' && typeof side.value === 'boolean';
}
