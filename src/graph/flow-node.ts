import type { aws_iam as iam } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { FlowBranch } from './flow-branch';
import type { FlowGraph, NamedValue } from './flow-graph';
import { type FlowDataType, FlowValue } from './flow-value';
import { checkedState, type NodeState } from './node-state';
import { placeOf, refusal } from '../checks/flow-error';
import type { Guards } from '../core/graph/guards';
import { openedScope, type Scope } from '../core/graph/scopes';
import { noConditionNode, unknownCondition } from '../core/sentences/conditions';
import { unknownPort } from '../core/sentences/ports';
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

  private readonly state: NodeState;

  /**
   * @param scope the flow, a loop, or a construct inside one of them
   * @param id the id, from which the name of the node is made
   * @param spec the properties of the node
   */
  constructor(scope: Construct, id: string, spec: FlowNodeSpec) {
    const state = checkedState(scope, id, spec);
    super(scope, id);
    this.state = state;
    state.opened = openedScope(spec.nodeType, this as FlowNode, state.scope);
    state.home.add(this);
    if (spec.policyStatements) { this._allow(spec.policyStatements.map((statement) => ({ statement }))); }
  }

  /** The name of the node in the definition. */
  public get nodeName(): string {
    return this.state.name;
  }

  /** The type of the node in the service's terms, for example `Prompt`. */
  public get nodeType(): string {
    return this.state.type;
  }

  /** @internal */
  public get _home(): FlowGraph {
    return this.state.home;
  }

  /** @internal The branches that must be taken for this node to run. */
  public get _guards(): Guards<FlowNode> {
    return this.state.guards;
  }

  /** @internal */
  public get _branch(): FlowBranch | undefined {
    return this.state.branch;
  }

  /** @internal The scope that this node runs in. */
  public get _scope(): Scope<FlowNode> {
    return this.state.scope;
  }

  /** @internal The scope that this node opens. */
  public get _opened(): Scope<FlowNode> | undefined {
    return this.state.opened;
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
    return this.state.inputs;
  }

  /** @internal */
  public _outputs(): { readonly [name: string]: FlowDataType } {
    return this.state.outputs;
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

  /** @internal */
  protected get _configuration(): unknown {
    return this.state.configuration;
  }

  protected set _configuration(configuration: unknown) {
    this.state.configuration = configuration;
  }

  /** @internal Says what lies before this node, where its connections come ready-made. */
  public _place(guards: Guards<FlowNode>, scope: Scope<FlowNode>): void {
    const { state } = this;
    state.guards = guards;
    state.scope = scope;
    state.opened = openedScope(state.type, this as FlowNode, scope);
  }

  /** @internal Lets the execution role do what this node needs. */
  public _allow(needs: readonly Need[]): void {
    this._home.root.services.allow(needs, this.nodeName);
  }
}
