import type { Construct, IConstruct } from 'constructs';
import type { FlowBranch } from './flow-branch';
import { FlowGraph, type NamedValue } from './flow-graph';
import type { FlowNode, FlowNodeSpec } from './flow-node';
import { checkValue } from './given-value';
import { checkNodeName, checkPortName, derivedNodeName } from './node-names';
import { checkOwner } from './ownership';
import { guardsFor, scopeFor, waysOf } from './reach';
import { type Outputs, sortedInputs, sortedOutputs } from './sorted-ports';
import { checkCount, checkText } from '../checks/arguments';
import { FlowError, placeOf, refusal } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { NUMBER } from '../core/constraints';
import type { Guards } from '../core/graph/guards';
import type { Scope } from '../core/graph/scopes';
import { kindOf } from '../core/kinds';
import { notInLoop } from '../core/sentences/loops';
import { twoNodes } from '../core/sentences/names';

/**
 * What a node knows of itself, in an object of one shape. The classes of nodes have many shapes, and JavaScript would
 * look up anew for each of them every field that their common constructor sets.
 */
export interface NodeState {
  readonly name: string;
  readonly type: string;
  readonly home: FlowGraph;
  readonly branch?: FlowBranch;
  readonly inputs: readonly NamedValue[];
  readonly outputs: Outputs;
  configuration: unknown;
  guards: Guards<FlowNode>;
  scope: Scope<FlowNode>;
  opened?: Scope<FlowNode>;
}

/** What nodes without ports share: flows have many of them. */
const NO_NAMES: readonly string[] = [];

/** All that can be wrong with a node is found before it is in the tree: a node that throws leaves nothing behind. */
export function checkedState(scope: Construct, id: string, spec: FlowNodeSpec): NodeState {
  const place = placeOf(scope, id);
  const home = FlowGraph.around(scope, id);
  if (scope.node.tryFindChild(id)) {
    throw new FlowError(place, `there is already a construct with the id '${id}' here; give each node a unique id`,
      'DuplicateName');
  }
  home.checkRoomFor(spec.nodeType, place);
  const name = nodeNameOf(place, scope, id, spec.nodeName, home);
  if (home.isLoop && kindOf(spec.nodeType)?.inLoop === false) {
    const loop = (home.owner as FlowNode).nodeName;
    throw refusal(place, notInLoop(spec.nodeType, name, loop), 'LoopIncompatibleNodeType');
  }
  const inputs = sortedInputs(spec.inputs);
  const outputs = spec.outputs ? Object.keys(spec.outputs) : NO_NAMES;
  checkCount(place, '\'inputs\'', inputs.length, NUMBER.inputsPerNode);
  checkCount(place, '\'outputs\'', outputs.length, NUMBER.outputsPerNode);
  for (const { name: input, value } of inputs) {
    checkValue(place, input, value);
    checkPortName(place, 'input', input);
    checkOwner(place, home, input, value.node);
  }
  for (const output of outputs) { checkPortName(place, 'output', output); }
  if (spec.runWhen) { checkOwner(place, home, 'runWhen', spec.runWhen.node); }
  const ways = waysOf(inputs, spec.runWhen);
  return {
    name,
    type: spec.nodeType,
    home,
    branch: spec.runWhen,
    inputs,
    outputs: sortedOutputs(spec.outputs),
    configuration: spec.configuration,
    guards: guardsFor(place, name, ways, spec.runWhen),
    scope: scopeFor(spec.nodeType, home.scope, ways),
    opened: undefined,
  };
}

function nodeNameOf(place: string, scope: Construct, id: string, given: string | undefined, home: FlowGraph): string {
  if (given === undefined) {
    return derivedNodeName(place, idsBelow(home.root.owner, scope, id), home.names);
  }
  checkText(place, spelt`'nodeName'`, given, { min: 1, source: '' });
  checkNodeName(place, given);
  const taken = home.names.get(given);
  if (taken) {
    throw refusal(place, twoNodes(given, taken._home !== home, `choose another node name: '${placeOf(taken)}' has it`),
      'DuplicateName');
  }
  return given;
}

/** The ids on the way down from a construct. */
function idsBelow(top: IConstruct, scope: IConstruct | undefined, id: string): readonly string[] {
  const ids = [id];
  for (let at = scope; at && at !== top; at = at.node.scope) { ids.unshift(at.node.id); }
  return ids;
}
