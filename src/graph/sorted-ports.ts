import type { NamedValue } from './flow-graph';
import type { FlowDataType, FlowValue } from './flow-value';

/** The outputs of a node by name. */
export type Outputs = { readonly [name: string]: FlowDataType };

/** What nodes without ports share: flows have many of them. */
const NOTHING = Object.freeze({});

/** The inputs in the order of their names, whatever the order of the map. */
export function sortedInputs(given: { readonly [name: string]: FlowValue } = NOTHING): NamedValue[] {
  const names = Object.keys(given);
  // a list that is made in one go takes no room to grow, and flows have many of them
  const inputs = (names.length < 2 ? names : names.sort()).map((name) => ({ name, value: given[name] }));
  return inputs.every(({ value }) => value !== undefined) ? inputs : inputs.filter(({ value }) => value !== undefined);
}

/** The outputs in the order of their names; a copy, since the caller may change what it gave. */
export function sortedOutputs(given: { readonly [name: string]: FlowDataType } = NOTHING): Outputs {
  const names = Object.keys(given);
  if (names.length === 0) { return NOTHING; }
  return names.length === 1 ? { ...given } : Object.fromEntries(names.sort().map((name) => [name, given[name]]));
}
