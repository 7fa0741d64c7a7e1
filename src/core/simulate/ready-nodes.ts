/**
 * The nodes of a scope that can run, taken in the order of the definition: a binary heap of node numbers in a plain
 * array.
 */

export function pushReady(heap: number[], id: number): void {
  let at = heap.length;
  heap.push(id);
  while (at > 0) {
    const above = Math.floor((at - 1) / 2);
    if (heap[above] <= id) { break; }
    heap[at] = heap[above];
    at = above;
  }
  heap[at] = id;
}

/** Takes the first; there must be one. */
export function popReady(heap: number[]): number {
  const first = heap[0];
  const last = heap.pop()!;
  const { length } = heap;
  if (length === 0) { return first; }
  let at = 0;
  for (let below = 1; below < length; below = 2 * at + 1) {
    if (below + 1 < length && heap[below + 1] < heap[below]) { below++; }
    if (heap[below] >= last) { break; }
    heap[at] = heap[below];
    at = below;
  }
  heap[at] = last;
  return first;
}
