/** A program in no language: what stands in it, for printers to spell and for the proof to carry out. */

/** The classes and structures that a program uses come from here. */
export type Module = 'flows' | 'cdk';

/** A value in a program. */
export type Expression =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** The path of a file that lies beside the program. */
  | { readonly kind: 'file'; readonly path: string }
  /** A constant at the top of the program, or a value that has got a name inside of it. */
  | { readonly kind: 'constant' | 'local'; readonly name: Name }
  /** The stack that the program is. */
  | { readonly kind: 'stack' }
  | { readonly kind: 'enum'; readonly type: string; readonly member: string }
  | { readonly kind: 'list'; readonly of: ItemType; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly of: ItemType; readonly entries: readonly Entry[] }
  | { readonly kind: 'struct'; readonly type: string; readonly fields: readonly Entry[] }
  | { readonly kind: 'property'; readonly on: Expression; readonly name: string }
  | { readonly kind: 'call'; readonly on: Expression; readonly method: string; readonly args: readonly Expression[] }
  | {
    readonly kind: 'static';
    readonly type: string;
    readonly method: string;
    readonly args: readonly Expression[];
    readonly isVariadic?: boolean;
  }
  | New;

export interface New {
  readonly kind: 'new';
  readonly type: string;
  readonly module: Module;
  readonly scope: Expression;
  readonly id: string;
  /** The properties; none where they are empty. */
  readonly props?: Expression & { readonly kind: 'struct' };
}

/** What the items of a list or map are: a class, an enum or structure of the library, text, or any JSON. */
export type ItemType =
  | { readonly kind: 'class' | 'enum' | 'struct'; readonly name: string }
  | { readonly kind: 'text' | 'json' };

export interface Entry {
  readonly key: string;
  readonly value: Expression;
}

/**
 * Words from which each language makes a name of its own: `['refund', 'alias', 'arn']`. Two names are the same if they
 * are the same object.
 */
export interface Name {
  readonly words: readonly string[];
}

export interface Constant {
  readonly name: Name;
  readonly value: string;
}

/** One line of a program, with what people should know of it. */
export interface Statement {
  readonly value: Expression;
  /** What it is called from here on; none where nobody asks for it. */
  readonly name?: Name;
  readonly comments: readonly string[];
  /** The node of the flow that it makes or that it belongs to. */
  readonly node?: string;
  /** Whether a paragraph begins with it. */
  readonly isFirst?: boolean;
}

export interface TextFile {
  /** Relative to the program. */
  readonly path: string;
  readonly text: string;
}

export interface Program {
  /** Where it will lie, seen from the working directory; not there where no file is written. */
  readonly folder?: string;
  /** Where it was made from. */
  readonly source: string;
  /** The words of the class that it is. */
  readonly className: string;
  readonly constants: readonly Constant[];
  readonly statements: readonly Statement[];
  readonly files: readonly TextFile[];
}

export const text = (value: string): Expression => ({ kind: 'text', value });
export const local = (name: Name): Expression => ({ kind: 'local', name });
export const struct = (type: string, fields: Readonly<Record<string, Expression | undefined>>): Expression & {
  readonly kind: 'struct';
} => ({
  kind: 'struct',
  type,
  fields: Object.entries(fields).flatMap(([key, value]) => value === undefined ? [] : [{ key, value }]),
});
export const statik = (type: string, method: string, ...args: readonly (Expression | undefined)[]): Expression => ({
  kind: 'static',
  type,
  method,
  args: args.filter((arg) => arg !== undefined
    && !(arg.kind === 'struct' && arg.fields.length === 0)) as Expression[],
});
export const call =
  (on: Expression, method: string, ...args: readonly Expression[]): Expression => ({ kind: 'call', on, method, args });
export const texts =
  (items: readonly string[]): Expression => ({ kind: 'list', of: { kind: 'text' }, items: items.map(text) });

/** The expressions inside one, itself included. */
export function* inside(expression: Expression): Generator<Expression> {
  yield expression;
  for (const part of partsOf(expression)) { yield* inside(part); }
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'list': return expression.items;
    case 'map': return expression.entries.map(({ value }) => value);
    case 'struct': return expression.fields.map(({ value }) => value);
    case 'property': return [expression.on];
    case 'call': return [expression.on, ...expression.args];
    case 'static': return expression.args;
    case 'new': return [expression.scope, ...expression.props ? [expression.props] : []];
    default: return [];
  }
}
