/**
 * The rules by which a client of the AWS SDK finds the address of a service: a diagram of conditions, of which our
 * functions can never meet some. What those lead to falls away.
 */
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { transformSync } from 'esbuild';

/** The answer to conditions that our functions always give alike, by the JSON of the condition. */
export type Known = Readonly<Record<string, boolean>>;

export interface Rules {
  /** Three numbers for each node: a condition, and where it leads if it holds and if not. */
  readonly nodes: ArrayLike<number>;
  /** Where to begin: nodes count from 1, and the answer of a negative one is reversed. */
  readonly root: number;
  /** What is asked, and the name of a variable that keeps what was found. */
  readonly conditions: ReadonlyArray<readonly [fn: string, argv: unknown, assign?: string]>;
  readonly results: readonly unknown[];
}

/** Numbers from here on are results. */
const RESULT = 100_000_000;

/** What a module of the SDK exports, which can't be loaded from CommonJS. */
export function readRules(path: string): Rules {
  const code = transformSync(readFileSync(path, 'utf8'), { format: 'cjs' }).code;
  const module = { exports: {} as { readonly bdd: Rules } };
  const from = (nodes: number[], root: number, conditions: Rules['conditions'], results: unknown[]): Rules => (
    { nodes, root, conditions, results }
  );
  runInNewContext(code, { module, require: () => ({ BinaryDecisionDiagram: { from } }) });
  return module.exports.bdd;
}

/** @throws if no rule asks what is known: the SDK has other rules then */
export function withoutUnmet(rules: Rules, known: Known): Rules {
  const answers = rules.conditions.map(([fn, argv]) => known[JSON.stringify([fn, argv])]);
  const unasked = Object.keys(known)
    .find((text) => !rules.conditions.some(([fn, argv]) => JSON.stringify([fn, argv]) === text));
  if (unasked) { throw new Error(`the rules of the SDK do not ask ${unasked} any more: correct handlers/lean-sdk.ts`); }
  const conditions = new Numbers();
  const results = new Numbers();
  const nodes: number[] = [];
  const moved = new Map<number, number>();
  const move = (from: number): number => {
    if (from >= RESULT) { return RESULT + results.of(from - RESULT); }
    if (Math.abs(from) === 1) { return from; }
    const at = 3 * (Math.abs(from) - 1);
    const answer = answers[rules.nodes[at]];
    if (answer !== undefined) { return move(rules.nodes[from > 0 === answer ? at + 1 : at + 2]); }
    const before = moved.get(Math.abs(from));
    if (before !== undefined) { return Math.sign(from) * before; }
    // the number 1 is that of an end
    const number = nodes.length / 3 + 2;
    moved.set(Math.abs(from), number);
    nodes.push(0, 0, 0);
    const own = [conditions.of(rules.nodes[at]), move(rules.nodes[at + 1]), move(rules.nodes[at + 2])];
    nodes.splice(3 * (number - 2), 3, ...own);
    return Math.sign(from) * number;
  };
  const root = move(rules.root);
  return {
    nodes: [-1, 1, -1, ...nodes],
    root,
    conditions: conditions.kept.map((index) => rules.conditions[index]),
    results: results.kept.map((index) => rules.results[index]),
  };
}

/** Gives what is kept a number in the order of its first use. */
class Numbers {
  public readonly kept: number[] = [];
  private readonly known = new Map<number, number>();

  public of(index: number): number {
    const number = this.known.get(index) ?? this.kept.push(index) - 1;
    this.known.set(index, number);
    return number;
  }
}
