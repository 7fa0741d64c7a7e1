/** The AWS SDKs of five languages against `bedrock-flows serve`: each must print the lines of `flows/expected.txt`. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle } from '../../cli/bundle';

const CACHE = resolve('node_modules/.cache/sdks');
const FOLDER = __dirname;
const FLOWS = ['Answering', 'Talking', 'Failing', 'Nowhere'];
const BUILD_LIMIT = 15 * 60_000;

interface Sdk {
  readonly name: string;
  /** The program without which it can't be tried, with the argument that makes it say its version. */
  readonly needs: readonly string[];
  /** Commands that make the client. */
  readonly build: readonly { readonly command: readonly string[]; readonly folder?: string }[];
  readonly client: readonly string[];
}

const pom = join(FOLDER, 'java', 'pom.xml');
const jars = join(CACHE, 'java');
const SDKS: readonly Sdk[] = [
  {
    name: 'JavaScript',
    needs: [process.execPath, '--version'],
    build: [],
    client: [process.execPath, join(FOLDER, 'javascript', 'client.mjs')],
  },
  {
    name: 'Python',
    needs: ['python3', '-c', 'import venv, ensurepip'],
    build: existsSync(join(CACHE, 'python', 'bin', 'python')) ? [] : [
      { command: ['python3', '-m', 'venv', join(CACHE, 'python')] },
      { command: [join(CACHE, 'python', 'bin', 'pip'), 'install', '--disable-pip-version-check', 'boto3'] },
    ],
    client: [join(CACHE, 'python', 'bin', 'python'), join(FOLDER, 'python', 'client.py')],
  },
  {
    name: 'Java',
    needs: ['mvn', '--version'],
    build: [
      { command: ['mvn', '-q', '-B', '-f', pom, 'compile', `-Dtarget=${jars}`] },
      {
        command: [
          'mvn', '-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${join(jars, 'jars')}`,
        ],
      },
    ],
    client: ['java', '-cp', `${join(jars, 'classes')}:${join(jars, 'jars')}/*`, 'Events'],
  },
  {
    name: 'Go',
    needs: ['go', 'version'],
    build: [{ command: ['go', 'build', '-o', join(CACHE, 'go-client'), '.'], folder: join(FOLDER, 'go') }],
    client: [join(CACHE, 'go-client')],
  },
  {
    name: 'Rust',
    needs: ['cargo', '--version'],
    build: [{
      command: ['cargo', 'build', '--quiet', '--manifest-path', join(FOLDER, 'rust', 'Cargo.toml'), '--target-dir',
        join(CACHE, 'rust')],
    }],
    client: [join(CACHE, 'rust', 'debug', 'events')],
  },
];

function ran([program, ...rest]: readonly string[], { folder, limit }: { folder?: string; limit: number }) {
  return spawnSync(program, rest, { cwd: folder, encoding: 'utf8', timeout: limit, maxBuffer: 16 * 1024 * 1024 });
}

/** What the tools print where a registry is not reached, or does not have a package. */
const NOT_DOWNLOADED = new RegExp('.*(Could not (resolve|transfer|find artifact)|dial tcp|no such host|proxyconnect'
  + '|reading https?:|No matching distribution|ETIMEDOUT|failed to (download|fetch)|download of .* failed).*', 'i');

/** Makes the client of a language; says what is lacking, where something is. */
function lacking({ needs, build }: Sdk): string | undefined {
  if (ran(needs, { limit: 60_000 }).status !== 0) { return `${needs[0]} is not there`; }
  for (const { command, folder } of build) {
    const { status, stderr, stdout, error } = ran(command, { folder, limit: BUILD_LIMIT });
    if (status === 0) { continue; }
    const said = `${error?.message ?? ''}${stderr}${stdout}`;
    const unreached = NOT_DOWNLOADED.exec(said);
    if (unreached) { return `what it needs can't be downloaded: ${unreached[0].trim()}`; }
    throw new Error(`'${command.join(' ')}' fails:\n${said}`);
  }
  return undefined;
}

/** Exceptions have another spelling in each language: `DependencyFailedException` and `dependencyFailedException`. */
function alike(lines: string): string {
  return lines.replace(/^error (\w)/gm, (_, first: string) => `error ${first.toUpperCase()}`);
}

function events({ client }: Sdk, url: string): string {
  return FLOWS.map((flow) => {
    const { stdout, stderr, error } = ran([...client, url, flow], { limit: 60_000 });
    return `== ${flow}\n${alike(stdout)}${stdout ? '' : `${error?.message ?? ''}${stderr}`}`;
  }).join('');
}

async function serve(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const command = bundle(CACHE);
  const child = spawn(process.execPath, [command, 'serve', join(FOLDER, 'flows', 'template.json'), '--mocks',
    join(FOLDER, 'flows', 'mocks.json')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((served, failed) => {
    let out = '';
    child.once('exit', () => failed(new Error('\'bedrock-flows serve\' does not start')));
    child.stdout.on('data', (chunk) => {
      out += chunk;
      const found = /AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME=(\S+)[\s\S]*Ctrl\+C/.exec(out);
      if (found) { served(found[1]); }
    });
  });
  return { child, url };
}

async function main(asked: readonly string[]): Promise<boolean> {
  mkdirSync(CACHE, { recursive: true });
  const expected = readFileSync(join(FOLDER, 'flows', 'expected.txt'), 'utf8');
  const { child, url } = await serve();
  let isGood = true;
  try {
    for (const sdk of SDKS.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
      const lack = lacking(sdk);
      if (lack !== undefined) {
        console.log(`${sdk.name}: not tried, ${lack}`);
        continue;
      }
      const told = events(sdk, url);
      const isSame = told === expected;
      console.log(isSame ? `${sdk.name}: the same events` : `${sdk.name}: other events\n${told}`);
      isGood = isGood && isSame;
    }
  } finally {
    child.kill();
  }
  return isGood;
}

main(process.argv.slice(2)).then((isGood) => { process.exitCode = isGood ? 0 : 1; }, (error: Error) => {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
});
