/** What ends a run of the checks, and what is said then. */
import fs from 'node:fs';
import { SessionProcess } from './support/session-process';
import { Undo } from '../../integ/kit/undo';

const AGAIN = 'no more is made, and what was made is taken away; once more to leave it there\n';

function begun(): SessionProcess {
  const process = new SessionProcess('this takes it away');
  const undo = new Undo();
  undo.add('flow a', async () => undefined);
  process.session.began(undo);
  return process;
}

afterEach(() => {
  process.exitCode = undefined;
  jest.restoreAllMocks();
});

test('a signal that comes from the terminal and from npm is one; a later one ends all, and names what is left', () => {
  const one = begun();
  one.receive('SIGINT');
  one.receive('SIGINT', undefined, 400);
  expect(one.session.interrupted.aborted).toBe(true);
  expect(one.said).toBe(`interrupted by SIGINT: ${AGAIN}`);
  one.receive('SIGTERM', undefined, 101);
  expect(one.said).toBe(`interrupted by SIGINT: ${AGAIN}left in the account: flow a; this takes it away\n`);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s interrupts', (signal) => {
  const one = begun();
  expect(one.session.interrupted.aborted).toBe(false);
  one.receive(signal);
  expect(one.session.interrupted.aborted).toBe(true);
});

test.each(['uncaughtException', 'unhandledRejection'] as const)('%s is a line, ends the checks and is no '
  + 'success', (name) => {
  const one = begun();
  one.receive(name, new TypeError('not a flow\n    at a stack'));
  one.receive(name, new Error('once more'));
  expect(one.said).toBe(`broken: TypeError: not a flow\ninterrupted: ${AGAIN}broken: once more\n`);
  expect(process.exitCode).toBe(1);
});

test('whoever looked after the process is gone', () => {
  const { ppid } = process;
  let parent = 10;
  Object.defineProperty(process, 'ppid', { configurable: true, get: () => parent });
  const one = begun();
  one.looks();
  expect(one.said).toBe('');
  parent = 1;
  one.looks();
  one.looks();
  Object.defineProperty(process, 'ppid', { configurable: true, value: ppid });
  expect(one.said).toBe(`interrupted, because the caller is gone: ${AGAIN}`);
});

test('what has been named is not named again at the end', async () => {
  const one = begun();
  one.session.end();
  expect(await one.ended(async () => 1)).toBe(1);
  expect(one.said).toBe('');
});

test('a terminal that was closed takes no lines, and stops nothing', () => {
  const one = begun();
  expect(one.handled).toEqual(['error', 'error']);
  jest.spyOn(fs, 'writeSync').mockImplementation(() => { throw Object.assign(new Error('EIO'), { code: 'EIO' }); });
  expect(() => one.session.say('nobody reads it')).not.toThrow();
});
