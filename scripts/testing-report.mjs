/**
 * Writes what `cdk-bedrock-flows/testing` offers as one text: `node scripts/testing-report.mjs lib testing.api.txt`,
 * after `reachable-types.mjs`. It is committed, so that a change of what users call is seen in review; jsii-diff sees
 * the rest of the library, and nothing of this.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const [folder, report] = process.argv.slice(2).map((path) => resolve(path));
const texts = new Map();
const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });

function visit(file) {
  if (texts.has(file)) { return; }
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const own = source.statements.filter((statement) => !ts.isImportDeclaration(statement));
  texts.set(file, own.map((statement) => printer.printNode(ts.EmitHint.Unspecified, statement, source)).join('\n'));
  for (const { moduleSpecifier } of source.statements) {
    if (!moduleSpecifier?.text.startsWith('.')) { continue; }
    const base = join(dirname(file), moduleSpecifier.text);
    visit([`${base}.d.ts`, join(base, 'index.d.ts')].find((each) => existsSync(each)));
  }
}

visit(join(folder, 'runner/index.d.ts'));
const parts = [...texts].map(([file, text]) => [relative(folder, file).replaceAll('\\', '/'), text])
  .sort(([one], [other]) => (one < other ? -1 : 1));
writeFileSync(report, parts.map(([file, text]) => `// ${file}\n${text}\n`).join('\n'));
