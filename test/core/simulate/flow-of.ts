/** Definitions for tests in few words: nodes with their ports, and connections as `A.out > B.in` or `Route?yes > B`. */
import {
  compile, type CompileOptions, type FlowInput, type Handlers, type RunOptions, type RunResult, runSync,
} from '../../../src/core/simulate';

/** Types of ports by name; an input may have its expression behind its type: `String $.data.x`, and then a category. */
type Ports = { readonly [name: string]: string };

export interface AnyDefinition {
  readonly nodes: any[];
  readonly connections: any[];
}

export function flowOf(nodes: readonly any[], ...wires: readonly string[]): AnyDefinition {
  return { nodes: [...nodes], connections: wires.map(connection) };
}

export function node(type: string, name: string, inputs: Ports, outputs: Ports, configuration?: unknown): any {
  const key = type.charAt(0).toLowerCase() + type.slice(1);
  return {
    name,
    type,
    ...configuration !== undefined && { configuration: { [key]: configuration } },
    inputs: Object.entries(inputs).map(([port, text]) => {
      const [dataType, expression = '$.data', category] = text.split(/ +(?![^[]*\])/);
      return { name: port, type: dataType, expression, ...category && { category } };
    }),
    outputs: Object.entries(outputs).map(([port, dataType]) => ({ name: port, type: dataType })),
  };
}

export const input = (type = 'String', name = 'In') => node('Input', name, {}, { document: type }, {});
export const output = (name = 'Out', type = 'String') => node('Output', name, { document: type }, {}, {});
export const lambda = (name: string, inputs: Ports = { value: 'String' }, type = 'String') => (
  node('LambdaFunction', name, inputs, { functionResponse: type },
    { lambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:fn' }));
export const prompt = (name: string, text: string, inputs: Ports = {
  text: 'String',
}, more: any = {}) => node('Prompt', name, inputs, { modelCompletion: 'String' }, {
  sourceConfiguration: {
    inline: {
      templateType: 'TEXT', modelId: 'amazon.nova-lite-v1:0', templateConfiguration: { text: { text } }, ...more.inline,
    },
  },
  ...more.guardrail && { guardrailConfiguration: more.guardrail },
});
export const agent = (name: string, more: Ports = {}) => node('Agent', name, { agentInputText: 'String', ...more }, {
  agentResponse: 'String',
},
{ agentAliasArn: 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENTAAAAA/ALIASAAAAA' });
export const condition = (name: string, inputs: Ports, expressions: Ports) => node('Condition', name, inputs, {}, {
  conditions:
    [...Object.entries(expressions).map(([branch, expression]) => ({ name: branch, expression })), { name: 'default' }],
});
export const iterator = (name = 'Each', itemType = 'String') => node('Iterator', name, { array: 'Array' },
  { arrayItem: itemType, arraySize: 'Number' }, {});
export const collector = (name = 'All', itemType = 'String') => (
  node('Collector', name, { arrayItem: itemType, arraySize: 'Number' }, { collectedArray: 'Array' }, {}));
export const loop = (name: string, inputs: Ports, outputs: Ports, definition: AnyDefinition) => node('Loop', name,
  inputs, outputs, { definition });
export const loopInput = (outputs: Ports, name = 'Start') => node('LoopInput', name, {}, outputs, {});
export const loopController = (inputs: Ports, expression: string, maxIterations?: number, name = 'Again') =>
  node('LoopController', name, inputs, {}, {
    continueCondition: { name: 'goOn', expression }, ...maxIterations !== undefined && { maxIterations },
  });

/** The input of a flow whose Input node is called In. */
export function given(document: unknown, nodeName = 'In'): readonly FlowInput[] {
  return [{ nodeName, nodeOutputName: 'document', content: { document } }];
}

export function answer(nodeName: string, document: unknown): readonly FlowInput[] {
  return [{ nodeName, nodeInputName: 'agentInputText', content: { document } }];
}

/** Runs a definition with functions of the inputs, by node or type, that yield the value. */
export function run(
  definition: unknown, document: unknown,
  values: { readonly [nodeOrType: string]: (inputs: any, call: number) => unknown } = {},
  options: CompileOptions & RunOptions = {},
): RunResult {
  const handlers = Object.fromEntries(Object.entries(values).map(([name, value]) => (
    [name, (effect: { readonly inputs: unknown }, { call }: { readonly call: number }) => ({
      value: value(effect.inputs, call),
    })])));
  return runSync(compile(definition, options), given(document),
    { nodes: handlers, types: handlers } as Handlers, options);
}

/** The values of the Output nodes, in the order they came. */
export function documents(result: RunResult): readonly unknown[] {
  return result.outputs.map(({ document }) => document);
}

export function rules(result: RunResult): readonly string[] {
  return [...new Set(result.diagnostics.map(({ rule }) => rule))].sort();
}

/** Each entry of the log as `kind node`. */
export function story(result: RunResult): readonly string[] {
  return result.log.entries.map(({ kind, node: id }) => id < 0 ? kind : `${kind} ${result.log.plan.nodes[id].name}`);
}

function connection(wire: string): any {
  const data = /^(\w+)\.(\w+) > (\w+)\.(\w+)$/.exec(wire);
  if (data) {
    const [, source, sourceOutput, target, targetInput] = data;
    return {
      name: `${source}_${sourceOutput}_${target}_${targetInput}`,
      type: 'Data',
      source,
      target,
      configuration: { data: { sourceOutput, targetInput } },
    };
  }
  const conditional = /^(\w+)\?(\w+) > (\w+)$/.exec(wire);
  if (!conditional) { throw new Error(`not a wire: ${wire}`); }
  const [, source, branch, target] = conditional;
  return {
    name: `${source}_${branch}_${target}`,
    type: 'Conditional',
    source,
    target,
    configuration: { conditional: { condition: branch } },
  };
}
