import { Token } from 'aws-cdk-lib';
import type { aws_bedrock as refs } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import { NoManagedKnowledgeBase } from './managed-knowledge-base';
import { checkNumber, checkText, exactlyOne } from '../checks/arguments';
import { placeOf } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { NUMBER, TEXT } from '../core/constraints';
import { FlowNode, type FlowNodeProps, type FlowNodeSpec } from '../graph/flow-node';
import type { FlowValue } from '../graph/flow-value';
import { fixedInputs } from '../graph/ports';
import type { FlowReranking } from '../models/flow-reranking';
import { retrieveNeeds } from '../role/node-needs';

/** Properties for both kinds of knowledge base node. */
export interface KnowledgeBaseNodeProps extends FlowNodeProps {
  /**
   * The knowledge base, for example a `CfnKnowledgeBase`. Flows can't use one of the type `MANAGED`:
   * RetrieveAndGenerate does not take it (Bedrock User Guide), and users saw InvokeFlow fail where a node only
   * retrieves, too. One that is in the app is an error at synth.
   *
   * @default - `knowledgeBaseId` names it
   */
  readonly knowledgeBase?: refs.IKnowledgeBaseRef;

  /**
   * The id of a knowledge base that was created elsewhere: up to 10 letters and digits. It must not be of the type
   * `MANAGED`.
   *
   * @default - `knowledgeBase` names it
   */
  readonly knowledgeBaseId?: string;

  /** The query: a String of at most 1,000 characters (Bedrock quotas, "User query size"). */
  readonly retrievalQuery: FlowValue;

  /**
   * The number of results to retrieve: 1 to 100.
   *
   * @default - the service decides
   */
  readonly numberOfResults?: number;

  /**
   * The model that reorders the results by relevance.
   *
   * @default - the order of the vector search
   */
  readonly reranking?: FlowReranking;
}

/** A node that searches a knowledge base. Its outputs depend on its kind. */
export abstract class KnowledgeBaseNode extends FlowNode {
  /**
   * @param scope the flow, a loop, or a construct inside one of them
   * @param id the id, from which the name of the node is made
   * @param props the query and the knowledge base
   * @param spec the node of the kind
   */
  protected constructor(scope: Construct, id: string, props: KnowledgeBaseNodeProps, spec: FlowNodeSpec) {
    const place = placeOf(scope, id);
    const ref = exactlyOne<object | string>(place,
      { knowledgeBase: props.knowledgeBase, knowledgeBaseId: props.knowledgeBaseId });
    checkText(place, spelt`'knowledgeBaseId'`, props.knowledgeBaseId, TEXT.knowledgeBaseId);
    checkNumber(place, spelt`'numberOfResults'`, props.numberOfResults, NUMBER.numberOfResults);
    super(scope, id, {
      nodeType: spec.nodeType,
      nodeName: spec.nodeName,
      runWhen: spec.runWhen,
      inputs: fixedInputs(place, 'KnowledgeBase', { retrievalQuery: props.retrievalQuery }),
      outputs: spec.outputs,
      policyStatements: spec.policyStatements,
    });
    const { knowledgeBaseId, knowledgeBaseArn } = typeof ref === 'string'
      ? { knowledgeBaseId: ref, knowledgeBaseArn: undefined }
      : (ref as refs.IKnowledgeBaseRef).knowledgeBaseRef;
    this._configuration = {
      knowledgeBase: {
        knowledgeBaseId,
        ...props.numberOfResults !== undefined && { numberOfResults: props.numberOfResults },
        ...props.reranking && { rerankingConfiguration: props.reranking._configuration(this) },
        ...spec.configuration,
      },
    };
    if (Token.isUnresolved(knowledgeBaseId)) { this.node.addValidation(new NoManagedKnowledgeBase(knowledgeBaseId)); }
    this._allow(retrieveNeeds(this._home.root.owner, knowledgeBaseId, knowledgeBaseArn));
  }
}
