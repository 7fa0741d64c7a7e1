/** Findings stand in one order, whichever rule found them: errors first, then by place, numbers as numbers. */
import type { Finding } from '../../../src/core/validate/finding';
import { byPlace } from '../../../src/core/validate/order';

const finding = (path: string, more: Partial<Finding> = {}): Finding =>
  ({ severity: 'error', code: 'IllegalName', path, message: 'one', remedy: 'do', ...more });

test.each<[string, readonly Finding[]]>([
  ['errors before warnings', [finding('z'), finding('a', { severity: 'warning' })]],
  ['the whole before its parts', [finding(''), finding('nodes'), finding('nodes[0]'), finding('nodes[0].name')]],
  ['numbers as numbers', [finding('nodes[2]'), finding('nodes[10]'), finding('nodes[11]'), finding('nodes[101]')]],
  ['numbers that begin alike', [
    finding('nodes[1].inputs[9]'), finding('nodes[1].inputs[19]'), finding('nodes[19].inputs[0]'),
    finding('nodes[190]'),
  ]],
  ['numbers, then what is behind them', [finding('nodes[2].inputs[11].name'), finding('nodes[10].inputs[2].name')]],
  ['texts as texts', [finding('connections[5]'), finding('nodes[0].inputs'), finding('nodes[0].outputs')]],
  ['what ends in a number, and what is below it', [
    finding('fields.k1'), finding('fields.k1.x'), finding('fields.k1b'), finding('fields.k2'),
  ]],
  ['a number and none', [finding('nodes[0]'), finding('nodes[0][1]'), finding('nodes[0][a]')]],
  ['then by code', [finding('a', { code: 'DuplicateName' }), finding('a'), finding('a', { code: 'IllegalValue' })]],
  ['then by character, what has none first', [
    finding('a'), finding('a', { offset: 0 }), finding('a', { offset: 2 }), finding('a', { offset: 10 }),
  ]],
  ['then by words', [
    finding('a', { message: 'a one' }), finding('a', { message: 'one' }), finding('a', { message: 'one more' }),
  ]],
  ['the place before the code, the code before the character', [
    finding('a', { code: 'IllegalValue', offset: 5 }), finding('b', { code: 'DuplicateName', offset: 9 }),
    finding('b', { code: 'IllegalName', offset: 1, message: 'z' }),
    finding('b', { code: 'IllegalName', offset: 2, message: 'a' }),
  ]],
])('%s', (_, sorted) => {
  for (let first = 0; first < sorted.length; first++) {
    for (let second = 0; second < sorted.length; second++) {
      expect(Math.sign(byPlace(sorted[first], sorted[second]))).toBe(Math.sign(first - second));
    }
  }
});
