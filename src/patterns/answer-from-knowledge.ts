import type { aws_bedrock as refs } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { checkSentence } from './word-question';
import { placeOf } from '../checks/flow-error';
import { checkStruct } from '../checks/structs';
import type { FlowBranch } from '../graph/flow-branch';
import type { FlowValue } from '../graph/flow-value';
import type { FlowGuardrail } from '../models/flow-guardrail';
import type { FlowInference } from '../models/flow-inference';
import type { FlowModel } from '../models/flow-model';
import type { FlowReranking } from '../models/flow-reranking';
import { KnowledgeBaseRetrieveNode } from '../nodes/knowledge-base-retrieve-node';
import { PromptNode } from '../nodes/prompt-node';
import { FlowPrompt } from '../prompts/flow-prompt';

/** Properties for `AnswerFromKnowledge`. */
export interface AnswerFromKnowledgeProps {
  /** The question to answer: a String of at most 1,000 characters. */
  readonly question: FlowValue;

  /** The model that writes the answer. */
  readonly model: FlowModel;

  /**
   * The knowledge base, for example a `CfnKnowledgeBase`; not one of the type `MANAGED`.
   *
   * @default - `knowledgeBaseId` names it
   */
  readonly knowledgeBase?: refs.IKnowledgeBaseRef;

  /**
   * The id of a knowledge base that was created elsewhere: up to 10 letters and digits.
   *
   * @default - `knowledgeBase` names it
   */
  readonly knowledgeBaseId?: string;

  /**
   * The number of passages to retrieve: 1 to 100.
   *
   * @default 5
   */
  readonly numberOfResults?: number;

  /**
   * The model that reorders the passages by relevance.
   *
   * @default - the order of the vector search
   */
  readonly reranking?: FlowReranking;

  /**
   * The instruction on how to answer. `{{question}}` and `{{passages}}` follow it.
   *
   * @default - only from the passages, with the location of each passage used; otherwise that the answer is not known
   */
  readonly instruction?: string;

  /**
   * The inference parameters of the model.
   *
   * @default - temperature 0 and at most 1000 tokens
   */
  readonly inference?: FlowInference;

  /**
   * The guardrail that is applied to question and answer. The service supports none for retrieval.
   *
   * @default - the flow's
   */
  readonly guardrail?: FlowGuardrail;

  /**
   * The branch of a Condition node in which this runs.
   *
   * @default - runs as soon as the question is there
   */
  readonly runWhen?: FlowBranch;
}

const INSTRUCTION = 'Answer the question from the passages only. Behind each statement, put the location of its '
  + 'passage in brackets. If the passages do not answer the question, say that you do not know.';

/**
 * Answers a question from a knowledge base, with its sources: it retrieves passages, optionally reranks them, and a
 * model of your choice writes the answer. Unlike `KnowledgeBaseGenerateNode`, it gives out the passages too, and its
 * prompt is yours.
 *
 * @example
 * declare const flow: Flow;
 * declare const model: FlowModel;
 * const found = new AnswerFromKnowledge(flow, 'Find', { knowledgeBaseId: 'KB12345678', question: flow.input, model });
 * new OutputNode(flow, 'Answer', { document: found.answer });
 * new OutputNode(flow, 'Sources', { document: found.passages });
 */
export class AnswerFromKnowledge extends Construct {
  /** The answer: a String. */
  public readonly answer: FlowValue;

  /** The passages that the answer is based on: an Array. */
  public readonly passages: FlowValue;

  /**
   * @param scope the flow, a loop, or a construct inside one of them
   * @param id the id, with which the names of the nodes begin
   * @param props the question and the knowledge base
   */
  constructor(scope: Construct, id: string, props: AnswerFromKnowledgeProps) {
    const place = placeOf(scope, id);
    if (new.target === AnswerFromKnowledge) { checkStruct(place, 'AnswerFromKnowledgeProps', props); }
    const { question, model, guardrail, instruction = INSTRUCTION } = props;
    checkSentence(place, 'instruction', instruction);
    super(scope, id);
    const { inference = { maxTokens: 1000, temperature: 0 } } = props;
    const { knowledgeBase, knowledgeBaseId, numberOfResults = 5, reranking, runWhen } = props;
    const retrieve = new KnowledgeBaseRetrieveNode(this, 'Retrieve',
      { knowledgeBase, knowledgeBaseId, retrievalQuery: question, numberOfResults, reranking, runWhen });
    this.passages = retrieve.retrievalResults;
    this.answer = new PromptNode(this, 'Answer', {
      model,
      guardrail,
      prompt: FlowPrompt.inline(`${instruction} Question: {{question}} Passages: {{passages}}`, { inference }),
      inputs: { question, passages: this.passages },
    }).modelCompletion;
  }
}
