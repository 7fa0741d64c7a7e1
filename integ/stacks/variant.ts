/** What a stack of the checks is deployed as: the runner says it in context values (`-c`), the app reads them. */

/** A flow behind a canary. */
export interface CanaryVariant {
  readonly kind: 'canary';
  /** 1, 2, 3: each makes another version of the flow. An earlier one again is a revert. */
  readonly program: number;
  /** How much of the traffic goes to the new version first, and for how long; all at once without. */
  readonly percent?: number;
  readonly minutes?: number;
  /** Whether something fails after all else has succeeded. */
  readonly isLate?: boolean;
}

/** A flow that is not published. */
export interface DraftVariant {
  readonly kind: 'draft';
  /** The value of a tag of the flow. */
  readonly colour: string;
}

/** A flow that is not published and takes its time, and functions that show what Lambda does. */
export interface ProbeVariant {
  readonly kind: 'probe';
}

/** A flow with an alias, in plain CloudFormation. Each program calls a function of its own. */
export interface PlainVariant {
  readonly kind: 'plain';
  readonly program: number;
  /** Whether something fails after all else has succeeded. */
  readonly isLate?: boolean;
}

/** A bucket whose events come to a queue. */
export interface KeysVariant {
  readonly kind: 'keys';
}

export type Variant = CanaryVariant | DraftVariant | KeysVariant | PlainVariant | ProbeVariant;

type Context = Readonly<Record<string, string>>;

/** The context values of a variant, as the command line passes them. */
export function contextOf(variant: Variant): Context {
  return Object.fromEntries(Object.entries(variant).map(([name, value]) => [name, String(value)]));
}

/** Reads what `contextOf` has written. */
export function variantOf(read: (name: string) => unknown): Variant {
  const text = (name: string) => {
    const value = read(name);
    if (typeof value !== 'string' || !value) {
      throw new Error(`[integ/app.ts] there is no context value '${name}'; this app is deployed by integ/run.ts`);
    }
    return value;
  };
  const number = (name: string) => read(name) === undefined ? undefined : Number(text(name));
  switch (text('kind')) {
    case 'canary': return {
      kind: 'canary',
      program: Number(text('program')),
      percent: number('percent'),
      minutes: number('minutes'),
      isLate:
        read('isLate') === 'true',
    };
    case 'draft': return { kind: 'draft', colour: text('colour') };
    case 'keys': return { kind: 'keys' };
    case 'plain': return { kind: 'plain', program: Number(text('program')), isLate: read('isLate') === 'true' };
    case 'probe': return { kind: 'probe' };
    default:
      throw new Error(`[integ/app.ts] there is no kind '${text('kind')}' of stack; use canary, draft, keys, plain or `
        + 'probe');
  }
}
