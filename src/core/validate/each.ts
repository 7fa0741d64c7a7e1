import { isOpaque, isRecord } from '../model/opaque';

/** Visits each object of a list; whatever else is there is passed over. */
export function each(list: unknown, visit: (item: Record<string, unknown>, at: number) => void): void {
  if (!Array.isArray(list)) { return; }
  list.forEach((item, at) => { if (isRecord(item) && !isOpaque(item)) { visit(item, at); } });
}
