/**
 * Every kind of change that `diff` reports: its class, its words, and what the same change is called when it is made
 * the other way round.
 */

/**
 * `breaking`: callers that worked stop working. `dangerous`: callers may meet what they did not meet before.
 * `security`: protection that goes, or access that comes. `cost`: what a run costs and how good its answers are.
 * `behaviour`: everything else that a run may do in another way.
 */
export type ChangeClass = 'breaking' | 'dangerous' | 'security' | 'cost' | 'behaviour';

/** The classes in the order in which they are reported, with their titles. */
export const CLASSES: { readonly [K in ChangeClass]: string } = {
  breaking: 'breaking for callers',
  dangerous: 'dangerous for callers',
  security: 'security',
  cost: 'cost and quality',
  behaviour: 'behaviour',
};

interface Row {
  readonly class: ChangeClass;
  /** What is said of the node, or of the flow. */
  readonly words: string;
  /** The kind of the opposite change; the same kind where it is not said. */
  readonly mirror?: string;
}

export const KINDS = {
  // what callers see
  flowRemoved: { class: 'breaking', words: 'the flow is removed', mirror: 'flowAdded' },
  flowAdded: { class: 'behaviour', words: 'the flow is new', mirror: 'flowRemoved' },
  inputRemoved: { class: 'breaking', words: 'the Input node is removed', mirror: 'inputAdded' },
  inputAdded: { class: 'breaking', words: 'the Input node is new', mirror: 'inputRemoved' },
  inputRenamed: { class: 'breaking', words: 'the Input node has another name, and callers send the old one' },
  inputType: { class: 'breaking', words: 'the flow takes another type of input' },
  outputRemoved: { class: 'breaking', words: 'the Output node is removed', mirror: 'outputAdded' },
  outputAdded: { class: 'dangerous', words: 'the Output node is new', mirror: 'outputRemoved' },
  outputRenamed: { class: 'breaking', words: 'the Output node has another name, and callers look for the old one' },
  outputType: { class: 'breaking', words: 'the Output node gives another type' },
  outputMayNotCome: {
    class: 'breaking', words: 'the output came in every run and may now not come', mirror: 'outputAlwaysComes',
  },
  outputAlwaysComes: {
    class: 'behaviour', words: 'the output now comes in every run', mirror: 'outputMayNotCome',
  },
  runMayEndWithoutOutput: {
    class: 'breaking', words: 'a run may now end without any output', mirror: 'runEndsWithOutput',
  },
  runEndsWithOutput: {
    class: 'behaviour', words: 'every run now ends with an output', mirror: 'runMayEndWithoutOutput',
  },
  outputMayRepeat: {
    class: 'dangerous', words: 'the output may now come several times in a run', mirror: 'outputComesOnce',
  },
  outputComesOnce: {
    class: 'behaviour', words: 'the output now comes at most once in a run', mirror: 'outputMayRepeat',
  },
  mayAsk: {
    class: 'dangerous',
    words: 'the agent may ask the caller (INPUT_REQUIRED), which no node did before',
    mirror: 'asksNoMore',
  },
  asksNoMore: { class: 'behaviour', words: 'no agent can ask the caller any more', mirror: 'mayAsk' },

  // what protects a flow, and what it may do
  guardrailRemoved: { class: 'security', words: 'the guardrail is removed', mirror: 'guardrailAdded' },
  guardrailAdded: { class: 'behaviour', words: 'a guardrail is added', mirror: 'guardrailRemoved' },
  guardrailChanged: { class: 'security', words: 'another guardrail is used' },
  guardrailVersion: { class: 'security', words: 'another version of the guardrail is used' },
  permissionGained: {
    class: 'security', words: 'the execution role needs a new permission', mirror: 'permissionLost',
  },
  permissionLost: {
    class: 'behaviour', words: 'the execution role no longer needs a permission', mirror: 'permissionGained',
  },
  regionsGained: { class: 'security', words: 'data may be processed in more Regions', mirror: 'regionsLost' },
  regionsLost: { class: 'behaviour', words: 'data is processed in fewer Regions', mirror: 'regionsGained' },
  keyRemoved: { class: 'security', words: 'the flow has no customer managed key any more', mirror: 'keyAdded' },
  keyAdded: { class: 'security', words: 'the flow is encrypted with a customer managed key', mirror: 'keyRemoved' },
  keyChanged: { class: 'security', words: 'the flow is encrypted with another key' },

  // what a run costs, and how good it is
  model: { class: 'cost', words: 'another model is used' },
  inference: { class: 'cost', words: 'an inference parameter is changed' },
  modelFields: { class: 'cost', words: 'additional request fields of the model are changed' },
  latency: { class: 'cost', words: 'the performance configuration is changed' },
  promptText: { class: 'cost', words: 'the text of the prompt is changed' },
  promptForm: { class: 'cost', words: 'the prompt has another template type' },
  promptSource: { class: 'cost', words: 'the prompt has another source' },
  promptTools: { class: 'cost', words: 'the tools of the prompt are changed' },
  caching: { class: 'cost', words: 'the cache points of the prompt are changed' },
  results: { class: 'cost', words: 'the number of results is changed' },
  reranking: { class: 'cost', words: 'the reranking is changed' },
  rounds: { class: 'cost', words: 'the maximum number of iterations is changed' },

  // what a run does
  nodeAdded: { class: 'behaviour', words: 'the node is new', mirror: 'nodeRemoved' },
  nodeRemoved: { class: 'behaviour', words: 'the node is removed', mirror: 'nodeAdded' },
  nodeRenamed: { class: 'behaviour', words: 'the node has another name' },
  nodeType: { class: 'behaviour', words: 'the node has another type' },
  wiring: { class: 'behaviour', words: 'an input is connected to another output' },
  guard: { class: 'behaviour', words: 'the node runs on another condition' },
  inputPortAdded: { class: 'behaviour', words: 'an input is added', mirror: 'inputPortRemoved' },
  inputPortRemoved: { class: 'behaviour', words: 'an input is removed', mirror: 'inputPortAdded' },
  outputPortAdded: { class: 'behaviour', words: 'an output of the node is added', mirror: 'outputPortRemoved' },
  outputPortRemoved: { class: 'behaviour', words: 'an output of the node is removed', mirror: 'outputPortAdded' },
  portType: { class: 'behaviour', words: 'the type of a value is changed' },
  expression: { class: 'behaviour', words: 'the expression of an input is changed' },
  port: { class: 'behaviour', words: 'the inputs or outputs of the node are changed' },
  condition: { class: 'behaviour', words: 'a condition is changed' },
  conditionAdded: { class: 'behaviour', words: 'a condition is added', mirror: 'conditionRemoved' },
  conditionRemoved: { class: 'behaviour', words: 'a condition is removed', mirror: 'conditionAdded' },
  conditionRenamed: { class: 'behaviour', words: 'a condition has another name' },
  conditionOrder: {
    class: 'behaviour', words: 'the conditions have another order, and the first one that is true applies',
  },
  loopCondition: { class: 'behaviour', words: 'the condition of the loop is changed' },
  promptVariables: { class: 'behaviour', words: 'the declared variables of the prompt are changed' },
  knowledgeBase: { class: 'behaviour', words: 'another knowledge base is used' },
  function: { class: 'behaviour', words: 'another function is invoked' },
  agent: { class: 'behaviour', words: 'another agent is invoked' },
  bot: { class: 'behaviour', words: 'another bot is used' },
  bucket: { class: 'behaviour', words: 'another bucket is used' },
  code: { class: 'behaviour', words: 'the inline code is changed' },
  configuration: { class: 'behaviour', words: 'the configuration is changed' },
  connections: { class: 'behaviour', words: 'connections that lead nowhere or are not complete are changed' },
  definition: { class: 'behaviour', words: 'the definition is changed' },
} as const satisfies { readonly [kind: string]: Row };

export type ChangeKind = keyof typeof KINDS;

/** The kind of the same change made the other way round. */
export function mirrored(kind: ChangeKind): ChangeKind {
  const row: Row = KINDS[kind];
  return (row.mirror ?? kind) as ChangeKind;
}
