/** Small stacks that are written again in each language; the others are stacks of the examples. */
import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  CollectorNode, Flow, FlowDataType, FlowModel, FlowPrompt, IteratorNode, KnowledgeBaseGenerateNode, LoopNode,
  OutputNode, PromptNode,
} from 'cdk-bedrock-flows';

/** The flow at the top of the README. */
export class SummaryStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const flow = new Flow(this, 'Summary');
    const summary = new PromptNode(flow, 'Summarise', {
      model: FlowModel.fromModelId('amazon.nova-lite-v1:0'),
      prompt: FlowPrompt.inline('Summarise in three sentences: {{topic}}'),
      inputs: { topic: flow.input },
    });
    new OutputNode(flow, 'Answer', { document: summary.modelCompletion });
  }
}

/** An iterator and a collector around a knowledge base. */
export class QuestionsStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const flow = new Flow(this, 'Questions', { inputType: FlowDataType.OBJECT });
    const each = new IteratorNode(flow, 'EachQuestion', { array: flow.input.arrayAt('questions') });
    const answer = new KnowledgeBaseGenerateNode(flow, 'LookUp', {
      knowledgeBaseId: 'KB12345678',
      model: FlowModel.fromModelId('us.amazon.nova-lite-v1:0'),
      retrievalQuery: each.arrayItem,
    });
    const all = new CollectorNode(flow, 'AllAnswers', { arrayItem: answer.outputText });
    new OutputNode(flow, 'Answers', { document: all.collectedArray });
  }
}

/** A loop whose names are the ones of the user. */
export class WriterStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const flow = new Flow(this, 'Writer');
    const model = FlowModel.fromModelId('us.amazon.nova-pro-v1:0');
    const refine = new LoopNode(flow, 'Refine', { inputs: { loopInput: flow.input }, maxIterations: 4 });
    const text = refine.value('loopInput');
    const verdict = new PromptNode(refine, 'Judge', {
      model, prompt: FlowPrompt.inline('Answer good or revise: {{text}}'), inputs: { text },
    });
    const better = new PromptNode(refine, 'Improve', {
      model, prompt: FlowPrompt.inline('Improve: {{text}}', { inference: { maxTokens: 400 } }), inputs: { text },
    });
    refine.continueWhile('needsWork', 'verdict == "revise"', {
      inputs: { verdict: verdict.modelCompletion },
      nextInputs: { loopInput: better.modelCompletion },
      outputs: { loopOutput: better.modelCompletion },
    });
    new OutputNode(flow, 'Answer', { document: refine.output('loopOutput') });
  }
}
