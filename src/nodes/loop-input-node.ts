import { Construct } from 'constructs';
import { FlowNode } from '../flow-node';
import { FlowDataType } from '../flow-value';
import { cut } from '../private/names';

/** Where the values come into a loop: the node of the service behind `LoopNode.value()`. */
export class LoopInputNode extends FlowNode {
  constructor(scope: Construct, loopName: string, outputs: { [name: string]: FlowDataType }) {
    super(scope, 'LoopInput', { nodeType: 'LoopInput', nodeName: nameInLoop(loopName, 'LoopInput'), configuration: { loopInput: {} }, outputs });
  }
}

/** The name of a loop's own node: the loop's, and what the node is. */
export function nameInLoop(loopName: string, role: string): string {
  return `${cut(loopName, 51 - role.length)}_${role}`;
}
