import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { FlowError } from '../checks/flow-error';
import { NUMBER } from '../core/constraints';
import type { IFlow } from '../flow/i-flow';

const ALIASES = new WeakMap<IConstruct, Map<string, Map<string, string>>>();

/**
 * The names of the aliases that the app gives to a flow that it does not make, each with its place. A flow may be
 * imported more than once.
 */
function namesOf(flow: IFlow): Map<string, string> {
  const root = flow.node.root;
  const flows = ALIASES.get(root) ?? new Map<string, Map<string, string>>();
  ALIASES.set(root, flows);
  const key = Token.isUnresolved(flow.flowArn) ? flow.node.path : flow.flowArn;
  const names = flows.get(key) ?? new Map<string, string>();
  flows.set(key, names);
  return names;
}

/** Refuses a name that is taken, and one alias more than the service allows. */
export function checkImportedAlias(place: string, flow: IFlow, name: string): void {
  const names = namesOf(flow);
  const taken = names.get(name);
  if (taken !== undefined) {
    throw new FlowError(place,
      `the flow has an alias '${name}' already, at '${taken}'; choose another name`, 'DuplicateName');
  }
  const { max } = NUMBER.aliasesPerFlow;
  if (names.size + 2 > max) {
    throw new FlowError(place, `the flow would have ${names.size + 2} aliases (${names.size + 1} of your own, `
      + `TSTALIASID), but the service allows ${max}; `
      + 'remove some', 'QuotaExceeded');
  }
}

export function addImportedAlias(place: string, flow: IFlow, name: string): void {
  namesOf(flow).set(name, place);
}
