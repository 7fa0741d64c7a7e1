/** Large flows. */
import type { Json } from './support';
import { compare } from '../../../src/core/diff';
import { stopwatch } from '../../stopwatch';
import { flowOf, input, output, prompt } from '../simulate/flow-of';

test('a flow of forty nodes is compared in a moment', () => {
  const names = Array.from({ length: 38 }, (_, at) => `Step${at}`);
  const wires = names.flatMap((name,
    at) => [`${at === 0 ? 'In.document' : `Step${at - 1}.modelCompletion`} > ${name}.text`]);
  const flow = (prefix: string) => JSON.parse(JSON.stringify(flowOf([input(), ...names.map((name) => prompt(name,
    `${name} {{text}}`)), output()],
  ...wires, 'Step37.modelCompletion > Out.document')).replaceAll('"Step', `"${prefix}`)) as Json;
  // the second is the worst there is: every node is to be found again
  for (const [before, after, most] of [[flow('Step'), flow('Step'), 250], [flow('Step'), flow('Renamed'),
    1250]] as const) {
    // the best of several, since others are at work on the machine
    const times = Array.from({ length: 20 }, () => {
      const elapsed = stopwatch();
      compare({ definition: before }, { definition: after });
      return elapsed();
    });
    expect(Math.min(...times)).toBeLessThan(most);
  }
  expect(new Set(compare({ definition: flow('Step') }, { definition: flow('Renamed') }).map(({ kind }) => kind)))
    .toEqual(new Set(['nodeRenamed', 'promptText']));
});
