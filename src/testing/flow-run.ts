import type { RunResult } from '../core/simulate';
import { endText, shortened, traceText } from '../core/trace';
import { listed } from '../core/words/lists';
import { printable } from '../core/words/printable';
import { didYouMean } from '../core/words/suggest';

/** An output of a simulated flow. */
export interface SimulatedOutput {
  /** The name of the Output node. */
  readonly nodeName: string;
  /** The value that the node returned to the caller. */
  readonly document: any;
}

/** One call of a node in a simulated run. */
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

  /**
   * The indexes of the iterations that the call was part of, from 0, outermost first; empty outside of iterators and
   * loops.
   */
  readonly iteration: number[];
}

/** A note that something in a run rests on an assumption about the service, or that something was lost. */
export interface SimulatedDiagnostic {
  /** The id of the rule, a row of the table of what is known of the service. */
  readonly rule: string;
  /** A description of what the rule decided. */
  readonly message: string;

  /**
   * The name of the node that it is about.
   *
   * @default - the flow as a whole
   */
  readonly nodeName?: string;
}

/** The result of a simulated run. */
export class FlowRun {
  /** @internal */
  public static _of(result: RunResult, question?: unknown): FlowRun {
    return new FlowRun(result, question);
  }

  /**
   * Why the run ended: `SUCCESS`; `INPUT_REQUIRED` where an agent waits for an answer; not there when the flow failed.
   */
  public readonly completionReason?: string;
  /** The exception that the flow failed with, such as `validationException`. */
  public readonly errorCode?: string;
  /** The message of the exception. */
  public readonly errorMessage?: string;
  /** The name of the node that failed. */
  public readonly failedNode?: string;
  /** The question of an agent, where `completionReason` is `INPUT_REQUIRED`. */
  public readonly question?: any;

  private constructor(private readonly result: RunResult, question?: unknown) {
    this.completionReason = result.completionReason;
    this.errorCode = result.error?.code;
    this.errorMessage = result.error?.message;
    this.failedNode = result.error?.nodeName;
    this.question = question;
  }

  /** The values of the Output nodes, in the order they were reached. */
  public get outputs(): SimulatedOutput[] {
    return [...this.result.outputs];
  }

  /** The branches that were taken, as `Route.isRefund`, in their order; a default branch is called `default`. */
  public get branchesTaken(): string[] {
    return this.result.branches.map(({ node, condition }) => `${node}.${condition}`);
  }

  /** The names of the nodes that ran, in the order they first did. */
  public get nodesVisited(): string[] {
    return [...this.result.visited];
  }

  /** The names of the nodes that did not run, in the order of the definition. */
  public get nodesSkipped(): string[] {
    return [...this.result.skipped];
  }

  /** The events that InvokeFlow would stream with traces, as JSON. */
  public get events(): any {
    return this.result.events;
  }

  /** Notes on where the run rests on assumptions about the service. */
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
   * The run in one line, for messages and debuggers: how it ended, and the start of each output, such as `SUCCESS,
   * Answer: "about tea"`.
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
   * The calls of a node, in order; inside iterators and loops one for each iteration.
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
