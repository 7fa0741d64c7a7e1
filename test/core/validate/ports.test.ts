/** Which ports a node has: where its type is not sure, or it names its ports freely, nothing is wrong with any. */
import { indexDefinition } from '../../../src/core/validate/index-definition';
import { allowedPorts, isMissingPort, isMistyped, isOptional, isUnknownPort } from '../../../src/core/validate/ports';

const node = (type: string, more: object = {}) => indexDefinition({ nodes: [{ name: 'Aa', type, ...more }] }).nodes[0];
const input = (type: string, name: string) => node(type, { inputs: [{ name, type: 'String' }] }).inputs[0];
const output = (type: string, name: string) => node(type, { outputs: [{ name, type: 'String' }] }).outputs[0];

test('what may be declared', () => {
  expect(['Lex', 'Prompt', 'Teleport'].map((type) => allowedPorts(node(type), 'input')))
    .toEqual([['inputText', 'requestAttributes', 'sessionAttributes'], undefined, undefined]);
  expect(['Lex', 'LoopInput', 'Teleport'].map((type) => allowedPorts(node(type), 'output')))
    .toEqual([['predictedIntent'], undefined, undefined]);
});

test('what must be declared and is not', () => {
  expect(isMissingPort(node('Lex'), 'input', 'inputText')).toBe(true);
  expect(isMissingPort(node('Lex'), 'input', 'requestAttributes')).toBe(false);
  expect(isMissingPort(node('Lex', { inputs: [{ name: 'inputText' }] }), 'input', 'inputText')).toBe(false);
  expect(isMissingPort(node('Teleport'), 'input', 'inputText')).toBe(false);
});

test('what is no port of the type', () => {
  expect(['inputText', 'text', ''].map((name) => isUnknownPort(input('Lex', name), 'input')))
    .toEqual([false, true, false]);
  expect(['predictedIntent', 'text', ''].map((name) => isUnknownPort(output('Lex', name), 'output')))
    .toEqual([false, true, false]);
  for (const type of ['Loop', 'Teleport']) {
    expect([isUnknownPort(input(type, 'x'), 'input'), isUnknownPort(output(type, 'x'), 'output')])
      .toEqual([false, false]);
  }
});

test('what is declared with another type', () => {
  const port = { name: 'text', type: 'String' } as const;
  expect([isMistyped('Number', port), isMistyped('String', port), isMistyped(undefined, port), isMistyped('Number',
    undefined)]).toEqual([true, false, false, false]);
  expect(isMistyped('Number', { ...port, type: 'Any' })).toBe(false);
});

test('what may stay unconnected', () => {
  expect(isOptional(input('Lex', 'requestAttributes'))).toBe(true);
  expect(isOptional(input('Lex', 'inputText'))).toBe(false);
  expect(isOptional(input('Lex', 'text'))).toBe(false);
  // a loop names its inputs freely: one that is there is meant to be fed
  expect(isOptional(input('Loop', 'loopInput'))).toBe(false);
  expect(isOptional(input('Teleport', 'loopInput'))).toBe(false);
});
