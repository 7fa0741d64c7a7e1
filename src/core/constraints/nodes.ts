/**
 * What each kind of node is: the key of its configuration, its fixed ports and their types, what it is allowed to call.
 * Source of every row unless it says otherwise: Bedrock User Guide, flows-nodes, and the API model's
 * FlowNodeConfiguration.
 */
import { DataType, NodeType } from '../model/definition';

/** A port that the service fixes; `Any` stands for each of the five types. */
export interface Port {
  readonly name: string;
  readonly type: DataType | 'Any';
  readonly optional?: boolean;
  readonly note?: string;
}

export interface NodeKind {
  /** The one key of `configuration`. */
  readonly key: string;
  /** Whether `configuration` may be left out. */
  readonly configurationOptional?: boolean;
  readonly inputs: readonly Port[];
  /** Whether inputs of any other name may be declared. */
  readonly freeInputs?: boolean;
  readonly outputs: readonly Port[];
  /** Whether outputs of any other name may be declared. */
  readonly freeOutputs?: boolean;
  /** Whether the node may stand inside a loop (API model: IncompatibleLoopNodeType). */
  readonly inLoop: boolean;
}

export const NODE_KINDS: { readonly [K in NodeType]: NodeKind } = {
  Input: {
    key: 'input', configurationOptional: true, inputs: [], outputs: [{ name: 'document', type: 'Any' }], inLoop: false,
  },
  Output: {
    key: 'output', configurationOptional: true, inputs: [{ name: 'document', type: 'Any' }], outputs: [], inLoop: true,
  },
  KnowledgeBase: {
    key: 'knowledgeBase',
    inputs: [{ name: 'retrievalQuery', type: 'String' }],
    // one of the two, never both: see KNOWLEDGE_BASE_OUTPUTS
    outputs: [
      { name: 'retrievalResults', type: 'Array', optional: true, note: 'without modelId' },
      { name: 'outputText', type: 'String', optional: true, note: 'with modelId' },
    ],
    inLoop: true,
  },
  Condition: { key: 'condition', inputs: [], freeInputs: true, outputs: [], inLoop: false },
  Lex: {
    key: 'lex',
    inputs: [
      { name: 'inputText', type: 'String', note: 'the structure block says Any, the table String' },
      {
        name: 'requestAttributes',
        type: 'Object',
        optional: true,
        note: 'optional by analogy with Agent, not confirmed',
      },
      {
        name: 'sessionAttributes',
        type: 'Object',
        optional: true,
        note: 'optional by analogy with Agent, not confirmed',
      },
    ],
    outputs: [{ name: 'predictedIntent', type: 'String' }],
    inLoop: true,
  },
  Prompt: {
    key: 'prompt', inputs: [], freeInputs: true, outputs: [{ name: 'modelCompletion', type: 'String' }], inLoop: true,
  },
  LambdaFunction: {
    key: 'lambdaFunction',
    inputs: [],
    freeInputs: true,
    outputs: [{ name: 'functionResponse', type: 'Any' }],
    inLoop: true,
  },
  Storage: {
    key: 'storage',
    inputs: [{ name: 'content', type: 'Any' }, { name: 'objectKey', type: 'String' }],
    outputs: [{ name: 's3Uri', type: 'String' }],
    inLoop: true,
  },
  Agent: {
    key: 'agent',
    inputs: [
      { name: 'agentInputText', type: 'String', note: 'the structure block says Any, the table String' },
      { name: 'promptAttributes', type: 'Object', optional: true },
      { name: 'sessionAttributes', type: 'Object', optional: true },
    ],
    outputs: [{ name: 'agentResponse', type: 'String' }],
    inLoop: true,
  },
  Retrieval: {
    key: 'retrieval',
    inputs: [{ name: 'objectKey', type: 'String' }],
    outputs: [{ name: 's3Content', type: 'Any', note: 'the structure block says String, the table Any' }],
    inLoop: true,
  },
  Iterator: {
    key: 'iterator',
    configurationOptional: true,
    inputs: [{ name: 'array', type: 'Array' }],
    outputs: [{ name: 'arrayItem', type: 'Any' }, { name: 'arraySize', type: 'Number' }],
    inLoop: false,
  },
  Collector: {
    key: 'collector',
    configurationOptional: true,
    inputs: [{ name: 'arrayItem', type: 'Any' }, { name: 'arraySize', type: 'Number' }],
    outputs: [{ name: 'collectedArray', type: 'Array' }],
    inLoop: false,
  },
  InlineCode: {
    key: 'inlineCode', inputs: [], freeInputs: true, outputs: [{ name: 'response', type: 'Any' }], inLoop: true,
  },
  // The User Guide names loopInput, loopOutput and iterationCount; whether other names are accepted is not confirmed.
  Loop: {
    key: 'loop',
    inputs: [{ name: 'loopInput', type: 'Any', optional: true }],
    freeInputs: true,
    outputs:
      [{ name: 'loopOutput', type: 'Any', optional: true }, { name: 'iterationCount', type: 'Number', optional: true }],
    freeOutputs: true,
    inLoop: true,
  },
  LoopInput: {
    key: 'loopInput', configurationOptional: true, inputs: [], outputs: [], freeOutputs: true, inLoop: true,
  },
  LoopController: { key: 'loopController', inputs: [], freeInputs: true, outputs: [], inLoop: true },
};

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
