/**
 * For each code a value that brings it about, in one of the sample flows. What the validator says of it is not written
 * down here: it is asked.
 */
import { sampleFlow } from './sample-flows';
import { normalise } from '../../src/core/template';
import type { Finding } from '../../src/core/validate/finding';
import { validateModel } from '../../src/core/validate/validate';

type Change = readonly [flow: 'triage' | 'refine', path: string, value: unknown];

const PROMPT = 'nodes[1].configuration.prompt';
const INLINE = `${PROMPT}.sourceConfiguration.inline`;
const TEXT = { templateType: 'TEXT', templateConfiguration: { text: { text: '{{message}}' } } };
const CONDITIONS = 'nodes[2].configuration.condition.conditions';
const LOOP = 'nodes[1].configuration.loop.definition';
const code = (text: string) =>
  ({ name: 'Code', type: 'InlineCode', configuration: { inlineCode: { code: text, language: 'Python_3' } } });
const data = (source: string, sourceOutput: string, target: string, targetInput: string, name = 'More') => (
  { name, type: 'Data', source, target, configuration: { data: { sourceOutput, targetInput } } }
);

const EXAMPLES: Readonly<Record<string, Change | undefined>> = {
  AmbiguousCondition: ['triage', `${CONDITIONS}[0].expression`, 'category == "a" or category == "b" and '
    + 'category != "c"'],
  CyclicConnection: ['triage', 'connections[0]', data('Classify', 'modelCompletion', 'Classify', 'message')],
  DraftReference: ['triage', `${PROMPT}.sourceConfiguration`, {
    resource: { promptArn: 'arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPT0001' },
  }],
  DuplicateConditionExpression: ['triage', `${CONDITIONS}[2]`, { name: 'again', expression: 'category == "refund"' }],
  DuplicateConnections: ['triage', 'connections[6]', data('FlowInputNode', 'document', 'Classify', 'message')],
  DuplicateName: ['triage', 'nodes[4].name', 'Refund'],
  ExpressionTooLong: ['triage', `${CONDITIONS}[0].expression`, `category == "${'refund or exchange '.repeat(4)}"`],
  ForeignRegion: ['triage', PROMPT, {
    sourceConfiguration: { resource: { promptArn: 'arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPT0001:1' } },
    guardrailConfiguration: {
      guardrailIdentifier: 'arn:aws:bedrock:eu-central-1:111122223333:guardrail/guard1', guardrailVersion: '1',
    },
  }],
  ForeignTemplate: ['triage', `${INLINE}.templateConfiguration.text.text`, '{% if message %}{{message}}{% endif %}'],
  IllegalDefinition: ['triage', 'connections', {}],
  IllegalName: ['triage', 'nodes[3].name', '1st answer'],
  IllegalValue: ['triage', `${INLINE}.inferenceConfiguration`, { text: { temperature: 3 } }],
  IncompatibleConnectionDataType: ['triage', 'nodes[1].inputs[0].type', 'Number'],
  InvalidLoopBoundary: ['refine', 'connections[1].source', 'Improve'],
  LoopIncompatibleNodeType: ['refine', `${LOOP}.nodes[3]`, { name: 'Each', type: 'Iterator' }],
  MalformedConditionExpression: ['triage', `${CONDITIONS}[0].expression`, 'category = "refund"'],
  MalformedNodeInputExpression: ['triage', 'nodes[1].inputs[0].expression', '$.data.'],
  MismatchedConfiguration: ['triage', 'nodes[3].configuration', { input: {} }],
  MismatchedNodeInputType: ['triage', 'nodes[1]', {
    name: 'Classify',
    type: 'Agent',
    configuration: {
      agent: { agentAliasArn: 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENTAAAAA/ALIASAAAAA' },
    },
    inputs: [{ name: 'agentInputText', type: 'Object', expression: '$.data' }],
  }],
  MismatchedNodeOutputType: ['triage', 'nodes[1].outputs[0].type', 'Object'],
  MissingConnectionConfiguration: ['triage', 'connections[0].configuration', undefined],
  MissingDefaultCondition: ['triage', `${CONDITIONS}[1]`, { name: 'other', expression: 'category == "other"' }],
  MissingEndingNodes: ['triage', 'nodes', [sampleFlow('triage').nodes].flat().slice(0, 3)],
  MissingLoopControllerNode: ['refine', `${LOOP}.nodes[2]`, undefined],
  MissingLoopInputNode: ['refine', `${LOOP}.nodes[0]`, undefined],
  MissingNodeConfiguration: ['triage', PROMPT, undefined],
  MissingNodeInput: ['triage', 'nodes[3].inputs', []],
  MissingNodeOutput: ['triage', 'nodes[1].outputs', []],
  MissingStartingNodes: ['triage', 'nodes[0].type', 'Output'],
  MultipleInputNodes: ['triage', 'nodes[4].type', 'Input'],
  MultipleLoopControllerNodes: ['refine', `${LOOP}.nodes[1].type`, 'LoopController'],
  MultipleLoopInputNodes: ['refine', `${LOOP}.nodes[1].type`, 'LoopInput'],
  MultipleNodeInputConnections: ['triage', 'connections[6]', data('FlowInputNode', 'document', 'Refund', 'document')],
  NotInCloudFormation: ['triage', `${INLINE}.additionalModelRequestFields`, { reasoning: true }],
  QuotaExceeded: ['triage', 'nodes[1].inputs', Array.from({ length: 21 }, (_, index) => ({
    name: `in${index}`, type: 'String', expression: '$.data',
  }))],
  RefusedInference: ['triage', INLINE, {
    ...TEXT, modelId: 'us.anthropic.claude-opus-4-8', inferenceConfiguration: { text: { temperature: 0.2 } },
  }],
  RetiredKey: ['triage', `${INLINE}.inferenceConfiguration`, { text: { topK: 5 } }],
  RetiredModel: ['triage', `${INLINE}.modelId`, 'amazon.nova-premier-v1:0'],
  SecretInPrompt: ['triage', `${INLINE}.templateConfiguration.text.text`, 'Use AKIA2345ABCDEFGHIJKL: {{message}}'],
  SuspectInlineCode: ['triage', 'nodes[1]', code('answer = message.upper()')],
  UnaskedAnswer: ['triage', `${CONDITIONS}[0].expression`, 'category == "refnd"'],
  UnavailableModel: [
    'triage', `${INLINE}.modelId`,
    'arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0',
  ],
  UnconnectedCondition: ['triage', 'connections[5]', undefined],
  UnfulfilledNodeInput: ['triage', 'connections[0]', undefined],
  UnknownConnectionCondition: ['triage', 'connections[4].configuration.conditional.condition', 'isRefnd'],
  UnknownConnectionSource: ['triage', 'connections[0].source', 'FlowInput'],
  UnknownConnectionSourceOutput: ['triage', 'connections[0].configuration.data.sourceOutput', 'documnt'],
  UnknownConnectionTarget: ['triage', 'connections[0].target', 'Clasify'],
  UnknownConnectionTargetInput: ['triage', 'connections[0].configuration.data.targetInput', 'mesage'],
  UnknownKey: ['triage', 'nodes[1].input', []],
  UnknownNodeInput: ['triage', 'nodes[3].inputs[0].name', 'answer'],
  UnknownNodeOutput: ['triage', 'nodes[1].outputs[0].name', 'completion'],
  UnknownNodeType: ['triage', 'nodes[1].type', 'Promt'],
  UnknownPromptVariable: ['triage', `${INLINE}.templateConfiguration.text.inputVariables`, [{ name: 'mesage' }]],
  UnlimitedTokens: [
    'refine', `${LOOP}.nodes[1].configuration.prompt.sourceConfiguration.inline.inferenceConfiguration`, undefined,
  ],
  UnmatchedLoopPort: ['refine', 'nodes[1].outputs[0].name', 'result'],
  UnreachableNode: ['triage', 'nodes[5]', code('1 + 1')],
  UnsatisfiedConnectionConditions: ['triage', 'connections[6]', {
    name: 'Both',
    type: 'Conditional',
    source: 'Route',
    target: 'Refund',
    configuration: {
      conditional: { condition: 'default' },
    },
  }],
  Unspecified:
    ['refine', 'nodes[1]', { name: 'LoopStart', type: 'LoopInput', outputs: [{ name: 'draft', type: 'String' }] }],
  UnsuitableModel: ['triage', `${INLINE}.modelId`, 'amazon.titan-embed-text-v2:0'],
  UnsupportedGuardrail: ['triage', 'nodes[1]', {
    name: 'Search',
    type: 'KnowledgeBase',
    configuration: {
      knowledgeBase: {
        knowledgeBaseId: 'KB12345678', guardrailConfiguration: { guardrailIdentifier: 'guard1', guardrailVersion: '1' },
      },
    },
  }],
  UnusedNodeOutput: ['refine', 'connections[1]', data('FlowInputNode', 'document', 'Answer', 'document')],
};

export interface Example {
  /** What stands where: `nodes[1].type: "Promt"`. */
  readonly given: string;
  readonly finding: Finding;
}

export function exampleOf(wanted: string): Example | undefined {
  const change = EXAMPLES[wanted];
  if (!change) { return undefined; }
  const [flow, path, value] = change;
  const json = sampleFlow(flow);
  put(json, path.match(/[^.[\]]+/g)!, structuredClone(value));
  const { definition, problems } = normalise(json);
  const finding = validateModel(definition, problems).find((one) => one.code === wanted);
  return finding && { given: value === undefined ? `no ${path}` : `${path}: ${JSON.stringify(value)}`, finding };
}

function put(json: Record<string, unknown>, steps: readonly string[], value: unknown): void {
  const holder = steps.slice(0, -1).reduce((inside, step) => inside[step] as Record<string, unknown>, json);
  const last = steps[steps.length - 1];
  if (value !== undefined) {
    holder[last] = value;
  } else if (Array.isArray(holder)) {
    holder.splice(Number(last), 1);
  } else {
    delete holder[last];
  }
}
