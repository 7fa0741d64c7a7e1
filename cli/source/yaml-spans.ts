/** Where the values of YAML stand in its text. */
import type { Document, Node, Scalar } from 'yaml';
import { insideQuotes } from './json-spans';
import type { Span, SpanText } from './span';
import { isAlias, isMap, isScalar, isSeq } from '../../src/runner/yaml/read-yaml';

export function yamlSpans(document: Document, source: string): Span {
  return new Run(document, source).spanOf(document.contents);
}

class Run {
  // what an anchor names is visited once, however often it is used
  private readonly known = new Map<Node, Span>();

  public constructor(private readonly document: Document, private readonly source: string) {}

  public spanOf(node: unknown, key?: number): Span {
    if (isAlias(node)) { return this.spanOf(node.resolve(this.document), key); }
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) { return { start: key ?? 0, end: key ?? 0 }; }
    const before = this.known.get(node);
    if (before) { return before; }
    const [start, end] = node.range ?? [key ?? 0, key ?? 0];
    const members = new Map<string, Span>();
    const span: Span = {
      start,
      end,
      members,
      ...key !== undefined && { key },
      ...isScalar(node) && typeof node.value === 'string'
        && { text: this.text(node, node.value) },
    };
    this.known.set(node, span);
    for (const [name, member] of this.membersOf(node, span)) { members.set(name, member); }
    return span;
  }

  private* membersOf(node: Node, span: Span): Iterable<[string, Span]> {
    if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) { yield [String(index), this.spanOf(item)]; }
    } else if (isScalar(node) && typeof node.value === 'object' && node.value !== null) {
      // a function in its short form
      for (const [name, value] of Object.entries(node.value)) {
        yield [name, {
          start: span.start, end: span.end, ...typeof value === 'string' && { text: this.text(node, value) },
        }];
      }
    } else if (isMap(node)) {
      const named = node.items.flatMap(({ key, value }) => isScalar(key)
        ? [{ name: key.value, at: key.range?.[0], value }] : []);
      const isMerge = (name: unknown) => name === '<<' || typeof name === 'symbol';
      for (const { value } of named.filter(({ name }) => isMerge(name))) { yield* this.spanOf(value).members ?? []; }
      for (const { name, at, value } of named.filter((pair) => !isMerge(pair.name))) {
        yield [String(name), this.spanOf(value, at)];
      }
    }
  }

  private text(node: Scalar, value: string): SpanText {
    return { value, at: (offset) => offsetIn(this.source, node, value, offset) };
  }
}

function offsetIn(source: string, node: Scalar, value: string, offset: number): number {
  const [start, end] = node.range ?? [0, 0];
  if (node.type === 'QUOTE_DOUBLE') { return insideQuotes(source, start, offset); }
  let at = node.type === 'QUOTE_SINGLE' ? start + 1 : start;
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') { at = source.indexOf('\n', start) + 1; }
  // the text stands there with indentation, line breaks and doubled quotes in between
  for (let index = 0; index < value.length; index++) {
    while (at < end && source[at] !== value[index]) { at++; }
    if (index === offset) { break; }
    at++;
  }
  return Math.min(at, end);
}
