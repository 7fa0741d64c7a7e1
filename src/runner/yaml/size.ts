/** How much YAML is when its aliases are followed: a few lines can stand for more than fits into any memory. */
// eslint-disable-next-line import/no-extraneous-dependencies -- the package has it in a bundle
import { type Document, isAlias, isMap, isPair, isSeq } from 'yaml';

const MOST = 1_000_000;

/** What is too much; `undefined` for documents that are as they should be, however often they use an anchor. */
export function tooMany(document: Document): string | undefined {
  const sizes = new Map<object, number>();
  const open = new Set<object>();
  const sizeOf = (node: unknown): number => {
    if (isAlias(node)) { return sizeOf(node.resolve(document)); }
    if (isPair(node)) { return sizeOf(node.key) + sizeOf(node.value); }
    if (!isMap(node) && !isSeq(node)) { return 1; }
    const known = sizes.get(node);
    if (known !== undefined) { return known; }
    // in itself
    if (open.has(node)) { return Infinity; }
    open.add(node);
    let size = 1;
    for (const item of node.items) { size += sizeOf(item); }
    open.delete(node);
    sizes.set(node, size);
    return size;
  };
  const size = sizeOf(document.contents);
  if (size === Infinity) { return 'an anchor contains itself'; }
  return size > MOST ? `with its aliases it has more than ${MOST} values` : undefined;
}
