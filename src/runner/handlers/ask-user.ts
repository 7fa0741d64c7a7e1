/** A person at a terminal answers for a node, or to an agent. */
import type { Interface } from 'node:readline';
import { createInterface } from 'node:readline';
import { KINDS } from '../../core/kinds';
import type { AsyncHandler } from '../../core/simulate/handlers';
import type { Effect, Settlement } from '../../core/simulate/types';
import { printable } from '../../core/words/printable';
import { runnerError } from '../runner-error';

/** What is used of a terminal. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Asks one question after the other, also when several nodes run at once. */
export class User {
  private last: Promise<unknown> = Promise.resolve();
  private lines: AsyncIterator<string> | undefined;
  private reader: Interface | undefined;

  public constructor(private readonly terminal: () => Terminal = () =>
    ({ input: process.stdin, output: process.stderr })) {}

  /** @throws SimulateError when the input is over */
  public async ask(place: string, question: string): Promise<string> {
    const turn = this.last.then(async () => {
      const { output } = this.terminal();
      output.write(`${question.split('\n').map(printable).join('\n')}\n> `);
      const { done, value } = await this.read().next();
      if (done) {
        throw runnerError(place, 'nobody can answer, because the input has ended',
          'run it on a terminal, or mock the node with "returns"', 'NoAnswer');
      }
      return value;
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** Lets go of the input, so that the process can end. */
  public stop(): void { this.reader?.close(); }

  private read(): AsyncIterator<string> {
    if (!this.lines) {
      const { input } = this.terminal();
      this.reader = createInterface({ input, crlfDelay: Infinity });
      this.lines = this.reader[Symbol.asyncIterator]();
    }
    return this.lines;
  }
}

/**
 * The person gives the output of the node: text for nodes that give text, else JSON. For an agent, a line that starts
 * with `?` asks back.
 */
export function askUser(user: User): AsyncHandler {
  return async (effect) => {
    const { node, type } = effect;
    const isAgent = type === 'Agent';
    const wantsText = KINDS[type].run.answersText(effect.request);
    const wanted = isAgent ? 'its answer, or ? and a question:' : wantsText ? 'its output:' : 'its output, as JSON:';
    const line = await user.ask(node, `${node} (${type}) is given\n${shown(effect)}\n${wanted}`);
    if (isAgent && line.startsWith('?')) { return { inputRequired: line.slice(1).trim() }; }
    return { value: wantsText ? line : parsed(line) } satisfies Settlement;
  };
}

function shown({ inputs }: Effect): string {
  return Object.entries(inputs).map(([name, value]) =>
    `  ${name}: ${typeof value === 'string' ? value.replace(/\n/g, '\n    ') : JSON.stringify(value)}`).join('\n');
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
