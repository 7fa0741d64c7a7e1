/**
 * Leaves only the declarations that users' programs can reach: `node scripts/reachable-types.mjs lib`. What else the
 * compiler wrote, and what is marked as internal, would ship for nothing.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

const folder = resolve(process.argv[2]);
const ENTRIES = ['index.d.ts', 'runner/index.d.ts', 'lambda/index.d.ts'].map((file) => join(folder, file));
/** Abstract members of classes of aws-cdk-lib, internal there too. */
const ASKED_FOR = new Set(['_renderTask']);
const modules = new Map();

/** A file by its declarations: each has a text without internal members, and the names that stand in it. */
function moduleOf(path) {
  if (modules.has(path)) { return modules.get(path); }
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
  const module = { path, source, parts: [], kept: new Set(), imported: new Map(), isWhole: false };
  modules.set(path, module);
  for (const statement of source.statements) {
    if (isInternal(statement)) { continue; }
    module.parts.push({
      statement, text: textOf(statement, source), names: namesOf(statement), uses: usesOf(statement),
      inline: inlineImportsOf(statement),
    });
    if (ts.isImportDeclaration(statement)) { noteImport(module, statement); }
  }
  return module;
}

function isInternal(node) {
  return ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal');
}

function internalMembers(statement) {
  return (statement.members ?? []).filter((member) => isInternal(member) && !ASKED_FOR.has(member.name?.getText()));
}

/** With its comment, without its internal members. */
function textOf(statement, source) {
  let text = '';
  let at = statement.getFullStart();
  for (const member of internalMembers(statement)) {
    text += source.text.slice(at, member.getFullStart());
    at = member.getEnd();
  }
  return text + source.text.slice(at, statement.getEnd());
}

function namesOf(statement) {
  if (ts.isVariableStatement(statement)) { return statement.declarationList.declarations.map(({ name }) => name.text); }
  return statement.name ? [statement.name.text] : [];
}

function usesOf(statement) {
  const uses = new Set();
  const skipped = new Set(internalMembers(statement));
  const visit = (node) => {
    if (skipped.has(node)) { return; }
    if (ts.isIdentifier(node)) { uses.add(node.text); }
    ts.forEachChild(node, visit);
  };
  if (!ts.isImportDeclaration(statement)) { visit(statement); }
  return uses;
}

/** What a statement imports where it uses it: `import('./other').Name`. */
function inlineImportsOf(statement) {
  const found = [];
  const visit = (node) => {
    if (ts.isImportTypeNode(node)) {
      found.push({ from: node.argument.literal.text, name: node.qualifier?.getText().split('.')[0] ?? '*' });
    }
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return found;
}

function noteImport(module, { importClause, moduleSpecifier }) {
  const from = moduleSpecifier.text;
  if (importClause?.name) { module.imported.set(importClause.name.text, { from, name: 'default' }); }
  const bindings = importClause?.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) { module.imported.set(bindings.name.text, { from, name: '*' }); }
  for (const { name, propertyName } of bindings?.elements ?? []) {
    module.imported.set(name.text, { from, name: (propertyName ?? name).text });
  }
}

function target(module, path) {
  const base = join(dirname(module.path), path);
  const found = [`${base}.d.ts`, join(base, 'index.d.ts')].find((each) => existsSync(each));
  if (!found) { throw new Error(`${module.path} imports ${path}, which has no declarations`); }
  return moduleOf(found);
}

/** Keeps an exported name of a module, and what it stands on; says whether the module has it. */
function keepExport(module, name) {
  if (module.parts.some(({ names, statement }) => names.includes(name) && isExported(statement))) {
    return keepLocal(module, name);
  }
  for (const { statement } of module.parts.filter(({ statement: each }) => ts.isExportDeclaration(each))) {
    const from = statement.moduleSpecifier?.text;
    const element = statement.exportClause?.elements?.find((each) => each.name.text === name);
    if (element) {
      module.kept.add(`export ${name}`);
      const own = (element.propertyName ?? element.name).text;
      return from?.startsWith('.') ? keepExport(target(module, from), own)
        : from !== undefined || keepLocal(module, own);
    }
    if (statement.exportClause && ts.isNamespaceExport(statement.exportClause)
      && statement.exportClause.name.text === name) {
      module.kept.add(`export ${name}`);
      keepAll(target(module, from));
      return true;
    }
    if (!statement.exportClause && keepExport(target(module, from), name)) {
      module.kept.add(`from ${from}`);
      return true;
    }
  }
  return false;
}

function isExported(statement) {
  return ts.getCombinedModifierFlags(statement) & ts.ModifierFlags.Export
    || statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function keepLocal(module, name) {
  const parts = module.parts.filter(({ names }) => names.includes(name));
  if (!module.kept.has(name)) {
    module.kept.add(name);
    keepImported(module, module.imported.get(name));
    for (const { uses, inline } of parts) {
      for (const use of uses) { keepLocal(module, use); }
      for (const each of inline) { keepImported(module, each); }
    }
    // what it adds to types of others, such as the matchers of jest, is not named by anyone
    for (const { names } of module.parts.filter(({ statement }) => isAugmentation(statement))) {
      names.forEach((each) => keepLocal(module, each));
    }
  }
  return parts.length > 0;
}

function isAugmentation(statement) {
  return ts.isModuleDeclaration(statement)
    && (statement.flags & ts.NodeFlags.GlobalAugmentation || ts.isStringLiteral(statement.name));
}

function keepImported(module, imported) {
  if (!imported?.from.startsWith('.')) { return; }
  const other = target(module, imported.from);
  if (imported.name === '*') { keepAll(other); } else { keepExport(other, imported.name); }
}

/** Everything that a module exports. */
function keepAll(module) {
  if (module.isWhole) { return; }
  module.isWhole = true;
  for (const { statement, names } of module.parts) {
    if (isExported(statement)) { for (const name of names) { keepLocal(module, name); } }
    if (!ts.isExportDeclaration(statement)) { continue; }
    if (statement.exportClause) {
      for (const { name } of statement.exportClause.elements ?? [statement.exportClause]) {
        keepExport(module, name.text);
      }
    } else {
      module.kept.add(`from ${statement.moduleSpecifier.text}`);
      keepAll(target(module, statement.moduleSpecifier.text));
    }
  }
}

/** The text of a statement with what is kept of it. */
function written(module, { statement, text, names }) {
  const { kept } = module;
  if (ts.isImportDeclaration(statement)) { return writtenImport(statement, kept); }
  if (!ts.isExportDeclaration(statement)) { return names.some((name) => kept.has(name)) ? text : ''; }
  const { exportClause, moduleSpecifier } = statement;
  if (!exportClause) { return kept.has(`from ${moduleSpecifier.text}`) ? text : ''; }
  if (ts.isNamespaceExport(exportClause)) { return kept.has(`export ${exportClause.name.text}`) ? text : ''; }
  const elements = exportClause.elements.filter(({ name }) => kept.has(`export ${name.text}`));
  if (elements.length === 0) { return ''; }
  const from = moduleSpecifier ? ` from ${moduleSpecifier.getText()}` : '';
  return `\nexport${statement.isTypeOnly ? ' type' : ''} ${listOf(elements)}${from};`;
}

function writtenImport({ importClause, moduleSpecifier }, kept) {
  const { name, namedBindings, isTypeOnly } = importClause;
  const bound = [];
  if (name && kept.has(name.text)) { bound.push(name.text); }
  if (namedBindings && ts.isNamespaceImport(namedBindings)) {
    if (kept.has(namedBindings.name.text)) { bound.push(namedBindings.getText()); }
  } else if (namedBindings) {
    const elements = namedBindings.elements.filter((each) => kept.has(each.name.text));
    if (elements.length > 0) { bound.push(listOf(elements)); }
  }
  if (bound.length === 0) { return ''; }
  return `\nimport${isTypeOnly ? ' type' : ''} ${bound.join(', ')} from ${moduleSpecifier.getText()};`;
}

const listOf = (elements) => `{ ${elements.map((each) => each.getText()).join(', ')} }`;

for (const entry of ENTRIES) { keepAll(moduleOf(entry)); }
for (const name of readdirSync(folder, { recursive: true })) {
  const file = join(folder, name);
  if (!file.endsWith('.d.ts')) { continue; }
  const module = modules.get(file);
  const text = module?.parts.map((part) => written(module, part)).join('').trim() ?? '';
  if (text) { writeFileSync(file, `${text}\n`); } else { rmSync(file); }
}
