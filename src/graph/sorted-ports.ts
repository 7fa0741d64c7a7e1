import type { NamedValue } from './flow-graph';
import type { FlowDataType, FlowValue } from './flow-value';

/** The outputs of a node by name. */
export type Outputs = { readonly [name: string]: FlowDataType };

/** What nodes without ports share: flows have many of them. */
const NOTHING = Object.freeze({});

/** The inputs in the order of their names, whatever the order of the map. */
export function sortedInputs(given: { readonly [name: string]: FlowValue } = NOTHING): NamedValue[] {
  const names = Object.keys(given);
  if (names.length > 1) { names.sort(); }
  const inputs: NamedValue[] = [];
  for (const name of names) {
    const value = given[name];
    if (value !== undefined) { inputs.push({ name, value }); }
  }
  return inputs;
}

/** The outputs in the order of their names; a copy, since the caller may change what it gave. */
export function sortedOutputs(given: { readonly [name: string]: FlowDataType } = NOTHING): Outputs {
  const names = Object.keys(given);
  if (names.length === 0) { return NOTHING; }
  return names.length === 1 ? { ...given } : Object.fromEntries(names.sort().map((name) => [name, given[name]]));
}
