/** For bundles that are seen in the stack traces of users. */
import { minifySync } from '@swc/core';
import * as ts from 'typescript';
import { SHORTER } from './one-file';

/** About the length of a line: Node prints the whole line in which an error was thrown. */
const LINE = 250;

/**
 * Shortens all names but those of functions and classes, also of those that have theirs from a variable. The bundler
 * shortens all or none; its `keepNames` names each function anew whenever one is made, which costs a tenth of a synth.
 */
export function withNames(code: string): string {
  const reserved = [...namesIn(code)];
  const mangle = { keep_fnames: true, keep_classnames: true, reserved };
  return minifySync(code, { ...SHORTER, module: false, compress: false, mangle }).code;
}

function namesIn(code: string): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (isFunction(node) || ts.isVariableDeclaration(node) && node.initializer && isFunction(node.initializer)) {
      if (node.name && ts.isIdentifier(node.name)) { names.add(node.name.text); }
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed(code));
  return names;
}

function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration | ts.ClassLikeDeclaration {
  return ts.isFunctionLike(node) || ts.isClassLike(node);
}

/** Puts parts of statements, never of texts, on lines of their own. */
export function inLines(code: string): string {
  const starts: number[] = [];
  const visit = (node: ts.Node): void => {
    if (mayStartLine(node)) { starts.push(node.getStart()); }
    ts.forEachChild(node, visit);
  };
  visit(parsed(code));
  const lines: string[] = [];
  let at = 0;
  [...starts, code.length].sort((one, other) => one - other).forEach((start, index, all) => {
    const next = all[index + 1];
    if (next !== undefined && next - at > LINE && start > at) { lines.push(code.slice(at, start)); at = start; }
  });
  return [...lines, code.slice(at)].join('\n');
}

/** What stands before such a node is a bracket, a comma, a semicolon, `else` or `var`: a line may end there. */
function mayStartLine(node: ts.Node): boolean {
  return ts.isStatement(node) && !ts.isBlock(node) || ts.isVariableDeclaration(node) || ts.isClassElement(node)
    || ts.isPropertyAssignment(node);
}

function parsed(code: string): ts.SourceFile {
  return ts.createSourceFile('bundle.js', code, ts.ScriptTarget.Latest, true);
}
