/** One case of a data set: what the flow is given, and what is expected of its run. */

/** What is expected of one document. */
export interface ValueChecks {
  /** A part of a text, a member of a list, some members of an object; of a list of them, all. */
  readonly contains?: unknown;
  readonly matches?: string | Pattern;
  readonly oneOf?: readonly unknown[];
  /** A JSON Schema, as far as `expect/schema.ts` knows it. */
  readonly schema?: unknown;
  readonly judge?: Judge | readonly Judge[];
}

/** A regular expression with flags. */
export interface Pattern { readonly pattern: string; readonly flags?: string }

/** Who judges a document: a program, a function or a flow. */
export interface Judge {
  /** For what is printed. Default: the command, function or flow. */
  readonly name?: string;
  readonly command?: readonly string[];
  /** `./judge.js#judge`, relative to the data set, as a mock with "lambda" has it. */
  readonly function?: string;
  /** A file with a flow, relative to the data set. */
  readonly flow?: string;
  /** Which flow of the file. */
  readonly id?: string;
  /** The mocks of the judging flow, relative to the data set. */
  readonly mocks?: string;
  /** Handed to the judge as it is. */
  readonly criteria?: unknown;
  /** The least score that passes. Default: 0.5 */
  readonly threshold?: number;
  readonly timeoutSeconds?: number;
}

export interface Expectation extends ValueChecks {
  /** The document of the one output. */
  readonly output?: unknown;
  /** Documents by the names of Output nodes. */
  readonly outputs?: { readonly [node: string]: unknown };
  /** Checks by the names of Output nodes. */
  readonly at?: { readonly [node: string]: ValueChecks };
  /** By how much numbers in `output` and `outputs` may differ. Default: 0 */
  readonly tolerance?: number;
  /** The exception that ends the run, such as `validationException`. */
  readonly error?: string;
  /** Nodes that run. */
  readonly visits?: readonly string[];
  /** Nodes that do not. */
  readonly skips?: readonly string[];
  /** Branches that are taken, as `Condition.branch`. */
  readonly takes?: readonly string[];
}

export interface Case {
  readonly name: string;
  readonly input: unknown;
  /** The answers of the user to agents that ask, in turn. */
  readonly answers?: readonly unknown[];
  readonly expect?: Expectation;
}

/** All judges of an expectation. */
export function judgesOf({ judge, at = {} }: Expectation): readonly Judge[] {
  return [judge, ...Object.values(at).map((checks) => checks.judge)].flatMap((one) => listOf(one));
}

export function listOf(judge: ValueChecks['judge']): readonly Judge[] {
  return judge === undefined ? [] : Array.isArray(judge) ? judge as readonly Judge[] : [judge as Judge];
}
