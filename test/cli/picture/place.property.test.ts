/** Whatever the flow, no line crosses a node or a label that is not its own, and nothing lies on anything else. */
import fc from 'fast-check';
import { each, triage } from './support';
import { faceOf } from '../../../cli/picture/face';
import { type Rect, sampled } from '../../../cli/picture/geometry';
import { place, type Placed } from '../../../cli/picture/place';
import { Story } from '../../../cli/picture/story';
import type { Definition } from '../../../src/core/model/definition';
import { runs } from '../../fast-check';

const SLACK = 1;

function placedOf(definition: Definition): { readonly placed: Placed; readonly story: Story } {
  const story = new Story({ title: 'flow', definition, findings: [] });
  const faces = new Map(story.nodes.map((one) => [one.node.id, faceOf(one, story)]));
  return {
    story,
    placed: place(story.scene, faces, ({ labels }) => labels.length > 0
      ? { width: 90, height: 18 * labels.length } : undefined),
  };
}

/** What is wrong with a picture, a line each. */
function faults({ placed, story }: ReturnType<typeof placedOf>): string[] {
  const loops = new Set(placed.boxes.filter(({ box }) => box.kind === 'loop').map(({ box }) => box.owner));
  const nodes = [...placed.nodes].filter(([id]) => !loops.has(id));
  const labels = placed.edges.flatMap(({ edge, label }) => label ? [{ edge, label }] : []);
  const inside = ({ x, y, width, height }: Rect, point: { x: number; y: number }) => (
    point.x > x + SLACK && point.x < x + width - SLACK && point.y > y + SLACK && point.y < y + height - SLACK
  );
  const meet = (one: Rect, other: Rect) => one.x + SLACK < other.x + other.width && other.x + SLACK < one.x + one.width
    && one.y + SLACK < other.y + other.height && other.y + SLACK < one.y + one.height;
  const found: string[] = [];
  for (const { edge, line } of placed.edges) {
    const name = `${edge.source}-${edge.target}`;
    for (const point of sampled(line)) {
      for (const [id, rect] of nodes) { if (inside(rect, point)) { found.push(`${name} crosses ${id}`); } }
      for (const other of labels) {
        if (other.edge !== edge && inside(other.label, point)) {
          found.push(`${name} crosses the label of ${other.edge.source}-${other.edge.target}`);
        }
      }
      if (point.x < 0 || point.y < 0 || point.x > placed.width || point.y > placed.height) {
        found.push(`${name} leaves the picture`);
      }
    }
  }
  nodes.forEach(([id, rect], at) => {
    for (const [other, otherRect] of nodes.slice(at + 1)) {
      if (meet(rect, otherRect)) { found.push(`${id} lies on ${other}`); }
    }
    for (const { edge, label } of labels) {
      if (meet(rect, label)) { found.push(`the label of ${edge.source}-${edge.target} lies on ${id}`); }
    }
  });
  expect(placed.nodes.size).toBe(story.scene.nodes.length);
  return [...new Set(found)];
}

test('the flows of these tests', () => {
  expect(faults(placedOf(triage()))).toEqual([]);
  expect(faults(placedOf(each()))).toEqual([]);
});

/**
 * A graph without cycles: each node takes from some before it, perhaps as a branch; some nodes are loops with a graph
 * inside.
 */
const graphOf = (depth: number): fc.Arbitrary<object> => fc.array(fc.record({
  from: fc.uniqueArray(fc.nat(), { maxLength: 3 }),
  words: fc.constantFrom('A', 'Classify_The_Message', 'LookUpTheOrderOfThisCustomerInTheBooks'),
  isBranch: fc.boolean(),
  inside: depth > 0 ? fc.option(graphOf(depth - 1), { freq: 6 }) : fc.constant(null),
}), { minLength: 1, maxLength: 14 }).map((nodes) => ({
  nodes: nodes.map(({ words, inside }, at) => ({
    name: `${words}${at}`,
    type: inside ? 'Loop' : 'Prompt',
    ...inside && { configuration: { loop: { definition: inside } } },
    inputs: [{ name: 'a', type: 'String', expression: '$.data' }],
    outputs: [{ name: 'b', type: 'String' }],
  })),
  connections: nodes.flatMap(({ from, isBranch }, at) => at === 0 ? [] : from.map((one, number) => {
    const source = `${nodes[one % at].words}${one % at}`;
    const ends = { name: `c${at}x${number}`, source, target: `${nodes[at].words}${at}` };
    return isBranch ? { ...ends, type: 'Conditional', configuration: { conditional: { condition: 'yes' } } }
      : { ...ends, type: 'Data', configuration: { data: { sourceOutput: 'b', targetInput: 'a' } } };
  })),
}));

test('any graph without cycles', () => {
  fc.assert(fc.property(graphOf(1), (definition) => { expect(faults(placedOf(definition))).toEqual([]); }),
    { numRuns: runs(60) });
});
