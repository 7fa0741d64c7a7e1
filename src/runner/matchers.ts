/**
 * Matchers for `expect` of jest and vitest: `expect.extend(flowMatchers)`. Their messages show the way that the run
 * took.
 */
import { isDeepStrictEqual } from 'node:util';
import { comparable, traceLines } from './compare-traces';
import { incompatibilities } from './compatibility';
import type { CompatibilityOptions } from './compatibility';
import { FileFault, readText } from './files';
import type { RunResult } from '../core/simulate';
import { placeOf, shortened, traceSteps } from '../core/trace';
import type { FlowSource } from './sources/flow-source';
import { listed } from '../core/words/lists';
import { described } from '../core/words/quote';
import { didYouMean } from '../core/words/suggest';

/** What a matcher says: jest and vitest take the same. */
export interface Verdict {
  readonly pass: boolean;
  message(): string;
}

/** The matchers as they are called. */
export interface FlowMatchers<R> {
  /** The run reached this Output node; with a document, it gave just that. */
  toReachOutput(nodeName: string, document?: unknown): R;
  /** The Condition node took this branch, in some iteration at least; the default branch is called `default`. */
  toTakeBranch(nodeName: string, conditionName: string): R;
  /** The node did not run. */
  toSkipNode(nodeName: string): R;
  /** The node ran; with inputs, it was given them, among others, in one of its calls. */
  toHaveCalledNode(nodeName: string, inputs?: { readonly [name: string]: unknown }): R;
  /**
   * The run took this way. A list of strings: the steps in their order, `Node`, `Route: isRefund` with the branch of a
   * condition, `Each[0]/Node` in an iteration. A list of events of InvokeFlow, or the path of a JSON file with one: the
   * same traces, but for times, ids of requests and how types are spelt.
   */
  toMatchTrace(trace: readonly string[] | readonly object[] | string): R;
  /**
   * Callers of the other flow, given as the path of a file, JSON or a construct, can call this one: no change
   * between them is of the class `breaking`, or of the classes given.
   */
  toBeCompatibleWith(flow: FlowSource, options?: CompatibilityOptions): R;
}

export const flowMatchers = {
  toReachOutput(run: RunResult, nodeName: string, ...expected: unknown[]): Verdict {
    known(run, 'toReachOutput', nodeName, 'Output');
    const documents = run.outputs.filter((output) => output.nodeName === nodeName).map(({ document }) => document);
    const pass = documents.length > 0
      && (expected.length === 0 || documents.some((document) => same(this, document, expected[0])));
    const wanted = `'${nodeName}'${expected.length > 0 ? ` with ${shortened(expected[0])}` : ''}`;
    const got = documents.length > 0
      && expected.length > 0 ? `; it got ${documents.map((document) => shortened(document)).join(', ')}` : '';
    return verdict(run, pass, `to reach ${wanted}`, got);
  },

  toTakeBranch(run: RunResult, nodeName: string, conditionName: string): Verdict {
    const { conditions } = known(run, 'toTakeBranch', nodeName, 'Condition');
    const names = conditions.map(({ name }) => name);
    if (!names.includes(conditionName)) {
      throw new Error(`toTakeBranch: '${nodeName}' has no condition `
        + `'${conditionName}'; ${didYouMean(conditionName, names, `it has ${listed(names)}`)}`);
    }
    const taken = run.branches.filter(({ node }) => node === nodeName).map(({ condition }) => condition);
    const got = taken.length > 0 ? `; it took ${listed(new Set(taken))}` : '; the node did not run';
    return verdict(run, taken.includes(conditionName), `to take '${conditionName}' of '${nodeName}'`, got);
  },

  toSkipNode(run: RunResult, nodeName: string): Verdict {
    known(run, 'toSkipNode', nodeName);
    return verdict(run, run.skipped.includes(nodeName), `to skip '${nodeName}'`, '');
  },

  toHaveCalledNode(run: RunResult, nodeName: string, ...expected: unknown[]): Verdict {
    known(run, 'toHaveCalledNode', nodeName);
    const calls = Object.hasOwn(run.calls, nodeName) ? run.calls[nodeName] : [];
    const wanted = expected.length > 0 ? expected[0] : {};
    if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) {
      throw new Error(`toHaveCalledNode: the inputs must be an object, got ${described(wanted)}; give the inputs to `
        + 'look at by their names');
    }
    // as a whole where it is one of the asymmetric matchers, such as expect.objectContaining()
    const isWanted = (inputs: Readonly<Record<string, unknown>>) => 'asymmetricMatch' in wanted
      ? same(this, inputs, wanted) : (
        Object.entries(wanted).every(([name, value]) => Object.hasOwn(inputs, name) && same(this, inputs[name], value))
      );
    const pass = calls.some(({ inputs }) => isWanted(inputs));
    const got = calls.length > 0
      && expected.length > 0 ? `; it was called with ${calls.map(({ inputs }) => shortened(inputs)).join(', ')}` : '';
    return verdict(run, pass,
      `to have called '${nodeName}'${expected.length > 0 ? ` with ${shortened(wanted)}` : ''}`, got);
  },

  toMatchTrace(run: RunResult, expected: readonly string[] | readonly object[] | string): Verdict {
    nodesOf(run, 'toMatchTrace');
    const wanted = typeof expected === 'string' ? traceFile(expected) : expected;
    if (!Array.isArray(wanted)) {
      throw new Error(`toMatchTrace: the trace must be a list, got ${described(wanted)}; give steps, or events of `
        + 'InvokeFlow');
    }
    const steps: readonly unknown[] = wanted;
    const [given, actual] = steps.every((step) => typeof step === 'string')
      ? [steps, traceLines(run)] : [comparable(steps as readonly object[]), comparable(run.events)];
    const at = given.findIndex((step, index) => !isDeepStrictEqual(step, actual[index]));
    const pass = at < 0 && given.length === actual.length;
    const step = at < 0 ? given.length : at;
    const got = `; step ${step + 1} is ${stepText(actual[step])}, not ${stepText(given[step])}`;
    return verdict(run, pass, 'to match the trace', pass ? '' : got);
  },

  toBeCompatibleWith(flow: FlowSource, other: FlowSource, options: CompatibilityOptions = {}): Verdict {
    const found = incompatibilities(flow, other, options);
    const pass = found.length === 0;
    return {
      pass,
      message: () => pass ? 'expected the flow not to be compatible with the other flow'
        : ['expected the flow to be compatible with the other flow, but', ...found].join('\n'),
    };
  },
};

/** Equality as the one who calls has it, with its asymmetric matchers such as `expect.anything()`. */
function same(matchers: unknown, actual: unknown, expected: unknown): boolean {
  const { equals = isDeepStrictEqual } = matchers as { equals?: (left: unknown, right: unknown) => boolean };
  return equals(actual, expected);
}

/** A node that the flow does not have is a mistake of the test: `not.toSkipNode('Mispelt')` must not pass. */
function known(run: unknown, matcher: string, nodeName: string, type?: string) {
  const nodes = nodesOf(run, matcher);
  const fitting = type === undefined ? nodes : nodes.filter((node) => node.type === type);
  const node = fitting.find(({ name }) => name === nodeName);
  if (node) { return node; }
  const names = new Set(fitting.map(({ name }) => name));
  throw new Error(`${matcher}: the flow has no ${type ?? ''}${type ? ' ' : ''}node `
    + `'${nodeName}'; ${didYouMean(nodeName, names, `it has ${listed(names)}`)}`);
}

function nodesOf(run: unknown, matcher: string) {
  const nodes = (run as Partial<RunResult> | undefined)?.log?.plan.nodes;
  if (!nodes) { throw new Error(`${matcher}: the value is not a result of runFlow; give that, awaited`); }
  return nodes;
}

function verdict(run: RunResult, pass: boolean, wanted: string, got: string): Verdict {
  return { pass, message: () => `expected the flow ${pass ? 'not ' : ''}${wanted}${got}\nway taken: ${wayOf(run)}` };
}

function wayOf(run: RunResult): string {
  const steps = traceSteps(run.log)
    .map((step) => `${placeOf(step)}${step.condition === undefined ? '' : `[${step.condition}]`}`);
  const { error } = run;
  const way = steps.length > 100
    ? [...steps.slice(0, 50), `… ${steps.length - 100} more …`, ...steps.slice(-50)] : steps;
  return `${way.join(' -> ')} -> ${error ? `${error.code}: ${error.message}` : run.completionReason}`;
}

function traceFile(path: string): unknown {
  try {
    return JSON.parse(readText(path));
  } catch (error) {
    const why = error instanceof FileFault ? error.message : 'it is not JSON';
    throw new Error(`toMatchTrace: the file '${path}' can't be read (${why}); write the events of a run into it, or `
      + 'correct the path');
  }
}

function stepText(step: unknown): string {
  return step === undefined ? 'nothing' : typeof step === 'string' ? `'${step}'` : shortened(step);
}

declare global {
  // both jest and vitest read the types of matchers from here
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars
    interface Matchers<R, T = {}> extends FlowMatchers<R> {}
  }
}
