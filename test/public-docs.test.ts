/**
 * What IDEs and Construct Hub show of each public class, interface, enum and member: the first sentence of its comment.
 * It must make sense without the code.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..');
const INDEX = join(ROOT, 'src/index.ts');
const HIDDEN = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword];

type Type = ts.ClassDeclaration | ts.InterfaceDeclaration | ts.EnumDeclaration;

const types = [...exportedFrom(INDEX)];
const members = types.flatMap((type) => [...type.members].filter(isPublic).map((member) => ({ type, member })));
const props = types.filter(({ name }) => name?.text.endsWith('Props'));

/** By the files alone: the types of aws-cdk-lib, which a checker would read, take half a minute. */
function* exportedFrom(file: string, names?: ReadonlySet<string>): Generator<Type> {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement)) {
      const { moduleSpecifier, exportClause } = statement;
      const chosen = exportClause && ts.isNamedExports(exportClause)
        ? new Set(exportClause.elements.map(({ name }) => name.text)) : undefined;
      yield* exportedFrom(fileOf(join(dirname(file), (moduleSpecifier as ts.StringLiteral).text)), chosen);
    } else if ((ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement)
      || ts.isEnumDeclaration(statement)) && has(statement, ts.SyntaxKind.ExportKeyword)
      && (names === undefined || names.has(statement.name!.text))) {
      yield statement;
    }
  }
}

function has(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) === true;
}

function fileOf(path: string): string {
  return existsSync(`${path}.ts`) ? `${path}.ts` : join(path, 'index.ts');
}

/** Constructors are left out: their class says what they make. */
function isPublic(member: ts.ClassElement | ts.TypeElement | ts.EnumMember): boolean {
  return member.name !== undefined && !HIDDEN.some((kind) => has(member, kind))
    && !ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'internal');
}

function firstSentence(node: ts.Node): string {
  const comment = ts.getJSDocCommentsAndTags(node).find((one) => ts.isJSDoc(one))?.comment;
  const text = (ts.getTextOfJSDocComment(comment) ?? '').replace(/\s+/g, ' ').trim();
  return /^.*?[.!?](?= |$)/.exec(text)?.[0] ?? text;
}

function nameOf(type: Type, member?: ts.NamedDeclaration): string {
  return `${relative(ROOT, type.getSourceFile().fileName)}: ${type.name!.text}`
    + (member === undefined ? '' : `.${member.name!.getText()}`);
}

const isSentence = (text: string): boolean => /^[A-Z`].*\.$/.test(text) && text.split(' ').length >= 3;

test('there are some of each', () => {
  expect(types.length).toBeGreaterThan(100);
  expect(members.length).toBeGreaterThan(500);
  expect(props.length).toBeGreaterThan(30);
});

test('each type begins with a sentence of three words or more', () => {
  expect(types.filter((type) => !isSentence(firstSentence(type))).map((type) => nameOf(type))).toEqual([]);
});

test('each member begins with a sentence of three words or more', () => {
  expect(members.filter(({ member }) => !isSentence(firstSentence(member)))
    .map(({ type, member }) => nameOf(type, member))).toEqual([]);
});

test('properties begin with what they are for', () => {
  expect(props.filter((type) => !firstSentence(type).startsWith('Properties for ')).map((type) => nameOf(type)))
    .toEqual([]);
});

test('no first sentence tells a riddle', () => {
  const all = [...types.map((type) => [nameOf(type), firstSentence(type)]),
    ...members.map(({ type, member }) => [nameOf(type, member), firstSentence(member)])];
  expect(all.filter(([, text]) => /^(What|Who|Where|The same|Those|Of|All of (it|them))\b/.test(text))).toEqual([]);
});
