/** Where in the text of a document a finding is. */
import { jsonSpots } from './json-spots';
import { Spot, SpotText } from './spot';
import { FlowSource } from '../../src/core/template';
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
  root: Spot, flow: Pick<FlowSource, 'form' | 'id' | 'at'>, { path, offset, key }: Sought,
): number {
  const around = flowSpot(root, flow);
  const steps = path.match(/[^.[\]]+/g) ?? [];
  if (steps[0]?.startsWith('definition')) { return shown(walk(around, steps), offset, key); }
  const definition = member(around, 'definition') ?? member(around, 'definitionString') ?? around;
  const pieces = piecesOf(definition);
  if (pieces.length === 0) { return shown(walk(definition, steps), offset, key); }
  // a definition in a text: find the place in there, then that of the text
  const text = pieces.map((piece) => piece.value).join('');
  const error = jsonError(text);
  return offsetOf(pieces, error ? error.offset : shown(walk(jsonSpots(text), steps), offset, key));
}

function flowSpot(root: Spot, { form, id, at }: Pick<FlowSource, 'form' | 'id' | 'at'>): Spot {
  if (at) { return walk(root, at); }
  if (form === 'template') { return walk(root, ['Resources', id ?? '', 'Properties']); }
  const inner = root.members?.get('flow') ?? root;
  const holder = [
    'definition', 'definitionString', 'definitionS3Location', 'nodes', 'connections',
  ].some((key) => member(root, key)) ? root : inner;
  return holder.members?.get('Properties') ?? holder;
}

function walk(from: Spot, steps: readonly string[]): Spot {
  let spot = from;
  for (const step of steps) {
    const next = memberOrBlock(spot, step);
    if (!next) { break; }
    spot = next;
  }
  return spot;
}

function member(spot: Spot, key: string): Spot | undefined {
  return spot.members?.get(key) ?? spot.members?.get(turned(key));
}

function memberOrBlock(spot: Spot, key: string): Spot | undefined {
  const found = member(spot, key);
  if (found || /^\d+$/.test(key)) { return found; }
  // a block of Terraform is a list of one
  const block = spot.members?.size === 1 ? spot.members.get('0') : undefined;
  return hclKeys(key).map((name) => (block ?? spot).members?.get(name)).find(Boolean);
}

// an object by its name, which says more than its brace
function shown(spot: Spot, offset = 0, key?: string): number {
  const ofKey = key === undefined ? undefined : member(spot, key)?.key;
  if (ofKey !== undefined) { return ofKey; }
  const named = spot.text ? spot : member(spot, 'name');
  if (named?.text) { return named.text.at(spot.text ? offset : 0); }
  return spot.members ? spot.key ?? spot.start : spot.start;
}

interface Piece {
  readonly value: string;
  readonly source: SpotText | Spot;
}

// The parts of a DefinitionString, in the forms that `definitionText` reads. What is known only at deployment counts as
// a placeholder.
function piecesOf(spot: Spot, depth = 0): readonly Piece[] {
  if (depth > MAX_DEPTH) { return []; }
  if (spot.text) { return [{ value: spot.text.value, source: spot.text }]; }
  const sub = spot.members?.get('Fn::Sub');
  if (sub) { return piecesOf(sub.text ? sub : sub.members?.get('0') ?? sub, depth + 1); }
  const joined = spot.members?.get('Fn::Join')?.members?.get('1')?.members;
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
