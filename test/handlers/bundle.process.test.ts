import { execFileSync } from 'node:child_process';
import {
  cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync,
  writeFileSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handlerNames } from '../../handlers/bundle';
import { joined } from '../../src/core/joined';
import { handlerCode } from '../../src/functions/handler-code';

const PROJECT = join(__dirname, '../..');
const home = mkdtempSync(join(tmpdir(), 'handlers-'));
afterAll(() => rmSync(home, { recursive: true }));

/** A copy of what the bundles are made of, elsewhere on the machine. */
function copyOf(name: string): string {
  const copy = join(home, name);
  for (const part of ['handlers', 'src/core', 'scripts/one-file.ts', 'package.json', 'package-lock.json']) {
    cpSync(join(PROJECT, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(PROJECT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

const bundleIn = (copy: string) => execFileSync(process.execPath, ['--import', 'tsx', 'handlers/bundle.ts'],
  { cwd: copy, encoding: 'utf8' });

/** All files of a function as one text. */
function textOf(name: string): string {
  const { folder, files } = handlerCode(name);
  const modules = files.filter((file) => file.endsWith('.mjs'));
  return modules.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}

test('bundles are the same bytes wherever and whenever they are made', () => {
  const copy = copyOf('a/folder of another name');
  bundleIn(copy);
  const { folder } = handlerCode('router');
  const made = readdirSync(join(copy, 'lib/handlers')).sort();
  expect(made).toEqual(readdirSync(folder).sort());
  for (const file of made) {
    const bytes = readFileSync(join(copy, 'lib/handlers', file));
    expect(bytes.equals(readFileSync(join(folder, file)))).toBe(true);
    expect(bytes.includes(copy) || bytes.includes(PROJECT)).toBe(false);
  }
});

test('bundles are made again only when their sources are newer, and go when they are gone', () => {
  const copy = copyOf('again');
  for (const name of handlerNames()) { rmSync(join(copy, 'handlers', name), { recursive: true }); }
  const file = join(copy, 'lib/handlers/small.mjs');
  const write = (name: string, text: string) => {
    mkdirSync(join(copy, 'handlers', name), { recursive: true });
    writeFileSync(join(copy, 'handlers', name, 'index.ts'), text);
    utimesSync(join(copy, 'handlers', name, 'index.ts'), new Date(), new Date());
  };
  writeFileSync(join(copy, 'handlers/both.ts'), 'export const both = () => "both of them";');
  write('small', 'import { both } from "../both"; export const handler = () => both() + 1;');
  write('other', 'import { both } from "../both"; export const handler = () => both() + 2;');
  bundleIn(copy);
  const made = statSync(file).mtimeMs;
  bundleIn(copy);
  expect(statSync(file).mtimeMs).toBe(made);
  // what both need is there once
  const before = readdirSync(join(copy, 'lib/handlers'));
  expect(before.filter((each) => readFileSync(join(copy, 'lib/handlers', each), 'utf8').includes('both of them')))
    .toEqual([expect.stringMatching(/^shared-\w+\.mjs$/)]);

  write('small', 'export const handler = () => 234;');
  bundleIn(copy);
  expect(readFileSync(file, 'utf8')).toContain('234');
  expect(readdirSync(join(copy, 'lib/handlers')).sort())
    .toEqual(['THIRD-PARTY.txt', 'files.json', 'other.mjs', 'small.mjs']);

  rmSync(join(copy, 'handlers/small'), { recursive: true });
  mkdirSync(join(copy, 'lib/handlers/of-someone-else'));
  bundleIn(copy);
  expect(existsSync(join(copy, 'lib/handlers/of-someone-else'))).toBe(true);
  expect(existsSync(file)).toBe(false);
});

test.each(handlerNames())('%s has what it needs and no more, with the licences of what is in it', (name) => {
  const { folder, files } = handlerCode(name);
  expect(files).toContain(`${name}.mjs`);
  expect(readFileSync(join(folder, 'THIRD-PARTY.txt'), 'utf8'))
    .toMatch(/^lib\/handlers contains @aws-sdk\/client-\S+ \d+\.\d+\.\d+ \(Apache-2\.0\)/m);
  const imported = [...textOf(name).matchAll(/(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*"([^"]+)"/g)]
    .map(([, module]) => module);
  // every other file is imported by one of them, and all that is imported is there
  const inside = new Set(imported.filter((module) => module.startsWith('./')).map((module) => module.slice(2)));
  expect([...inside, `${name}.mjs`, 'THIRD-PARTY.txt'].sort()).toEqual([...files].sort());
  // what is left for the run time to find is Node's own
  const outside = imported.filter((module) => !module.startsWith('./'));
  expect(outside.filter((module) => !module.startsWith('node:') && !builtins.has(module) && !OPTIONAL.has(module)))
    .toEqual([]);
});

test('operations that no function calls are not in the bundles', () => {
  const all = handlerNames().map(textOf).join('\n');
  for (const operation of ['InvokeFlow', 'PutObject', 'DeleteFlowVersion', 'AssumeRole']) {
    expect(all).toContain(`"${operation}"`);
  }
  for (const operation of ['RetrieveAndGenerate', 'CompleteMultipartUpload', 'CreateFlow', 'CreateUser']) {
    expect(all).not.toContain(`"${operation}"`);
  }
  // and of their errors, those that they say they throw
  for (const error of ['DeleteConflictException', 'LifecycleEventAlreadyCompletedException', 'NoSuchEntityException']) {
    expect(all).toContain(error);
  }
  expect(all).not.toMatch(/ApplicationDoesNotExistException|EntityAlreadyExistsException/);
});

test('what serves other machines than a Lambda function is not in the bundles', () => {
  const all = handlerNames().map(textOf).join('\n');
  expect(all).toContain('AWS_CONTAINER_CREDENTIALS_FULL_URI');
  expect(all).not.toMatch(/AWS_EC2_METADATA_SERVICE_ENDPOINT|AWS_SHARED_CREDENTIALS_FILE|signature-v4-crt/);
});

const builtins = new Set(builtinModules);
/** The AWS SDK imports it where a browser is asked what it is. */
const OPTIONAL = new Set(['bowser']);

test('a function that is not there is named in one line', () => {
  expect(() => handlerCode('nothing')).toThrow(
    joined(
      /^\[cdk-bedrock-flows\] there is no code for the Lambda function 'nothing' beside the library in \S+; .* /,
      /\(esbuild --external:cdk-bedrock-flows\); otherwise .*$/,
    ),
  );
});
