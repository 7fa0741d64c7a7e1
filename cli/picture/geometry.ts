/** Rectangles, and lines that arrows follow. */

export interface Rect {
  /** Of the corner at the top and left. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface LinePoint {
  readonly x: number;
  readonly y: number;
  /** Whether the line bends on its way here, rather than going straight. */
  readonly isBend: boolean;
}

export type Line = readonly LinePoint[];

export function moved(rect: Rect, x: number, y: number): Rect {
  return { ...rect, x: rect.x + x, y: rect.y + y };
}

/** The data of an SVG path: bends leave and arrive upright. */
export function pathOf(line: Line): string {
  const [first, ...rest] = line;
  let before = first;
  let path = `M${fixed(first.x)} ${fixed(first.y)}`;
  for (const point of rest) {
    const middle = fixed((before.y + point.y) / 2);
    path += point.isBend && point.x !== before.x
      ? `C${fixed(before.x)} ${middle} ${fixed(point.x)} ${middle} ${fixed(point.x)} ${fixed(point.y)}`
      : `L${fixed(point.x)} ${fixed(point.y)}`;
    before = point;
  }
  return path;
}

/** Points along a line, close enough together that no text has room between two of them. */
export function sampled(line: Line): { readonly x: number; readonly y: number }[] {
  const points = [{ x: line[0].x, y: line[0].y }];
  for (let at = 1; at < line.length; at++) {
    const [from, to] = [line[at - 1], line[at]];
    const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 4));
    for (let step = 1; step <= steps; step++) {
      const share = step / steps;
      // a cubic curve whose control points are half way up: x follows the smooth step, y nearly the share
      const x = to.isBend ? 3 * share * share - 2 * share ** 3 : share;
      const y = to.isBend ? 1.5 * share * (1 - share) ** 2 + 1.5 * share * share * (1 - share) + share ** 3 : share;
      points.push({ x: from.x + (to.x - from.x) * x, y: from.y + (to.y - from.y) * y });
    }
  }
  return points;
}

export function holds({ x, y, width, height }: Rect, point: { readonly x: number; readonly y: number }): boolean {
  return point.x > x && point.x < x + width && point.y > y && point.y < y + height;
}

/** A number as short as it may be; pictures must not depend on the last digits of a sum. */
export function fixed(value: number): string {
  return String(Math.round(value * 10) / 10);
}
