/** One node of the plan. */
import { notesOf } from './notes';
import type { PlanCondition, PlanInput, PlanLoop, PlanNode, PlanOutput } from './plan';
import type { ChatTemplate } from './prompt-template';
import { chatTemplate } from './prompt-template';
import type { CompileOptions } from './types';
import { parseCondition } from '../condition/parse';
import { DEFAULT_MAX_ITERATIONS } from '../constraints/nodes';
import { parseExpression } from '../expression/parse';
import { ARRAY_ITEM } from '../graph/scopes';
import type { InlinePrompt, NodeType } from '../model/definition';
import { isRecord, knownNumber, knownText } from '../model/opaque';
import type { IndexedNode } from '../validate/indexed';

/** Where things are that belong to other nodes. */
export interface Places {
  readonly id: number;
  readonly firstPort: number;
  /** The port of an output of another node. */
  readonly port: (node: IndexedNode, output: string) => number;
  readonly opens: number;
  readonly entryOf: number;
}

export function planNode(
  node: IndexedNode, places: Places, inputs: readonly PlanInput[], options: CompileOptions,
): PlanNode {
  const { id, firstPort, opens, entryOf } = places;
  const configuration = node.configuration ?? {};
  const outputs = entryOf < 0 ? outputsOf(node) : [];
  const conditions = entryOf < 0 ? conditionsOf(node, firstPort + outputs.length) : [];
  const template = node.type === 'Prompt' ? templateOf(configuration, options) : undefined;
  const loop = node.type === 'LoopController' ? loopOf(configuration) : undefined;
  const names = new Set(inputs.map(({ name }) => name));
  const missing = node.kind!.inputs.filter((port) => !port.optional && !names.has(port.name));
  const read = [...conditions, ...loop
    ? [loop] : []].filter((one): one is typeof one & Readable => one.tree !== undefined);
  return {
    id,
    name: node.name,
    type: node.type as NodeType,
    inputs,
    outputs,
    firstPort,
    portCount: outputs.length + conditions.length,
    resultOutput: resultOutput(node),
    missing:
      missing.map(({ name, type }) => ({ name, type: node.input(name)?.type ?? (type === 'Any' ? undefined : type) })),
    configuration,
    conditions,
    loop,
    template,
    opens,
    notes: entryOf < 0 ? notesOf(node, { inputs, template, conditions: read }, options) : [],
    entryOf,
  };
}

type Readable = Pick<Required<PlanCondition>, 'tree' | 'ambiguous' | 'expression'>;

/** The inputs that some connection leads to; of a Collector the item first, because the size may come later. */
export function inputsOf(node: IndexedNode, port: Places['port'], lenient: boolean): readonly PlanInput[] {
  const connected = node.inputs.filter(({ sources }) => sources.length > 0);
  if (node.type === 'Collector') {
    connected.sort((left, right) => Number(right.name === ARRAY_ITEM) - Number(left.name === ARRAY_ITEM));
  }
  return connected.map(({ name, type, expression, category, sources }) => {
    const parsed = parseExpression(expression!, lenient);
    const source = sources.find((connection) => connection.output) ?? sources[0];
    return {
      name,
      type,
      expression: expression!,
      steps: 'steps' in parsed ? parsed.steps : [],
      category,
      port: source.source && source.output ? port(source.source, source.output.name) : -1,
      source: {
        nodeName: source.sourceName, outputFieldName: source.data?.sourceOutput ?? '', expression: expression!,
      },
    };
  });
}

function outputsOf(node: IndexedNode): readonly PlanOutput[] {
  return node.outputs.map(({ name, type, targets }) => ({
    name,
    type,
    next:
      targets.map((connection) => ({ nodeName: connection.targetName, inputFieldName: connection.data!.targetInput })),
  }));
}

function conditionsOf(node: IndexedNode, firstPort: number): readonly PlanCondition[] {
  return node.conditions.map(({ name, expression }, at) => {
    const parsed = expression === undefined ? undefined : parseCondition(expression);
    return { name, port: firstPort + at, ...parsed && 'tree' in parsed && { ...parsed, expression } };
  });
}

function loopOf({ continueCondition, maxIterations }: Readonly<Record<string, unknown>>): PlanLoop {
  const expression = isRecord(continueCondition) ? knownText(continueCondition.expression) ?? '' : '';
  const parsed = parseCondition(expression);
  if ('problem' in parsed) { throw new Error(parsed.problem.cause); } // looked at before
  return {
    tree: parsed.tree,
    ambiguous: parsed.ambiguous,
    expression,
    maxIterations: knownNumber(maxIterations) ?? DEFAULT_MAX_ITERATIONS,
  };
}

// the service fixes the name of the one output of a node that works; one that is misspelt still gets the value
function resultOutput({ kind, outputs }: IndexedNode): number {
  const fixed = outputs.findIndex(({ name }) => kind!.outputs.some((port) => port.name === name));
  return fixed >= 0 ? fixed : outputs.length > 0 ? 0 : -1;
}

function templateOf(configuration: Readonly<Record<string, unknown>>, options: CompileOptions): ChatTemplate
  | undefined {
  const { sourceConfiguration, guardrailConfiguration } = configuration;
  const { inline, resource } = isRecord(sourceConfiguration) ? sourceConfiguration : {} as Record<string, unknown>;
  if (isRecord(inline)) { return chatTemplate(inline as unknown as InlinePrompt, guardrailConfiguration); }
  const arn = isRecord(resource) ? resource.promptArn : undefined;
  const key = typeof arn === 'string' ? arn : JSON.stringify(arn);
  const prompt = options.prompts && key !== undefined
    && Object.hasOwn(options.prompts, key) ? options.prompts[key] : undefined;
  return prompt && chatTemplate(prompt, guardrailConfiguration);
}
