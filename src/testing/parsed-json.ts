import { FlowError } from '../checks/flow-error';
import { jsonError } from '../core/template/json-syntax';

/** A value from its JSON; what is none, such as the `NaN` of Python's `json.dumps()`, is a mistake with its place. */
export function parsedJson(place: string, json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    const error = jsonError(json);
    throw new FlowError(place, `the text is not JSON${error ? `: ${error.cause}` : ''}; pass JSON, in Python that of `
      + 'json.dumps(value, allow_nan=False)', 'IllegalValue');
  }
}
