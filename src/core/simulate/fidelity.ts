/**
 * How the runner reads the service where something had to be decided, one row for each rule. `observed` was seen in a
 * recorded run or a deployed definition, `documented` stands in AWS's text or API model, `assumed` is a choice that
 * nothing settles. Nothing was tried against an account.
 */
import type { Switches } from './types';

export interface FidelityRow {
  readonly id: string;
  /** The question. */
  readonly rule: string;
  /** The answer that the runner gives. */
  readonly reading: string;
  readonly confidence: 'observed' | 'documented' | 'assumed';
  readonly source: string;
  /** The switch that changes the answer, where there is one. */
  readonly switch?: keyof Switches | 'concurrency' | 'timeouts';
}

const GUIDE = 'Bedrock User Guide';
const MODEL = 'bedrock-agent-runtime API model';
const AGENT_MODEL = 'bedrock-agent API model';
const TRACE = 'observed in a recorded console trace (one sample, August 2026)';
const EXECUTION = 'GetFlowExecution has errors with nodeName and error: ExecutionTimedOut (User Guide, '
  + 'flows-create-async)';
const NONE = 'nothing found';

export const FIDELITY: readonly FidelityRow[] = [
  row('AndJoin', 'when a node runs',
    'once all its connected inputs have a value and every condition that is connected to it is true', 'observed',
    `${TRACE}; ${AGENT_MODEL}, MultipleNodeInputConnections and UnsatisfiedConnectionConditions`),
  row('UnconnectedInput', 'whether an input without a connection blocks its node',
    'it does not; the input is absent', 'observed',
    'deployed definitions with agents whose attribute inputs are not connected'),
  row('UntakenBranchIsSilent', 'events of a node behind a condition that is false', 'none',
    'observed', TRACE),
  row('FirstConditionWins', 'which of several true conditions applies',
    'the first true one, in the order of the list, otherwise default', 'documented',
    `${GUIDE}, flows-nodes`),
  row('ConditionEvents', 'events of a Condition node', 'its inputs and the condition that applies, no outputs',
    'observed', TRACE),
  row('InputAndOutputEvents', 'events of Input and Output nodes',
    'an Input only its output, an Output only its input', 'observed',
    `${TRACE}; ${GUIDE}, flows-create-async`),
  row('FlowOutputOrder', 'position of flowOutputEvent', 'right after the input trace of its Output node',
    'assumed', NONE),
  row('NodeEvents', 'the order of the events of a node', 'inputs, then the action and what it depends on, then outputs',
    'observed', TRACE),
  row('EndOfRun', 'when a flow is complete', 'when no node is ready or running', 'assumed', NONE),
  row('ErrorEndsRun', 'effect of an error of a node', 'an exception in the stream ends the stream; there is no '
    + 'completion event', 'observed',
  'observed in a notebook (validationException from InvokeFlow, March 2025); FlowCompletionReason has no value '
      + 'for failure'),
  row('LoopPolarity', 'whether continueCondition means continue or stop', 'a loop continues while it is true',
    'assumed',
    `${GUIDE}, flows-nodes, and the name of the field; the API text of continueCondition says the opposite`,
    'loopPolarity'),
  row('LoopPorts', 'how the ports of a loop are matched', 'by name: inputs of the loop to outputs of LoopInput, '
    + 'ReturnValueToLoopStart inputs to the same in the next iteration, ExitLoop inputs to outputs of the loop; an '
    + 'input that is not returned keeps its value', 'assumed',
  'the one public definition with a loop'),
  row('LoopLimit', 'what happens at maxIterations',
    'the loop ends as it does by its condition; the default is 10', 'documented',
    `${GUIDE}, flows-nodes; registry schema of AWS::Bedrock::Flow`),
  row('LoopCount', 'value of iterationCount', 'the number of completed iterations, set if it is declared', 'assumed',
    `${GUIDE}, flows-nodes, names it`),
  row('LoopEvents', 'events of the parts of a loop', 'Loop its inputs at the start and its outputs at the end, '
    + 'LoopInput its outputs and LoopController its inputs in each iteration', 'assumed', NONE),
  row('LoopStalled', 'an iteration in which the LoopController does not run',
    'the loop ends without outputs', 'assumed', NONE),
  row('ExecutionChain', 'how traces name iterations',
    'executionChain on each field of the input traces in a body, outermost first, index from 0', 'assumed',
    `${MODEL}, FlowTraceNodeInputExecutionChainItem; the index of the first is not stated`),
  row('IteratorEvents', 'events of an Iterator',
    'its input once, then arrayItem and arraySize for each item', 'assumed',
    `${MODEL}: an output trace has at most 2 fields, exactly those`),
  row('IteratorOrder', 'the order of items', 'one by one: all nodes of an item run before the next item', 'documented',
    `${GUIDE}, flows-nodes`),
  row('IteratorWithoutCollector', 'an Iterator without a Collector', 'one flowOutputEvent for each item',
    'documented', `${GUIDE}, flows-nodes`),
  row('CollectorEvents', 'events of a Collector', 'its inputs for each item that arrives, its output once',
    'assumed', NONE),
  row('ItemsLost', 'a Collector that gets fewer items than arraySize',
    'it never runs, and the flow completes without the nodes after it', 'assumed', NONE),
  row('EmptyArray', 'an Iterator over an empty array', 'its Collector gives []', 'assumed', NONE, 'emptyArray'),
  row('OutsideValues', 'a value from outside that a node between Iterator and Collector reads',
    'it is available for all items', 'assumed', NONE),
  row('NestedIterators', 'nested iterators',
    'they run depth first, although a quota allows one for each flow', 'assumed',
    'AWS General Reference, Amazon Bedrock quotas: 1 iterator node for each flow'),
  row('NoOutputReached', 'a run that reaches no Output node', 'SUCCESS without any flowOutputEvent', 'assumed',
    'deployed definitions whose default condition is not connected'),
  row('OutputOrder', 'the order of several outputs', 'the order of completion; with one node at a time, the order of '
    + 'the definition',
  'assumed', NONE),
  row('Concurrency', 'how many nodes run at once',
    'one, if the alias has no setting; Automatic: all that are ready; Manual: up to maxConcurrency', 'assumed',
    'CloudFormation reference of AWS::Bedrock::FlowAlias; the default is not stated', 'concurrency'),
  row('OneSatisfiedCondition', 'how many conditions a trace names', 'exactly one, default by that name', 'observed',
    `observed in three recorded traces; ${MODEL} has a list; ${GUIDE}: the first wins`),
  row('TypeSpelling', 'notation of types in traces', 'in upper case', 'observed', `${TRACE}; the API model says String`,
    'traceTypes'),
  row('TypeChecks', 'where types are checked',
    'inputs after their expression, outputs after the node; nothing is converted', 'documented',
    `${GUIDE}, flows-nodes and flows-expressions; observed for the Input node`),
  row('OutputTypeMessage', 'error message of a wrong output type',
    '"Expected type for Node Output document of Node X to be STRING. Actual type is OBJECT."', 'observed',
    'observed in a notebook (validationException from InvokeFlow, March 2025)'),
  row('InputTypeMessage', 'error message of a wrong input type', 'as for outputs, with Node Input', 'assumed', NONE),
  row('NullType', 'type of null', 'none: it matches no declared type', 'assumed', NONE),
  row('ExpressionGrammar', 'supported expressions',
    '$.data, .name, [1], [0, 2], [1:3] and *; other JSONPath is rejected', 'documented',
    `${GUIDE}, flows-expressions`, 'expressions'),
  row('LenientExpression', 'names in brackets and negative indexes', 'rejected, or interpreted as JSONPath when '
    + 'lenient',
  'assumed', NONE, 'expressions'),
  row('MissingPath', 'an expression that selects nothing', 'validationException; after a *, a list or a slice the '
    + 'value is left out', 'observed',
  'observed in three recorded runs (validationException after the output trace of the source). That values after a * '
      + 'are left out is assumed'),
  row('ConditionGrammar', 'supported conditions',
    'comparisons of inputs and constants with and, or, not and parentheses; both sides have the same type',
    'documented',
    `${GUIDE}, flows-nodes`),
  row('ConditionPrecedence', 'operator precedence without parentheses', 'not, then and, then or', 'assumed',
    `${GUIDE} only advises parentheses`, 'conditions'),
  row('BooleanLiterals', 'whether true and false are constants', 'they are', 'assumed', NONE),
  row('PromptValues', 'values in a prompt that are not strings', 'as JSON', 'assumed', 'Numbers and Arrays are '
    + 'fed to prompts in deployed definitions'),
  row('PromptTemplate', 'how a prompt is filled', 'each {{name}} is replaced with the value, without escaping',
    'observed', TRACE),
  row('UnfilledVariable', 'a variable of a prompt without an input', 'it stays unchanged', 'assumed', NONE),
  row('DeploymentValues', 'parts of a template\'s prompt, and names, that are known only at deployment',
    'parameters have their '
    + 'defaults; other parts are shown by name, as ${Name}',
    'assumed', 'the choice of the runner: a deployment inserts the value'),
  row('ManagedPrompt', 'request of a Prompt node with a prompt ARN', 'the ARN as model and its inputs as '
    + 'promptVariables, unless the content of the prompt is given',
  'documented', 'bedrock-runtime API reference, Converse: a prompt ARN as modelId, with promptVariables. That flows '
      + 'do so is not said'),
  row('DeployedPrompt', 'a prompt, or a part of its text, that is known only at deployment',
    'it is used as in the definition', 'assumed',
    'a definition does not contain what the deployment fills in'),
  row('PromptOperation', 'operation of a Prompt node',
    'Converse; temperature and topP have 32 bits', 'observed', TRACE),
  row('GuardrailIntervention', 'a guardrail that intervenes',
    'its text is the output and the flow continues; only the action trace shows it', 'assumed',
    `${TRACE} shows Converse, whose stopReason is then guardrail_intervened`),
  row('KnowledgeBaseModes', 'operation of a KnowledgeBase node',
    'Retrieve without modelId, otherwise '
    + 'RetrieveAndGenerate',
    'documented', `${GUIDE}, flows-nodes`),
  row('RetrievalResults', 'content of an item of retrievalResults', 'a result object of Retrieve', 'assumed', NONE),
  row('ActionEvents', 'nodes with an action trace', 'Prompt, Agent and LambdaFunction', 'documented',
    `${MODEL}, FlowTraceNodeActionEvent`),
  row('ActionNames', 'the names in action traces other than bedrock and Converse', 'bedrock InvokeAgent, lambda Invoke',
    'assumed', NONE),
  row('StorageUri', 'output and object of a Storage node', 's3://bucket/key; content other than a string as JSON',
    'assumed', `${GUIDE}, flows-nodes, names s3Uri`),
  row('LambdaEvent', 'event of a function',
    'messageVersion, flow, and node with its evaluated inputs', 'documented', `${GUIDE}, flows-nodes`),
  row('LambdaError', 'effect of a failed function', 'dependencyFailedException with resourceName Lambda', 'assumed',
    `${MODEL} describes resourceName`),
  row('InlineCodeResult', 'the result of inline code', 'the value of its last line, or None if that is not an '
    + 'expression', 'assumed',
  `${GUIDE}, flows-nodes, for the value; that None is passed on is doubtful: a user reports "No function output is `
      + 'captured"'),
  row('InlineCodeError', 'effect of an error in inline code', 'dependencyFailedException, "Code execution failed due '
    + 'to runtime failure"; "No function output is captured" without a '
    + 'value', 'assumed', 'the message as reported by a user; the code of the exception is '
    + 'not known'),
  row('InlineCodeInExecutions', 'inline code in a flow execution', 'rejected with validationException', 'documented',
    `${GUIDE}, flows-nodes; the message is that of the runner`),
  row('LexOperation', 'operation of a Lex node', 'RecognizeText; its intent is predictedIntent', 'assumed',
    `${GUIDE}, flows-permissions, names RecognizeUtterance`),
  row('Timeouts', 'time limits of a node and a flow', 'none, unless limits are set', 'documented',
    `in part: 5 minutes, 1 hour and 24 hours; of a flow execution, ${EXECUTION}. That the runner has no limit is its `
      + 'choice', 'timeouts'),
  row('MultiTurn', 'how an agent asks', 'flowMultiTurnInputRequestEvent, then flowCompletionEvent INPUT_REQUIRED',
    'documented',
    `${GUIDE}, flows-multi-turn-invocation`),
  row('MultiTurnPause', 'when a flow pauses', 'when every other node that is ready has run; one question at a time',
    'assumed', NONE),
  row('MultiTurnResume', 'events of the second stream', 'only new events, starting with the answer as an input of the '
    + 'agent',
  'assumed', NONE),
  row('Retries', 'whether a failed call is retried', 'it is not', 'assumed', NONE),
  row('TraceFieldLimit', 'a node with more fields than a trace may have',
    'several traces, 5 inputs or 2 outputs each', 'assumed',
    `${MODEL}: 1 to 5 and 1 to 2 fields; a definition may have 20 inputs and 5 outputs`),
  row('NextOfOutputs', 'entries in next of an output', 'its data connections, including those to nodes that do not run',
    'observed', TRACE),
  row('ExecutionErrors', 'the codes of failed flow executions',
    'the code of the node, and NODE_EXECUTION_FAILED for the flow', 'documented',
    `in part: ${MODEL}, NodeErrorCode and FlowErrorCode; of a node that times out, ${EXECUTION}`),
];

const BY_ID = new Map(FIDELITY.map((one) => [one.id, one]));

/** The row of an id. */
export function fidelityRow(id: string): FidelityRow | undefined {
  return BY_ID.get(id);
}

function row(
  id: string, rule: string, reading: string, confidence: FidelityRow['confidence'], source: string,
  by?: FidelityRow['switch'],
): FidelityRow {
  return { id, rule, reading, confidence, source, ...by && { switch: by } };
}
