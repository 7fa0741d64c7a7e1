import * as fc from 'fast-check';
import { toMermaid } from '../../../src/core/diagram/mermaid';
import type { Definition } from '../../../src/core/model/definition';
import { runs } from '../../fast-check';
import { anyJson, definitions } from '../template/arbitrary';

/**
 * Every line there can be. Between quotes stands nothing that Mermaid reads as its own: no quote, backslash, `#`
 * outside an entity, `%`, `<`.
 */
const ID = '(?:n|missing)(?:_[0-9a-zA-Z]|_)(?:[0-9a-zA-Z_])*';
const TEXT = '"(?:[^"#<>\\\\`%*\\n]|#\\w+;|<br/>)*"';
const NODE =
  new RegExp(
    `^ +(${ID})(?:\\(\\[${TEXT}\\]\\)|\\{${TEXT}\\}|\\{\\{${TEXT}\\}\\}|\\(${TEXT}\\)|\\[\\(${TEXT}\\)\\]`
      + `|\\[\\[${TEXT}\\]\\]|\\[[/\\\\]?${TEXT}[/\\\\]?\\]|>${TEXT}\\])$`,
    'u',
  );
const BOX = new RegExp(`^ +subgraph (${ID})\\[${TEXT}\\]$`, 'u');
const ARROW = new RegExp(`^ +(${ID}) (?:-->|-\\.->)(?:\\|${TEXT}\\|)? (${ID})$`, 'u');

const awkward = fc.oneof(
  fc.constantFrom('end', 'graph', 'style: "#x;"', 'classDef', '"', '#quot;', '`x`', '%%{init: {}}%%', '$$x$$', '1. x',
    'a|b', '\\n', 'a\nb', 'a_b', 'a__b', '_', '', '\ud800', '${Token[T.1]}'),
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const graph = fc.array(awkward, { minLength: 1, maxLength: 5 }).chain((names) => fc.record({
  nodes: fc.constant(names.map((name, at) => at % 3 === 2
    ? {
      name,
      type: 'Loop',
      configuration: {
        loop: {
          definition: { nodes: [{ name, type: 'LoopInput' }], connections: [{ source: name, target: names[0] }] },
        },
      },
    }
    : { name, type: 'Condition' })),
  connections: fc.array(fc.record({
    source: fc.oneof(fc.constantFrom(...names), awkward),
    target: fc.oneof(fc.constantFrom(...names), awkward),
    configuration: fc.record({ data: fc.record({ sourceOutput: awkward, targetInput: awkward }) }),
  }), { maxLength: 5 }),
}));

test.each<[string, fc.Arbitrary<unknown>]>([
  ['JSON', anyJson()],
  ['definition of the service', definitions],
  ['graph with awkward names', graph],
])('any %s gives lines that Mermaid can read, with an id for each node and none twice', (_, definition) => {
  fc.assert(fc.property(definition, (json) => {
    const text = toMermaid(json as Definition);
    const [head, ...lines] = text.split('\n');
    expect(head).toBe('flowchart TD');
    expect(lines.pop()).toBe('');
    const declared: string[] = [];
    const used: string[] = [];
    let depth = 0;
    for (const line of lines) {
      const node = NODE.exec(line) ?? BOX.exec(line);
      const arrow = ARROW.exec(line);
      if (BOX.test(line)) { depth++; }
      if (node) {
        declared.push(node[1]);
      } else if (arrow) { used.push(arrow[1], arrow[2]); } else { expect(line).toMatch(/^ +end$/); depth--; }
    }
    expect(depth).toBe(0);
    expect(new Set(declared).size).toBe(declared.length);
    expect(declared).toEqual(expect.arrayContaining([...new Set(used)]));
    expect(toMermaid(JSON.parse(JSON.stringify(json)) as Definition)).toBe(text);
  }), { numRuns: runs(300) });
});

test('loops may be nested as deep as one likes', () => {
  let definition: Definition = {};
  for (let at = 0; at < 20_000; at++) {
    definition = { nodes: [{ name: `L${at}`, type: 'Loop', configuration: { loop: { definition } } }] };
  }
  expect(toMermaid(definition).split('\n')).toHaveLength(2 * 20_000 + 2);
});
