import type { Construct } from 'constructs';
import { placeOf } from '../checks/flow-error';
import { FlowGraph } from '../graph/flow-graph';
import { FlowNode } from '../graph/flow-node';
import type { FlowDataType } from '../graph/flow-value';
import { derivedNodeName } from '../graph/node-names';

/** Where the values come into a loop: the node of the service behind `LoopNode.value()`. */
export class LoopInputNode extends FlowNode {
  constructor(scope: Construct, loopName: string, outputs: { [name: string]: FlowDataType }) {
    super(scope, 'LoopInput', {
      nodeType: 'LoopInput',
      nodeName: nameInLoop(scope, loopName, 'LoopInput'),
      configuration: { loopInput: {} },
      outputs,
    });
  }
}

/** The name of one of a loop's own nodes: that of the loop, whatever its id, and what the node is. */
export function nameInLoop(scope: Construct, loopName: string, role: string): string {
  return derivedNodeName(placeOf(scope, role), [loopName, role], FlowGraph.around(scope, role).names);
}
