/**
 * Programs of the corpus for the project that tests a language:
 * `tsx scripts/code/to-compile.ts <go|java> <source folder> <templates folder>` writes their sources as its compiler
 * takes them, and what the same programs in TypeScript come to.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { basename, dirname, join, resolve } from 'path';
import { App, type Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { fileOf, NAMES, writePrograms } from './programs';

type Written = { readonly [name: string]: new (scope: Construct, id: string) => Stack };

async function synthesize(folder: string, outdir: string): Promise<void> {
  const app = new App({ outdir });
  for (const name of NAMES) {
    const written = await import(fileOf(folder, 'typescript', name)) as Written;
    new written[name](app, name);
  }
  app.synth();
}

const WRITERS = {
  // one package has one main; a list of all, since Go finds none by its name
  go(files: readonly string[], sources: string): void {
    const packages = files.map((file) => {
      const name = basename(dirname(file));
      mkdirSync(join(sources, name));
      writeFileSync(join(sources, name, basename(file)),
        readFileSync(file, 'utf8').replace(/^package main$/m, `package ${name}`));
      return name;
    });
    writeFileSync(join(sources, 'programs.go'), [
      'package made', '', 'import (',
      '\t"github.com/aws/aws-cdk-go/awscdk/v2"', '\t"github.com/aws/constructs-go/constructs/v10"',
      ...packages.map((name) => `\t"example.com/flows/made/${name}"`), ')', '',
      'var Programs = map[string]func(constructs.Construct, string, *awscdk.StackProps) awscdk.Stack{',
      ...NAMES.map((name, at) => `\t"${name}": ${packages[at]}.New${name},`), '}', '',
    ].join('\n'));
  },
  java(files: readonly string[], sources: string): void {
    for (const file of files) { cpSync(file, join(sources, basename(file))); }
  },
};

async function main(language: keyof typeof WRITERS, sources: string, templates: string): Promise<void> {
  // texts beside the programs are read where they were written
  const folder = mkdtempSync(join(tmpdir(), 'programs-'));
  await writePrograms(folder, ['typescript', language]);
  await synthesize(folder, templates);
  mkdirSync(sources, { recursive: true });
  WRITERS[language](NAMES.map((name) => fileOf(folder, language, name)), sources);
}

const [language, sources, templates] = process.argv.slice(2);
void main(language as keyof typeof WRITERS, resolve(sources), resolve(templates));
