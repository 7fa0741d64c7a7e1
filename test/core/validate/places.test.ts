import { indexDefinition } from '../../../src/core/validate/index-definition';
import { ofConnection } from '../../../src/core/validate/places';

test('a connection belongs to the node it leads to, else to the one it comes from, else to none', () => {
  const place = (source: string, target: string, name = 'one') => {
    const { connections } =
      indexDefinition({ nodes: [{ name: 'Aa' }, { name: 'Bb' }], connections: [{ name, source, target }] });
    return ofConnection(connections[0]);
  };
  const path = 'connections[0]';
  expect(place('Aa', 'Bb')).toEqual({ path, node: 'Bb', connection: 'one' });
  expect(place('Aa', 'Xx')).toEqual({ path, node: 'Aa', connection: 'one' });
  expect(place('Yy', 'Xx')).toEqual({ path, connection: 'one' });
  expect(place('Yy', 'Xx', '')).toEqual({ path });
});
