import type { Construct } from 'constructs';
import { placeOf, refusal } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkStruct, type MembersOf, NODE_MEMBERS } from '../checks/structs';
import { ARRAY_SIZE } from '../core/graph/scopes';
import { missingPort } from '../core/sentences/ports';
import { FlowNode, type FlowNodeProps } from '../graph/flow-node';
import { FlowDataType, type FlowValue } from '../graph/flow-value';
import { checkValue } from '../graph/given-value';
import { fixedInputs } from '../graph/ports';
import { scopeOfWay } from '../graph/reach';

/** Properties for `CollectorNode`. */
export interface CollectorNodeProps extends FlowNodeProps {
  /** The value to collect: it comes, over however many nodes, from an `IteratorNode`. */
  readonly arrayItem: FlowValue;

  /**
   * The number of items to collect: a Number.
   *
   * @default - the `arraySize` of the iterator that `arrayItem` comes from
   */
  readonly arraySize?: FlowValue;
}

const MEMBERS: MembersOf<CollectorNodeProps> = { ...NODE_MEMBERS, arrayItem: '->', arraySize: '' };

/** Collects the results of the nodes behind an iterator into one array. A flow has at most one. */
export class CollectorNode extends FlowNode {
  /** The collected results: an Array. */
  public readonly collectedArray: FlowValue;

  /**
   * @param scope the flow, or a construct inside it; not a loop
   * @param id the id, from which the name of the node is made
   * @param props the value to collect
   * @throws if `arrayItem` does not come from an iterator and no `arraySize` is given
   */
  constructor(scope: Construct, id: string, props: CollectorNodeProps) {
    const place = placeOf(scope, id);
    if (new.target === CollectorNode) { checkStruct(place, MEMBERS, props); }
    const { arrayItem } = props;
    super(scope, id, {
      nodeType: 'Collector',
      nodeName: props.nodeName,
      runWhen: props.runWhen,
      configuration: { collector: {} },
      inputs: fixedInputs(place, 'Collector', { arrayItem, arraySize: props.arraySize ?? sizeOf(place, arrayItem) }),
      outputs: { collectedArray: FlowDataType.ARRAY },
    });
    this.collectedArray = this.output('collectedArray');
  }
}

function sizeOf(place: string, arrayItem: FlowValue | undefined): FlowValue | undefined {
  if (arrayItem === undefined || arrayItem === null) { return undefined; }
  checkValue(place, 'arrayItem', arrayItem);
  const { kind, owner } = scopeOfWay(arrayItem);
  if (kind === 'iterator') { return owner!.output(ARRAY_SIZE); }
  throw refusal(place, missingPort('input', 'Collector', ARRAY_SIZE,
    spelt`pass it as 'arraySize', or collect what comes from an IteratorNode: '${arrayItem}' does `
      + 'not'), 'MissingNodeInput');
}
