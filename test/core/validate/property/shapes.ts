/**
 * Flows of any size, in the shapes that a careless walk is slow on. Beyond the quotas they are wrong; that is said in
 * time all the same.
 */
import { lambda, part } from './draft';
import type { Json } from '../arbitrary-configurations';

export const SIZES = [10, 1000, 5000] as const;

const input = { name: 'Start', type: 'Input', outputs: [{ name: 'document', type: 'Object' }] };
const output = (name: string) => ({ name, type: 'Output', inputs: [part('document')] });
const range = (count: number) => Array.from({ length: Math.floor(count) }, (_, at) => at);

function data(source: string, target: string, targetInput = 'first', sourceOutput = source === 'Start'
  ? 'document' : 'functionResponse'): Json {
  return {
    name: `${source}_${sourceOutput}To${target}_${targetInput}`,
    type: 'Data',
    source,
    target,
    configuration: { data: { sourceOutput, targetInput } },
  };
}

const control = (source: string, condition: string, target: string): Json => (
  {
    name: `${source}_${condition}To${target}`,
    type: 'Conditional',
    source,
    target,
    configuration: { conditional: { condition } },
  }
);

const choice = (name: string, conditions: Json[]) => (
  {
    name,
    type: 'Condition',
    inputs: [part('first')],
    configuration: { condition: { conditions: [...conditions, { name: 'default' }] } },
  }
);

function prompt(name: string, inputs: string[], used: string[], declared: string[]): Json {
  const text = {
    text: used.map((variable) => `{{${variable}}}`).join(' '),
    inputVariables: declared.map((variable) => ({ name: variable })),
  };
  const inline = { templateType: 'TEXT', modelId: 'amazon.nova-lite-v1:0', templateConfiguration: { text } };
  const outputs = [{ name: 'modelCompletion', type: 'String' }];
  return {
    name,
    type: 'Prompt',
    inputs: inputs.map((one) => part(one)),
    outputs,
    configuration: { prompt: { sourceConfiguration: { inline } } },
  };
}

/** A loop, with a connection in it that crosses its boundary. */
function loop(at: number): Json {
  const [start, end] = [`i${at}`, `x${at}`];
  const continueCondition = { name: 'goOn', expression: 'status == "x"' };
  const nodes = [
    { name: start, type: 'LoopInput', outputs: [{ name: 'loopInput', type: 'String' }] },
    {
      name: end,
      type: 'LoopController',
      inputs: [part('status'), part('loopOutput')],
      configuration: { loopController: { continueCondition } },
    },
  ];
  const connections = [
    data(start, end, 'status', 'loopInput'), data(start, end, 'loopOutput', 'loopInput'), data('Start', end, 'status'),
  ];
  const configuration = { loop: { definition: { nodes, connections } } };
  return {
    name: `l${at}`,
    type: 'Loop',
    inputs: [part('loopInput')],
    outputs: [{ name: 'loopOutput', type: 'String' }],
    configuration,
  };
}

/** Lambdas n0, n1 …, each with inputs of these names. */
const lambdas = (count: number, inputs: (at: number) => string[] = () => ['first']) => range(count)
  .map((at) => lambda(`n${at}`, inputs(at).map((name) => part(name))));

function cycles(count: number, length: number): Json {
  const next = (at: number) => at % length === length - 1 || at === count - 1 ? at - at % length : at + 1;
  return {
    nodes: [input, output('End'), ...lambdas(count, () => ['first', 'round'])],
    connections: [data('Start', 'End', 'document'), ...range(count)
      .flatMap((at) => [data('Start', `n${at}`), data(`n${at}`, `n${next(at)}`, 'round')])],
  };
}

export const SHAPES: { readonly [shape: string]: (size: number) => Json } = {
  'a chain': (size) => ({
    nodes: [input, ...lambdas(size), output('End')],
    connections: [...range(size).map((at) => data(at === 0 ? 'Start' : `n${at - 1}`, `n${at}`)), data(`n${size - 1}`,
      'End', 'document')],
  }),
  'a chain, backwards': (size) => ({
    nodes: [output('End'), ...lambdas(size).reverse(), input],
    connections: [data(`n${size - 1}`, 'End', 'document'), ...range(size)
      .map((at) => data(at === 0 ? 'Start' : `n${at - 1}`, `n${at}`)).reverse()],
  }),
  'one output read by all': (size) => ({
    nodes: [input, ...range(size).map((at) => output(`n${at}`))],
    connections: range(size).map((at) => data('Start', `n${at}`, 'document')),
  }),
  'one node that reads all': (size) => ({
    nodes: [input, ...lambdas(size), lambda('All', range(size).map((at) => part(`in${at}`))), output('End')],
    connections: [...range(size)
      .flatMap((at) => [data('Start', `n${at}`), data(`n${at}`, 'All', `in${at}`)]), data('All', 'End', 'document')],
  }),
  'layers, each connected to the whole one before': (size) => {
    const wide = range(10).map((at) => `in${at}`);
    return {
      nodes: [input, ...lambdas(size, () => wide), output('End')],
      connections: [...range(size).flatMap(
        (at) => wide.map((name, from) => data(at < 10 ? 'Start' : `n${at - at % 10 - 10 + from}`, `n${at}`, name)),
      ), data('n0', 'End', 'document')],
    };
  },
  'conditions, each with an Output for its branches': (size) => ({
    nodes: [input, ...range(size / 3).flatMap((at) => [
      choice(`c${at}`, [{ name: 'isA', expression: 'first == "a"' }]), output(`a${at}`), output(`b${at}`),
    ])],
    connections: range(size / 3).flatMap((at) => [
      data('Start', `c${at}`), control(`c${at}`, 'isA', `a${at}`), control(`c${at}`, 'default', `b${at}`),
      data('Start', `a${at}`, 'document'), data('Start', `b${at}`, 'document'),
    ]),
  }),
  'conditions in conditions': (size) => ({
    nodes: [input, ...range(size / 2)
      .flatMap((at) => [choice(`c${at}`, [{ name: 'isA', expression: 'first == "a"' }]), output(`b${at}`)])],
    connections: range(size / 2).flatMap((at) => [
      data('Start', `c${at}`), data('Start', `b${at}`, 'document'), control(`c${at}`, 'default', `b${at}`), ...at > 0
        ? [control(`c${at - 1}`, 'isA', `c${at}`)] : [],
    ]),
  }),
  'joins of branches': (size) => ({
    nodes: [input, ...range(5)
      .map((at) => choice(`c${at}`, [{ name: 'isA', expression: 'first == "a"' }])), ...lambdas(size), output('End')],
    connections: [
      ...range(5).map((at) => data('Start', `c${at}`)), data('Start', 'End', 'document'),
      ...range(size).flatMap((at) => [data('Start', `n${at}`), control(`c${at % 5}`, 'isA', `n${at}`), control(
        `c${(at + 1) % 5}`, 'default', `n${at}`,
      )]),
    ],
  }),
  'nodes of one name': (size) =>
    ({ nodes: [input, ...range(size).map(() => output('End'))], connections: [data('Start', 'End', 'document')] }),
  'connections of one name': (size) => ({
    nodes: [input, ...range(size).map((at) => output(`n${at}`))],
    connections: range(size).map((at) => ({ ...data('Start', `n${at}`, 'document'), name: 'same' })),
  }),
  'the same connection again and again': (size) => ({
    nodes: [input, output('End'), ...lambdas(size, () => [])],
    connections: range(size).map(() => data('Start', 'End', 'document')),
  }),
  'many connections to one input': (size) => ({
    nodes: [input, output('End'), ...lambdas(size)],
    connections: range(size).flatMap((at) => [data('Start', `n${at}`), data(`n${at}`, 'End', 'document')]),
  }),
  'one big cycle': (size) => cycles(size, size),
  'many small cycles': (size) => cycles(size, 2),
  'nodes connected to themselves': (size) => cycles(size, 1),
  'misspelt sources and targets': (size) => ({
    nodes: [input, ...lambdas(size), output('End')],
    connections: range(size).flatMap((at) => [data('Start', `m${at}`), data(`m${at}`, 'End', 'document')]),
  }),
  'misspelt inputs of one node': (size) => ({
    nodes: [input, ...lambdas(size, () => []), lambda('All', range(size).map((at) => part(`in${at}`))), output('End')],
    connections: [data('All', 'End', 'document'), ...range(size).map((at) => data('Start', 'All', `im${at}`))],
  }),
  'misspelt outputs and types': (size) => ({
    nodes: [input, ...lambdas(size)
      .map((node) => ({ ...node, type: 'Lamda', outputs: [{ name: 'response', type: 'string' }] })), output('End')],
    connections: range(size).map((at) => data(`n${at}`, 'End', 'document', 'respons')),
  }),
  'broken expressions': (size) => ({
    nodes: [input, ...lambdas(size).map(
      (node) => ({ ...node, inputs: [{ name: 'first', type: 'String', expression: 'data.x' }] }),
    ), output('End')],
    connections: range(size).map((at) => data('Start', `n${at}`)),
  }),
  'unconnected nodes': (size) =>
    ({ nodes: [input, ...lambdas(size, () => []), output('End')], connections: [data('Start', 'End', 'document')] }),
  'prompts with a wrong variable': (size) => ({
    nodes: [input, output('End'), ...range(size).map((at) => prompt(`n${at}`, ['first'], ['frst'], ['firs']))],
    connections: [data('Start', 'End', 'document'), ...range(size).map((at) => data('Start', `n${at}`))],
  }),
  'one prompt with many variables': (size) => {
    const [inputs, used, declared] = ['in', 'im', 'iv'].map((start) => range(size).map((at) => `${start}${at}`));
    return {
      nodes: [input, output('End'), ...lambdas(size, () => []), prompt('Many', inputs, used, declared)],
      connections: [data('Start', 'End', 'document'), ...inputs.map((name) => data('Start', 'Many', name))],
    };
  },
  'one node with many conditions': (size) => ({
    nodes: [input, output('End'), ...lambdas(size, () => []), choice('Many', range(size)
      .map((at) => ({ name: `is${at}`, expression: `first == "${at}"` })))],
    connections: [data('Start', 'End', 'document'), data('Start', 'Many'), ...range(size)
      .map((at) => control('Many', `is${at}`, 'End'))],
  }),
  'loops': (size) => ({
    nodes: [input, output('End'), ...range(size / 4).map(loop)],
    connections: [data('Start', 'End', 'document'), ...range(size / 4)
      .map((at) => data('Start', `l${at}`, 'loopInput'))],
  }),
};
