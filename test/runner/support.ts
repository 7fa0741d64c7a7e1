/** What the tests of the runner share: folders with files, small flows, and processes that must be gone. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { agent, flowOf, input, lambda, node, output, prompt } from '../core/simulate/flow-of';

const made: string[] = [];
afterAll(() => made.forEach((root) => rmSync(root, { recursive: true, force: true })));

/** A new folder with these files, which goes with the tests of its file. */
export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'runner-'));
  made.push(root);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

/** The message of what is thrown or rejected. */
export async function refused(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

/** The ids of processes whose command has this text in it. */
export function processesWith(text: string): readonly number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(text) && !line.includes('ps -eo'))
    .map((line) => Number(line.trim().split(' ')[0]));
}

/** What is killed may be listed a little longer where the machine is busy. */
export async function expectGone(command: string): Promise<void> {
  for (let left = 3000; left > 0 && processesWith(command).length > 0; left--) {
    await new Promise((done) => setTimeout(done, 10));
  }
  expect(processesWith(command)).toEqual([]);
}

/** In to a function, out. */
export const lambdaFlow = (type = 'String', inputType = 'String') => flowOf(
  [input(inputType), lambda('Fn', { value: inputType }, type), output('Out', type)], 'In.document > Fn.value',
  'Fn.functionResponse > Out.document',
);

/** In to inline code, out; its variable `x` is called `xx`, because the service takes no shorter name. */
export const codeFlow = (code: unknown, type = 'String', inputType = 'String') => flowOf(
  [input(inputType), node('InlineCode', 'Code', { xx: inputType }, { response: type }, {
    code: typeof code === 'string' ? code.replace(/\bx\b/g, 'xx') : code, language: 'Python_3',
  }), output('Out', type)],
  'In.document > Code.xx', 'Code.response > Out.document',
);

export const promptFlow = () => flowOf([input(), prompt('Ask', 'Answer {{text}}'), output()], 'In.document > Ask.text',
  'Ask.modelCompletion > Out.document');

export const agentFlow = () => flowOf([input(), agent('Talk'), output()], 'In.document > Talk.agentInputText',
  'Talk.agentResponse > Out.document');
