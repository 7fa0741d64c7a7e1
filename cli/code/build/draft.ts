/** A program while it is being written: what its nodes share is here, so that it is made once. */
import { canonical } from '../../../src/core/model/canonical';
import { isIntrinsic, isOpaque } from '../../../src/core/model/opaque';
import { pascalCase, wordsOf } from '../../spelling/words';
import {
  type Constant, type Expression, local, type Name, type Statement, statik, struct, type TextFile,
} from '../program';

export interface DraftOptions {
  /** The folder for texts of more than a line; without one they stand in the program. */
  readonly folder?: string;
  /** The nodes that only a RawNode can be. */
  readonly raw: ReadonlySet<string>;
  /** Those that nothing can be, by what was said of them. */
  readonly omitted: ReadonlySet<string>;
}

const LINE = 100;

export class Draft {
  public readonly statements: Statement[] = [];
  public readonly files: TextFile[] = [];
  /** What each parameter of the program stands for. */
  public readonly parameters = new Map<string, unknown>();
  private readonly shared = new Map<string, Expression>();
  private readonly identifiers: {
    readonly name: { words: readonly string[] }; readonly value: string; readonly what: string;
  }[] = [];

  public constructor(public readonly options: DraftOptions) {}

  /** Where there is one of a kind, its name need not say of which node it is. */
  public constants(): readonly Constant[] {
    for (const { name, what } of this.identifiers) {
      if (this.identifiers.filter((other) => other.what === what).length === 1) { name.words = wordsOf(what); }
    }
    return this.identifiers;
  }

  public add(statement: Omit<Statement, 'comments'> & { readonly comments?: readonly string[] }): void {
    this.statements.push({ comments: [], ...statement });
  }

  /**
   * What names something outside of the flow: a constant at the top, or a parameter where only the deployment knows it.
   */
  public identifier(value: unknown, node: string, what: string): Expression {
    if (typeof value !== 'string' || isOpaque(value)) { return this.known(value, node, what); }
    return this.once(`constant ${value}`, () => {
      const name = { words: [...wordsOf(node), ...wordsOf(what)] };
      this.identifiers.push({ name, value, what });
      return { kind: 'constant', name };
    });
  }

  /** A text; where only the deployment knows it, a parameter. */
  public known(value: unknown, node: string, what: string): Expression {
    if (typeof value === 'string' && !(isOpaque(value) && WHOLE_PLACEHOLDER.test(value))) {
      return { kind: 'text', value };
    }
    if (typeof value !== 'string' && !isIntrinsic(value)) { throw new Unsayable(`${what} is not a string`); }
    return this.once(`parameter ${canonical(value)}`, () => this.parameter(value, node, what));
  }

  /** A text in the program, or in a file of its own where it has more than a line. */
  public prose(
    value: unknown, node: string, { extension, type, inline, file }: Prose, ...options: readonly Expression[]
  ): Expression {
    const { folder } = this.options;
    if (typeof value === 'string' && folder !== undefined && (value.includes('\n') || value.length > LINE)
      && isWellFormed(value)) {
      const path = this.freePath(`${folder}/${wordsOf(node).join('-')}`, extension);
      this.files.push({ path, text: value });
      return statik(type, file, { kind: 'file', path }, ...options);
    }
    return statik(type, inline, typeof value === 'string' ? { kind: 'text', value } : this.known(value, node, 'text'),
      ...options);
  }

  /** Something that several nodes may use: made once, when it is first asked for. */
  public once(key: string, make: () => Expression): Expression {
    const found = this.shared.get(key) ?? make();
    this.shared.set(key, found);
    return found;
  }

  /** A value that has a name from here on. */
  public named(words: readonly string[], value: Expression, more: Partial<Statement> = {}): Expression {
    const name: Name = { words };
    this.add({ ...more, value, name });
    return local(name);
  }

  private parameter(value: unknown, node: string, what: string): Expression {
    const words = referenceWords(value) ?? [...wordsOf(node), ...wordsOf(what)];
    let id = pascalCase(words);
    while (this.parameters.has(id)) { id += '2'; }
    this.parameters.set(id, value);
    const parameter: Expression =
      {
        kind: 'new',
        type: 'CfnParameter',
        module: 'cdk',
        scope: { kind: 'stack' },
        id,
        props: struct('CfnParameterProps', {}),
      };
    return this.named(words, { kind: 'property', on: parameter, name: 'valueAsString' });
  }

  private freePath(base: string, extension: string): string {
    const taken = (path: string) => this.files.some((file) => file.path === path);
    let path = `${base}.${extension}`;
    for (let count = 2; taken(path); count++) { path = `${base}-${count}.${extension}`; }
    return path;
  }
}

/** The ways to make something of a text. */
export interface Prose {
  readonly extension: string;
  readonly type: string;
  readonly inline: string;
  readonly file: string;
}

/** What no construct but RawNode can say. */
export class Unsayable extends Error {}

const WHOLE_PLACEHOLDER = /^\$\{[^{}]+\}$/;

// what UTF-8 can't hold stays in the program
function isWellFormed(value: string): boolean {
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value)
    && !value.startsWith('\ufeff');
}

function referenceWords(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') { return wordsOf(value.slice(2, -1)); }
  const { Ref: ref, 'Fn::GetAtt': attribute } = value as { readonly 'Ref'?: unknown; readonly 'Fn::GetAtt'?: unknown };
  if (typeof ref === 'string') { return wordsOf(withoutHash(ref)); }
  const [resource, name] = Array.isArray(attribute) ? attribute as unknown[] : [];
  return typeof resource === 'string'
    && typeof name === 'string' ? [...wordsOf(withoutHash(resource)), ...wordsOf(name)] : undefined;
}

function withoutHash(logicalId: string): string {
  return logicalId.replace(/(?<=.)[0-9A-F]{8}$/, '');
}
