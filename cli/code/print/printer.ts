/** What all languages have in common: a program is its constants, then its statements. */
import type { Doc, Group } from './layout';
import { Spelling } from '../names';
import { type Expression, inside, type New, type Program } from '../program';

/** A language. */
export interface Printer {
  /** The end of the name of a file. */
  readonly extension: string;
  /** Whether texts are looked for from where `cdk` runs, because a program does not know where it lies. */
  readonly fromWorkingDirectory?: boolean;
  /** The name that the class must have in a file, where the language ties the two. */
  classOf?(file: string | undefined): string | undefined;
  print(program: Program): string;
}

type Of<K extends Expression['kind']> = Expression & { readonly kind: K };

/** How a language spells each kind of value. */
export abstract class Words {
  public abstract readonly stack: string;
  protected readonly spelling: Spelling;

  public constructor(reserved: Iterable<string>) {
    this.spelling = new Spelling(reserved);
  }

  public doc(expression: Expression): Doc {
    switch (expression.kind) {
      case 'text': return this.text(expression.value);
      case 'number': return this.number(expression.value);
      case 'boolean': return this.boolean(expression.value);
      case 'file': return this.file(expression.path);
      case 'constant': return this.constant(expression);
      case 'local': return this.local(expression);
      case 'stack': return this.stack;
      case 'enum': return this.member(expression);
      case 'list': return this.list(expression);
      case 'map': return this.map(expression);
      case 'struct': return this.struct(expression);
      case 'property': return [this.doc(expression.on), this.property(expression.name)];
      case 'call': return [this.doc(expression.on), this.call(expression)];
      case 'static': return this.statik(expression);
      case 'new': return this.make(expression);
    }
  }

  public abstract text(value: string): Doc;
  public abstract number(value: number): string;
  public abstract boolean(value: boolean): string;
  public abstract file(path: string): Doc;
  public abstract constant(constant: Of<'constant' | 'local'>): string;
  public abstract local(local: Of<'constant' | 'local'>): string;
  public abstract member(member: Of<'enum'>): string;
  public abstract list(list: Of<'list'>): Doc;
  public abstract map(map: Of<'map'>): Doc;
  public abstract struct(struct: Of<'struct'>): Doc;
  public abstract property(name: string): string;
  public abstract call(call: Of<'call'>): Doc;
  public abstract statik(call: Of<'static'>): Doc;
  public abstract make(made: New): Doc;
}

export type { Of };

export function group(open: string, items: readonly Doc[], close: string, more: Partial<Group> = {}): Group {
  return { open, items, close, separator: ',', ...more };
}

/** A call of which the last argument is broken first: `f(a, b, {` stays on its line. */
export function hugging(open: string, args: readonly Doc[], close: string): Doc {
  const last = args[args.length - 1];
  if (last === undefined || typeof last === 'string' || !('open' in last) || last.open === '') {
    return group(open, args, close);
  }
  return [open, ...args.slice(0, -1).flatMap((arg) => [arg, ', ']), last, close];
}

/** What a program uses of the library, of aws-cdk-lib, and otherwise. */
export interface Used {
  readonly flows: readonly string[];
  readonly cdk: readonly string[];
  readonly files: boolean;
}

/** @param withStructs whether the language names structures, and with which types of maps and lists */
export function usedBy(
  { statements }: Program, { withStructs, withItems }: { readonly withStructs: boolean; readonly withItems: boolean },
): Used {
  const all = statements.flatMap(({ value }) => [...inside(value)]);
  const flows = new Set<string>();
  const cdk = new Set<string>();
  for (const one of all) {
    if (one.kind === 'new') { (one.module === 'flows' ? flows : cdk).add(one.type); }
    if (one.kind === 'static' || one.kind === 'enum') { flows.add(one.type); }
    if (one.kind === 'struct' && withStructs) { (one.type.startsWith('Cfn') ? cdk : flows).add(one.type); }
    if ((one.kind === 'list' || one.kind === 'map') && withItems && 'name' in one.of) { flows.add(one.of.name); }
  }
  return { flows: [...flows].sort(), cdk: [...cdk].sort(), files: all.some(({ kind }) => kind === 'file') };
}

export function originLine({ source }: Program): string {
  return `Made from ${source} by bedrock-flows code. You can change it as you like.`;
}
