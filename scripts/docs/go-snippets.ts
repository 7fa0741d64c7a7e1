/**
 * TypeScript snippets in Go. jsii-rosetta also writes Go, which does not compile: it leaves out packages, pointers and
 * arguments that Go can't leave out. This knows as much of TypeScript as snippets have, and says what it does not know.
 */
import * as ts from 'typescript';
import { alignEntries } from '../../cli/code/print/gofmt';
import { type Doc, layout } from '../../cli/code/print/layout';
import { group } from '../../cli/code/print/printer';
import { byFourDigits, ESCAPES, quoted } from '../../cli/spelling/quoted';
import { firstUpper } from '../../cli/spelling/words';

const FLOWS = 'github.com/cdk-bedrock-flows/cdk-bedrock-flows-go/cdkbedrockflows';
const CDK = 'github.com/aws/aws-cdk-go/awscdk/v2';
/** Packages by the file that declares a type. */
type Package = readonly [file: RegExp, alias: (name: string) => string, path: (alias: string) => string];
const PACKAGES: readonly Package[] = [
  [/\/aws-cdk-lib\/aws-([\w-]+)\//, (name) => `aws${name.replace(/-/g, '')}`, (alias) => `${CDK}/${alias}`],
  [/\/aws-cdk-lib\/custom-resources\//, () => 'customresources', (alias) => `${CDK}/${alias}`],
  [/\/aws-cdk-lib\//, () => 'awscdk', () => CDK],
  [/\/constructs\//, () => 'constructs', () => 'github.com/aws/constructs-go/constructs/v10'],
  [/\/src\/testing\//, () => 'flowtesting', () => `${FLOWS}/testing`],
  [/\/src\//, () => 'flows', () => FLOWS],
];
/** Marks in what is laid out: the number of a comment that gets a line, and a literal that has several lines. */
const COMMENT = /^(\t*)\u0001(\d+)\n/gm;
const BREAK = '\u0002\n';
const UNIT = '\t';

export interface GoSnippet {
  readonly lines: readonly string[];
  /** The packages that it uses, as Go imports them. */
  readonly imports: readonly string[];
  /** The variables that it declares: Go refuses those that nothing reads. */
  readonly variables: readonly string[];
}

/** What the statements are in Go; `this` is the variable `stack`. */
export function goOf(statements: readonly ts.Statement[], checker: ts.TypeChecker): GoSnippet {
  const writer = new GoWriter(checker);
  const lines = statements.flatMap((statement, at) => [
    ...at > 0 && isDeclaration(statements[at - 1]) && !isDeclaration(statement) ? [''] : [],
    ...writer.statement(statement),
  ]);
  while (lines[0] === '') { lines.shift(); }
  return {
    lines: alignEntries(lines),
    imports: [...writer.packages].map(([alias, path]) => aliasOf(path) === alias ? `"${path}"` : `${alias} "${path}"`)
      .sort((a, b) => a.replace(/^\w+ /, '') < b.replace(/^\w+ /, '') ? -1 : 1),
    variables: writer.variables,
  };
}

/** `declare const`: a variable that is given. */
function isDeclaration(node: ts.Statement): boolean {
  return ts.isVariableStatement(node) && !node.declarationList.declarations[0].initializer;
}

function aliasOf(path: string): string {
  return path.replace(/\/v\d+$/, '').replace(/^.*\/|-runtime-go$/g, '');
}

class GoWriter {
  public readonly packages = new Map<string, string>();
  public readonly variables: string[] = [];
  private readonly comments: string[] = [];

  public constructor(private readonly checker: ts.TypeChecker) {}

  public statement(node: ts.Statement): string[] {
    const text = node.getSourceFile().text;
    const comments = [
      ...ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [],
      ...ts.getTrailingCommentRanges(text, node.end) ?? [],
    ].map(({ pos, end }) => text.slice(pos, end)).filter((comment) => !comment.startsWith('///'));
    const isApart = /\n[ \t]*\n/.test(text.slice(node.getFullStart(), node.getStart()));
    return [...isApart ? [''] : [], ...comments, ...this.laidOut(this.code(node))];
  }

  private laidOut(doc: Doc): readonly string[] {
    const withComments = (_: string, indent: string, at: string) =>
      `${indent}${this.comments[Number(at)]}\n${indent}`;
    return layout(doc, { indent: '', unit: UNIT }).replaceAll(BREAK, '').replace(COMMENT, withComments).split('\n');
  }

  private code(node: ts.Statement): Doc {
    if (ts.isExpressionStatement(node)) { return this.expression(node.expression); }
    if (!ts.isVariableStatement(node)) { throw unknown(node); }
    const [{ name, type, initializer }] = node.declarationList.declarations;
    if (!ts.isIdentifier(name)) { throw unknown(name); }
    this.variables.push(name.text);
    return initializer ? [`${name.text} := `, this.expression(initializer)]
      : `var ${name.text} ${this.type(this.checker.getTypeFromTypeNode(type!), node)}`;
  }

  private expression(node: ts.Expression): Doc {
    const isPlain = this.isJson(node);
    const pointer = (call: string, text: string) => isPlain ? text : this.jsii(call, text);
    if (ts.isStringLiteralLike(node)) { return pointer('String', goText(node.text)); }
    if (ts.isNumericLiteral(node)) { return pointer('Number', node.text); }
    switch (node.kind) {
      case ts.SyntaxKind.TrueKeyword: return pointer('Bool', 'true');
      case ts.SyntaxKind.FalseKeyword: return pointer('Bool', 'false');
      case ts.SyntaxKind.ThisKeyword: return 'stack';
    }
    if (ts.isIdentifier(node)) { return node.text; }
    if (ts.isParenthesizedExpression(node)) { return this.expression(node.expression); }
    if (ts.isTemplateExpression(node)) { return this.format(node); }
    if (ts.isAsExpression(node)) {
      return [this.expression(node.expression), `.(${this.type(this.checker.getTypeFromTypeNode(node.type), node)})`];
    }
    if (ts.isArrayLiteralExpression(node)) { return this.list(node); }
    if (ts.isObjectLiteralExpression(node)) { return this.object(node); }
    if (ts.isPropertyAccessExpression(node)) { return this.property(node); }
    if (ts.isNewExpression(node)) { return this.called(`${this.qualified(node.expression, 'New')}(`, node); }
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression, name } = node.expression;
      return this.isStatic(node.expression)
        ? this.called(`${this.qualified(expression)}_${firstUpper(name.text)}(`, node)
        : [this.expression(expression), this.called(`.${firstUpper(name.text)}(`, node)];
    }
    throw unknown(node);
  }

  /** Values of jsii are pointers to texts. */
  private format({ head, templateSpans }: ts.TemplateExpression): Doc {
    const text = [head, ...templateSpans.map(({ literal }) => literal)].map((part) => part.text.replace(/%/g, '%%'));
    const values = templateSpans.flatMap(({ expression }): Doc[] => [', *', this.expression(expression)]);
    return [this.jsii('Sprintf', goText(text.join('%s'))).slice(0, -1), ...values, ')'];
  }

  private list(node: ts.ArrayLiteralExpression): Doc {
    const { elements } = node;
    const of = this.isJson(node) ? 'interface{}'
      : this.type(this.expected(node).getNumberIndexType() ?? throwing(node), node);
    return this.lines(node, `${of === 'interface{}' ? '' : '&'}[]${of}{`, elements, (one) => this.expression(one));
  }

  private object(node: ts.ObjectLiteralExpression): Doc {
    const { properties } = node;
    if (this.isJson(node)) {
      return this.lines(node, 'map[string]interface{}{', properties, (one) => this.entry(one, goText));
    }
    const expected = this.expected(node);
    const of = expected.getStringIndexType();
    return of
      ? this.lines(node, `&map[string]${this.type(of, node)}{`, properties, (one) => this.entry(one, goText))
      : this.lines(node, `&${this.named(expected.symbol)}{`, properties, (one) => this.entry(one, firstUpper));
  }

  private entry(property: ts.ObjectLiteralElementLike, spell: (key: string) => string): Doc {
    if (ts.isShorthandPropertyAssignment(property)) {
      return `${spell(property.name.text)}: ${property.name.text}`;
    }
    if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name)) { throw unknown(property); }
    return [`${spell((property.name as ts.Identifier).text)}: `, this.expression(property.initializer)];
  }

  /** The items of a literal, on several lines where TypeScript has them so, each below its comment. */
  private lines<T extends ts.Node>(node: ts.Node, open: string, items: ts.NodeArray<T>, of: (item: T) => Doc): Doc {
    const text = node.getSourceFile().text;
    const isLong = node.getText().includes('\n');
    return group(open, items.map((item, at) => {
      const behind = /^,[ \t]*(\/\/.*)/.exec(text.slice(item.end))?.[1];
      const mark = behind === undefined ? '' : `\u0001${this.comments.push(behind) - 1}\n`;
      return [...mark ? [mark] : isLong && at === 0 ? [BREAK] : [], of(item)];
    }), '}', { trailing: true });
  }

  private property(node: ts.PropertyAccessExpression): Doc {
    const { expression, name } = node;
    const symbol = this.checker.getSymbolAtLocation(node)!;
    if (has(symbol.flags, ts.SymbolFlags.EnumMember)) { return `${this.qualified(expression)}_${name.text}`; }
    if (this.isStatic(node)) { return `${this.qualified(expression)}_${firstUpper(name.text)}()`; }
    const isField = isStruct(this.checker.getTypeAtLocation(expression));
    return [this.expression(expression), `.${firstUpper(name.text)}${isField ? '' : '()'}`];
  }

  /** A call with all its arguments: Go leaves none out. */
  private called(open: string, node: ts.NewExpression | ts.CallExpression): Doc {
    const args = (node.arguments ?? []).map((arg) => this.expression(arg));
    const parameters = this.checker.getResolvedSignature(node)!.getDeclaration().parameters;
    for (const parameter of parameters.slice(args.length)) {
      if (parameter.dotDotDotToken) { break; }
      const type = this.checker.getTypeAtLocation(parameter).getNonNullableType();
      args.push(has(type.flags, ts.TypeFlags.EnumLike) ? '""' : 'nil');
    }
    const last = args[args.length - 1];
    if (last === undefined || typeof last === 'string' || !('open' in last)) {
      return group(open, args, ')', { trailing: true });
    }
    return [open, ...args.slice(0, -1).flatMap((arg) => [arg, ', ']), last, ')'];
  }

  private isStatic(node: ts.PropertyAccessExpression): boolean {
    const declared = this.checker.getSymbolAtLocation(node)?.declarations?.[0];
    return declared !== undefined && has(ts.getCombinedModifierFlags(declared), ts.ModifierFlags.Static);
  }

  /** The name of a class or an enumeration with its package. */
  private qualified(node: ts.Expression, prefix = ''): string {
    return this.named(this.checker.getSymbolAtLocation(node)!, prefix);
  }

  private named(symbol: ts.Symbol, prefix = ''): string {
    const real = has(symbol.flags, ts.SymbolFlags.Alias) ? this.checker.getAliasedSymbol(symbol) : symbol;
    const file = real.declarations![0].getSourceFile().fileName;
    for (const [pattern, alias, path] of PACKAGES) {
      const found = pattern.exec(file);
      if (!found) { continue; }
      const name = alias(found[1]);
      this.packages.set(name, path(name));
      return `${name}.${prefix}${real.name}`;
    }
    throw new Error(`no package of Go is known for ${file}; add it to PACKAGES in ${__filename}`);
  }

  private type(whole: ts.Type, node: ts.Node): string {
    const type = whole.getNonNullableType();
    if (has(type.flags, ts.TypeFlags.EnumLike)) { return this.named(type.symbol); }
    if (has(type.flags, ts.TypeFlags.StringLike)) { return '*string'; }
    if (has(type.flags, ts.TypeFlags.NumberLike)) { return '*float64'; }
    if (has(type.flags, ts.TypeFlags.BooleanLike)) { return '*bool'; }
    if (isAny(type)) { return 'interface{}'; }
    const item = this.checker.isArrayType(type) ? type.getNumberIndexType() : undefined;
    if (item) { return `*[]${this.type(item, node)}`; }
    const value = type.getStringIndexType();
    if (value) { return `*map[string]${this.type(value, node)}`; }
    if (!(type.symbol as ts.Symbol | undefined)) { throw unknown(node); }
    return `${isStruct(type) ? '*' : ''}${this.named(type.symbol)}`;
  }

  private jsii(call: string, text: string): string {
    this.packages.set('jsii', 'github.com/aws/jsii-runtime-go');
    return `jsii.${call}(${text})`;
  }

  private expected(node: ts.Expression): ts.Type {
    return (this.checker.getContextualType(node) ?? throwing(node)).getNonNullableType();
  }

  /** Whether it is a part of JSON, which holds plain values. */
  private isJson(node: ts.Expression): boolean {
    const type = this.checker.getContextualType(node);
    const around = ts.isPropertyAssignment(node.parent) ? node.parent.parent : node.parent;
    const isInside = ts.isObjectLiteralExpression(around) || ts.isArrayLiteralExpression(around);
    return type !== undefined && isAny(type) || isInside && this.isJson(around);
  }
}

/** As jsii has it: an interface of properties, whose name does not begin with I. */
function isStruct({ symbol }: ts.Type): boolean {
  return has((symbol as ts.Symbol | undefined)?.flags ?? 0, ts.SymbolFlags.Interface) && !/^I[A-Z]/.test(symbol.name);
}

function isAny({ flags }: ts.Type): boolean {
  return has(flags, ts.TypeFlags.Any) || has(flags, ts.TypeFlags.Unknown);
}

function has(flags: number, some: number): boolean {
  // eslint-disable-next-line no-bitwise
  return (flags & some) !== 0;
}

function goText(text: string): string {
  return quoted(text, {
    quote: '"', own: ESCAPES, escape: byFourDigits, join: { open: '', separator: ' +', close: '' },
  });
}

function throwing(node: ts.Node): never {
  throw unknown(node);
}

function unknown(node: ts.Node): Error {
  return new Error(`${node.getSourceFile().fileName}: no Go is known for ${ts.SyntaxKind[node.kind]} '${
    node.getText()}'; write it another way, or add it to ${__filename}`);
}
