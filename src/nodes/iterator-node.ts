import type { Construct } from 'constructs';
import { placeOf } from '../checks/flow-error';
import { checkStruct, type MembersOf, NODE_MEMBERS } from '../checks/structs';
import { FlowNode, type FlowNodeProps } from '../graph/flow-node';
import { FlowDataType, type FlowValue } from '../graph/flow-value';
import { fixedInputs } from '../graph/ports';

/** Properties for `IteratorNode`. */
export interface IteratorNodeProps extends FlowNodeProps {
  /** The items to iterate over: an Array. */
  readonly array: FlowValue;

  /**
   * The data type of an item.
   *
   * @default FlowDataType.STRING
   */
  readonly itemType?: FlowDataType;
}

const MEMBERS: MembersOf<IteratorNodeProps> = { ...NODE_MEMBERS, array: '->', itemType: '' };

/**
 * Runs the nodes behind it once for each item of an array, one after the other. A `CollectorNode` collects what they
 * give; without one the flow gives an answer for each item.
 *
 * A flow has at most one.
 */
export class IteratorNode extends FlowNode {
  /** The item of the current iteration. */
  public readonly arrayItem: FlowValue;

  /** The number of items: a Number. A collector finds it by itself. */
  public readonly arraySize: FlowValue;

  /**
   * @param scope the flow, or a construct inside it; not a loop
   * @param id the id, from which the name of the node is made
   * @param props the items
   */
  constructor(scope: Construct, id: string, props: IteratorNodeProps) {
    if (new.target === IteratorNode) { checkStruct(placeOf(scope, id), MEMBERS, props); }
    super(scope, id, {
      nodeType: 'Iterator',
      nodeName: props.nodeName,
      runWhen: props.runWhen,
      configuration: { iterator: {} },
      inputs: fixedInputs(placeOf(scope, id), 'Iterator', { array: props.array }),
      outputs: { arrayItem: props.itemType ?? FlowDataType.STRING, arraySize: FlowDataType.NUMBER },
    });
    this.arrayItem = this.output('arrayItem');
    this.arraySize = this.output('arraySize');
  }
}
