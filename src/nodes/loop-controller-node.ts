import type { Construct } from 'constructs';
import { checkedCondition } from './condition';
import { nameInLoop } from './loop-input-node';
import type { LoopContinueOptions } from './loop-node';
import { placeOf, refusal } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import type { InputCategory } from '../core/model/definition';
import { twoOf } from '../core/sentences/names';
import type { NamedValue } from '../graph/flow-graph';
import { FlowNode } from '../graph/flow-node';
import type { FlowDataType, FlowValue } from '../graph/flow-value';

interface LoopControllerProps extends LoopContinueOptions {
  readonly name: string;
  readonly expression: string;
  readonly maxIterations?: number;
}

/** Ends each iteration of a loop: the node of the service behind `LoopNode.continueWhile()`. */
export class LoopControllerNode extends FlowNode {
  /** What leaves the loop, by the names it has outside. */
  public readonly _exits: { readonly [name: string]: FlowDataType };
  private readonly categories: ReadonlyMap<string, InputCategory>;

  constructor(scope: Construct, loopName: string, props: LoopControllerProps) {
    const { name, expression, maxIterations, outputs } = props;
    const place = placeOf(scope);
    const { values, categories } = byCategory(place, props);
    const condition = checkedCondition(place, name, expression, Object.entries(props.inputs)
      .map(([input, value]) => ({ name: input, value })));
    super(scope, 'LoopController', {
      nodeType: 'LoopController',
      nodeName: nameInLoop(scope, loopName, 'LoopController'),
      configuration: {
        loopController: { continueCondition: condition, ...maxIterations !== undefined && { maxIterations } },
      },
      inputs: values,
    });
    this.categories = categories;
    this._exits = Object.fromEntries(Object.keys(outputs).sort().map((output) => [output, outputs[output].dataType]));
  }

  public override _inputs(): readonly NamedValue[] {
    return super._inputs().map((input) => ({ ...input, category: this.categories?.get(input.name) }));
  }
}

/**
 * The inputs of the node with what each is for. They share one list in the service, so a name can be used once only.
 */
function byCategory(place: string, { inputs, nextInputs = {}, outputs }: LoopContinueOptions) {
  const values: { [name: string]: FlowValue } = {};
  const categories = new Map<string, InputCategory>();
  const parts: [InputCategory, { [name: string]: FlowValue }][] = [
    ['LoopCondition', inputs], ['ReturnValueToLoopStart', nextInputs],
    ['ExitLoop', outputs],
  ];
  for (const [category, part] of parts) {
    for (const [name, value] of Object.entries(part)) {
      if (name in values) {
        throw refusal(place, twoOf('inputs', name, spelt`rename one of them: the parts of continueWhile() share one `
          + 'list'),
        'DuplicateName');
      }
      values[name] = value;
      categories.set(name, category);
    }
  }
  return { values, categories };
}
