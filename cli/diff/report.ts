/** What is reported of two sides: each flow with its changes, and how changes are shown. */
import { type Change, type ChangeClass, CLASSES, KINDS, type Piece, wordDiff } from '../../src/core/diff';
import type { LoadedFlow } from '../../src/runner/sources/document-flow';
import { counted } from '../counted';

export interface FlowDiff {
  /** As the newer side calls it, else as the older does. */
  readonly name: string;
  /** Not there where the flow is new. */
  readonly before?: LoadedFlow;
  /** Not there where the flow is removed. */
  readonly after?: LoadedFlow;
  readonly changes: readonly Change[];
}

/** The classes of changes, the gravest first, each with its changes. */
export function byClass(changes: readonly Change[]): readonly (readonly [ChangeClass, readonly Change[]])[] {
  return (Object.keys(CLASSES) as ChangeClass[])
    .map((name) => [name, changes.filter((change) => change.class === name)] as const)
    .filter(([, own]) => own.length > 0);
}

/** `2 changes: 1 breaking for callers, 1 cost and quality` */
export function summaryOf(changes: readonly Change[]): string {
  if (changes.length === 0) { return 'no change'; }
  const classes = byClass(changes).map(([name, own]) => `${own.length} ${CLASSES[name]}`);
  return `${counted(changes.length, 'change')}: ${classes.join(', ')}`;
}

/** What is said of a change, without its node and values. */
export function wordsOf({ kind, part }: Change): string {
  return `${KINDS[kind].words}${part === undefined ? '' : ` (${part})`}`;
}

const TEXTS: ReadonlySet<Change['kind']> = new Set(['promptText', 'code']);

/** The words of texts that are longer than a name. */
export function piecesOf({ kind, before, after }: Change): readonly Piece[] | undefined {
  return TEXTS.has(kind) && before !== undefined && after !== undefined
    ? shortened(wordDiff(before, after)) : undefined;
}

/** How much is shown around what is changed. */
const CONTEXT = 80;

function shortened(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.map((piece, at) => {
    const [isFirst, isLast] = [at === 0, at === pieces.length - 1];
    const { kind, text } = piece;
    if (kind !== 'same' || text.length <= 2 * CONTEXT + 3) { return piece; }
    const start = isFirst ? '' : cut(text, 0, CONTEXT);
    const end = isLast ? '' : cut(text, text.length - CONTEXT, text.length);
    return { kind, text: `${start}…${end}` };
  });
}

/** No character is cut in two. */
function cut(text: string, from: number, to: number): string {
  return text.slice(from, to).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
