import { execFileSync } from 'node:child_process';
import {
  cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { handlerNames, IN_RUNTIME } from '../../handlers/bundle';
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
  mkdirSync(join(copy, 'lib/handlers'), { recursive: true });
  return copy;
}

const bundleIn = (copy: string) => execFileSync(process.execPath, ['--import', 'tsx', 'handlers/bundle.ts'],
  { cwd: copy, encoding: 'utf8' });

const textOf = (name: string) => readFileSync(join(handlerCode(name), `${name}.js`), 'utf8');

test('bundles are the same bytes wherever and whenever they are made', () => {
  const copy = copyOf('a/folder of another name');
  bundleIn(copy);
  const made = join(copy, 'lib/handlers');
  expect(readdirSync(made).sort()).toEqual(readdirSync(dirname(handlerCode('router'))).sort());
  for (const name of handlerNames()) {
    expect(readdirSync(join(made, name))).toEqual([`${name}.js`]);
    const text = readFileSync(join(made, name, `${name}.js`), 'utf8');
    expect(text).toBe(textOf(name));
    expect(text.includes(copy) || text.includes(PROJECT)).toBe(false);
  }
});

test('bundles are written only where they change, and go when their sources are gone', () => {
  const copy = copyOf('again');
  for (const name of handlerNames()) { rmSync(join(copy, 'handlers', name), { recursive: true }); }
  const write = (text: string) => {
    mkdirSync(join(copy, 'handlers/small'), { recursive: true });
    writeFileSync(join(copy, 'handlers/small/index.ts'), text);
  };
  const file = join(copy, 'lib/handlers/small/small.js');
  write('export const handler = () => 123;');
  bundleIn(copy);
  const made = statSync(file).mtimeMs;
  bundleIn(copy);
  expect(statSync(file).mtimeMs).toBe(made);

  write('export const handler = () => 234;');
  bundleIn(copy);
  expect(readFileSync(file, 'utf8')).toContain('234');

  rmSync(join(copy, 'handlers/small'), { recursive: true });
  mkdirSync(join(copy, 'lib/handlers/of-someone-else'));
  bundleIn(copy);
  expect(readdirSync(join(copy, 'lib/handlers'))).toEqual(['of-someone-else']);
});

const builtins = new Set(builtinModules);

test.each(handlerNames())('%s has all but Node and the SDK, of which it takes whole packages', (name) => {
  const packages = IN_RUNTIME.map((pattern) => pattern.replace('*', ''));
  const imported = [...textOf(name).matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(([, module]) => module)
    .filter((module) => !module.startsWith('node:') && !builtins.has(module));
  expect(imported).toContainEqual(expect.stringMatching(/^@aws-sdk\/client-/));
  for (const module of imported) {
    expect(packages.some((scope) => module.startsWith(scope))).toBe(true);
    // a file of a package may be another one in the version of the run time
    expect(module.split('/')).toHaveLength(2);
    expect(existsSync(join(PROJECT, 'node_modules', module))).toBe(true);
  }
});

test('a function that is not there is named in one line', () => {
  expect(() => handlerCode('nothing')).toThrow(
    joined(
      /^\[cdk-bedrock-flows\] there is no code for the Lambda function 'nothing' beside the library in \S+; .* /,
      /\(esbuild --external:cdk-bedrock-flows\); otherwise .*$/,
    ),
  );
});
