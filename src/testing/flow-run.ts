import type { RunResult } from '../core/simulate';
import { endText, shortened, traceText } from '../core/trace';
import { listed } from '../core/words/lists';
import { printable } from '../core/words/printable';
import { didYouMean } from '../core/words/suggest';

/** What an Output node gave to the caller. */
export interface SimulatedOutput {
  /** The Output node. */
  readonly nodeName: string;
  /** What it gave. */
  readonly document: any;
}

/** One call of a node. */
export interface SimulatedCall {
  /** The values of its inputs by name, after their expressions. */
  readonly inputs: { [name: string]: any };

  /**
   * The values of its outputs by name.
   *
   * @default - none: the node has no outputs, or failed
   */
  readonly outputs?: { [name: string]: any };

  /**
   * The exception that the node failed with.
   *
   * @default - it did not fail
   */
  readonly errorCode?: string;

  /**
   * The message of the exception.
   *
   * @default - it did not fail
   */
  readonly errorMessage?: string;

  /** The numbers of the iterations it ran in, from 0, outermost first; empty outside of iterators and loops. */
  readonly iteration: number[];
}

/** Says that something in a run rests on an assumption about the service, or that something was lost. */
export interface SimulatedDiagnostic {
  /** The rule, a row of the table of what is known of the service. */
  readonly rule: string;
  /** What it decided. */
  readonly message: string;

  /**
   * The node it is about.
   *
   * @default - the flow as a whole
   */
  readonly nodeName?: string;
}

/** What came of a simulated run. */
export class FlowRun {
  /** @internal */
  public static _of(result: RunResult, question?: unknown): FlowRun {
    return new FlowRun(result, question);
  }

  /** `SUCCESS`; `INPUT_REQUIRED` where an agent waits for an answer; not there when the flow failed. */
  public readonly completionReason?: string;
  /** The exception that the flow failed with, such as `validationException`. */
  public readonly errorCode?: string;
  /** The message of the exception. */
  public readonly errorMessage?: string;
  /** The node that failed. */
  public readonly failedNode?: string;
  /** What an agent asks, where `completionReason` is `INPUT_REQUIRED`. */
  public readonly question?: any;

  private constructor(private readonly result: RunResult, question?: unknown) {
    this.completionReason = result.completionReason;
    this.errorCode = result.error?.code;
    this.errorMessage = result.error?.message;
    this.failedNode = result.error?.nodeName;
    this.question = question;
  }

  /** What the Output nodes gave, in the order they were reached. */
  public get outputs(): SimulatedOutput[] {
    return [...this.result.outputs];
  }

  /** The conditions that were taken, as `Route.isRefund`, in their order; a default branch is called `default`. */
  public get branchesTaken(): string[] {
    return this.result.branches.map(({ node, condition }) => `${node}.${condition}`);
  }

  /** The nodes that ran, in the order they first did. */
  public get nodesVisited(): string[] {
    return [...this.result.visited];
  }

  /** The nodes that did not run, in the order of the definition. */
  public get nodesSkipped(): string[] {
    return [...this.result.skipped];
  }

  /** The events that InvokeFlow would stream with traces, as JSON. */
  public get events(): any {
    return this.result.events;
  }

  /** Where the run rests on assumptions about the service. */
  public get diagnostics(): SimulatedDiagnostic[] {
    return this.result.diagnostics.map(({ rule, message, node }) => ({
      rule, message, ...node !== undefined && { nodeName: node },
    }));
  }

  /** The run as text: a line for each step, with what went in and what came out. */
  public get trace(): string {
    return traceText(this.result.log);
  }

  /**
   * The run in one line, for messages and debuggers: how it ended, and the start of each output, such as
   * `SUCCESS, Answer: "about tea"`.
   */
  public toString(): string {
    const asked = this.question === undefined ? [] : [`asks ${shortened(this.question)}`];
    const outputs = this.result.outputs.map(({ nodeName, document }) => `${nodeName}: ${shortened(document)}`);
    return printable([endText(this.result.log), ...asked, ...outputs].join(', '));
  }

  /**
   * The document of an Output node.
   *
   * @param nodeName the Output node. Default: the only one that was reached
   * @throws if it was not reached, or if there are several; the error shows the way that the run took
   */
  public output(nodeName?: string): any {
    const documents = this.result.outputs.filter((output) => nodeName === undefined || output.nodeName === nodeName);
    if (documents.length === 1) { return documents[0].document; }
    const which = nodeName === undefined ? 'output' : `output of '${nodeName}'`;
    const problem = documents.length === 0 ? `there is no ${which}` : `there are ${documents.length} of `
      + `them, ${documents.map((one) => one.nodeName).join(', ')}`;
    throw new Error(`[output] ${problem}; this is what happened:\n${this.trace}`);
  }

  /**
   * The calls of a node, in their order; inside iterators and loops one for each iteration.
   *
   * @param nodeName the node
   * @returns nothing, if it did not run
   * @throws if the flow has no such node
   */
  public calls(nodeName: string): SimulatedCall[] {
    const names = new Set(this.result.log.plan.nodes.map(({ name }) => name));
    if (!names.has(nodeName)) {
      throw new Error('[calls] the flow has no node '
        + `'${nodeName}'; ${didYouMean(nodeName, names, `it has ${listed(names)}`)}`);
    }
    const calls = Object.hasOwn(this.result.calls, nodeName) ? this.result.calls[nodeName] : [];
    return calls.map(({ inputs, outputs, error, executionChain }) => ({
      inputs: { ...inputs },
      ...outputs && { outputs: { ...outputs } },
      ...error && { errorCode: error.code, errorMessage: error.message },
      iteration: executionChain.map(({ index }) => index),
    }));
  }
}
