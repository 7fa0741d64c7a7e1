import { Construct } from 'constructs';
import { FlowNode } from '../flow-node';
import { FlowDataType } from '../flow-value';

/** Where the values come into a loop: the node of the service behind `LoopNode.value()`. */
export class LoopInputNode extends FlowNode {
  constructor(scope: Construct, outputs: { [name: string]: FlowDataType }) {
    super(scope, 'LoopInput', { nodeType: 'LoopInput', configuration: { loopInput: {} }, outputs });
  }
}
