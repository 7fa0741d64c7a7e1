/** One thing in which two flows differ, and what is compared. */
import { type ChangeClass, type ChangeKind, CLASSES, KINDS } from './kinds';
import { canonical } from '../model/canonical';
import type { Definition, InlinePrompt } from '../model/definition';

export interface Change {
  readonly kind: ChangeKind;
  readonly class: ChangeClass;
  /** The node as it was called; of a loop as `Loop/Node`. Not there where the change is about something new. */
  readonly nodeBefore?: string;
  /** The node as it is called now. Not there where it is about something that is gone. */
  readonly nodeAfter?: string;
  /** What of the node: an input, a condition, a parameter. */
  readonly part?: string;
  /** What it was; not there where there was nothing. */
  readonly before?: string;
  /** What it is; not there where there is nothing. */
  readonly after?: string;
}

/** A flow as `compare` takes it. */
export interface Side {
  readonly definition: Definition;
  /** The contents of managed prompts that are known, by what nodes call them. */
  readonly prompts?: { readonly [arn: string]: InlinePrompt };
  /** The customer managed key of the flow. */
  readonly encryptionKey?: unknown;
}

/** Where a change is: the names of the node before and after. */
export type Place = Pick<Change, 'nodeBefore' | 'nodeAfter'>;

export function change(
  kind: ChangeKind, place: Place, { part, before, after }: {
    readonly part?: string; readonly before?: unknown; readonly after?: unknown;
  } = {},
): Change {
  return {
    kind,
    class: KINDS[kind].class,
    ...place.nodeBefore !== undefined && { nodeBefore: place.nodeBefore },
    ...place.nodeAfter !== undefined && { nodeAfter: place.nodeAfter },
    ...part !== undefined && { part },
    ...before !== undefined && { before: textOf(before) },
    ...after !== undefined && { after: textOf(after) },
  };
}

/** A text as it is, everything else as canonical JSON. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : canonical(value);
}

/** The name of the node in the newer flow, else in the older. */
export function nodeOf({ nodeAfter, nodeBefore }: Place): string | undefined {
  return nodeAfter ?? nodeBefore;
}

const ORDER = Object.keys(CLASSES);

/** By class, then by node. The same on every machine. */
export function inOrder(changes: readonly Change[]): readonly Change[] {
  const keys = new Map(changes.map((one) => [one, [
    String(ORDER.indexOf(one.class)), nodeOf(one) ?? '', one.kind, one.part ?? '', one.before ?? '', one.after ?? '',
  ]]));
  return [...changes].sort((left, right) => {
    const [one, other] = [keys.get(left)!, keys.get(right)!];
    const at = one.findIndex((text, index) => text !== other[index]);
    return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
  });
}
