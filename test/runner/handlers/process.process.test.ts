/** Programs that are ended: by their time, by who waits for them, before they began; and what is said of it. */
import { ending, lastWords, runProgram } from '../../../src/runner/handlers/process';

const forever = { place: 'Ask', command: [process.execPath, '-e', 'setInterval(() => {}, 1000)'], input: '' };

test('one whose caller went before it began is ended at once', async () => {
  const gone = new AbortController();
  gone.abort();
  const started = Date.now();
  expect(await runProgram({ ...forever, timeoutMs: 60_000 }, gone.signal))
    .toMatchObject({ signal: 'SIGKILL', isTimedOut: false });
  expect(Date.now() - started).toBeLessThan(30_000);
});

test('one whose caller goes is ended, and one that takes too long', async () => {
  const leaving = new AbortController();
  setTimeout(() => leaving.abort(), 50);
  expect(await runProgram({ ...forever, timeoutMs: 60_000 }, leaving.signal))
    .toMatchObject({ signal: 'SIGKILL', isTimedOut: false });
  const late = await runProgram({ ...forever, timeoutMs: 50 });
  expect(late).toMatchObject({ signal: 'SIGKILL', isTimedOut: true });
  expect(ending(late, 50)).toBe('took longer than 0.05 s and was stopped');
});

test('one that does not read what it is given is its own affair', async () => {
  const input = 'x'.repeat(10_000_000);
  expect(await runProgram({ ...forever, command: ['true'], input, timeoutMs: 60_000 }))
    .toEqual({ stdout: '', stderr: '', isTimedOut: false, exitCode: 0 });
});

test('what it leaves behind is ended with it', async () => {
  const { stdout } = await runProgram({
    ...forever, command: ['sh', '-c', 'sleep 600 > /dev/null 2>&1 & echo $!'], timeoutMs: 60_000,
  });
  const isThere = () => { try { return process.kill(Number(stdout), 0); } catch { return false; } };
  for (let left = 200; left > 0 && isThere(); left--) { await new Promise((done) => { setTimeout(done, 20); }); }
  expect(isThere()).toBe(false);
});

test('its last words are its last five lines, and not more than anybody reads', () => {
  expect(lastWords('1\n2\n\n 3 \n4\n5\n6\n')).toBe('2 | 3 | 4 | 5 | 6');
  expect(lastWords('x'.repeat(500))).toBe('x'.repeat(500));
  expect(lastWords('x'.repeat(501))).toBe(`...${'x'.repeat(497)}`);
  expect(ending({ stdout: '', stderr: 'no\n', exitCode: 3, isTimedOut: false }, 1)).toBe('ended with exit code 3: no');
  expect(ending({ stdout: '', stderr: '', signal: 'SIGTERM', isTimedOut: false }, 1)).toBe('ended by SIGTERM');
});
