/** What the files of the project import of each other and export: for the search for unused exports and for cycles. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import * as ts from 'typescript';

export interface Import {
  /** The file that is imported, from the root of the project. */
  readonly path: string;
  readonly names: readonly string[] | 'all';
  /** Whether nothing of it is left when types are gone. */
  readonly isType: boolean;
}

export interface ModuleFacts {
  readonly imports: readonly Import[];
  /** The names that it exports itself, or from another file by name. */
  readonly exported: ReadonlySet<string>;
  /** Those of them that are types which the file itself uses, as in what a function takes. */
  readonly typesInUse: ReadonlySet<string>;
  /** Files of which it exports all. */
  readonly forwarded: readonly string[];
}

const NAMES: Readonly<Record<string, string>> = {
  'cdk-bedrock-flows': 'src/index',
  'cdk-bedrock-flows/testing': 'src/runner/index',
  'cdk-bedrock-flows/lambda': 'src/lambda/index',
};
const ENDINGS = ['', '.ts', '/index.ts', '.d.ts', '.mjs', '.cjs', '.js'];

const FOLDERS = ['src', 'cli', 'handlers', 'test', 'scripts', 'examples', 'integ', 'bench', 'projenrc'];

/** The facts of all modules, by path from the root of the project, which is the current folder. */
export function allModules(): ReadonlyMap<string, ModuleFacts> {
  const paths = FOLDERS.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name).replaceAll('\\', '/')))
    .filter((path) => /(?<!\.d)\.([cm]?js|ts)$/.test(path) && !/(^|\/)(node_modules|cdk\.out)\//.test(path));
  return new Map([...paths, '.projenrc.ts'].map((path) => [path, factsOf(path)]));
}

function factsOf(path: string): ModuleFacts {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const exported = new Set<string>();
  const types = new Set<string>();
  const mentions = new Map<string, number>();
  const forwarded: string[] = [];
  const add = (specifier: ts.Node | undefined, names: readonly string[] | 'all', isType = false): void => {
    const found = specifier && ts.isStringLiteralLike(specifier) && resolved(path, specifier.text);
    if (found) { imports.push({ path: found, names, isType }); }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, namesOf(node.importClause), isTypeOnly(node.importClause));
    } else if (ts.isExportDeclaration(node)) {
      const elements = node.exportClause && ts.isNamedExports(node.exportClause)
        ? node.exportClause.elements : undefined;
      elements?.forEach(({ name }) => exported.add(name.text));
      const names = elements?.map(({ name, propertyName }) => (propertyName ?? name).text);
      const from = node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)
        ? resolved(path, node.moduleSpecifier.text) : undefined;
      if (from && !node.exportClause) { forwarded.push(from); }
      add(node.moduleSpecifier, node.exportClause ? names ?? 'all' : [], node.isTypeOnly);
    } else if (ts.isExportAssignment(node)) {
      exported.add('default');
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, 'all', true);
    } else if (ts.isCallExpression(node) && isLoading(node)) {
      add(node.arguments[0], 'all');
    } else if (ts.canHaveModifiers(node)
      && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) {
      declaredBy(node).forEach((name) => exported.add(name));
      if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) { types.add(node.name.text); }
    } else if (ts.isIdentifier(node)) {
      mentions.set(node.text, (mentions.get(node.text) ?? 0) + 1);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { imports, exported, typesInUse: new Set([...types].filter((name) => mentions.get(name)! > 1)), forwarded };
}

function namesOf(clause: ts.ImportClause | undefined): readonly string[] | 'all' {
  const { name, namedBindings } = clause ?? {};
  if (namedBindings && ts.isNamespaceImport(namedBindings)) { return 'all'; }
  return [
    ...name ? ['default'] : [],
    ...(namedBindings?.elements ?? []).map((element) => (element.propertyName ?? element.name).text),
  ];
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause || clause.isTypeOnly) { return Boolean(clause); }
  const { name, namedBindings } = clause;
  return !name && namedBindings !== undefined && ts.isNamedImports(namedBindings)
    && namedBindings.elements.every((element) => element.isTypeOnly);
}

/** `import(…)`, `require(…)` and `jest.requireActual(…)` */
function isLoading({ expression }: ts.CallExpression): boolean {
  return expression.kind === ts.SyntaxKind.ImportKeyword
    || /^(require|jest\.requireActual|require\.resolve)$/.test(expression.getText());
}

function declaredBy(node: ts.Node): readonly string[] {
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.flatMap(({ name }) => ts.isIdentifier(name) ? [name.text]
      : name.elements.flatMap((element) => 'name' in element && ts.isIdentifier(element.name)
        ? [element.name.text] : []));
  }
  if (ts.getModifiers(node as ts.ClassDeclaration)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) {
    return ['default'];
  }
  const { name } = node as ts.ClassDeclaration;
  return name && ts.isIdentifier(name) ? [name.text] : [];
}

function resolved(from: string, specifier: string): string | undefined {
  const base = NAMES[specifier] ?? (specifier.startsWith('.') ? join(dirname(from), specifier) : undefined);
  if (base === undefined) { return undefined; }
  // `import('./x.js')` names what x.ts is compiled to
  const found = [base.replace(/\.js$/, '.ts'), ...ENDINGS.map((ending) => `${base}${ending}`)]
    .find((file) => /\.\w+$/.test(file) && existsSync(file));
  return found && relative('.', found).replaceAll('\\', '/');
}
