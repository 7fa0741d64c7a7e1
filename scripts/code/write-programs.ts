/**
 * Programs of all valid definitions of the corpus, in every language, as `bedrock-flows code` writes them:
 * `tsx scripts/code/write-programs.ts <folder>`. The command compares each with its definition as it writes it.
 */
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'fs';
import { dirname, join, resolve } from 'path';
import { run } from '../../cli/program';
import { oneFile, ROOT } from '../one-file';

const CORPUS = join(ROOT, 'test/corpus');
/** What the service refuses. */
const INVALID = ['22.json', '57.json'];
const LANGUAGES = { typescript: 'ts', python: 'py', java: 'java', go: 'go', csharp: 'cs' } as const;

const definitions: readonly string[] = [
  ...readdirSync(join(CORPUS, 'flows')).filter((file) => !INVALID.includes(file))
    .map((file) => join(CORPUS, 'flows', file)),
  ...readdirSync(join(CORPUS, 'rules')).map((rule) => join(CORPUS, 'rules', rule, 'valid.json')),
];

/** What a project has installed: the library, in one file. */
function install(folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'cdk-bedrock-flows'), { recursive: true });
  for (const name of ['aws-cdk-lib', 'constructs']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name), 'junction');
  }
  const { code } = oneFile('src/index.ts', 'index.js', 'node20', { external: ['aws-cdk-lib', 'constructs'] });
  writeFileSync(join(modules, 'cdk-bedrock-flows/index.js'), code);
}

async function main(folder: string): Promise<void> {
  install(folder);
  // the command looks for the library from where it is started
  process.chdir(folder);
  let wrong = 0;
  for (const [at, definition] of definitions.entries()) {
    const name = `Made${at}`;
    for (const [language, end] of Object.entries(LANGUAGES)) {
      // each program in a folder of its own: texts beside it have the names of nodes
      const file = join(folder, language, name.toLowerCase(), `${name}.${end}`);
      mkdirSync(dirname(file), { recursive: true });
      let said = '';
      const sink = { write: (text: string) => { said += text; } };
      const code = await run(['code', definition, '--language', language, '-o', file, '--class', name, '--force'],
        { stdin: (async function* () { yield ''; })(), stdout: sink, stderr: sink, env: {} });
      if (code !== 0) {
        wrong++;
        console.error(`${definition}, ${language}: ${said.trim()}`);
      }
    }
  }
  console.log(`${definitions.length} definitions, ${Object.keys(LANGUAGES).length} languages, ${wrong} not the same`);
  if (wrong > 0) { process.exitCode = 1; }
}

void main(resolve(process.argv[2]));
