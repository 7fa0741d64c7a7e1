/** Whoever judges documents: programs, functions and flows. They start once, and end with the batch. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { short } from './differences';
import { type Verdict, verdictOf } from './verdict';
import type { AsyncHandler } from '../../src/core/simulate/handlers';
import type { Effect } from '../../src/core/simulate/types';
import { command } from '../../src/runner/handlers/command';
import { lambdaModule } from '../../src/runner/handlers/lambda-module';
import { PreparedFlow } from '../../src/runner/prepared-flow';
import { runPrepared } from '../../src/runner/run-prepared';
import { runnerError } from '../../src/runner/runner-error';
import { Tools } from '../../src/runner/tools';
import type { Judge } from '../cases/case';
import { CommandError } from '../command-error';
import type { Io } from '../io';
import { orUsage } from '../run-mistakes';
import { findFlow } from '../source/find-flow';

/** What a judge is given. */
export interface Subject {
  /** Of the case. */
  readonly name: string;
  readonly input: unknown;
  /** The document to judge. */
  readonly output: unknown;
  /** The Output node that it comes from. */
  readonly node: string;
  /** What the case expects as a whole, if it says so. */
  readonly expected?: unknown;
  /** Of the judge, as the data set has it. */
  readonly criteria?: unknown;
}

export interface Score extends Verdict {
  readonly judge: string;
  readonly node: string;
}

export interface JudgeOptions {
  /** What paths are relative to. */
  readonly folder: string;
  readonly python?: string;
  readonly log: (line: string) => void;
}

const SECONDS = 60;

export class Judges {
  private readonly tools: Tools;
  private readonly flows = new Map<string, PreparedFlow>();

  public constructor(private readonly options: JudgeOptions) {
    this.tools = new Tools({ isSync: false, python: options.python, log: options.log });
  }

  /** Finds what judges need before any case runs. @throws CommandError */
  public async prepare(judges: readonly Judge[], io: Io): Promise<void> {
    for (const judge of judges) {
      const file = judge.function?.split('#')[0];
      if (file !== undefined && !existsSync(this.at(file))) {
        throw new CommandError(this.at(file), 'is not there', 'correct the path of "function" of the judge',
          'UnreadableInput');
      }
      const key = keyOf(judge);
      if (judge.flow === undefined || this.flows.has(key)) { continue; }
      const found = await findFlow(this.at(judge.flow), judge.id, io);
      this.flows.set(key, orUsage(() => new PreparedFlow(found, {
        ...judge.mocks !== undefined && { mocks: this.at(judge.mocks) },
        python: this.options.python,
        log: this.options.log,
      })));
    }
  }

  /** @throws SimulateError where there is no verdict */
  public async score(judge: Judge, subject: Subject, signal: AbortSignal): Promise<Score> {
    const name = nameOf(judge);
    const given: Subject = { ...subject, ...judge.criteria !== undefined && { criteria: judge.criteria } };
    const answer = judge.flow === undefined ? await this.ask(judge, name, given, signal)
      : await this.run(this.flows.get(keyOf(judge))!, name, given, signal);
    const verdict = verdictOf(answer, judge.threshold);
    if (verdict) { return { ...verdict, judge: name, node: subject.node }; }
    throw runnerError(`judge ${name}`, `answered ${short(answer)}, which is neither a verdict nor a score`,
      'return true, false, a number, or {"pass": true, "score": 0.9, "reason": "…"}', 'IllegalMock');
  }

  public close(): void {
    this.tools.close();
    for (const flow of this.flows.values()) { flow.close(); }
  }

  private at(path: string): string { return resolve(this.options.folder, path); }

  private async ask(judge: Judge, name: string, subject: Subject, signal: AbortSignal): Promise<unknown> {
    const effect = effectFor(`judge ${name}`, subject);
    const settlement = await this.handler(judge)(effect, { signal, call: 0 } as Parameters<AsyncHandler>[1]);
    if ('error' in settlement) { throw judgeFailed(name, settlement.error.message); }
    return 'value' in settlement ? settlement.value : undefined;
  }

  private handler({ command: words, function: code, timeoutSeconds = SECONDS }: Judge): AsyncHandler {
    const { folder } = this.options;
    const timeoutMs = timeoutSeconds * 1000;
    if (words) { return command({ command: words, folder, timeoutMs }); }
    return lambdaModule({ lambda: code!, folder, python: this.tools.python, timeoutMs }, () => this.tools.nodeWorkers);
  }

  /** A flow that takes a text is given the document alone. */
  private async run(flow: PreparedFlow, name: string, subject: Subject, signal: AbortSignal): Promise<unknown> {
    const [node] = flow.plan.nodes.filter(({ type }) => type === 'Input');
    const { output } = subject;
    const text = typeof output === 'string' ? output : JSON.stringify(output);
    const { error, outputs } = await runPrepared(flow,
      { input: node?.outputs[0]?.type === 'String' ? text : subject, signal });
    if (error) { throw judgeFailed(name, `${error.code}: ${error.message}`); }
    if (outputs.length !== 1) { throw judgeFailed(name, `it returned ${outputs.length} outputs instead of one`); }
    return outputs[0].document;
  }
}

function judgeFailed(name: string, why: string): Error {
  return runnerError(`judge ${name}`, `failed: ${why}`, 'correct the judge', 'IllegalMock');
}

function keyOf({ flow, id, mocks }: Judge): string {
  return JSON.stringify([flow, id, mocks]);
}

function nameOf({ name, command: words, function: code, flow, id }: Judge): string {
  return name ?? code ?? words?.[0] ?? (id === undefined ? flow! : `${flow} ${id}`);
}

/** Programs and functions are asked as the Lambda function of a node is. */
function effectFor(node: string, event: Subject): Effect {
  return {
    kind: 'effect',
    id: 0,
    node,
    type: 'LambdaFunction',
    inputs: {},
    executionChain: [],
    request: { operation: 'Invoke', functionArn: node, event },
  } as unknown as Effect;
}
