import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ArticlePipelineStack } from './article-pipeline/stack';
import { BatchExtractionStack } from './batch-extraction/stack';
import { BlueGreenStack } from './blue-green/stack';
import { CanaryRolloutStack } from './canary-rollout/stack';
import { ContractDocumentsStack } from './contract-documents/stack';
import { ExportedFlowStack } from './exported-flow/stack';
import { LoanDecisionStack } from './loan-decision/stack';
import { NightlyBatchStack } from './nightly-batch/stack';
import { PublishedFlowStack } from './published-flow/stack';
import { RefineLoopStack } from './refine-loop/stack';
import { ResearchSynthesisStack } from './research-synthesis/stack';
import { ToneRouterStack } from './tone-router/stack';
import { TopicSummaryStack } from './topic-summary/stack';
import { Flow } from 'cdk-bedrock-flows';

/** A stack of an example: synthesizes without any props. */
export type ExampleStack = Stack & {
  readonly flow: Flow;
  /** Flows beside it, by the files with their mocks. */
  readonly otherFlows?: Readonly<Record<string, Flow>>;
};

export interface Example {
  /** The folder. */
  readonly name: string;
  readonly stack: new (scope: Construct, id: string) => ExampleStack;
}

/** All examples, for the demo, the diagrams and the tests. */
export const EXAMPLES: readonly Example[] = [
  { name: 'topic-summary', stack: TopicSummaryStack },
  { name: 'tone-router', stack: ToneRouterStack },
  { name: 'article-pipeline', stack: ArticlePipelineStack },
  { name: 'contract-documents', stack: ContractDocumentsStack },
  { name: 'loan-decision', stack: LoanDecisionStack },
  { name: 'research-synthesis', stack: ResearchSynthesisStack },
  { name: 'nightly-batch', stack: NightlyBatchStack },
  { name: 'batch-extraction', stack: BatchExtractionStack },
  { name: 'refine-loop', stack: RefineLoopStack },
  { name: 'exported-flow', stack: ExportedFlowStack },
  { name: 'published-flow', stack: PublishedFlowStack },
  { name: 'blue-green', stack: BlueGreenStack },
  { name: 'canary-rollout', stack: CanaryRolloutStack },
];
