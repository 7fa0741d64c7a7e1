/** Whether events have the shapes of the API model, with its limits: 1 to 5 inputs, 1 to 2 outputs in a trace. */
import Ajv from 'ajv';
import type { FlowExecutionEvent, FlowResponseEvent } from '../../../src/core/simulate';
import * as shapes from '../../schemas/runtime-events.json';

const ajv =
  new Ajv({ allErrors: true, strict: false, formats: { iso8601: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/ } });
const check =
  (name: string) => ajv.compile({ definitions: shapes.definitions, $ref: `#/definitions/${name}` } as object);
const stream = check('FlowResponseStream');
const execution = check('FlowExecutionEvent');

/**
 * What is wrong with the events; traces must have been made with `traceTypes: 'model'`, because recorded ones spell
 * types otherwise.
 */
export function misshapen(
  events: readonly (FlowResponseEvent | FlowExecutionEvent)[], kind: 'stream' | 'execution',
): readonly string[] {
  const validate = kind === 'stream' ? stream : execution;
  return events.flatMap((event) => validate(event) ? [] : validate.errors!.map(({ instancePath, message }) => (
    `${instancePath} ${message} in ${JSON.stringify(event).slice(0, 300)}`)));
}
