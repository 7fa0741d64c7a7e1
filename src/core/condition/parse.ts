/**
 * Condition expressions (Bedrock User Guide, flows-nodes): comparisons of inputs and constants, joined by `and`, `or`,
 * `not` and parentheses. The guide states no precedence; we read not > and > or, and say where a reader should not have
 * to rely on it.
 */
import { lex, type Lexeme } from './lex';
import type { SyntaxProblem } from '../expression/parse';

export type ComparisonOperator = '==' | '!=' | '>' | '>=' | '<' | '<=';

export type Operand =
  | { readonly kind: 'input'; readonly name: string; readonly offset: number }
  | { readonly kind: 'constant'; readonly value: string | number | boolean; readonly offset: number };

export type ConditionTree =
  | {
    readonly kind: 'comparison';
    readonly operator: ComparisonOperator;
    readonly left: Operand;
    readonly right: Operand;
    readonly offset: number;
  }
  | { readonly kind: 'and' | 'or'; readonly left: ConditionTree; readonly right: ConditionTree }
  | { readonly kind: 'not'; readonly inner: ConditionTree };

export type ParsedCondition =
  | {
    readonly tree: ConditionTree;
    /** `and`, `or` and `not` are mixed without parentheses. */
    readonly ambiguous: boolean;
  }
  | { readonly problem: SyntaxProblem };

// The service allows 64; what is much longer is not read, so that nothing here can run deep.
const READABLE = 1000;

/**
 * Those that were parsed before, up to some number. A condition is read where it is written, by each rule about it, and
 * in each run.
 */
const KNOWN = new Map<string, ParsedCondition>();
const MOST_KNOWN = 1000;

/** Parses a condition such as `category == "refund" and score > 3`. */
export function parseCondition(text: string): ParsedCondition {
  if (text.length > READABLE) {
    const cause = `the expression has ${text.length} characters, far more than the service allows`;
    return { problem: { cause, offset: READABLE } };
  }
  const known = KNOWN.get(text);
  if (known) { return known; }
  const parsed = parsedAnew(text);
  if (KNOWN.size >= MOST_KNOWN) { KNOWN.clear(); }
  KNOWN.set(text, parsed);
  return parsed;
}

function parsedAnew(text: string): ParsedCondition {
  const lexemes = lex(text);
  if ('problem' in lexemes) { return lexemes; }
  const parser = new Parser(lexemes);
  try {
    const tree = parser.whole();
    return { tree, ambiguous: parser.ambiguous };
  } catch (error) {
    if (!(error instanceof Unparsable)) { throw error; }
    const { message: cause, remedy, offset } = error;
    return { problem: { cause, ...remedy && { remedy }, offset } };
  }
}

/** The operands of a condition, from left to right. */
export function comparisons(tree: ConditionTree): readonly Extract<ConditionTree, { kind: 'comparison' }>[] {
  if (tree.kind === 'comparison') { return [tree]; }
  if (tree.kind === 'not') { return comparisons(tree.inner); }
  return [...comparisons(tree.left), ...comparisons(tree.right)];
}

class Unparsable extends Error {
  constructor(message: string, readonly offset: number, readonly remedy?: string) { super(message); }
}

class Parser {
  ambiguous = false;
  private at = 0;

  constructor(private readonly lexemes: readonly Lexeme[]) {}

  whole(): ConditionTree {
    if (this.peek().kind === 'end') { throw new Unparsable('the expression is empty', 0); }
    const tree = this.or();
    if (this.peek().kind !== 'end') {
      const { text, offset } = this.peek();
      if (/^(and|or|not)$/i.test(text)) {
        throw new Unparsable(`'${text}' is not an operator`, offset, `write '${text.toLowerCase()}'`);
      }
      throw new Unparsable(`'${text}' is not allowed here`, offset, text === ')'
        ? 'remove it, or add the missing \'(\'' : 'join comparisons with \'and\' or \'or\'');
    }
    return tree;
  }

  private peek(): Lexeme { return this.lexemes[this.at]; }

  private take(): Lexeme { return this.lexemes[this.at++]; }

  private or(): ConditionTree {
    let left = this.and();
    while (this.peek().kind === 'or') {
      if (left.kind === 'and' && !left.parenthesised) { this.ambiguous = true; }
      this.take();
      const right = this.and();
      if (right.kind === 'and' && !right.parenthesised) { this.ambiguous = true; }
      left = { kind: 'or', left, right };
    }
    return left;
  }

  private and(): ConditionTree & { parenthesised?: boolean } {
    let left: ConditionTree & { parenthesised?: boolean } = this.not();
    while (this.peek().kind === 'and') {
      this.take();
      left = { kind: 'and', left, right: this.not() };
    }
    return left;
  }

  private not(): ConditionTree & { parenthesised?: boolean } {
    if (this.peek().kind === 'not') {
      this.take();
      if (this.peek().kind !== '(') { this.ambiguous = true; }
      return { kind: 'not', inner: this.not() };
    }
    if (this.peek().kind !== '(') { return this.comparison(); }
    const open = this.take();
    const inner = this.or();
    if (this.peek().kind !== ')') { throw new Unparsable('the \'(\' is not closed', open.offset); }
    this.take();
    return Object.defineProperty({ ...inner }, 'parenthesised', { value: true });
  }

  private comparison(): ConditionTree {
    const left = this.operand();
    const sign = this.take();
    if (sign.kind !== 'operator') {
      throw new Unparsable('one of == != > >= < <= is expected after an operand', sign.offset);
    }
    const right = this.operand();
    if (this.peek().kind === 'operator') {
      throw new Unparsable('comparisons can\'t be chained', this.peek().offset, 'join them with \'and\'');
    }
    return { kind: 'comparison', operator: sign.text as ComparisonOperator, left, right, offset: left.offset };
  }

  private operand(): Operand {
    const { kind, text, offset } = this.take();
    switch (kind) {
      case 'name': {
        if (this.peek().text === '(') {
          throw new Unparsable(`functions such as ${text}() do not exist`, offset, 'compare with ==, and join '
            + 'comparisons with \'or\'');
        }
        if (this.peek().kind === 'name') {
          throw new Unparsable(`'${this.peek().text}' is not an operator`, this.peek().offset,
            'use one of == != > >= < <=, or and, or, not');
        }
        return { kind: 'input', name: text, offset };
      }
      case 'number': return { kind: 'constant', value: Number(text), offset };
      case 'string': return { kind: 'constant', value: text.slice(1, -1), offset };
      case 'boolean': return { kind: 'constant', value: text === 'true', offset };
      default: throw new Unparsable(kind === 'end'
        ? 'an operand is missing at the end' : `'${text}' is not an operand`, offset);
    }
  }
}
