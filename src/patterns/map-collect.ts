import { Construct } from 'constructs';
import { FlowError, placeOf } from '../checks/flow-error';
import { checkStruct } from '../checks/structs';
import type { FlowBranch } from '../graph/flow-branch';
import type { FlowDataType, FlowValue } from '../graph/flow-value';
import { CollectorNode } from '../nodes/collector-node';
import { IteratorNode } from '../nodes/iterator-node';

/** Properties for `MapCollect`. */
export interface MapCollectProps {
  /** The items to process: an Array. */
  readonly array: FlowValue;

  /**
   * The data type of an item.
   *
   * @default FlowDataType.STRING
   */
  readonly itemType?: FlowDataType;

  /**
   * The branch of a Condition node in which this runs.
   *
   * @default - runs as soon as the array is there
   */
  readonly runWhen?: FlowBranch;
}

/**
 * Processes each item of an array, one after the other, and collects the results: an `IteratorNode` and a
 * `CollectorNode`. A flow has at most one of each; a failure with one item is the failure of the flow.
 *
 * @example
 * declare const flow: Flow;
 * declare const model: FlowModel;
 * const each = new MapCollect(flow, 'Each', { array: flow.input.arrayAt('questions') });
 * const answer = new PromptNode(flow, 'Reply', {
 *   model, prompt: FlowPrompt.inline('Answer: {{question}}'), inputs: { question: each.item },
 * });
 * new OutputNode(flow, 'Answers', { document: each.collect(answer.modelCompletion) });
 */
export class MapCollect extends Construct {
  /** The item of the current iteration: pass it to the nodes that run for each item. */
  public readonly item: FlowValue;

  /** The number of items: a Number. */
  public readonly size: FlowValue;

  private isCollected = false;

  /**
   * @param scope the flow, or a construct inside it; not a loop
   * @param id the id, with which the names of the nodes begin
   * @param props the items
   */
  constructor(scope: Construct, id: string, props: MapCollectProps) {
    if (new.target === MapCollect) { checkStruct(placeOf(scope, id), 'MapCollectProps', props); }
    super(scope, id);
    const each = new IteratorNode(this, 'Each', props);
    this.item = each.arrayItem;
    this.size = each.arraySize;
  }

  /**
   * Collects the results of the nodes that ran for each item. Call it once: a flow has at most one collector.
   *
   * @param result the value to collect for an item; it must depend, directly or through other nodes, on `item`
   * @returns the results, in the order of the items: an Array
   * @throws if it was already called, or `result` does not depend on `item`
   */
  public collect(result: FlowValue): FlowValue {
    if (this.isCollected) {
      throw new FlowError(placeOf(this), 'collect() was already called, and a flow has one collector; collect one '
        + 'value for each item', 'QuotaExceeded');
    }
    const { collectedArray } = new CollectorNode(this, 'Collect', { arrayItem: result });
    this.isCollected = true;
    return collectedArray;
  }
}
