/**
 * Writes the TypeScript snippets of the pages in another language, as the site shows them, each as a whole program:
 * `translated.ts <compiled copy of the project> <python|java|go> <folder>`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { TargetLanguage } from 'jsii-rosetta';
import type { GoSnippet } from '../../scripts/docs/go-snippets';
import { ROOT, type Snippet, snippetsIn } from '../../scripts/docs/pages';
import { importLines, isForNode, snippetsInGo, withRosetta } from '../../scripts/docs/translations';

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
  'logGroup: logs.LogGroup': 'const logGroup = new logs.LogGroup(this, \'Log\');',
  'contracts: s3.Bucket': 'const contracts = new s3.Bucket(this, \'Contracts\');',
  'results: s3.Bucket': 'const results = new s3.Bucket(this, \'Results\');',
  'missed: sqs.Queue': 'const missed = new sqs.Queue(this, \'Missed\');',
  'guardrail: bedrock.CfnGuardrail': 'const guardrail = new bedrock.CfnGuardrail(this, \'Manners\', '
    + '{ name: \'manners\', blockedInputMessaging: \'Sorry.\', blockedOutputsMessaging: \'Sorry.\' });',
};
const IMPORT = /^import .*\n/gm;

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

const camelCase = (id: string) => id.replace(/(?:^|_)(\w)/g, (_, first: string) => first.toUpperCase());

/** A function that makes the snippet in a stack. */
function goFile(id: string, { lines, imports, variables }: GoSnippet): string {
  const around = ['"github.com/aws/aws-cdk-go/awscdk/v2"', ...imports.filter((line) => !/\/awscdk\/v2"$/.test(line))];
  return [
    'package snippets', '', ...importLines(around),
    `func ${camelCase(id)}(${variables.includes('stack') ? '_' : 'stack'} awscdk.Stack) {`,
    ...[...lines, ...variables.map((name) => `_ = ${name}`)].map((line) => line === '' ? '' : `\t${line}`),
    '}', '',
  ].join('\n');
}

/** All of them by name, for a test that makes each. */
function goIndex(ids: readonly string[]): string {
  return [
    'package snippets', '', 'import "github.com/aws/aws-cdk-go/awscdk/v2"', '',
    'var All = map[string]func(awscdk.Stack){', ...ids.map((id) => `\t"${id}": ${camelCase(id)},`), '}', '',
  ].join('\n');
}

const [copy, language, target] = process.argv.slice(2);
const folder = resolve(target);
mkdirSync(folder, { recursive: true });
// jsii-rosetta compiles in the current folder, where a package finds itself by its name
process.chdir(copy);

const all = snippetsIn('ts').filter((snippet) => !isForNode(snippet));
const snippets = [...new Map(all.map((snippet) => [programOf(snippet), nameOf(snippet)]))];
const ids = snippets.map(([, id]) => id);
if (language === 'go') {
  const inGo = snippetsInGo(snippets.map(([program, id]) => [join(ROOT, 'test/languages', `${id}.ts`), program]));
  inGo.forEach((snippet, at) => writeFileSync(join(folder, `${ids[at]}.go`), goFile(ids[at], snippet)));
  writeFileSync(join(folder, 'all.go'), goIndex(ids));
} else {
  const name = language === 'python' ? TargetLanguage.PYTHON : TargetLanguage.JAVA;
  withRosetta(snippets.map(([program]) => program), ids, [name]).forEach(([source], at) => {
    const id = ids[at];
    if (language === 'python') { writeFileSync(join(folder, `${id}.py`), source); } else {
      mkdirSync(join(folder, id));
      writeFileSync(join(folder, id, 'Fixture.java'), `package snippets.${id};\n\n${JAVA_IMPORTS}${source}`);
    }
  });
}
console.log(`${snippets.length} snippets are translated`);
