import { BASES, type Row } from './changes';
import type { Json } from './support';

/** The two sides of a row. */
export function changed({ base = 'main', edit }: Row): readonly [before: Json, after: Json] {
  const flow = BASES[base]();
  const result = edit(flow);
  const isPair = Array.isArray(result) && result.length === 2 && 'nodes' in result[0];
  return isPair ? result as [Json, Json] : [BASES[base](), flow];
}
