/**
 * Writes the programs of all valid definitions in Python, and the templates that they make in TypeScript as JSON:
 * `write-programs.ts <folder>`.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { run } from '../../cli/program';

const CORPUS = join(__dirname, '../corpus');
const folder = resolve(process.argv[2]);

/** Known to be wrong. */
const WRONG = ['22', '57'];
const files = [
  ...readdirSync(join(CORPUS, 'flows'))
    .map((file) => [`flow_${file.slice(0, -5)}`, join(CORPUS, 'flows', file)] as const),
  ...readdirSync(join(CORPUS, 'rules')).map((rule) => [rule, join(CORPUS, 'rules', rule, 'valid.json')] as const),
].filter(([name]) => !WRONG.includes(name.slice(5)));

/** Texts that would like to be code, in names that are words of the language. */
function hostile(): object {
  const names = ['class', 'lambda', 'self', 'None', 'print'];
  const texts = ['"""; import os; """', '\\" \\\\ \\n', '${x} \u2028 \u202e \ud83c\udf89', 'a\r\nb\n\nc', '\'); # "'];
  const port = (name: string) => ({ name, type: 'String' });
  const data = (source: string, sourceOutput: string, target: string, targetInput: string) => ({
    name: `${source}To${target}`, type: 'Data', source, target, configuration: { data: { sourceOutput, targetInput } },
  });
  const inline = (text: string) => ({
    modelId: 'amazon.nova-lite-v1:0',
    templateType: 'TEXT',
    templateConfiguration: { text: { text: `${text}{{topic}}` } },
  });
  return {
    nodes: [
      { name: 'Start', type: 'Input', outputs: [port('document')] },
      ...names.map((name, at) => ({
        name,
        type: 'Prompt',
        configuration: { prompt: { sourceConfiguration: { inline: inline(texts[at]) } } },
        inputs: [{ ...port('topic'), expression: '$.data' }],
        outputs: [port('modelCompletion')],
      })),
      ...names.map((name) => ({
        name: `${name}Out`, type: 'Output', inputs: [{ ...port('document'), expression: '$.data' }],
      })),
    ],
    connections: names.flatMap((name) =>
      [data('Start', 'document', name, 'topic'), data(name, 'modelCompletion', `${name}Out`, 'document')]),
  };
}

async function written(file: string, language: string, output: string): Promise<void> {
  let said = '';
  const sink = { write: (text: string) => { said += text; } };
  const code = await run(['code', file, '--language', language, '--class', 'Made', '-o', output],
    { stdin: (async function* () {})(), stdout: sink, stderr: sink, env: {} });
  if (code !== 0) { throw new Error(said); }
}

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'hostile.json'), JSON.stringify(hostile()));
  const templates: Record<string, unknown> = {};
  for (const [name, file] of [...files, ['hostile', join(folder, 'hostile.json')] as const]) {
    await written(file, 'python', join(folder, `${name}.py`));
    // beside the sources, so that the program finds the library
    await written(file, 'typescript', join(folder, `${name}.ts`));
    const { Made } = await import(join(folder, `${name}.ts`)) as { Made: new (scope: Construct, id: string) => Stack };
    const { Resources } = Template.fromStack(new Made(new App(), 'Made')).toJSON() as { Resources: unknown };
    templates[name] = Resources;
  }
  writeFileSync(join(folder, 'templates.json'), JSON.stringify(templates));
}

void main();
