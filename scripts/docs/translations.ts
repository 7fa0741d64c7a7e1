/**
 * The TypeScript snippets of pages in the other languages of the package: Python, Java and C# as jsii-rosetta
 * translates them for registries, Go as `go-snippets.ts` does. Needs what jsii compiled.
 */
import { readFileSync } from 'fs';
import { join } from 'path';
import { TargetLanguage, Translator, type TypeScriptSnippet } from 'jsii-rosetta';
import * as ts from 'typescript';
import { compiled } from './compiled';
import { type GoSnippet, goOf } from './go-snippets';
import { ROOT, type Snippet } from './pages';

/** The languages besides TypeScript in the order of their tabs: title, and name for the highlighter. */
export const LANGUAGES = [
  { title: 'Python', fence: 'python' },
  { title: 'Java', fence: 'java' },
  { title: 'C#', fence: 'csharp' },
  { title: 'Go', fence: 'go' },
] as const;
const OF_ROSETTA = [TargetLanguage.PYTHON, TargetLanguage.JAVA, TargetLanguage.CSHARP];

/** Programs for Node, around the app: they stand in no other language. */
const FOR_NODE = /^import .* from '(?:cdk-bedrock-flows\/\w+|@aws-sdk\/.+)';$/m;
const TOP = /^(?:import .*|declare const .*)\n/gm;
const FIXTURE = readFileSync(join(ROOT, 'rosetta/default.ts-fixture'), 'utf8').replace(/^\/\/.*\n/, '');

export function isForNode({ code }: Snippet): boolean {
  return FOR_NODE.test(code);
}

/** What jsii-rosetta leaves where it knows no translation: the name of the syntax in brackets, or no name of a type. */
const SYNTAX = new Set(Object.keys(ts.SyntaxKind).filter((name) => !/^\d+$/.test(name)));
export function isUntranslated(text: string): boolean {
  return /\bnew Struct\b/.test(text) || [...text.matchAll(/\(([A-Z]\w+)[ {]/g)].some(([, name]) => SYNTAX.has(name));
}

/** Each snippet in each of `LANGUAGES`. */
export function translate(snippets: readonly Snippet[]): readonly (readonly string[])[] {
  const inGo = snippetsInGo(snippets.map((snippet) => [pathOf(snippet), programOf(snippet)]));
  return withRosetta(snippets.map(programOf), snippets.map(placeOf), OF_ROSETTA).map((texts, at) => {
    const { lines, imports } = inGo[at];
    return [
      // one without a line between its imports and its code
      ...texts.map((text) => text.replace(/^(using .*;)(?=\S)/gm, '$1\n\n')),
      [...snippets[at].info === 'ts nofixture' ? importLines(imports) : [], ...lines].join('\n'),
    ];
  });
}

export function importLines(imports: readonly string[]): readonly string[] {
  return ['import (', ...imports.map((line) => `\t${line}`), ')', ''];
}

/** Programs as jsii-rosetta translates them; it shows what stands between `/// !show` and `/// !hide`. */
export function withRosetta(
  programs: readonly string[], places: readonly string[], languages: readonly TargetLanguage[],
): readonly (readonly string[])[] {
  const translator = new Translator(true);
  const translated = translator.translateSnippets(programs.map((program, at): TypeScriptSnippet => ({
    visibleSource: program,
    location: { api: { api: 'file', fileName: places[at] } },
    strict: true,
  })), [...languages]);
  const faults = translator.diagnostics.filter(({ isError }) => isError)
    .map(({ formattedMessage }) => formattedMessage);
  if (faults.length > 0) { throw new Error(faults.join('')); }
  return translated.map((one) => languages.map((language) => one.get(language)!.source));
}

/** Programs in Go: what stands in the constructor of their class, or all where there is none. */
export function snippetsInGo(programs: readonly (readonly [path: string, text: string])[]): readonly GoSnippet[] {
  const program = compiled(new Map(programs));
  return programs.map(([path]) => {
    const source = program.getSourceFile(path)!;
    const inClass = source.statements.filter(ts.isClassDeclaration).flatMap(({ members }) => members)
      .filter(ts.isConstructorDeclaration).flatMap(({ body }) => [...body!.statements]);
    const around = source.statements.filter((node) => !ts.isImportDeclaration(node) && !ts.isClassDeclaration(node));
    const body = inClass.filter((node) => !node.getText(source).startsWith('super('));
    return goOf([...around, ...body], program.getTypeChecker());
  });
}

/** The program of a snippet, of which only the snippet is shown. */
function programOf({ info, code }: Snippet): string {
  if (info === 'ts nofixture') { return code; }
  const shown = (text: string) => `/// !show\n${text}/// !hide\n`;
  const top = (code.match(TOP) ?? []).join('');
  return `/// !hide\n${top === '' ? '' : shown(top)}${
    FIXTURE.replace('/// here', () => shown(`${code.replace(TOP, '').trim()}\n`))}`;
}

function placeOf({ page, line }: Snippet): string {
  return `${page.replace(/[/.]/g, '-')}-line-${line}`;
}

function pathOf(snippet: Snippet): string {
  return join(ROOT, 'test/docs', `${placeOf(snippet)}.ts`);
}
