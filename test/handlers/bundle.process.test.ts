import { execFileSync } from 'node:child_process';
import {
  cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handlerNames } from '../../handlers/bundle';
import { joined } from '../../src/core/joined';
import { handlerFolder } from '../../src/functions/handler-code';

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

test('bundles are the same bytes wherever and whenever they are made', () => {
  const copy = copyOf('a/folder of another name');
  bundleIn(copy);
  expect(readdirSync(join(copy, 'lib/handlers')).sort()).toEqual(handlerNames());
  for (const name of handlerNames()) {
    for (const file of ['index.js', 'THIRD-PARTY.txt']) {
      const bytes = readFileSync(join(copy, 'lib/handlers', name, file));
      expect(bytes.equals(readFileSync(join(handlerFolder(name), file)))).toBe(true);
      expect(bytes.includes(copy) || bytes.includes(PROJECT)).toBe(false);
    }
  }
});

test('a bundle is made again only when its sources are newer, and goes when they are gone', () => {
  const copy = copyOf('again');
  for (const name of handlerNames()) { rmSync(join(copy, 'handlers', name), { recursive: true }); }
  const file = join(copy, 'lib/handlers/small/index.js');
  mkdirSync(join(copy, 'handlers/small'));
  writeFileSync(join(copy, 'handlers/small/index.ts'), 'export const handler = () => 1;');
  bundleIn(copy);
  const made = statSync(file).mtimeMs;
  bundleIn(copy);
  expect(statSync(file).mtimeMs).toBe(made);

  writeFileSync(join(copy, 'handlers/small/index.ts'), 'export const handler = () => 234;');
  utimesSync(join(copy, 'handlers/small/index.ts'), new Date(), new Date());
  bundleIn(copy);
  expect(readFileSync(file, 'utf8')).toContain('234');

  rmSync(join(copy, 'handlers/small'), { recursive: true });
  mkdirSync(join(copy, 'lib/handlers/of-someone-else'));
  bundleIn(copy);
  expect(readdirSync(join(copy, 'lib/handlers'))).toEqual(['of-someone-else']);
});

test('a bundle is one file, with the licences of what is in it and nothing else beside it', () => {
  for (const name of handlerNames()) {
    expect(readdirSync(handlerFolder(name)).sort()).toEqual(['THIRD-PARTY.txt', 'index.js']);
    const notice = readFileSync(join(handlerFolder(name), 'THIRD-PARTY.txt'), 'utf8');
    expect(notice).toMatch(/^index\.js contains @aws-sdk\/client-\S+ \d+\.\d+\.\d+ \(Apache-2\.0\)/m);
    // what is left for the run time to find is Node's own
    const required = [...readFileSync(join(handlerFolder(name), 'index.js'), 'utf8')
      .matchAll(/require\("([^"]+)"\)/g)].map(([, module]) => module);
    expect(required.filter((module) => !module.startsWith('node:') && !builtins.has(module) && !OPTIONAL.has(module)))
      .toEqual([]);
  }
});

const builtins = new Set(builtinModules);
/** The AWS SDK names it in the text of an error: only signatures for several Regions need it. */
const OPTIONAL = new Set(['@aws-sdk/signature-v4-crt']);

test('a function that is not there is named in one line', () => {
  expect(() => handlerFolder('nothing')).toThrow(
    joined(
      /^\[cdk-bedrock-flows\] there is no code for the Lambda function 'nothing' beside the library in \S+; .* /,
      /\(esbuild --external:cdk-bedrock-flows\); else .*$/,
    ),
  );
});
