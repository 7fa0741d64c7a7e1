/** What nodes yield in random flows: one of few words for whatever they are given; of a List, up to three of them. */
export function work(node: string, inputs: Record<string, unknown>): unknown {
  let hash = 7;
  for (const character of node.replace(/\d+/, '')
    + JSON.stringify(inputs)) { hash = (hash * 31 + character.charCodeAt(0)) % 1_000_003; }
  const word = (at: number) => 'abc'[(hash + at * at) % 3];
  return node.startsWith('List') ? Array.from({ length: hash % 4 }, (_, at) => word(at)) : word(1);
}
