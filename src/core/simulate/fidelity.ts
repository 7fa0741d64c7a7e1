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
    'once all its connected inputs have a value and every condition that leads to it holds', 'observed',
    `${TRACE}; ${AGENT_MODEL}, MultipleNodeInputConnections and UnsatisfiedConnectionConditions`),
  row('UnconnectedInput', 'whether an input without a connection blocks its node',
    'it does not; it is not there', 'observed',
    'deployed definitions with agents whose attribute inputs are not connected'),
  row('UntakenBranchIsSilent', 'what a node behind a condition that does not hold shows', 'nothing: no event at all',
    'observed', TRACE),
  row('FirstConditionWins', 'which condition of several is taken',
    'the first that holds, in the order of the list, else default', 'documented',
    `${GUIDE}, flows-nodes`),
  row('ConditionEvents', 'what a Condition shows', 'its inputs and the condition that holds, no outputs',
    'observed', TRACE),
  row('InputAndOutputEvents', 'what Input and Output nodes show',
    'an Input only its output, an Output only its input', 'observed',
    `${TRACE}; ${GUIDE}, flows-create-async`),
  row('FlowOutputOrder', 'where flowOutputEvent stands', 'right after the input trace of its Output node',
    'assumed', NONE),
  row('NodeEvents', 'the order of the events of a node', 'inputs, then the action and what it depends on, then outputs',
    'observed', TRACE),
  row('EndOfRun', 'when a flow is complete', 'when no node is ready or running', 'assumed', NONE),
  row('ErrorEndsRun', 'what an error of a node does', 'an exception inside the stream ends it; there is no '
    + 'completion event', 'observed',
  'observed in a notebook (validationException from InvokeFlow, March 2025); FlowCompletionReason has no value '
      + 'for failure'),
  row('LoopPolarity', 'whether continueCondition means go on or stop', 'a loop goes on while it holds', 'assumed',
    `${GUIDE}, flows-nodes, and the name of the field; the API text of continueCondition says the opposite`,
    'loopPolarity'),
  row('LoopPorts', 'how the ports of a loop belong together', 'by name: inputs of the loop to outputs of LoopInput, '
    + 'ReturnValueToLoopStart inputs to the same in the '
    + 'next round, ExitLoop inputs to outputs of the loop; what is not returned keeps its value', 'assumed',
  'the one public definition with a loop'),
  row('LoopLimit', 'what happens at maxIterations',
    'the loop ends as it does by its condition; 10 where it is not given', 'documented',
    `${GUIDE}, flows-nodes; registry schema of AWS::Bedrock::Flow`),
  row('LoopCount', 'what iterationCount is', 'the number of rounds done, filled where it is declared', 'assumed',
    `${GUIDE}, flows-nodes, names it`),
  row('LoopEvents', 'what the parts of a loop show', 'Loop its inputs at the start and its outputs at the end, '
    + 'LoopInput its outputs and LoopController its inputs in '
    + 'each round', 'assumed', NONE),
  row('LoopStalled', 'what a round without its controller does', 'the loop ends without outputs', 'assumed', NONE),
  row('ExecutionChain', 'how traces name iterations',
    'executionChain on each field of the input traces in a body, outermost first, index from 0', 'assumed',
    `${MODEL}, FlowTraceNodeInputExecutionChainItem; the index of the first is not stated`),
  row('IteratorEvents', 'what an Iterator shows',
    'its input once, then arrayItem and arraySize for each item', 'assumed',
    `${MODEL}: an output trace has at most 2 fields, exactly those`),
  row('IteratorOrder', 'the order of items', 'one by one: all nodes of an item run before the next item', 'documented',
    `${GUIDE}, flows-nodes`),
  row('IteratorWithoutCollector', 'an Iterator that no Collector follows', 'one flowOutputEvent for each item',
    'documented', `${GUIDE}, flows-nodes`),
  row('CollectorEvents', 'what a Collector shows', 'its inputs for each item that arrives, its output once',
    'assumed', NONE),
  row('ItemsLost', 'a Collector that gets fewer items than arraySize',
    'it never runs, and the flow completes without what follows', 'assumed', NONE),
  row('EmptyArray', 'an Iterator over an empty array', 'its Collector gives []', 'assumed', NONE, 'emptyArray'),
  row('OutsideValues', 'a value from outside that a node between Iterator and Collector reads',
    'it is there for all items', 'assumed', NONE),
  row('NestedIterators', 'iterators inside each other',
    'they run depth first, although a quota allows one for each flow', 'assumed',
    'AWS General Reference, Amazon Bedrock quotas: 1 iterator node for each flow'),
  row('NoOutputReached', 'a run that reaches no Output node', 'SUCCESS without any flowOutputEvent', 'assumed',
    'deployed definitions whose default condition leads nowhere'),
  row('OutputOrder', 'the order of several outputs', 'that of completion; one node at a time, that of the definition',
    'assumed', NONE),
  row('Concurrency', 'how many nodes run at once',
    'one where the alias says nothing; Automatic: all that are ready; Manual: up to maxConcurrency', 'assumed',
    'CloudFormation reference of AWS::Bedrock::FlowAlias; the default is not stated', 'concurrency'),
  row('OneSatisfiedCondition', 'how many conditions a trace names', 'exactly one, default by that name', 'observed',
    `observed in three recorded traces; ${MODEL} has a list; ${GUIDE}: the first wins`),
  row('TypeSpelling', 'how traces write types', 'in upper case', 'observed', `${TRACE}; the API model says String`,
    'traceTypes'),
  row('TypeChecks', 'where types are checked',
    'inputs after their expression, outputs after the node; nothing is converted', 'documented',
    `${GUIDE}, flows-nodes and flows-expressions; observed for the Input node`),
  row('OutputTypeMessage', 'the words of a wrong output type',
    '"Expected type for Node Output document of Node X to be STRING. Actual type is OBJECT."', 'observed',
    'observed in a notebook (validationException from InvokeFlow, March 2025)'),
  row('InputTypeMessage', 'the words of a wrong input type', 'those of outputs, with Node Input', 'assumed', NONE),
  row('NullType', 'which type null has', 'none: it fits no declared type', 'assumed', NONE),
  row('ExpressionGrammar', 'which expressions there are',
    '$.data, .name, [1], [0, 2], [1:3] and *; the rest of JSONPath is refused', 'documented',
    `${GUIDE}, flows-expressions`, 'expressions'),
  row('LenientExpression', 'names in brackets and negative indexes', 'refused, or read as in JSONPath when lenient',
    'assumed', NONE, 'expressions'),
  row('MissingPath', 'an expression that leads nowhere', 'validationException; behind a *, a list or a slice it is '
    + 'left out', 'observed',
  'observed in three recorded runs (validationException after the output trace of the source). What is left out '
      + 'behind a * is assumed'),
  row('ConditionGrammar', 'which conditions there are',
    'comparisons of inputs and constants with and, or, not and parentheses; both sides of one type', 'documented',
    `${GUIDE}, flows-nodes`),
  row('ConditionPrecedence', 'what binds closer without parentheses', 'not, then and, then or', 'assumed',
    `${GUIDE} only advises parentheses`, 'conditions'),
  row('BooleanLiterals', 'whether true and false are constants', 'they are', 'assumed', NONE),
  row('PromptValues', 'how values that are not text stand in a prompt', 'as JSON', 'assumed', 'Numbers and Arrays are '
    + 'fed to prompts in deployed definitions'),
  row('PromptTemplate', 'how a prompt is filled', 'values verbatim in place of {{name}}, nothing is escaped',
    'observed', TRACE),
  row('UnfilledVariable', 'a variable of a prompt that no input fills', 'it stays as it is written', 'assumed', NONE),
  row('DeploymentValues', 'what a prompt of a template shows that only a deployment knows', 'parameters have their '
    + 'defaults; the rest is shown by its name, as ${Name}',
  'assumed', 'the choice of the runner: a deployment puts the value there'),
  row('ManagedPrompt', 'what a prompt node with a prompt ARN sends', 'the ARN as model and its inputs as '
    + 'promptVariables, unless the content of the prompt is given',
  'documented', 'bedrock-runtime API reference, Converse: a prompt ARN as modelId, with promptVariables. That flows '
      + 'do so is not said'),
  row('DeployedPrompt', 'a prompt, or a part of its text, that only a deployment knows',
    'it stands as the definition has it', 'assumed',
    'a definition does not have what the deployment fills in'),
  row('PromptOperation', 'what a Prompt node calls', 'Converse; temperature and topP have 32 bits', 'observed', TRACE),
  row('GuardrailIntervention', 'a guardrail that steps in',
    'its text is the output and the flow goes on; only the action trace tells', 'assumed',
    `${TRACE} shows Converse, whose stopReason is then guardrail_intervened`),
  row('KnowledgeBaseModes', 'what a KnowledgeBase node calls', 'without modelId Retrieve, with it RetrieveAndGenerate',
    'documented', `${GUIDE}, flows-nodes`),
  row('RetrievalResults', 'what an item of retrievalResults is', 'a result object of Retrieve', 'assumed', NONE),
  row('ActionEvents', 'which nodes show their action', 'Prompt, Agent and LambdaFunction', 'documented',
    `${MODEL}, FlowTraceNodeActionEvent`),
  row('ActionNames', 'the names in action traces other than bedrock and Converse', 'bedrock InvokeAgent, lambda Invoke',
    'assumed', NONE),
  row('StorageUri', 'what a Storage node returns and stores', 's3://bucket/key; content that is not text as JSON',
    'assumed', `${GUIDE}, flows-nodes, names s3Uri`),
  row('LambdaEvent', 'what a function is given',
    'messageVersion, flow and node with its inputs after their expressions', 'documented', `${GUIDE}, flows-nodes`),
  row('LambdaError', 'what a function that fails does', 'dependencyFailedException with resourceName Lambda', 'assumed',
    `${MODEL} describes resourceName`),
  row('InlineCodeResult', 'the result of inline code', 'the value of its last line, None where that is not an '
    + 'expression', 'assumed',
  `${GUIDE}, flows-nodes, for the value; that None goes on is doubtful: a user notes "No function output is `
      + 'captured"'),
  row('InlineCodeError', 'what an error of inline code does', 'dependencyFailedException, "Code execution failed due '
    + 'to runtime failure"; "No function output is '
    + 'captured" where there is no value', 'assumed', 'the words as a user noted them; the code of the exception is '
    + 'not known'),
  row('InlineCodeInExecutions', 'inline code in a flow execution', 'refused with validationException', 'documented',
    `${GUIDE}, flows-nodes; the words are ours`),
  row('LexOperation', 'what a Lex node calls', 'RecognizeText; its intent is predictedIntent', 'assumed',
    `${GUIDE}, flows-permissions, names RecognizeUtterance`),
  row('Timeouts', 'how long a node and a flow may take', 'without end unless limits are set', 'documented',
    `in part: 5 minutes, 1 hour and 24 hours; of a flow execution, ${EXECUTION}. That there is no limit here is `
      + 'our choice', 'timeouts'),
  row('MultiTurn', 'how an agent asks', 'flowMultiTurnInputRequestEvent, then flowCompletionEvent INPUT_REQUIRED',
    'documented',
    `${GUIDE}, flows-multi-turn-invocation`),
  row('MultiTurnPause', 'when a flow pauses', 'when every other node that is ready has run; one question at a time',
    'assumed', NONE),
  row('MultiTurnResume', 'what the second stream shows', 'only new events, the answer as an input of the agent first',
    'assumed', NONE),
  row('Retries', 'whether a failed call is tried again', 'it is not', 'assumed', NONE),
  row('TraceFieldLimit', 'a node with more fields than a trace may have',
    'several traces, 5 inputs or 2 outputs each', 'assumed',
    `${MODEL}: 1 to 5 and 1 to 2 fields; a definition may have 20 inputs and 5 outputs`),
  row('NextOfOutputs', 'what next of an output lists', 'its data connections, also to nodes that do not run',
    'observed', TRACE),
  row('ExecutionErrors', 'the codes of failed flow executions',
    'that of the node, and NODE_EXECUTION_FAILED for the flow', 'documented',
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
