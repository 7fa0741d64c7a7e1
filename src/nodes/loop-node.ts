import type { Construct } from 'constructs';
import { LoopControllerNode } from './loop-controller-node';
import { LoopInputNode } from './loop-input-node';
import { checkCount, checkNumber } from '../checks/arguments';
import { FlowError, placeOf, refusal } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkStruct, type MembersOf, NODE_MEMBERS } from '../checks/structs';
import { warn } from '../checks/warn';
import { NUMBER } from '../core/constraints';
import { loopWithSeveral } from '../core/sentences/loops';
import { twoOf } from '../core/sentences/names';
import { anA } from '../core/words/article';
import { listed } from '../core/words/lists';
import { didYouMean } from '../core/words/suggest';
import { FlowGraph } from '../graph/flow-graph';
import { FlowNode, type FlowNodeProps } from '../graph/flow-node';
import { FlowDataType, FlowValue } from '../graph/flow-value';

/** The names that the documents give to the ports of a loop. */
const DOCUMENTED_INPUT = 'loopInput';
const DOCUMENTED_OUTPUT = 'loopOutput';
const ITERATION_COUNT = 'iterationCount';

/** Properties for `LoopNode`. */
export interface LoopNodeProps extends FlowNodeProps {
  /**
   * The values that enter the loop, by name, of any type: inside the loop they are `loop.value(name)`. 1 to 5.
   *
   * The documentation names one input, `loopInput`; that the service accepts other names, or several inputs, is not
   * confirmed and gives a warning. To be safe, put all values into one Object.
   */
  readonly inputs: { [name: string]: FlowValue };

  /**
   * The maximum number of iterations: 1 to 1000.
   *
   * @default 10
   */
  readonly maxIterations?: number;
}

const MEMBERS: MembersOf<LoopNodeProps> = { ...NODE_MEMBERS, inputs: '!', maxIterations: '' };

/** Options for `LoopNode.continueWhile()`: when the loop continues, with which values, and which values leave it. */
export interface LoopContinueOptions {
  /** The values inside the loop that the expression compares, by the names it uses (category `LoopCondition`). */
  readonly inputs: { [name: string]: FlowValue };

  /**
   * The values inside the loop that the next iteration starts with, by the names of the loop's inputs (category
   * `ReturnValueToLoopStart`). An input that is left out keeps its value.
   *
   * @default - each iteration starts with the same values
   */
  readonly nextInputs?: { [name: string]: FlowValue };

  /**
   * The values that leave the loop at its end, by name (category `ExitLoop`): outside the loop they are
   * `loop.output(name)`.
   *
   * The documentation names one output, `loopOutput`; that the service accepts other names, or several outputs, is not
   * confirmed and gives a warning.
   */
  readonly outputs: { [name: string]: FlowValue };
}

/**
 * Repeats the nodes inside it, at least once, while a condition is true (DoWhile).
 *
 * The loop is the scope of its nodes: create them with the loop as their scope. A value crosses its boundary only where
 * the loop declares it: `inputs` come in, `nextInputs` of `continueWhile()` go round, its `outputs` leave. Condition,
 * iterator and collector nodes can't be inside (API model, IncompatibleLoopNodeType).
 *
 * How the parts are named in the definition follows the API model and the one public definition known; it has not been
 * tried against AWS.
 */
export class LoopNode extends FlowNode {
  /** @internal */
  public readonly _scopeGraph: FlowGraph;
  private readonly start: LoopInputNode;
  private readonly maxIterations?: number;
  private controller?: LoopControllerNode;

  /**
   * @param scope the flow, a loop, or a construct inside one of them
   * @param id the id, from which the name of the node is made
   * @param props the inputs of the loop
   */
  constructor(scope: Construct, id: string, props: LoopNodeProps) {
    const place = placeOf(scope, id);
    if (new.target === LoopNode) { checkStruct(place, MEMBERS, props); }
    checkCount(place, '\'inputs\'', Object.keys(props.inputs).length,
      { min: 1, max: NUMBER.outputsPerNode.max, source: NUMBER.outputsPerNode.source });
    checkNumber(place, spelt`'maxIterations'`, props.maxIterations, NUMBER.maxIterations);
    super(scope, id, { nodeType: 'Loop', nodeName: props.nodeName, runWhen: props.runWhen, inputs: props.inputs });
    this.maxIterations = props.maxIterations;
    this._scopeGraph = new FlowGraph(this, { ...this._home.services, entry: () => this.value(this._inputs()[0].name) },
      this._home);
    const outputs = Object.fromEntries(this._inputs().map(({ name, value }) => [name, value.dataType]));
    this.start = new LoopInputNode(this, this.nodeName, outputs);
  }

  /**
   * The value of an input inside the loop: in the first iteration the one from outside, then that of `nextInputs`.
   *
   * @param name the name in `inputs`
   * @throws if the loop has no such input
   */
  public value(name: string): FlowValue {
    const names = this._inputs().map((input) => input.name);
    if (!names.includes(name)) {
      throw new FlowError(placeOf(this), `there is no input '${name}', 'inputs' has `
        + `only ${listed(names)}; ${didYouMean(name, names, `add ${name}: <value> to 'inputs'`)}`, 'UnknownNodeInput');
    }
    return this.start.output(name);
  }

  /**
   * Closes the loop: after each iteration it continues while the expression is true and fewer than `maxIterations` are
   * done.
   *
   * The documentation contradicts itself: the User Guide says "continues while true", the API text "until this
   * condition evaluates to true". The library writes the expression as it is, in the sense of the User Guide, and gives
   * a warning to be acknowledged after a try.
   *
   * @param name the name of the condition: a letter, then letters or digits with single `_` between, 2 to 51
   * @param expression over `options.inputs`, as in `ConditionNode.when()`; 1 to 64 characters
   * @param options the inputs of the condition, the next inputs, and the outputs
   * @throws if the loop is closed already, or a name, value or the expression can't be
   */
  public continueWhile(name: string, expression: string, options: LoopContinueOptions): void {
    const place = placeOf(this);
    if (this.controller) {
      const { message } = loopWithSeveral(this.nodeName, 'LoopController', [this.controller.nodeName, name]);
      throw refusal(place, { message, remedy: spelt`call continueWhile() once` }, 'MultipleLoopControllerNodes');
    }
    checkStruct(place, 'LoopContinueOptions', options);
    const { nextInputs = {}, outputs } = options;
    checkCount(place, '\'outputs\'', Object.keys(outputs).length,
      { min: 1, max: NUMBER.outputsPerNode.max - 1, source: NUMBER.outputsPerNode.source });
    for (const [input, value] of Object.entries(nextInputs)) {
      const { dataType } = this.value(input);
      if (value.dataType !== dataType) {
        throw new FlowError(place, spelt`'nextInputs.${input}' is ${anA(value.dataType)}, but the loop starts with `
          + `${anA(dataType)}; each iteration must start with the same types`,
        'IncompatibleConnectionDataType');
      }
    }
    if (outputs[ITERATION_COUNT]) {
      throw refusal(place, twoOf('outputs', ITERATION_COUNT, 'rename yours, because the service adds this output to '
        + 'each loop'),
      'DuplicateName');
    }
    this.controller = new LoopControllerNode(this, this.nodeName,
      { name, expression, maxIterations: this.maxIterations, ...options, nextInputs });
    this._home.changed();
    this.warnOfAssumptions(Object.keys(outputs));
  }

  /** The number of iterations that the loop took: a Number. Declared only when a node reads it. */
  public get iterationCount(): FlowValue {
    return FlowValue._of(this, ITERATION_COUNT, FlowDataType.NUMBER);
  }

  /** @internal */
  public override _outputs(): { readonly [name: string]: FlowDataType } {
    return {
      ...this.controller?._exits,
      ...this.isCounted() && { [ITERATION_COUNT]: FlowDataType.NUMBER },
    };
  }

  /** @internal */
  public override _withoutOutputs(): string {
    return spelt`close the loop with continueWhile() first`;
  }

  /** @internal */
  public override _configured(): unknown {
    return { loop: { definition: this._scopeGraph.definition() } };
  }

  /** Whether a node reads how many iterations there were. */
  private isCounted(): boolean {
    return this._home.nodes.some((node) => node._inputs().some(({ value }) => value.node === this
      && value.outputName === ITERATION_COUNT));
  }

  private warnOfAssumptions(outputs: readonly string[]): void {
    warn(this, 'LoopPolarity', 'the documentation contradicts itself on whether a loop continues or ends when its '
      + 'condition is true, and the library has not been tested against the service',
    'test the deployed flow, then acknowledge this');
    const inputs = this._inputs().map((input) => input.name);
    const others =
      [...inputs.filter((name) => name !== DOCUMENTED_INPUT), ...outputs.filter((name) => name !== DOCUMENTED_OUTPUT)];
    if (others.length > 0) {
      warn(this, 'LoopPorts', `${listed(others)} of the loop ${others.length === 1 ? 'is' : 'are'} not in the `
        + `documentation, which names only '${DOCUMENTED_INPUT}' and `
        + `'${DOCUMENTED_OUTPUT}'`, 'use those, or test the deployed flow and acknowledge this');
    }
  }
}
