import type { Construct } from 'constructs';
import { placeOf } from '../checks/flow-error';
import { checkStruct, type MembersOf, NODE_MEMBERS } from '../checks/structs';
import { FlowNode, type FlowNodeProps } from '../graph/flow-node';
import type { FlowValue } from '../graph/flow-value';
import { fixedInputs } from '../graph/ports';

/** Properties for `OutputNode`. */
export interface OutputNodeProps extends FlowNodeProps {
  /** The value returned to the caller of the flow, of any type. */
  readonly document: FlowValue;
}

const MEMBERS: MembersOf<OutputNodeProps> = { ...NODE_MEMBERS, document: '->' };

/**
 * An output of the flow: the caller receives it as a `flowOutputEvent` with the name of this node.
 *
 * A flow has at least one and at most 20. Each branch of a condition ends in its own, because branches can't be joined
 * again. Behind an iterator without collector there is one answer for each item.
 */
export class OutputNode extends FlowNode {
  /**
   * @param scope the flow, or a construct inside it
   * @param id the id, from which the name of the node is made
   * @param props the value to return to the caller
   */
  constructor(scope: Construct, id: string, props: OutputNodeProps) {
    const place = placeOf(scope, id);
    if (new.target === OutputNode) { checkStruct(place, MEMBERS, props); }
    super(scope, id, {
      nodeName: props.nodeName,
      runWhen: props.runWhen,
      nodeType: 'Output',
      configuration: { output: {} },
      inputs: fixedInputs(place, 'Output', { document: props.document }),
    });
  }
}
