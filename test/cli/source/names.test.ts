import { withShortNames } from '../../../cli/source/names';

test.each([
  [[['Support5CFB64A3', 'support']], [['Support5CFB64A3', 'support', 'Support']]],
  [[['Support']], [['Support']]],
  [[['Support5cfb64a3'], ['5CFB64A3'], ['Support5CFB64A']], [['Support5cfb64a3'], ['5CFB64A3'], ['Support5CFB64A']]],
  // a name that could mean either means neither
  [[['Support5CFB64A3'], ['Support12345678']], [['Support5CFB64A3'], ['Support12345678']]],
  [[['Support5CFB64A3'], ['Other', 'Support']], [['Support5CFB64A3'], ['Other', 'Support']]],
] as const)('%j: a logical id may be named without the hash of CDK', (names, expected) => expect(withShortNames(names))
  .toEqual(expected));
