import type { Kind } from './kind';
import { present, record } from './requests';
import { NUMBER, QUOTA, TEXT } from '../constraints/limits';
import { MODEL_GRANTS } from '../constraints/permissions';
import { at, known } from '../diagram/values';
import { must, struct, text as words, whole } from '../model/member';
import { isRecord } from '../model/opaque';
import type { PlanNode } from '../simulate/plan';
import type { Values } from '../simulate/prompt-template';
import { inferenceNumbers } from '../simulate/prompt-template';
import type { Request, RetrieveAndGenerateRequest } from '../simulate/request';

export const KNOWLEDGE_BASE: Kind<'KnowledgeBase'> = {
  key: 'knowledgeBase',
  structure: {
    members: {
      knowledgeBaseId: must(words(TEXT.knowledgeBaseId)),
      modelId: words(TEXT.modelId),
      guardrailConfiguration: struct('Guardrail'),
      numberOfResults: whole(NUMBER.numberOfResults),
      promptTemplate: struct('KnowledgeBaseTemplate'),
      inferenceConfiguration: struct('Inference'),
      rerankingConfiguration: struct('Reranking'),
      orchestrationConfiguration: struct('Orchestration'),
    },
  },
  inputs: [{ name: 'retrievalQuery', type: 'String' }],
  // one of the two, never both: see KNOWLEDGE_BASE_OUTPUTS
  outputs: [
    { name: 'retrievalResults', type: 'Array', optional: true, note: 'without modelId' },
    { name: 'outputText', type: 'String', optional: true, note: 'with modelId' },
  ],
  inLoop: true,
  quota: { max: 20, source: QUOTA },
  grants: [],
  grantsInApp: [...MODEL_GRANTS, 'retrieve', 'retrieveAndGenerate', 'rerank', 'applyGuardrail', 'readKey'],
  // no version could freeze what is in it
  moving: [],
  constructs: [
    {
      name: 'KnowledgeBaseRetrieveNode',
      does: 'retrieves from a knowledge base; none of the type `MANAGED` works in a flow',
      takes: '`retrievalQuery`',
      gives: '`retrievalResults`',
    },
    {
      name: 'KnowledgeBaseGenerateNode',
      does: 'answers from a knowledge base',
      takes: '`retrievalQuery`',
      gives: '`outputText`',
    },
  ],
  drawing: {
    shape: ['[(', ')]'],
    details: ({ configuration }) => [
      known(at(configuration, 'knowledgeBase', 'knowledgeBaseId')),
      known(at(configuration, 'knowledgeBase', 'modelId')),
    ],
    category: 'data',
    form: 'work',
  },
  run: {
    how: 'effect',
    request,
    operations: ['Retrieve', 'RetrieveAndGenerate'],
    example: ({ configuration: { modelId } }) => modelId === undefined
      ? [{ content: { text: 'a passage' } }] : 'text of the answer',
    answersText: ({ operation }) => operation === 'RetrieveAndGenerate',
  },
  assumptions: ({ configuration: { modelId } }) => modelId !== undefined ? [] : [{
    rule: 'RetrievalResults', message: 'the items are used as given; those of the service are not documented',
  }],
};

function request({ configuration }: PlanNode, { retrievalQuery: text }: Values): Request {
  const { knowledgeBaseId, modelId, numberOfResults, rerankingConfiguration } = configuration;
  const vectorSearchConfiguration = present({ numberOfResults, rerankingConfiguration });
  const retrievalConfiguration = vectorSearchConfiguration && { vectorSearchConfiguration };
  if (modelId === undefined) {
    return {
      operation: 'Retrieve',
      knowledgeBaseId,
      retrievalQuery: { text },
      ...retrievalConfiguration && { retrievalConfiguration },
    };
  }
  const knowledgeBaseConfiguration: Generating = {
    knowledgeBaseId,
    modelArn: modelId,
    ...present({
      retrievalConfiguration,
      generationConfiguration: generation(configuration),
      orchestrationConfiguration: orchestration(configuration),
    }),
  };
  return {
    operation: 'RetrieveAndGenerate',
    input: { text },
    retrieveAndGenerateConfiguration: { type: 'KNOWLEDGE_BASE', knowledgeBaseConfiguration },
  };
}

type Generating = RetrieveAndGenerateRequest['retrieveAndGenerateConfiguration']['knowledgeBaseConfiguration'];

function generation({ promptTemplate, inferenceConfiguration, guardrailConfiguration }: PlanNode['configuration']) {
  const { guardrailIdentifier: guardrailId, guardrailVersion } = record(guardrailConfiguration);
  return present({
    promptTemplate,
    inferenceConfig: inference(inferenceConfiguration),
    guardrailConfiguration: guardrailId === undefined ? undefined : { guardrailId, guardrailVersion },
  });
}

function orchestration({ orchestrationConfiguration }: PlanNode['configuration']) {
  if (!isRecord(orchestrationConfiguration)) { return undefined; }
  const { inferenceConfig, ...rest } = orchestrationConfiguration;
  return present({ ...rest, inferenceConfig: inference(inferenceConfig) });
}

function inference(configuration: unknown) {
  const numbers = inferenceNumbers(configuration);
  return numbers && { textInferenceConfig: numbers };
}
