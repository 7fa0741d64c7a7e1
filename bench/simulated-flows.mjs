/** Definitions for the benchmarks of the local runner. */

const RESPONSE = { functionResponse: 'String' };

export const input = (type) => node('Start', 'Input', {}, { document: type });
export const output = (type) => node('End', 'Output', { document: type }, {});
export const lambda = (name, inputs = { value: 'String' }) => node(name, 'LambdaFunction', inputs, RESPONSE, {
  lambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:fn',
});

export function node(name, type, inputs, outputs, configuration = {}) {
  return {
    name,
    type,
    configuration: { [type.charAt(0).toLowerCase() + type.slice(1)]: configuration },
    inputs: Object.entries(inputs).map(([port, dataType]) => ({ name: port, type: dataType, expression: '$.data' })),
    outputs: Object.entries(outputs).map(([port, dataType]) => ({ name: port, type: dataType })),
  };
}

/** @param wires source and target by name; of nodes with several ports with a name behind a dot, as `Each.arraySize` */
export function definitionOf(nodes, wires) {
  const byName = new Map(nodes.map((one) => [one.name, one]));
  const portOf = (text, ports) => {
    const [name, port] = text.split('.');
    return [name, port ?? byName.get(name)[ports][0].name];
  };
  const connections = wires.map(([from, to], at) => {
    const [source, sourceOutput] = portOf(from, 'outputs');
    const [target, targetInput] = portOf(to, 'inputs');
    return { name: `Wire${at}`, type: 'Data', source, target, configuration: { data: { sourceOutput, targetInput } } };
  });
  return { nodes, connections };
}

/** Layers of nodes that each read two of the layer before: a graph of so many nodes, in which most wait for others. */
export function layered(nodes, width) {
  const name = (at) => at < 0 ? 'Start' : `Node${at}`;
  const ofLayer = Array.from({ length: nodes }, (_, at) => lambda(name(at), { left: 'String', right: 'String' }));
  const above = (at, by) => at < width ? -1 : Math.floor(at / width - 1) * width + (at + by) % width;
  const wires = ofLayer.flatMap((_, at) => [
    [name(above(at, 0)), `${name(at)}.left`], [name(above(at, 1)), `${name(at)}.right`],
  ]);
  return definitionOf([input('String'), ...ofLayer, output('String')], [...wires, [name(nodes - 1), 'End']]);
}

/** A function for each item of an array, and a Collector behind it. */
export function iterating() {
  return definitionOf([
    input('Array'),
    node('Each', 'Iterator', { array: 'Array' }, { arrayItem: 'String', arraySize: 'Number' }),
    lambda('Work'),
    node('All', 'Collector', { arrayItem: 'String', arraySize: 'Number' }, { collectedArray: 'Array' }),
    output('Array'),
  ], [
    ['Start', 'Each'], ['Each.arrayItem', 'Work'], ['Work', 'All.arrayItem'], ['Each.arraySize', 'All.arraySize'],
    ['All', 'End'],
  ]);
}
