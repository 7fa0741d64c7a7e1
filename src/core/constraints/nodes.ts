/** What nodes are made of, and the names that the service or its console gives. */
import type { DataType } from '../model/definition';

/** A port that the service fixes; `Any` stands for each of the five types. */
export interface Port {
  readonly name: string;
  readonly type: DataType | 'Any';
  readonly optional?: boolean;
  readonly note?: string;
}

/** The one output of a knowledge base node, by what it does. */
export const KNOWLEDGE_BASE_OUTPUTS = { retrieve: 'retrievalResults', generate: 'outputText' } as const;

/** The name the library gives the Input node: the console's own. */
export const INPUT_NODE_NAME = 'FlowInputNode';

/** The condition that holds when no other does. */
export const DEFAULT_CONDITION = 'default';

/**
 * The input that an untemplated prompt still needs, because a node without data never runs (observed in deployed
 * flows).
 */
export const DUMMY_INPUT = 'input';

/** Default of `maxIterations` (CloudFormation registry schema; User Guide). */
export const DEFAULT_MAX_ITERATIONS = 10;

/**
 * Which way a loop's `continueCondition` works. The User Guide, the field's name and the text of `LoopCondition` say
 * "goes on while true"; the API text of `continueCondition` says "until this condition evaluates to true". Not tried
 * against AWS: one constant for all readers.
 */
export const LOOP_POLARITY: 'continueWhileTrue' | 'exitWhenTrue' = 'continueWhileTrue';

/** Outputs that are often of no interest, so that nobody needs to read them. */
export const SIDE_OUTPUTS: ReadonlySet<string> = new Set(['arraySize', 'iterationCount', 's3Uri']);
