/**
 * Every TypeScript snippet of the README, of `docs/` and of doc comments compiles. jsii-rosetta knows nothing of
 * `docs/`, and needs what jsii compiled.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { typescript } from '../../cli/init/templates/typescript';
import { compiled } from '../../scripts/docs/compiled';
import { ROOT, type Snippet, snippetsIn } from '../../scripts/docs/pages';

const FIXTURE = readFileSync(join(ROOT, 'rosetta/default.ts-fixture'), 'utf8');
const TOP = /^(?:import .*|declare const .*)$/gm;

/** The file that a snippet stands for: in the fixture unless it says otherwise. */
function fileOf({ code, info }: Snippet): string {
  if (info === 'ts nofixture') { return code; }
  const top = code.match(TOP) ?? [];
  return `${top.join('\n')}\n${FIXTURE.replace('/// here', () => code.replace(TOP, ''))}`;
}

function check(files: ReadonlyMap<string, string>): readonly string[] {
  const program = compiled(files);
  return [...files.keys()].flatMap((path) => {
    const source = program.getSourceFile(path)!;
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      .map(({ messageText }) => `${path.replace(/.*\/test\/docs\//, '')}: ${
        ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  });
}

/** The examples of doc comments. */
function examples(): readonly Snippet[] {
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(ROOT, 'src', file), 'utf8');
      return [...text.matchAll(/^ *\* @example\n((?: *\*(?!\/| @).*\n)*)/gm)].map(({ index, 1: code }) => ({
        page: `src/${file.replace(/\\/g, '/')}`,
        line: text.slice(0, index).split('\n').length + 1,
        info: 'ts',
        code: code.replace(/^ *\* ?/gm, ''),
      }));
    });
}

/** The stack that `bedrock-flows init` writes. */
const INIT: Snippet = {
  page: 'init/lib/support-stack', line: 1, info: 'ts nofixture', code: typescript('*').files['lib/support-stack.ts'],
};
const all = [...snippetsIn('ts'), ...examples(), INIT];
const asFile = (snippet: Snippet) =>
  join(ROOT, 'test/docs', `${snippet.page.replace(/[/.]/g, '-')}-line-${snippet.line}.ts`);

test('they compile, and one that is wrong does not', () => {
  const files = new Map(all.map((snippet) => [asFile(snippet), fileOf(snippet)]));
  expect(files.size).toBeGreaterThan(15);
  const wrong: Snippet = { page: 'wrong.md', line: 1, info: 'ts', code: "new Flow(this, 'A').nothing();" };
  expect(check(new Map([...files, [asFile(wrong), fileOf(wrong)]])))
    .toEqual(["wrong-md-line-1.ts: Property 'nothing' does not exist on type 'Flow'."]);
});

test('one language is called by one name', () => {
  expect([...snippetsIn('typescript'), ...snippetsIn('javascript'), ...snippetsIn('py')]).toEqual([]);
});
