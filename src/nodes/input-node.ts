import type { Construct } from 'constructs';
import { INPUT_NODE_NAME } from '../core/constraints';
import { FlowNode } from '../graph/flow-node';
import type { FlowDataType, FlowValue } from '../graph/flow-value';

/** The one input node, which every flow makes for itself. */
export class InputNode extends FlowNode {
  public readonly document: FlowValue;

  constructor(scope: Construct, dataType: FlowDataType, nodeName: string = INPUT_NODE_NAME) {
    // the id does not follow the name, so that no name can be in the way of the other constructs of a flow
    super(scope, INPUT_NODE_NAME,
      { nodeName, nodeType: 'Input', configuration: { input: {} }, outputs: { document: dataType } });
    this.document = this.output('document');
  }
}
