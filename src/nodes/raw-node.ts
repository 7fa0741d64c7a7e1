import type { Construct } from 'constructs';
import { placeOf } from '../checks/flow-error';
import { checkStruct } from '../checks/structs';
import { FlowNode, type FlowNodeSpec } from '../graph/flow-node';

/**
 * A node in the service's own terms: for a type of node, or a part of one, that the library has no construct for.
 *
 * Its configuration is written to the definition unchanged. The library connects its inputs like those of any node, but
 * does not know its outputs or permissions: set them with `outputs` and `policyStatements`.
 */
export class RawNode extends FlowNode {
  /**
   * @param scope the flow, a loop, or a construct inside one of them
   * @param id the id, from which the name of the node is made
   * @param props the properties of the node
   */
  constructor(scope: Construct, id: string, props: FlowNodeSpec) {
    if (new.target === RawNode) { checkStruct(placeOf(scope, id), 'FlowNodeSpec', props); }
    super(scope, id, props);
  }
}
