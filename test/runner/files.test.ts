/** What is written replaces files only; what is read has an end. */
import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, refused } from './support';
import { readBytes, readText, writePrivately } from '../../src/runner/files';
import { dependencyFailed } from '../../src/runner/handlers/settled';
import { stopwatch } from '../stopwatch';

test('a link, a folder or a device is not replaced', async () => {
  const root = folder({ 'mine.txt': 'mine', 'dir/x': '' });
  symlinkSync(join(root, 'mine.txt'), join(root, 'link'));
  symlinkSync(join(root, 'nowhere'), join(root, 'dangling'));
  expect(await refused(() => writePrivately(join(root, 'link'), 'x'))).toBe('it is a symbolic link');
  expect(await refused(() => writePrivately(join(root, 'dangling'), 'x'))).toBe('it is a symbolic link');
  expect(await refused(() => writePrivately(join(root, 'dir'), 'x'))).toBe('it is a folder');
  expect(await refused(() => writePrivately('/dev/null', 'x'))).toBe('it is a device or socket');
  expect(await refused(() => writePrivately(join(root, 'none/x'), 'x'))).toBe('ENOENT');
  expect(lstatSync(join(root, 'link')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(root, 'mine.txt'), 'utf8')).toBe('mine');
  expect(readdirSync(root).sort()).toEqual(['dangling', 'dir', 'link', 'mine.txt']);
});

test('a file is replaced by one that only its owner reads', () => {
  const file = join(folder(), 'x');
  writeFileSync(file, 'old', { mode: 0o644 });
  writePrivately(file, 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(statSync(file).mode % 0o1000).toBe(0o600);
});

test('a file that can not get its name leaves no draft, with what is in it, behind', async () => {
  const root = folder();
  expect(await refused(() => writePrivately(`${join(root, 'x')}/`, 'secret'))).toMatch(/^E(NOTDIR|ISDIR|NOENT)$/);
  expect(readdirSync(root)).toEqual([]);
});

test('reading stops at the limit, also of a device without end', async () => {
  const file = join(folder({ x: 'a'.repeat(11) }), 'x');
  expect(readBytes(file, { limit: 11 })).toHaveLength(11);
  expect(await refused(() => readBytes(file, { limit: 10 }))).toBe('it has more than 10 bytes');
  expect(await refused(() => readBytes('/dev/zero', { limit: 5_000_000 }))).toBe('it has more than 5000000 bytes');
  expect(await refused(() => readBytes('/dev/zero', { onlyFiles: true }))).toBe('it is a device or socket');
});

test('text in UTF-16 is read as in UTF-8', () => {
  const root = folder({ utf16: Buffer.from('\ufeffé', 'utf16le'), utf8: '\ufeffé', empty: '' });
  expect(['utf16', 'utf8', 'empty'].map((name) => readText(join(root, name)))).toEqual(['é', 'é', '']);
});

test('a message of a million blanks is one line in a moment', () => {
  const elapsed = stopwatch();
  expect(dependencyFailed(`a${' '.repeat(1_000_000)}b\n c`).error.message).toMatch(/b c$/);
  expect(elapsed()).toBeLessThan(5000);
});
