/** For bundles that are seen in the stack traces of users. */
import { minifySync } from '@swc/core';
import * as ts from 'typescript';
import { SHORTER } from './one-file';

/** The most that a line has where it can end: Node prints the whole line in which an error was thrown. */
const LINE = 300;

/**
 * Shortens all names but those of functions and classes, also of those that have theirs from a variable. The bundler
 * shortens all or none; its `keepNames` names each function anew whenever one is made, which costs a tenth of a synth.
 */
export function withNames(bundled: string): string {
  const code = withoutInnerNames(bundled);
  const reserved = [...namesIn(code)];
  const mangle = { keep_fnames: true, keep_classnames: true, reserved, toplevel: true };
  return minifySync(code, { ...SHORTER, module: false, compress: false, mangle }).code;
}

/**
 * A class that names itself is `Flow = class _Flow { … }` after bundling, and would be called `_Flow` in stack traces.
 * Inside of it, either name is the class.
 */
function withoutInnerNames(code: string): string {
  const names = [...code.matchAll(/\b(\w+) = class _\1\b/g)].map(([, name]) => name);
  return names.reduce((text, name) => (
    text.replace(new RegExp(`(?<![\\w$.'"\`])_${name}(?![\\w$'"\`])`, 'g'), name)
  ), code);
}

/** The variables that functions and classes have their names from. */
function namesIn(code: string): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (name: ts.Node, value: ts.Node | undefined) => {
    if (value && isNameless(value) && ts.isIdentifier(name)) { names.add(name.text); }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node)) { add(node.name, node.initializer); }
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      add(node.left, node.right);
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed(code));
  return names;
}

function isNameless(node: ts.Node): boolean {
  return ts.isArrowFunction(node) || (ts.isFunctionExpression(node) || ts.isClassExpression(node)) && !node.name;
}

/**
 * Puts parts of statements, never of texts, on lines of their own. Of the places in the second half of a line, it ends
 * at the outermost: what stands around those is alike, which compresses better.
 */
export function inLines(code: string): string {
  const places: Place[] = [];
  const visit = (node: ts.Node, depth: number): void => {
    if (mayStartLine(node)) { places.push({ start: node.getStart(), depth }); }
    ts.forEachChild(node, (child) => visit(child, depth + 1));
  };
  visit(parsed(code), 0);
  places.sort((one, other) => one.start - other.start);
  const lines: string[] = [];
  let at = 0;
  let next = 0;
  while (code.length - at > LINE) {
    while (places[next]?.start <= at) { next++; }
    const end = endOfLine(places, next, at);
    if (end === undefined) { break; }
    lines.push(code.slice(at, end));
    at = end;
  }
  return [...lines, code.slice(at)].join('\n');
}

/** Where a line can start. */
interface Place {
  readonly start: number;
  readonly depth: number;
}

/** The end of a line that starts at a character: the best place for it from `next` on. */
function endOfLine(places: readonly Place[], next: number, at: number): number | undefined {
  let best: Place | undefined = places[next];
  for (let index = next; index < places.length && places[index].start - at <= LINE; index++) {
    const place = places[index];
    if (best.start - at < LINE / 2 || place.depth <= best.depth) { best = place; }
  }
  return best?.start;
}

/** What stands before such a node is a bracket, a comma, a semicolon, `else` or `var`: a line may end there. */
function mayStartLine(node: ts.Node): boolean {
  return ts.isStatement(node) && !ts.isBlock(node) || ts.isVariableDeclaration(node) || ts.isClassElement(node)
    || ts.isPropertyAssignment(node) || isAfterComma(node);
}

function isAfterComma({ parent, pos }: ts.Node): boolean {
  return parent && ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.CommaToken
    && pos === parent.right.pos;
}

function parsed(code: string): ts.SourceFile {
  return ts.createSourceFile('bundle.js', code, ts.ScriptTarget.Latest, true);
}
