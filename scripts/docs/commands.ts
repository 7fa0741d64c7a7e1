/**
 * What the pages of commands have from the command itself: its options, its exit codes, and what the commands of their
 * examples print. `npx projen commands` writes them.
 */
import { spawn, spawnSync } from 'child_process';
import { once } from 'events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { createServer } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { ROOT } from './pages';
import { terminalSvg, withoutColour } from './terminal';
import { TERMINALS } from './terminals';
import { bundle } from '../../cli/bundle';
import { Queue } from '../../test/cli/review/queue';
import { oneFile } from '../one-file';

const PAGES = join(ROOT, 'docs/command');
const PICTURES = join(ROOT, 'docs/pictures');
/** The port that pages show; another one is used where they are tried. */
const SHOWN_PORT = '8181';

export const commandPages = () => readdirSync(PAGES).filter((name) => name.endsWith('.md')).sort();
export const textOf = (page: string) => readFileSync(join(PAGES, page), 'utf8');

/** The command in a folder of its own, with the files of the examples. */
export class Shell {
  private readonly root = mkdtempSync(join(tmpdir(), 'bedrock-flows-docs-'));
  private readonly command = `node ${bundle(this.root)}`;

  public constructor() {
    // what a project has installed
    const modules = join(this.root, 'node_modules');
    const own = join(modules, 'cdk-bedrock-flows');
    mkdirSync(own, { recursive: true });
    for (const name of ['aws-cdk-lib', 'constructs', '@aws-sdk']) {
      symlinkSync(join(ROOT, 'node_modules', name), join(modules, name), 'junction');
    }
    const { code } = oneFile('src/index.ts', 'index.js', 'node20', { external: ['aws-cdk-lib', 'constructs'] });
    writeFileSync(join(own, 'index.js'), code);
  }

  /** The page as it should be, and the picture of its terminal where it has one: texts by path. */
  public async filled(page: string): Promise<ReadonlyMap<string, string>> {
    const text = textOf(page);
    const names = /^# bedrock-flows ([a-z, ]+)$/m.exec(text)?.[1].split(/, | and /) ?? [];
    const name = names[0];
    const withTables = text
      .replace(/(<!-- options -->\n).*?(<!-- \/options -->)/s, (_, from: string, to: string) =>
        `${from}${optionsTable(this.help(name))}${to}`)
      .replace(/(<!-- exit codes -->\n).*?(<!-- \/exit codes -->)/s, (_, from: string, to: string) =>
        `${from}${exitTable(this.help(name))}${to}`);
    const folder = join(this.root, page);
    cpSync(join(PAGES, 'example'), folder, { recursive: true });
    const port = await freePort();
    const running: (() => void)[] = [];
    try {
      let done = '';
      let from = 0;
      // what is printed can have fences of its own: then that of the block is longer
      for (const { index, 0: block, 1: fence } of withTables.matchAll(/^(`{3,})console\n.*?^\1$/gms)) {
        done += withTables.slice(from, index) + await this.block(block, fence, folder, port, running);
        from = index + block.length;
      }
      const path = page.replace(/\.md$/, '');
      return new Map([
        [join(PAGES, page), done + withTables.slice(from)],
        ...path in TERMINALS ? [[join(PICTURES, `${path}.svg`), await this.terminal(path, folder)] as const] : [],
      ]);
    } finally {
      for (const stop of running) { stop(); }
    }
  }

  public help(command: string): string {
    return spawnSync('bash', ['-c', `${this.command} ${command} --help`], { encoding: 'utf8' }).stdout;
  }

  public close(): void { rmSync(this.root, { recursive: true, force: true }); }

  /** What a terminal shows, where the page was tried before. */
  private async terminal(name: string, folder: string): Promise<string> {
    const { title, before, commands, real, lines = Infinity } = TERMINALS[name];
    const queue = new Queue();
    queue.lie('7f1c', { subject: 'Loan for Ada', execution: `${EXECUTION}:1a2b`, document: { sum: 40000 } });
    queue.lie('9d20', { subject: 'Loan for Max', execution: `${EXECUTION}:3c4d`, document: { sum: 9000 } }, 20);
    const endpoint = await queue.start();
    const more = { FORCE_COLOR: '1', ENDPOINT: endpoint, QUEUE: `${endpoint}/111122223333/Approval`, ...CREDENTIALS };
    try {
      if (before !== undefined) { await foreground(before, folder); }
      const shown: string[] = [];
      for (const command of commands) {
        const said = await foreground((real ?? command).replace(/npx bedrock-flows/g, this.command), folder, more);
        shown.push(`\u001b[90m$\u001b[39m ${command}`, ...same(said));
      }
      return terminalSvg(title, [...shown.slice(0, lines), ...shown.length > lines ? ['…'] : []].join('\n'));
    } finally {
      queue.stop();
    }
  }

  private async block(
    block: string, fence: string, folder: string, port: string, running: (() => void)[],
  ): Promise<string> {
    const commands = block.split('\n').filter((line) => line.startsWith('$ ')).map((line) => line.slice(2));
    const lines = [`${fence}console`];
    for (const command of commands) {
      const real = command.replace(/npx bedrock-flows/g, this.command).replaceAll(SHOWN_PORT, port);
      const said = command.endsWith(' &')
        ? await background(real.slice(0, -2), folder, running) : await foreground(real, folder);
      lines.push(`$ ${command}`, ...same(said.replaceAll(port, SHOWN_PORT)));
    }
    return [...lines, fence].join('\n');
  }
}

const EXECUTION = 'arn:aws:states:eu-central-1:111122223333:execution:Loans';
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any', AWS_REGION: 'eu-central-1' };
const env = { PATH: process.env.PATH, HOME: process.env.HOME, NODE_NO_WARNINGS: '1', AWS_MAX_ATTEMPTS: '1' };

async function foreground(command: string, cwd: string, more: object = {}): Promise<string> {
  const child = spawn('bash', ['-c', `{ ${command}\n} 2>&1`], { cwd, env: { ...env, ...more } });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString('utf8'); });
  await once(child, 'close');
  return said;
}

/** Until it says how it is stopped. */
async function background(command: string, cwd: string, running: (() => void)[]): Promise<string> {
  const child = spawn('bash', ['-c', `exec ${command}`], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(() => child.kill());
  let said = '';
  await new Promise<void>((done) => {
    const take = (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (said.includes('Ctrl+C stops.')) { done(); }
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('close', () => done());
  });
  return said;
}

/** Without what differs from one run to the next. */
function same(text: string): readonly string[] {
  if (text.trim() === '') { return []; }
  return text.trimEnd().split('\n').filter((line) => !/^ {2}took +\d/.test(withoutColour(line))).map((line) => line
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-11-30T12:00:00.000Z')
    .replace(/(recorded on )\d{4}-\d\d-\d\d/, '$12026-11-30'));
}

async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  const address = server.address();
  await new Promise((done) => { server.close(done); });
  return String(typeof address === 'object' ? address?.port : '');
}

/** The lines of a part of a help, each with what comes before two blanks, and what comes after. */
function rowsOf(help: string, title: string): readonly (readonly [string, string])[] {
  const part = help.split(`\n${title}:\n`)[1]?.split('\n\n')[0] ?? '';
  const rows: [string, string][] = [];
  for (const line of part.split('\n')) {
    const [, name, said] = /^ {2}(\S.*?)(?: {2,}(.*))?$/.exec(line) ?? [];
    if (name !== undefined) { rows.push([name, said ?? '']); continue; }
    const last = rows.at(-1);
    if (last && line.trim() !== '') { last[1] = `${last[1]} ${line.trim()}`.trim(); }
  }
  return rows;
}

const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/</g, '&lt;');

function optionsTable(help: string): string {
  const rows = rowsOf(help, 'Options').filter(([name]) => !name.includes('--help'));
  return ['| Option | |', '|---|---|', ...rows.map(([name, said]) => `| \`${name}\` | ${cell(said)} |`), ''].join('\n');
}

function exitTable(help: string): string {
  const rows = rowsOf(help, 'Exit code');
  return ['| Exit code | |', '|---|---|', ...rows.map(([code, said]) => `| ${code} | ${cell(said)} |`), ''].join('\n');
}
