import { Construct } from 'constructs';
import { INPUT_NODE_NAME } from '../core/constraints';
import { FlowNode } from '../graph/flow-node';
import { FlowDataType, FlowValue } from '../graph/flow-value';

/** The one input node, which every flow makes for itself. */
export class InputNode extends FlowNode {
  public readonly document: FlowValue;

  constructor(scope: Construct, dataType: FlowDataType) {
    super(scope, INPUT_NODE_NAME, { nodeType: 'Input', configuration: { input: {} }, outputs: { document: dataType } });
    this.document = this.output('document');
  }
}
