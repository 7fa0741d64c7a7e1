/** An execution of a state machine: what it gets, and how it must end. */

/** What lies in buckets: by the id of the bucket, texts by key; of what is expected, `*` in a key is anything. */
export type Objects = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Expected {
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
  /** What the buckets must hold at the end. */
  readonly objects?: Objects;
  /** What must have come into queues, by their ids. */
  readonly messages?: Readonly<Record<string, readonly unknown[]>>;
}

export interface Case {
  /** The id of the state machine. */
  readonly machine: string;
  /** What this execution is about, where a state machine has several. */
  readonly title?: string;
  readonly input: unknown;
  readonly expected: Expected;
  /** What lies in the buckets before; buckets are empty at the start of each case. */
  readonly objects?: Objects;
  /** What a person is asked, and writes to `bedrock-flows review --decide`. */
  readonly review?: { readonly subject: string; readonly document: unknown; readonly says: string };
}
