import { isOfType, typeMessage, typeName } from '../../../src/core/simulate/data-type';

test.each([
  ['x', 'String'], [1, 'Number'], [false, 'Boolean'], [{}, 'Object'], [[], 'Array'],
] as const)('%p is a %s and nothing else', (value, type) => {
  expect((['String', 'Number', 'Boolean', 'Object', 'Array'] as const).filter((one) => isOfType(one, value)))
    .toEqual([type]);
  expect(typeName(value)).toBe(type.toUpperCase());
});

test('null and undefined are of no type, and anything is of a type that is not known', () => {
  for (const value of [null, undefined]) {
    expect((['String', 'Number', 'Boolean', 'Object', 'Array'] as const).filter((one) => isOfType(one, value)))
      .toEqual([]);
    expect(typeName(value)).toBe('NULL');
    expect(isOfType(undefined, value)).toBe(true);
  }
});

test('the message is the one of the service', () => {
  expect(typeMessage('Output', 'document', 'FlowInput', 'String', {}))
    .toBe('Expected type for Node Output document of Node FlowInput to be STRING. Actual type is OBJECT.');
  expect(typeMessage('Input', 'value', 'Work', undefined, null)).toBe('Expected type for Node Input value of Node Work '
    + 'to be STRING. Actual type is NULL.');
});
