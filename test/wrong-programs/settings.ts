/** Wrong models, resources, settings of the flow and definitions. */
import { aws_s3 as s3 } from 'aws-cdk-lib';
import { many, nothing, row, triage, type WrongProgram } from './worlds';
import {
  AgentNode, Flow, FlowCode, FlowDataType, FlowDefinition, FlowGuardrail, FlowModel, FlowReranking, InlineCodeNode,
  KnowledgeBaseGenerateNode,
  KnowledgeBaseRetrieveNode, LambdaNode, LexNode, RerankingMetadata, S3RetrievalNode, S3StorageNode,
} from '../../src';
import { BOT, FUNCTION, MODEL } from '../small-flows';

const search = (props: object) =>
  row(triage, ({ flow, text }) => new KnowledgeBaseRetrieveNode(flow, 'Search', { retrievalQuery: text, ...props }));
const answer = (props: object) => row(triage, ({ flow, text }) => new KnowledgeBaseGenerateNode(flow, 'Answer', {
  knowledgeBaseId: 'KBAAAAAAAA', model: MODEL, retrievalQuery: text, ...props,
}));
const model = (identifier: string) => row(nothing, () => FlowModel.fromModelId(identifier));
const defined = (json: object, options = {}) => row(nothing, () => FlowDefinition.fromJson(json, options));
const imported = (json: object) => row((stack) => ({ stack, definition: FlowDefinition.fromJson(json) }),
  ({ stack, definition }) => new Flow(stack, 'Triage', { definition }));
const file = (name: string) => row(nothing, () => FlowDefinition.fromFile(`test/wrong-programs/${name}`));

const input = { name: 'FlowInputNode', type: 'Input', outputs: [{ name: 'document', type: 'String' }] };
const output = { name: 'Out', type: 'Output', inputs: [{ name: 'document', type: 'String', expression: '$.data' }] };
const resource =
  (Definition?: object) => ({ Type: 'AWS::Bedrock::Flow', Properties: { Name: 'F', ...Definition && { Definition } } });
const TEMPLATE = { Resources: { One: resource({ Nodes: [] }), Two: resource({ Nodes: [] }), Empty: resource() } };

export const SETTINGS: { readonly [name: string]: WrongProgram } = {
  // models and guardrails
  'no model id': model('gpt 4'),
  'model id without vendor': model('claude'),
  'prompt router by its id': model('arn:aws:bedrock:us-east-1:111122223333:default-prompt-router/anthropic.claude:1'),
  'profile as foundation model': row(nothing, () => FlowModel.foundationModel('us.amazon.nova-lite-v1:0')),
  'model as profile': row(nothing, () => FlowModel.inferenceProfile('amazon.nova-lite-v1:0')),
  'model id as imported model': row(nothing, () => FlowModel.importedModel('amazon.nova-lite-v1:0')),
  'guardrail opt-out without reason': row(nothing, () => FlowGuardrail.none(' ')),
  'bad guardrail id': row(nothing, () => FlowGuardrail.fromId('My Guardrail', '1')),
  'bad guardrail version': row(nothing, () => FlowGuardrail.fromId('gr1', 'latest')),

  // resources
  'both knowledgeBase and knowledgeBaseId':
    search({ knowledgeBaseId: 'KBAAAAAAAA', knowledgeBase: { knowledgeBaseRef: {} } }),
  'neither knowledgeBase nor knowledgeBaseId': search({}),
  'too long knowledge base id': search({ knowledgeBaseId: 'KBAAAAAAAAA' }),
  'knowledge base ARN for an id': search({ knowledgeBaseId: 'kb/AAAAA' }),
  'no results': search({ knowledgeBaseId: 'KBAAAAAAAA', numberOfResults: 0 }),
  'too many results': search({ knowledgeBaseId: 'KBAAAAAAAA', numberOfResults: 101 }),
  'reranking with a profile':
    row(nothing, () => FlowReranking.bedrock(FlowModel.fromModelId('us.amazon.nova-lite-v1:0'))),
  'reranking keeps nothing': row(nothing, () => FlowReranking.bedrock(MODEL, { numberOfRerankedResults: 0 })),
  'reranking by no field': row(nothing, () => RerankingMetadata.only()),
  'empty knowledge base prompt': answer({ promptTemplate: '' }),
  'too many tokens for a knowledge base': answer({ inference: { maxTokens: 4097 } }),
  'too many tokens to take a question apart': answer({ orchestration: { inference: { maxTokens: 4097 } } }),
  'bad agent ARN': row(triage, ({ flow, text }) => new AgentNode(flow, 'Help',
    { agentAliasArn: 'AGENT/ALIAS', agentInputText: text })),
  'no agent': row(triage, ({ flow, text }) => new AgentNode(flow, 'Help', { agentInputText: text })),
  'bad function ARN': row(triage, ({ flow }) => new LambdaNode(flow, 'Look', { lambdaArn: 'my-function' })),
  'no function': row(triage, ({ flow }) => new LambdaNode(flow, 'Look', {})),
  'bad bot ARN': row(triage, ({ flow, text }) => new LexNode(flow, 'Intent',
    { botAliasArn: 'MyBot', localeId: 'en_US', inputText: text })),
  'too long locale': row(triage, ({ flow, text }) => new LexNode(flow, 'Intent',
    { botAliasArn: BOT, localeId: 'English (US)', inputText: text })),
  'empty locale':
    row(triage, ({ flow, text }) => new LexNode(flow, 'Intent', { botAliasArn: BOT, localeId: '', inputText: text })),
  'bad bucket name':
    row(triage, ({ flow, text }) => new S3RetrievalNode(flow, 'Read', { bucketName: 'My_Bucket', objectKey: text })),
  'no bucket': row(triage, ({ flow, text }) => new S3StorageNode(flow, 'Keep', { content: text, objectKey: text })),
  'two buckets': row((stack) => ({ ...triage(stack), bucket: new s3.Bucket(stack, 'Bucket') }),
    ({ flow, text, bucket }) => new S3RetrievalNode(flow, 'Read', { bucket, bucketName: 'files', objectKey: text })),
  'Python keyword': row(triage, ({ flow, text }) => new InlineCodeNode(flow, 'Cut',
    { code: FlowCode.inline('class'), inputs: { class: text } })),
  'code without inputs':
    row(triage, ({ flow }) => new InlineCodeNode(flow, 'Cut', { code: FlowCode.inline('1'), inputs: {} })),
  'code with six inputs': row(triage, ({ flow, text }) => new InlineCodeNode(flow, 'Cut',
    { code: FlowCode.inline('1'), inputs: many(6, text) })),
  'empty code': row(nothing, () => FlowCode.inline(' \n')),
  'unreadable code': row(nothing, () => FlowCode.fromFile('test/wrong-programs/missing.py')),

  // the flow
  'too long tag key': row(nothing, (stack) => new Flow(stack, 'Triage', { tags: { ['k'.repeat(129)]: 'v' } })),
  'illegal tag value': row(nothing, (stack) => new Flow(stack, 'Triage', { tags: { team: 'R&D' } })),
  'empty tag key of the test alias': row(nothing, (stack) => new Flow(stack, 'Triage', { testAliasTags: { '': 'v' } })),
  'empty description': row(nothing, (stack) => new Flow(stack, 'Triage', { description: '' })),
  'too long description': row(nothing, (stack) => new Flow(stack, 'Triage', { description: 'x'.repeat(201) })),
  'inputType beside definition': row(nothing, (stack) => new Flow(stack, 'Triage', {
    definition: FlowDefinition.fromJson({ nodes: [input, output] }), inputType: FlowDataType.OBJECT,
  })),
  'inputName beside definition': row(nothing, (stack) => new Flow(stack, 'Triage', {
    definition: FlowDefinition.fromJson({ nodes: [input, output] }), inputName: 'Start',
  })),
  'illegal inputName': row(nothing, (stack) => new Flow(stack, 'Triage', { inputName: 'the input' })),

  // existing definitions
  'definition is broken JSON': file('broken.json'),
  'definition is not there': file('missing.json'),
  'no flow in it': defined({ Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }),
  'two flows in it': defined({ Resources: { One: TEMPLATE.Resources.One, Two: TEMPLATE.Resources.Two } }),
  'no flow of that id': defined(TEMPLATE, { flowId: 'Three' }),
  'flow without definition': defined(TEMPLATE, { flowId: 'Empty' }),
  'definition in S3':
    defined({ Type: 'AWS::Bedrock::Flow', Properties: { DefinitionS3Location: { Bucket: 'b', Key: 'k' } } }),
  'open placeholder': defined({
    nodes: [{ name: 'Look', type: 'LambdaFunction', configuration: { lambdaFunction: { lambdaArn: '${Lookup}' } } }],
  }),
  'misspelt substitution': defined({
    nodes: [{ name: 'Look', type: 'LambdaFunction', configuration: { lambdaFunction: { lambdaArn: '${Lookup}' } } }],
  },
  { substitutions: { Lokup: FUNCTION } }),
  'substitution without placeholder': defined({ nodes: [input] }, { substitutions: { Lookup: FUNCTION } }),
  'both spellings': defined({ nodes: [{ Name: 'In', Type: 'Input' }, input] }),
  'nodes is not a list': defined({ nodes: { FlowInputNode: input } }),
  'definition without input node': row((stack) =>
    new Flow(stack, 'Triage', { definition: FlowDefinition.fromJson({ nodes: [output] }) }), (flow) => flow.input),
  'imported node twice': imported({ nodes: [input, output, output] }),
  'imported node with an illegal name': imported({ nodes: [input, { ...output, name: 'my-out' }] }),
  'imported node without name': defined({ nodes: [input, { type: 'Output' }] }),
  'imported input node without output': imported({ nodes: [{ name: 'FlowInputNode', type: 'Input' }, output] }),
  'two imported input nodes': imported({ nodes: [input, { ...input, name: 'Second' }] }),
  'imported guardrail with an illegal id': imported({
    nodes: [input, output, {
      name: 'Reply',
      type: 'Prompt',
      configuration: {
        prompt: {
          sourceConfiguration: {
            resource: { promptArn: 'arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPTAAAA:1' },
          },
          guardrailConfiguration: { guardrailIdentifier: 'My Guardrail', guardrailVersion: '1' },
        },
      },
    }],
  }),
  'condition in an imported loop': imported({
    nodes: [input, output, {
      name: 'Refine',
      type: 'Loop',
      configuration: { loop: { definition: { nodes: [{ name: 'Route', type: 'Condition' }] } } },
    }],
  }),
};
