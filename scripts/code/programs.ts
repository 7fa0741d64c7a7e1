/** Programs of all valid definitions of the corpus, as `bedrock-flows code` writes them. */
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { run } from '../../cli/program';
import { oneFile, ROOT } from '../one-file';

const CORPUS = join(ROOT, 'test/corpus');
/** What the service refuses. */
const INVALID = ['22.json', '57.json'];
const ENDINGS = { typescript: 'ts', python: 'py', java: 'java', go: 'go', csharp: 'cs' } as const;

export type Language = keyof typeof ENDINGS;
export const LANGUAGES = Object.keys(ENDINGS) as readonly Language[];

const definitions: readonly string[] = [
  ...readdirSync(join(CORPUS, 'flows')).filter((file) => !INVALID.includes(file))
    .map((file) => join(CORPUS, 'flows', file)),
  ...readdirSync(join(CORPUS, 'rules')).map((rule) => join(CORPUS, 'rules', rule, 'valid.json')),
];

/** The names of the programs: each is that of a class, or the end of a function's. */
export const NAMES: readonly string[] = definitions.map((_, at) => `Made${at}`);

/** Each program has a folder of its own: texts beside it have the names of nodes. */
export function fileOf(folder: string, language: Language, name: string): string {
  return join(folder, language, name.toLowerCase(), `${name}.${ENDINGS[language]}`);
}

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

/** Writes them, and ends the process where one does not say the same as its definition: the command compares. */
export async function writePrograms(folder: string, languages: readonly Language[]): Promise<void> {
  install(folder);
  // the command looks for the library from where it is started
  process.chdir(folder);
  let wrong = 0;
  for (const [at, definition] of definitions.entries()) {
    for (const language of languages) {
      const file = fileOf(folder, language, NAMES[at]);
      mkdirSync(dirname(file), { recursive: true });
      let said = '';
      const sink = { write: (text: string) => { said += text; } };
      const code = await run(['code', definition, '--language', language, '-o', file, '--class', NAMES[at], '--force'],
        { stdin: (async function* () { yield ''; })(), stdout: sink, stderr: sink, env: {} });
      if (code !== 0) {
        wrong++;
        console.error(`${definition}, ${language}: ${said.trim()}`);
      }
    }
  }
  console.log(`${definitions.length} definitions, ${languages.length} languages, ${wrong} not the same`);
  if (wrong > 0) { process.exit(1); }
}
