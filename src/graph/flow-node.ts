import type { aws_iam as iam } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { FlowBranch } from './flow-branch';
import { FlowGraph, type NamedValue } from './flow-graph';
import { type FlowDataType, FlowValue } from './flow-value';
import { checkNodeName, checkPortName, derivedNodeName } from './node-names';
import { checkOwner } from './ownership';
import { guardsFor, scopeFor, waysOf } from './reach';
import { type Outputs, sortedInputs, sortedOutputs } from './sorted-ports';
import { checkCount, checkText } from '../checks/arguments';
import { FlowError, placeOf, refusal } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { NUMBER } from '../core/constraints';
import type { Guards } from '../core/graph/guards';
import { openedScope, type Scope } from '../core/graph/scopes';
import { kindOf } from '../core/kinds';
import { noConditionNode, unknownCondition } from '../core/sentences/conditions';
import { notInLoop } from '../core/sentences/loops';
import { twoNodes } from '../core/sentences/names';
import { unknownPort } from '../core/sentences/ports';
import { described } from '../core/words/quote';
import type { Need } from '../role/needs';

/** Properties for every kind of node. */
export interface FlowNodeProps {
  /**
   * The name of the node in the definition, as it appears in traces and in the console.
   *
   * It starts with a letter and has 2 to 51 letters or digits with single `_` between (CloudFormation registry schema
   * of AWS::Bedrock::Flow).
   *
   * @default - the construct ids from the flow down to the node, joined by `_`; cut, with a hash at the end, where that
   * is too long or taken
   */
  readonly nodeName?: string;

  /**
   * The branch of a Condition node in which this node runs.
   *
   * A node runs when all its inputs have a value and its branch was taken. Nodes of two branches of the same condition
   * node can't be joined again: the service has no such join.
   *
   * @default - the node runs as soon as all its inputs have a value
   */
  readonly runWhen?: FlowBranch;
}

/**
 * The definition of a `RawNode`: its type, configuration, inputs and outputs in the service's own terms. For those who
 * write a node construct of their own.
 */
export interface FlowNodeSpec extends FlowNodeProps {
  /** The type of the node in the service's terms, for example `Prompt`. */
  readonly nodeType: string;

  /**
   * The configuration of the node in the API's form (camelCase), including its one key, for example `{ agent: {
   * agentAliasArn: '…' } }`.
   *
   * @default - none
   */
  readonly configuration?: { [key: string]: any };

  /**
   * The inputs of the node by name: each is connected to its value and declared with the type of that value. At most
   * 20.
   *
   * @default - no inputs
   */
  readonly inputs?: { [name: string]: FlowValue };

  /**
   * The outputs of the node by name, each with its declared type. At most 5.
   *
   * @default - no outputs
   */
  readonly outputs?: { [name: string]: FlowDataType };

  /**
   * The permissions that the execution role needs to run the node.
   *
   * @default - nothing
   */
  readonly policyStatements?: iam.PolicyStatement[];
}

/**
 * A node of a flow: a construct inside its `Flow` (or inside a construct in it, or inside a `LoopNode`).
 *
 * Its outputs are values; passing one to another node connects the two. Extend it to write a node construct of your
 * own.
 */
export abstract class FlowNode extends Construct {
  /** Whether a construct is a node of a flow. */
  public static isFlowNode(construct: any): construct is FlowNode {
    return construct instanceof FlowNode;
  }

  /** The name of the node in the definition. */
  public readonly nodeName: string;

  /** The type of the node in the service's terms, for example `Prompt`. */
  public readonly nodeType: string;

  /** @internal */
  public readonly _home: FlowGraph;
  /** @internal The branches that must be taken for this node to run. */
  public _guards: Guards<FlowNode>;
  /** @internal */
  public readonly _branch?: FlowBranch;
  /** @internal The scope that this node runs in. */
  public _scope: Scope<FlowNode>;
  /** @internal The scope that this node opens. */
  public _opened?: Scope<FlowNode>;
  /** @internal */
  protected _configuration: unknown;
  private readonly inputs: readonly NamedValue[];
  private readonly outputs: Outputs;

  /**
   * @param scope the flow, a loop, or a construct inside one of them
   * @param id the id, from which the name of the node is made
   * @param spec the properties of the node
   */
  constructor(scope: Construct, id: string, spec: FlowNodeSpec) {
    const checked = check(scope, id, spec);
    super(scope, id);
    this.nodeName = checked.name;
    this.nodeType = spec.nodeType;
    this._home = checked.home;
    this._guards = checked.guards;
    this._branch = spec.runWhen;
    this._configuration = spec.configuration;
    this.inputs = checked.inputs;
    this.outputs = sortedOutputs(spec.outputs);
    this._scope = checked.scope;
    this._opened = openedScope(spec.nodeType, this as FlowNode, checked.scope);
    this._home.add(this);
    if (spec.policyStatements) { this._allow(spec.policyStatements.map((statement) => ({ statement }))); }
  }

  /**
   * The value of an output of this node.
   *
   * @param name the service's name of the output, for example `modelCompletion`
   * @throws if the node has no such output
   */
  public output(name: string): FlowValue {
    const dataType = this._outputs()[name];
    if (!dataType) {
      throw refusal(placeOf(this), unknownPort('source', 'output()', name, this.nodeName, Object.keys(this._outputs()),
        this._withoutOutputs()), 'UnknownConnectionSourceOutput');
    }
    return FlowValue._of(this, name, dataType);
  }

  /**
   * The branch of this node, a Condition node, by the name of its condition: for nodes of imported definitions.
   *
   * @param conditionName the name of the condition; `default` for the branch that applies when no condition is true
   * @throws if there is no such condition
   */
  public branch(conditionName: string): FlowBranch {
    const names = this._conditionNames();
    if (names.includes(conditionName)) { return FlowBranch._of(this, conditionName); }
    throw refusal(placeOf(this), names.length === 0
      ? noConditionNode('branch()', this.nodeName, 'take the branch of a Condition node')
      : unknownCondition('branch()', conditionName, this.nodeName, names), 'UnknownConnectionCondition');
  }

  /** @internal What to do where someone looks for an output and there is none. */
  public _withoutOutputs(): string {
    return 'read another node';
  }

  /** @internal */
  public _conditionNames(): readonly string[] {
    const conditions = (
      this._configuration as { readonly condition?: { readonly conditions?: unknown } } | undefined
    )?.condition?.conditions;
    return Array.isArray(conditions) ? conditions.map((condition: { readonly name: string }) => condition.name) : [];
  }

  /** @internal */
  public _inputs(): readonly NamedValue[] {
    return this.inputs;
  }

  /** @internal */
  public _outputs(): { readonly [name: string]: FlowDataType } {
    return this.outputs;
  }

  /** @internal The node in the service's JSON. */
  public _render(): unknown {
    const inputs = this._inputs();
    const outputs = Object.entries(this._outputs());
    const configuration = this._configured();
    return {
      name: this.nodeName,
      type: this.nodeType,
      ...configuration !== undefined && { configuration },
      ...inputs.length > 0 && {
        inputs: inputs.map(({ name, value, category }) => ({
          name, type: value.dataType, expression: value.expression, ...category && { category },
        })),
      },
      ...outputs.length > 0 && { outputs: outputs.map(([name, type]) => ({ name, type })) },
    };
  }

  /** @internal The configuration as it is now; what other nodes do may have changed it. */
  public _configured(): unknown {
    return this._configuration;
  }

  /** @internal Says what lies before this node, where its connections come ready-made. */
  public _place(guards: Guards<FlowNode>, scope: Scope<FlowNode>): void {
    this._guards = guards;
    this._scope = scope;
    this._opened = openedScope(this.nodeType, this as FlowNode, scope);
  }

  /** @internal Lets the execution role do what this node needs. */
  public _allow(needs: readonly Need[]): void {
    this._home.root.services.allow(needs, this.nodeName);
  }
}

/** What nodes without ports share: flows have many of them. */
const NO_NAMES: readonly string[] = [];

/** All that can be wrong with a node, before it is in the tree: a node that throws leaves nothing behind. */
function check(scope: Construct, id: string, spec: FlowNodeSpec) {
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
    // in JavaScript, anything can be given
    if (typeof value === 'object' && value !== null && value.node !== undefined) { continue; }
    throw new FlowError(place, `'inputs' has no value of a node for '${input}', got ${described(value)}; give a value `
      + 'such as flow.input', 'IllegalValue');
  }
  for (const input of inputs) {
    checkPortName(place, 'input', input.name);
    checkOwner(place, home, input.name, input.value.node);
  }
  for (const output of outputs) { checkPortName(place, 'output', output); }
  if (spec.runWhen) { checkOwner(place, home, 'runWhen', spec.runWhen.node); }
  const ways = waysOf(inputs, spec.runWhen);
  return {
    home,
    name,
    inputs,
    guards: guardsFor(place, name, ways, spec.runWhen),
    scope: scopeFor(spec.nodeType, home.scope, ways),
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
