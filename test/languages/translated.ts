/**
 * Writes the TypeScript snippets of the pages in another language, as jsii-rosetta translates them for its registry,
 * each as a whole program: `translated.ts <compiled copy of the project> <python|java> <folder>`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { TargetLanguage, Translator, type TypeScriptSnippet } from 'jsii-rosetta';
import { ROOT, type Snippet, snippetsIn } from '../../scripts/docs/pages';

/** What snippets take as given, by how they declare it. */
const GIVEN: Readonly<Record<string, string>> = {
  'flow: Flow': 'const flow = new Flow(this, \'Given\');',
  'questions: FlowValue': 'const input = flow.input;\nconst questions = input.arrayAt(\'questions\');',
  'draft: FlowValue': 'const draft = flow.input;',
  'live: FlowAlias': 'const summary = new Flow(this, \'Summary\');\n'
    + 'const live = new FlowAlias(this, \'Live\', { flow: summary, aliasName: \'live\' });',
  'reviewFunction: lambda.Version': 'const reviewFunction = lambda.Version.fromVersionArn(this, \'Review\', '
    + '\'arn:aws:lambda:us-east-1:111122223333:function:review:3\');',
  'fallback: sfn.Pass': 'const fallback = new sfn.Pass(this, \'Fallback\');',
  'draft: sfn.Pass': 'const draft = new sfn.Pass(this, \'Draft\');',
  'publish: sfn.Pass': 'const publish = new sfn.Pass(this, \'Publish\');',
  'archive: sfn.Pass': 'const archive = new sfn.Pass(this, \'Archive\');',
  'reviewers: iam.IRole': 'const reviewers = iam.Role.fromRoleName(this, \'Reviewers\', \'reviewers\');',
  'topic: sns.Topic': 'const topic = new sns.Topic(this, \'Topic\');',
  'app: App': 'const app = new App();',
  'contracts: s3.Bucket': 'const contracts = new s3.Bucket(this, \'Contracts\');',
  'results: s3.Bucket': 'const results = new s3.Bucket(this, \'Results\');',
  'missed: sqs.Queue': 'const missed = new sqs.Queue(this, \'Missed\');',
  'guardrail: bedrock.CfnGuardrail': 'const guardrail = new bedrock.CfnGuardrail(this, \'Manners\', '
    + '{ name: \'manners\', blockedInputMessaging: \'Sorry.\', blockedOutputsMessaging: \'Sorry.\' });',
};
const IMPORT = /^import .*\n/gm;
/** Programs for Node, around the app: they stand in no other language. */
const FOR_NODE = /^import .* from '(?:cdk-bedrock-flows\/\w+|@aws-sdk\/.+)';$/m;

const LANGUAGES: Readonly<Record<string, TargetLanguage>> = {
  python: TargetLanguage.PYTHON, java: TargetLanguage.JAVA,
};

/** What jsii-rosetta leaves to the reader: collections, and the structs that a call builds. */
const JAVA_IMPORTS = 'import io.github.cdkbedrockflows.*;\nimport java.util.List;\nimport java.util.Map;\n';

const FIXTURE = readFileSync(join(ROOT, 'rosetta/default.ts-fixture'), 'utf8').replace(/^\/\/.*\n/, '');
const ALONE = 'class Fixture {\n  constructor() {\n    /// here\n  }\n}\n';

/** The program of a snippet, in TypeScript. */
function programOf({ page, line, code, info }: Snippet): string {
  const imports = code.match(IMPORT) ?? [];
  const body = code.replace(IMPORT, '').replace(/^declare const (.*);$/gm, (_, declared: string) => {
    const made = GIVEN[declared];
    if (!made) { throw new Error(`${page}:${line} declares '${declared}'; say in translated.ts what it is`); }
    const takesObject = code.includes('questions: FlowValue') || /\binput\.\w+At\(/.test(code);
    return takesObject ? made.replace("'Given'", "'Given', { inputType: FlowDataType.OBJECT }") : made;
  });
  return imports.join('') + (info === 'ts nofixture' ? ALONE : FIXTURE).replace('/// here', () => body);
}

/** `docs/checks.md`, line 16, is `checks_16`. */
function nameOf({ page, line }: Snippet): string {
  return `${page.replace(/^docs\//, '').replace(/\.md$/, '').replace(/\W/g, '_').toLowerCase()}_${line}`;
}

const [copy, language, target] = process.argv.slice(2);
const folder = resolve(target);
const name = LANGUAGES[language];
mkdirSync(folder, { recursive: true });
// jsii-rosetta compiles in the current folder, where a package finds itself by its name
process.chdir(copy);

const snippets = new Map(snippetsIn('ts').filter(({ code }) => !FOR_NODE.test(code))
  .map((snippet) => [programOf(snippet), snippet]));
const translator = new Translator(true);
const translated = translator.translateSnippets([...snippets.keys()].map((program): TypeScriptSnippet => ({
  visibleSource: program,
  location: { api: { api: 'file', fileName: nameOf(snippets.get(program)!) } },
  strict: true,
})), [name]);
const faults = translator.diagnostics.filter(({ isError }) => isError).map(({ formattedMessage }) => formattedMessage);
if (faults.length > 0) { throw new Error(faults.join('')); }
for (const one of translated) {
  const id = nameOf(snippets.get(one.originalSource.source)!);
  const { source } = one.get(name)!;
  if (language === 'python') { writeFileSync(join(folder, `${id}.py`), source); } else {
    mkdirSync(join(folder, id));
    writeFileSync(join(folder, id, 'Fixture.java'), `package snippets.${id};\n\n${JAVA_IMPORTS}${source}`);
  }
}
console.log(`${translated.length} snippets are translated`);
