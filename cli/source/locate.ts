/** Where in the text of a document a finding is. */
import { jsonSpans } from './json-spans';
import type { Span, SpanText } from './span';
import type { FlowSource } from '../../src/core/template';
import { hclKeys } from '../../src/core/template/hcl';
import { jsonError } from '../../src/core/template/json-syntax';
import { MAX_DEPTH, turned } from '../../src/core/template/keys';

export interface Sought {
  /** In the keys of the model, from the definition on; from the flow on where it begins with `definition`. */
  readonly path: string;
  /** The character of the text at that path. */
  readonly offset?: number;
  /** A key of the object at that path. */
  readonly key?: string;
}

/** The offset in the document; of what is not there, the nearest thing around it. */
export function locate(
  root: Span, flow: Pick<FlowSource, 'at'>, { path, offset, key }: Sought,
): number {
  const around = flowSpan(root, flow);
  const steps = path.match(/[^.[\]]+/g) ?? [];
  if (steps[0]?.startsWith('definition')) { return shown(walk(around, steps), offset, key); }
  const definition = member(around, 'definition') ?? member(around, 'definitionString') ?? around;
  const pieces = piecesOf(definition);
  if (pieces.length === 0) { return shown(walk(definition, steps), offset, key); }
  // a definition in a text: find the place in there, then that of the text
  const text = pieces.map((piece) => piece.value).join('');
  const error = jsonError(text);
  return offsetOf(pieces, error ? error.offset : shown(walk(jsonSpans(text), steps), offset, key));
}

function flowSpan(root: Span, { at }: Pick<FlowSource, 'at'>): Span {
  if (at) { return walk(root, at); }
  const inner = root.members?.get('flow') ?? root;
  const holder = [
    'definition', 'definitionString', 'definitionS3Location', 'nodes', 'connections',
  ].some((key) => member(root, key)) ? root : inner;
  return holder.members?.get('Properties') ?? holder;
}

function walk(from: Span, steps: readonly string[]): Span {
  let span = from;
  for (const step of steps) {
    const next = memberOrBlock(span, step);
    if (!next) { break; }
    span = next;
  }
  return span;
}

function member(span: Span, key: string): Span | undefined {
  return span.members?.get(key) ?? span.members?.get(turned(key));
}

function memberOrBlock(span: Span, key: string): Span | undefined {
  const found = member(span, key);
  if (found || /^\d+$/.test(key)) { return found; }
  // a block of Terraform is a list of one
  const block = span.members?.size === 1 ? span.members.get('0') : undefined;
  return hclKeys(key).map((name) => (block ?? span).members?.get(name)).find(Boolean);
}

// an object by its name, which says more than its brace
function shown(span: Span, offset = 0, key?: string): number {
  const ofKey = key === undefined ? undefined : member(span, key)?.key;
  if (ofKey !== undefined) { return ofKey; }
  const named = span.text ? span : member(span, 'name');
  if (named?.text) { return named.text.at(span.text ? offset : 0); }
  return span.members ? span.key ?? span.start : span.start;
}

interface Piece {
  readonly value: string;
  readonly source: SpanText | Span;
}

// The parts of a DefinitionString, in the forms that `definitionText` reads. What is known only at deployment counts as
// a placeholder.
function piecesOf(span: Span, depth = 0): readonly Piece[] {
  if (depth > MAX_DEPTH) { return []; }
  if (span.text) { return [{ value: span.text.value, source: span.text }]; }
  const sub = span.members?.get('Fn::Sub');
  if (sub) { return piecesOf(sub.text ? sub : sub.members?.get('0') ?? sub, depth + 1); }
  const joined = span.members?.get('Fn::Join')?.members?.get('1')?.members;
  return [...joined?.values() ?? []].flatMap((part) => {
    const pieces = part.members?.has('Fn::Sub') ? [] : piecesOf(part, depth + 1);
    return pieces.length > 0 ? pieces : [{ value: '${x}', source: part }];
  });
}

function offsetOf(pieces: readonly Piece[], offset: number): number {
  let left = offset;
  for (const { value, source } of pieces) {
    if (left < value.length) { return 'at' in source ? source.at(left) : source.start; }
    left -= value.length;
  }
  const { source, value } = pieces[pieces.length - 1];
  return 'at' in source ? source.at(value.length) : source.end;
}
