/** A folder in place of a bucket: takes the keys that S3 takes, and reaches nothing outside. */
import { execFileSync } from 'node:child_process';
import { linkSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { FolderStore } from '../../../src/runner/handlers/folder-store';
import { runFlowSync } from '../../../src/runner/run-flow';
import { flowOf, input, node, output } from '../../core/simulate/flow-of';
import { folder, refused } from '../support';

const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();

test('each key has its own object', () => {
  const store = new FolderStore(join(folder(), 'bucket'));
  const keys = [
    'a.txt', 'a.txt/b', 'dir/', 'dir', 'dir//x', '/abs', '.', './x', 'a/./b', 'a/../b', 'x/b', 'x', 'a\0b', 'a\u001bb',
    '.objects', '.objects/x',
    'é'.repeat(512), 'x'.repeat(1024), `${'x'.repeat(1023)}y`, 'ends ', 'ends.', 'CON', 'back\\..\\..\\slash',
    '__proto__',
  ];
  for (const key of keys) { store.put('b', key, `body of ${key}`); }
  for (const key of keys) { expect(text(store.get('b', key))).toBe(`body of ${key}`); }
  store.put('b', 'a.txt/b', 'new');
  expect(text(store.get('b', 'a.txt/b'))).toBe('new');
  expect(store.get('b', 'none/at/all')).toBeUndefined();
});

test('a name that a file system takes stays readable, and a longer one does not', () => {
  const root = folder();
  const store = new FolderStore(root);
  for (const length of [255, 256]) { store.put('b', 'x'.repeat(length), `${length}`); }
  expect(readdirSync(root).sort()).toEqual(['.objects', 'x'.repeat(255)]);
  expect([255, 256].map((length) => text(store.get('b', 'x'.repeat(length))))).toEqual(['255', '256']);
});

test('a link in it is followed neither by reading nor by writing', async () => {
  const root = folder({ 'secret.txt': 'secret', 'outside/x': 'secret', 'bucket/own': '' });
  symlinkSync(join(root, 'secret.txt'), join(root, 'bucket/file'));
  symlinkSync(join(root, 'outside'), join(root, 'bucket/dir'));
  symlinkSync(join(root, 'nowhere'), join(root, 'bucket/dangling'));
  const store = new FolderStore(join(root, 'bucket'));
  for (const key of ['file', 'dir/x', 'dangling', 'dangling/x']) {
    for (const work of [() => store.get('b', key), () => store.put('b', key, 'changed')]) {
      expect(await refused(work)).toMatch(
        /the folder can't be used for the key '.*': .*is a symbolic link; give a folder .* \[UnreadableFile\]$/,
      );
    }
  }
  expect(readFileSync(join(root, 'secret.txt'), 'utf8') + readFileSync(join(root, 'outside/x'), 'utf8'))
    .toBe('secretsecret');
  expect(readdirSync(root).sort()).toEqual(['bucket', 'outside', 'secret.txt']);
});

test('a second name of a file outside is replaced, not written through', () => {
  const root = folder({ 'secret.txt': 'secret', 'bucket/own': '' });
  linkSync(join(root, 'secret.txt'), join(root, 'bucket/file'));
  new FolderStore(join(root, 'bucket')).put('b', 'file', 'changed');
  expect(readFileSync(join(root, 'secret.txt'), 'utf8')).toBe('secret');
});

test('a pipe does not hold up the run, and stays', async () => {
  const root = folder({ 'bucket/own': '' });
  execFileSync('mkfifo', [join(root, 'bucket/pipe')]);
  const store = new FolderStore(join(root, 'bucket'));
  expect(await refused(() => store.get('b', 'pipe'))).toContain('it is a pipe');
  expect(await refused(() => store.put('b', 'pipe', 'x'))).toContain('it is a pipe');
  expect(lstatSync(join(root, 'bucket/pipe')).isFIFO()).toBe(true);
});

test('objects are for their owner only, and no draft stays', () => {
  const root = folder();
  new FolderStore(root).put('b', 'a/b', 'x');
  expect(statSync(join(root, 'a/b')).mode % 0o1000).toBe(0o600);
  expect(readdirSync(join(root, 'a'))).toEqual(['b']);
});

test('a key that S3 does not take fails the node', () => {
  const bucket = { serviceConfiguration: { s3: { bucketName: 'bucket' } } };
  const read = node('Retrieval', 'Read', { objectKey: 'String' }, { s3Content: 'String' }, bucket);
  const flow = flowOf([input(), read, output()], 'In.document > Read.objectKey', 'Read.s3Content > Out.document');
  const { error } = runFlowSync(flow, { input: 'é'.repeat(513), mocks: { nodes: { Read: { folder: folder() } } } });
  expect(error).toMatchObject({
    code: 'dependencyFailedException', message: 'the key for node Read has 1026 bytes, and S3 takes from 1 to 1024',
  });
});
