import type { Construct } from 'constructs';
import { KnowledgeBaseNode, type KnowledgeBaseNodeProps } from './knowledge-base-node';
import { placeOf } from '../checks/flow-error';
import { checkStruct, type MembersOf, NODE_MEMBERS } from '../checks/structs';
import { FlowDataType, type FlowValue } from '../graph/flow-value';
import { warnUnguarded } from '../models/guarded';

/** Properties for `KnowledgeBaseRetrieveNode`. */
export interface KnowledgeBaseRetrieveNodeProps extends KnowledgeBaseNodeProps {}

/**
 * Retrieves passages from a knowledge base and outputs them, without a model.
 *
 * The service has no guardrail here, and reranks with the knowledge base's own role.
 */
export class KnowledgeBaseRetrieveNode extends KnowledgeBaseNode {
  /**
   * The retrieved passages: an Array. The shape of its items is not documented for flows; presumably the results of the
   * Retrieve API, objects with `content.text`, `location`, `score` and `metadata`.
   */
  public readonly retrievalResults: FlowValue;

  /**
   * @param scope the flow, a loop, or a construct inside one of them
   * @param id the id, from which the name of the node is made
   * @param props the query and the knowledge base
   */
  constructor(scope: Construct, id: string, props: KnowledgeBaseRetrieveNodeProps) {
    if (new.target === KnowledgeBaseRetrieveNode) {
      checkStruct(placeOf(scope, id), MEMBERS, props);
    }
    const { nodeName, runWhen } = props;
    super(scope, id, props,
      { nodeType: 'KnowledgeBase', nodeName, runWhen, outputs: { retrievalResults: FlowDataType.ARRAY } });
    this.retrievalResults = this.output('retrievalResults');
    warnUnguarded(this);
  }
}

const MEMBERS: MembersOf<KnowledgeBaseRetrieveNodeProps> = {
  ...NODE_MEMBERS, retrievalQuery: '->', knowledgeBase: '', knowledgeBaseId: '', numberOfResults: '', reranking: '',
};
