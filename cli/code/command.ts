/** `bedrock-flows code`. */
import { existsSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Origin } from './build/build';
import { originOf } from './origin';
import { CommandError } from '../command-error';
import { counted } from '../counted';
import { EXIT, type Io } from '../io';
import { printers } from '../printer';
import { findFlow } from '../source/find-flow';
import { readText, writeText } from '../write-files';
import { LANGUAGES } from './print/languages';
import type { Printer } from './print/printer';
import type { Program } from './program';
import { loadLibrary } from './prove/library';
import { type Proven, provenProgram } from './prove/prove';

export interface CodeOptions {
  readonly language: string;
  readonly flow?: string;
  readonly output?: string;
  readonly class?: string;
  readonly force?: boolean;
}

/** Writes the program of a flow, says in what it differs from the flow, and returns the exit code. */
export async function codeCommand(file: string, options: CodeOptions, io: Io): Promise<number> {
  const printer = LANGUAGES[options.language];
  const { output, force = false } = options;
  const origin = originOf(await findFlow(file, options.flow, io), file, options.class ?? printer.classOf?.(output));
  const folder = output === undefined ? undefined : `${basename(output, extname(output))}-texts`;
  const proven = provenProgram(origin, folder, loadLibrary());
  const written = output === undefined ? undefined : filesOf(proven.program, printer, output);
  if (written === undefined) {
    printers(io).out.own(printer.print(proven.program));
  } else {
    write(written, force);
  }
  report(proven, origin, written?.map(([path]) => path) ?? [], io);
  return proven.differences.length === 0 ? EXIT.clean : EXIT.errors;
}

type Written = readonly (readonly [path: string, text: string])[];

function filesOf(program: Program, printer: Printer, output: string): Written {
  const folder = dirname(output);
  const located = printer.fromWorkingDirectory ? { ...program, folder } : program;
  return [
    [output, printer.print(located)], ...program.files.map(({ path, text }) => [join(folder, path), text] as const),
  ];
}

/** What people have changed is not written over. */
function write(files: Written, force: boolean): void {
  for (const [path, text] of files) {
    if (!force && existsSync(path) && readText(path) !== text) {
      throw new CommandError(path, 'already exists, and may be yours',
        'name another file with -o, or add --force', 'Usage');
    }
  }
  for (const [path, text] of files) { writeText(path, text); }
}

function report({ program, differences }: Proven, { name }: Origin, paths: readonly string[], io: Io): void {
  const { err } = printers(io);
  const say = (line: string) => { err.line(line); };
  for (const path of paths) { say(`wrote ${path}`); }
  const raw = program.statements.filter(({ value }) => value.kind === 'new' && value.type === 'RawNode').length;
  if (raw > 0) {
    say(`${name}: ${counted(raw, 'node')} as RawNode; policyStatements gives the role their permissions`);
  }
  if (differences.length === 0) { say(`${name}: the program was run, and its definition is the same`); }
  for (const { node, message } of differences) { say(`${name}: error: [${node}] ${message}`); }
}
