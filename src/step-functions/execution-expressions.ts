/**
 * The JSONata of an execution. What is known of it goes from state to state as their input and output: variables would
 * be shared with the rest of the state machine.
 */

const data = (member: string) => `$states.input.${member}`;

const jsonata = (text: string) => `{% ${text} %}`;

/**
 * The name of the execution: 32 characters that are the same for each retry of the state, and others whenever the state
 * is entered again, for another item of a Map or in another execution of the state machine.
 */
const NAME =
  '$hash($join([$states.context.Execution.Id, $states.context.State.Name, $states.context.State.EnteredTime, '
  + '$exists($states.context.Map.Item.Index) ? $string($states.context.Map.Item.Index) : \'\'], \'|\'), \'MD5\')';

export const EXECUTION_NAME = jsonata(NAME);

export const STARTED = jsonata('{\'execution\': $states.result.ExecutionArn, \'startedAt\': $millis()}');

/** A retry found that the try before it has started the execution: its name leads to it too. */
export const STARTED_BEFORE = jsonata(`{'execution': ${NAME}, 'startedAt': $millis()}`);

export const EXECUTION = jsonata(data('execution'));

/**
 * Seconds to the next look: more, the longer it takes already, so that a day of waiting stays within the 25,000 events
 * of a history (Step Functions Developer Guide, limits).
 */
export function secondsToWait(interval: number): string {
  const grown = `$floor(($millis() - ${data('startedAt')}) / 10000)`;
  return jsonata(`$max([${interval}, $min([300, ${grown}])])`);
}

export const LOOKED_AT = jsonata('$merge([$states.input, {\'status\': $states.result.Status, \'errors\': '
  + '$exists($states.result.Errors) ? [$states.result.Errors] : []}])');

export const hasStatus = (status: string) => jsonata(`${data('status')} = '${status}'`);

export const isOlderThan = (seconds: number) => jsonata(`$millis() - ${data('startedAt')} > ${seconds * 1000}`);

export const ERRORS = jsonata(`$string(${data('errors')})`);

export const stillRunningAfter = (seconds: number) => `the flow was stopped after ${seconds} seconds`;

/** The arguments of a page of events: the first has no token, and an absent member would fail the state. */
export function pageArguments(flowId: string, aliasId: string): string {
  return jsonata(`$merge([{'FlowIdentifier': '${flowId}', 'FlowAliasIdentifier': '${aliasId}', `
    + `'ExecutionIdentifier': ${data('execution')}, 'EventType': 'Flow'}, `
    + `$exists(${data('token')}) ? {'NextToken': ${data('token')}} : {}])`);
}

/** The outputs of this page after those before; the service gives at most 10 events a page. */
export const PAGE_READ = jsonata('{\'execution\': $states.input.execution, \'found\': $append('
  + `$exists(${data('found')}) ? ${data('found')} : [], `
  + '[$states.result.FlowExecutionEvents.FlowOutputEvent.{\'node\': NodeName, \'value\': '
  + 'Fields[0].Content.Document}]), \'token\': $states.result.NextToken}');

export const HAS_MORE = jsonata(`$exists(${data('token')})`);

/** A list is one value: no path or grouping of JSONata may join it with those that came before or after. */
const GROUPED = `$map($distinct(${data('found')}.node), function($node) {(`
  + `$of := $filter(${data('found')}, function($one) {$one.node = $node}); `
  + '{$node: $count($of) = 1 ? $of[0].value : $map($of, function($one) {$one.value})})})';

/** As the answer of an invoker: by the name of the node, and a list where one gave several values. */
export const RESULT = jsonata(`{'executionId': $split(${data('execution')}, '/')[-1], `
  + `'outputs': $count(${data('found')}) = 0 ? {} : $merge(${GROUPED})}`);
