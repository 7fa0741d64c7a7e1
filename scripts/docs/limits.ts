/** The table of limits in `docs/limits.md`, from the constraints that the rules check. */
import { NUMBER, type NumberLimit, QUOTAS, TEXT, type TextLimit } from '../../src/core/constraints/limits';
import { KINDS, NODE_TYPES } from '../../src/core/kinds';

/** What a reader calls each number; a number without words does not compile. */
const NUMBERS: { readonly [K in keyof typeof NUMBER]: string } = {
  inputsPerNode: 'inputs of a node',
  inputsPerInlineCode: 'inputs of an `InlineCodeNode`',
  outputsPerNode: 'outputs of a node',
  conditionsPerNode: 'conditions of a `ConditionNode`, with the default',
  inputVariables: 'variables of a prompt',
  temperature: '`temperature`',
  topP: '`topP`',
  maxTokens: '`maxTokens` of a prompt inside the flow',
  managedMaxTokens: '`maxTokens` of a prompt resource',
  stopSequences: 'stop sequences',
  numberOfResults: 'results of a knowledge base',
  numberOfRerankedResults: 'reranked results',
  rerankingFields: 'fields that reranking selects',
  maxIterations: 'iterations of a loop',
  retainedVersions: '`retainedVersions`',
  versionsPerFlow: 'versions of a flow',
  aliasesPerFlow: 'aliases of a flow',
  maxConcurrency: 'nodes that run at once, for an alias',
  tools: 'tools of a prompt',
  tags: 'tags of a flow, an alias or an inference profile',
  substitutions: 'substitutions of a definition',
};

/** Texts whose length people meet; the rules have the others. */
const TEXTS: { readonly [K in keyof typeof TEXT]?: string } = {
  nodeName: 'name of a node, input, output or condition',
  flowName: 'name of a flow',
  description: 'description of a flow',
  inputExpression: 'expression of an input: a path of a value',
  conditionExpression: 'expression of a condition',
  promptText: 'text of a prompt inside the flow',
  knowledgeBaseTemplate: 'prompt template of a knowledge base node',
  inlineCode: 'inline code',
  definitionString: 'definition',
};

export function limitsTable(): readonly string[] {
  const kinds = NODE_TYPES.flatMap((type) => {
    const { quota, constructs } = KINDS[type];
    return quota === 'none' || constructs.length === 0
      ? [] : [row(constructs.map(({ name }) => `\`${name}\``).join(' and '), quota)];
  });
  return [
    '| What | Limit | Source |',
    '|---|---|---|',
    row('nodes of a flow', QUOTAS.nodes),
    row('connections of a flow', QUOTAS.connections),
    ...kinds,
    ...keysOf(NUMBERS).map((key) => row(NUMBERS[key], NUMBER[key])),
    ...keysOf(TEXTS).map((key) => textRow(TEXTS[key]!, TEXT[key])),
  ];
}

function row(what: string, { min, max, api, adjustable, source }: NumberLimit): string {
  const limit = max === undefined ? `at least ${min}` : min === undefined ? number(max) : `${min} to ${number(max)}`;
  const notes = [adjustable && `can be raised: ${adjustable}`, api && `the API: ${api}`].filter(Boolean).join('; ');
  return `| ${what} | ${limit}${notes && ` (${notes})`} | ${cell(source)} |`;
}

function textRow(what: string, { words, max, source }: TextLimit): string {
  return `| ${what} | ${cell(words ? `must ${words}` : `${number(max!)} characters`)} | ${cell(source)} |`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

// what Markdown would take for its own
function cell(text: string): string {
  return text.replace(/[\\|*<]/g, '\\$&');
}

function keysOf<K extends string>(table: { readonly [P in K]?: unknown }): readonly K[] {
  return Object.keys(table) as K[];
}
