/** Values of a configuration that are outside of the limits of the service, missing, or where nothing belongs. */
import { Draft, type Fault } from './draft';
import type { Code } from '../../../../src/core/constraints/codes';
import type { Json } from '../arbitrary-configurations';

const INLINE = 'sourceConfiguration.inline';
const TEXT = `${INLINE}.templateConfiguration.text`;
const RERANKING = 'rerankingConfiguration.bedrockRerankingConfiguration';
const x = (length: number) => 'x'.repeat(length);
const lambdaArn = 'arn:aws:lambda:us-east-1:111122223333:function:Fn';

/** The key of the configuration, what is wrong, the member, and values that are. */
type Row =
  readonly [type: string, what: string, path: string, values: readonly unknown[], code?: Code, severity?: 'either'];

const ROWS: readonly Row[] = [
  ['Prompt', 'a temperature out of range', `${INLINE}.inferenceConfiguration.text.temperature`, [1.5, -0.1, 2, 1e300]],
  ['Prompt', 'a topP out of range', `${INLINE}.inferenceConfiguration.text.topP`, [1.01, -1]],
  ['Prompt', 'a number of tokens out of range', `${INLINE}.inferenceConfiguration.text.maxTokens`, [-1, 1.5]],
  ['Prompt', 'five stop sequences', `${INLINE}.inferenceConfiguration.text.stopSequences`, [['a', 'b', 'c', 'd', 'e']]],
  ['Prompt', 'an illegal model', `${INLINE}.modelId`, [
    '', 'Claude 3', 'my_model', x(2049), '$MODEL', 'a/b/c d', 'https://x.y',
  ]],
  ['Prompt', 'an illegal type of template', `${INLINE}.templateType`, ['text', 'MARKDOWN', '']],
  ['Prompt', 'a text of illegal length', `${TEXT}.text`, ['', x(200_001)]],
  ['Prompt', 'too many variables', `${TEXT}.inputVariables`, [
    Array.from({ length: 21 }, (_, at) => ({ name: `v${at}` })),
  ]],
  ['Prompt', 'an illegal name of a variable', `${TEXT}.inputVariables`, [
    [{ name: 'a b' }], [{ name: '' }], [{ name: 'a--b' }], [{ name: x(101) }],
  ], 'IllegalName'],
  ['Prompt', 'an illegal guardrail', 'guardrailConfiguration', [
    { guardrailIdentifier: 'My Guardrail', guardrailVersion: '1' }, {
      guardrailIdentifier: 'abc', guardrailVersion: 'latest',
    }, { guardrailIdentifier: 'abc', guardrailVersion: '$LATEST' },
    { guardrailIdentifier: 'ABC', guardrailVersion: '1' }, {
      guardrailIdentifier: 'abc', guardrailVersion: '123456789',
    }, { guardrailIdentifier: '', guardrailVersion: 'DRAFT' },
  ]],
  ['Prompt', 'a guardrail without version or identifier', 'guardrailConfiguration', [
    { guardrailIdentifier: 'abc' }, { guardrailVersion: '1' },
  ], 'MissingNodeConfiguration', 'either'],
  ['KnowledgeBase', 'an illegal knowledge base', 'knowledgeBaseId', [
    '', 'ABCDEFGHIJK', 'my-kb', 'arn:aws:bedrock:us-east-1:111122223333:knowledge-base/ABCDEFGHIJ',
  ]],
  ['KnowledgeBase', 'a number of results out of range', 'numberOfResults', [0, 101, 2.5, -1]],
  ['KnowledgeBase', 'a template of illegal length', 'promptTemplate.textPromptTemplate', ['', x(100_001)]],
  ['KnowledgeBase', 'a temperature out of range', 'inferenceConfiguration.text.temperature', [1.5, -0.1]],
  ['KnowledgeBase', 'too many tokens', 'inferenceConfiguration.text.maxTokens', [4097, -1, 0.5]],
  ['KnowledgeBase', 'an illegal type of reranking', 'rerankingConfiguration.type', ['COHERE', '']],
  ['KnowledgeBase', 'an illegal reranking model', `${RERANKING}.modelConfiguration.modelArn`, [
    '', 'amazon.rerank-v1:0', 'arn:aws:bedrock:us-east-1:111122223333:inference-profile/x',
  ]],
  ['KnowledgeBase', 'a number of reranked results out of range', `${RERANKING}.numberOfRerankedResults`, [0, 101, 1.5]],
  ['KnowledgeBase', 'an illegal mode of selection', `${RERANKING}.metadataConfiguration.selectionMode`, [
    'NONE', 'all',
  ]],
  ['KnowledgeBase', 'illegal fields', `${RERANKING}.metadataConfiguration.selectiveModeConfiguration.fieldsToInclude`,
    [[], [{ fieldName: '' }], [{ fieldName: x(2001) }], Array.from({ length: 101 }, () => ({ fieldName: 'f' }))]],
  ['KnowledgeBase', 'an illegal latency', 'orchestrationConfiguration.performanceConfig.latency', ['fast', '']],
  ['KnowledgeBase', 'an illegal key of a request field', 'orchestrationConfiguration.additionalModelRequestFields', [
    { '': 1 }, { [x(101)]: 1 },
  ]],
  ['KnowledgeBase', 'a temperature out of range in its '
    + 'orchestration', 'orchestrationConfiguration.inferenceConfig.text.temperature', [7]],
  ['LambdaFunction', 'an illegal function', 'lambdaArn', [
    '', 'my-function', `${lambdaArn}:`, `${lambdaArn}:a:b`, 'arn:aws:lambda:us-east-1:1:function:Fn',
    'arn:aws:s3:::bucket', `${lambdaArn} `, `${lambdaArn}${x(2048)}`,
  ]],
  ['Agent', 'an illegal agent', 'agentAliasArn', [
    '', 'ABCDEFGHIJ', 'arn:aws:bedrock:us-east-1:111122223333:agent/ABCDEFGHIJ',
    'arn:aws:bedrock:us-east-1:111122223333:agent-alias/ABCDEFGHIJ/live',
  ]],
  ['Lex', 'an illegal bot', 'botAliasArn', [
    '', 'MyBot', 'arn:aws:lex:us-east-1:111122223333:bot/ABCDEFGHIJ',
    `arn:aws:lex:us-east-1:111122223333:bot-alias/ABCDEFGHIJ/${x(40)}`,
  ]],
  ['Lex', 'an illegal locale', 'localeId', ['', 'en_US_POSIX']],
  ['Storage', 'an illegal bucket', 'serviceConfiguration.s3.bucketName', [
    '', 'ab', 'My-Bucket', 's3://bucket', 'arn:aws:s3:::bucket', x(64), '-abc', 'abc-', 'a_b_c',
  ]],
  ['Retrieval', 'an illegal bucket', 'serviceConfiguration.s3.bucketName', [
    '', 'ab', 'My-Bucket', 's3://bucket/key', x(64),
  ]],
  ['InlineCode', 'an illegal language', 'language', ['Python_3_12', 'python', 'JavaScript', '']],
  ['LoopController', 'a number of iterations out of range', 'maxIterations', [0, 1001, 2.5, -1]],
];

const MISSING: readonly (readonly [string, ...string[]])[] = [
  [
    'Prompt', 'sourceConfiguration', `${INLINE}.modelId`, `${INLINE}.templateType`, `${INLINE}.templateConfiguration`,
    `${TEXT}.text`,
  ],
  ['KnowledgeBase', 'knowledgeBaseId'],
  ['Condition', 'conditions'],
  ['LambdaFunction', 'lambdaArn'],
  ['Agent', 'agentAliasArn'],
  ['Lex', 'botAliasArn', 'localeId'],
  ['Storage', 'serviceConfiguration', 'serviceConfiguration.s3', 'serviceConfiguration.s3.bucketName'],
  ['Retrieval', 'serviceConfiguration', 'serviceConfiguration.s3', 'serviceConfiguration.s3.bucketName'],
  ['InlineCode', 'code', 'language'],
  ['Loop', 'definition'],
  ['LoopController', 'continueCondition'],
];

export const KEYS: { readonly [type: string]: string } = {
  Input: 'input',
  Output: 'output',
  KnowledgeBase: 'knowledgeBase',
  Condition: 'condition',
  Lex: 'lex',
  Prompt: 'prompt',
  LambdaFunction: 'lambdaFunction',
  Storage: 'storage',
  Agent: 'agent',
  Retrieval: 'retrieval',
  Iterator: 'iterator',
  Collector: 'collector',
  InlineCode: 'inlineCode',
  Loop: 'loop',
  LoopInput: 'loopInput',
  LoopController: 'loopController',
};

/** A node of a type in which a member can stand, and the object around that member, made where it is not there. */
function around(draft: Draft, type: string, path: string): readonly [Json, Json, string] | undefined {
  const inline = path.startsWith(INLINE);
  const text = path.startsWith(TEXT);
  const span = draft.span(({ node }) => node.type === type && node.configuration?.[KEYS[type]]
    && (!inline || node.configuration.prompt.sourceConfiguration.inline)
    && (!text || node.configuration.prompt.sourceConfiguration.inline.templateConfiguration.text));
  if (!span) { return undefined; }
  const keys = path.split('.');
  const last = keys.pop()!;
  let holder = span.node.configuration[KEYS[type]];
  for (const key of keys) { holder = holder[key] ??= fresh(key); }
  return [span.node, holder, last];
}

/** What stands beside a member that is made for a fault. */
function fresh(key: string): Json {
  const modelArn = 'arn:aws:bedrock:us-east-1::foundation-model/rerank';
  switch (key) {
    case 'rerankingConfiguration': return { type: 'BEDROCK_RERANKING_MODEL' };
    case 'bedrockRerankingConfiguration': return { modelConfiguration: { modelArn } };
    case 'metadataConfiguration': return { selectionMode: 'SELECTIVE' };
    default: return {};
  }
}

const illegal = ROWS.map(([type, what, path, values, code = 'IllegalValue', severity]): Fault => ({
  name: `${type}: ${what}`,
  codes: [code],
  severity,
  apply(draft) {
    const found = around(draft, type, path);
    if (!found) { return undefined; }
    const [node, holder, key] = found;
    // the other of two members of which only one may be there
    delete holder.fieldsToExclude;
    holder[key] = draft.dice.pick(values);
    return node.name;
  },
}));

const missing = MISSING.flatMap(([type, ...paths]) => paths.map((path): Fault => ({
  name: `${type}: ${path} is missing`,
  codes: ['MissingNodeConfiguration'],
  apply(draft) {
    const found = around(draft, type, path);
    if (!found) { return undefined; }
    const [node, holder, key] = found;
    delete holder[key];
    return node.name;
  },
})));

export const FAULTS_OF_VALUES: readonly Fault[] = [
  ...illegal,
  ...missing,
  {
    name: 'the configuration is missing',
    codes: ['MissingNodeConfiguration'],
    apply(draft) {
      const span =
        draft.span(({ node }) => !['Input', 'Output', 'Iterator', 'Collector', 'LoopInput'].includes(node.type));
      if (span && draft.dice.oneIn(2)) { span.node.configuration = {}; } else { delete span?.node.configuration; }
      return span?.node.name;
    },
  },
  {
    name: 'the configuration is that of another type',
    codes: ['MismatchedConfiguration'],
    apply(draft) {
      const span = draft.span(({ node }) => node.configuration && node.type !== 'Loop');
      const key = span && KEYS[span.node.type];
      const other = draft.dice.pick(Object.values(KEYS).filter((one) => one !== key && one !== 'loop'));
      if (span) { span.node.configuration = { [other]: {} }; }
      return span?.node.name;
    },
  },
  {
    name: 'a Storage node is configured as Retrieval, as one page of the guide prints it',
    codes: ['MismatchedConfiguration'],
    apply(draft) {
      const span = draft.ofType('Storage');
      if (span) { span.node.configuration = { retrieval: span.node.configuration.storage }; }
      return span?.node.name;
    },
  },
  {
    name: 'two configurations',
    codes: ['MismatchedConfiguration'],
    apply(draft) {
      const span = draft.span(({ node }) => node.configuration);
      const key = span && KEYS[span.node.type];
      if (span) { span.node.configuration[key === 'input' ? 'output' : 'input'] = {}; }
      return span?.node.name;
    },
  },
  {
    name: 'both an inline and a managed prompt',
    codes: ['IllegalValue'],
    apply(draft) {
      const span = draft.span(({ node }) => node.configuration?.prompt?.sourceConfiguration?.inline);
      const source = span?.node.configuration.prompt.sourceConfiguration;
      if (source) { source.resource = { promptArn: 'arn:aws:bedrock:us-east-1:111122223333:prompt/ABCDEFGHIJ:1' }; }
      return span?.node.name;
    },
  },
  {
    name: 'both a text and a chat template',
    codes: ['IllegalValue'],
    apply(draft) {
      const span =
        draft.span(({ node }) => node.configuration?.prompt?.sourceConfiguration?.inline?.templateConfiguration.text);
      const template = span?.node.configuration.prompt.sourceConfiguration.inline.templateConfiguration;
      if (template) { template.chat = { messages: [{ role: 'user', content: [{ text: 'Hello.' }] }] }; }
      return span?.node.name;
    },
  },
  {
    name: 'an illegal prompt',
    codes: ['IllegalValue'],
    apply(draft) {
      const span = draft.span(({ node }) => node.configuration?.prompt?.sourceConfiguration?.resource);
      const promptArn = draft.dice.pick([
        '', 'ABCDEFGHIJ', 'arn:aws:bedrock:us-east-1:111122223333:prompt/ABCDEFGHIJ:DRAFT',
        'arn:aws:bedrock:us-east-1:111122223333:prompt/ABC',
      ]);
      if (span) { span.node.configuration.prompt.sourceConfiguration.resource = { promptArn }; }
      return span?.node.name;
    },
  },
  {
    name: 'a managed prompt without ARN',
    codes: ['MissingNodeConfiguration'],
    apply(draft) {
      const span = draft.span(({ node }) => node.configuration?.prompt?.sourceConfiguration?.resource);
      if (span) { span.node.configuration.prompt.sourceConfiguration.resource = {}; }
      return span?.node.name;
    },
  },
  {
    name: 'a category that there is not',
    codes: ['IllegalValue'],
    apply(draft) {
      const span = draft.span(({ node }) => node.type === 'LoopController' && node.inputs.length > 0);
      if (span) { span.node.inputs[0].category = draft.dice.pick(['Exit', 'loopCondition', '']); }
      return span?.node.name;
    },
  },
  {
    name: 'a prompt whose draft is used',
    codes: ['DraftReference'],
    severity: 'warning',
    apply(draft) {
      const span = draft.span(({ node }) =>
        node.configuration?.prompt?.sourceConfiguration?.resource?.promptArn?.match?.(/:\d+$/));
      const resource = span?.node.configuration.prompt.sourceConfiguration.resource;
      if (resource) { resource.promptArn = resource.promptArn.replace(/:\d+$/, ''); }
      return span?.node.name;
    },
  },
  {
    name: 'an agent whose draft is used',
    codes: ['DraftReference'],
    severity: 'warning',
    apply(draft) {
      const span = draft.span(({ node }) => node.configuration?.agent?.agentAliasArn?.endsWith?.('/0123456789'));
      if (span) {
        span.node.configuration.agent.agentAliasArn = span.node.configuration.agent.agentAliasArn.replace(/\w+$/,
          'TSTALIASID');
      }
      return span?.node.name;
    },
  },
  ...([
    'sourceConfiguration.inline.additionalModelRequestFields', `${TEXT}.cachePoint`,
    `${INLINE}.inferenceConfiguration.text.maxTokens`,
  ] as const).map((path): Fault => ({
    name: `an inline prompt that CloudFormation can't express: ${path}`,
    codes: ['NotInCloudFormation'],
    severity: 'warning',
    apply(draft) {
      const value = path.endsWith('maxTokens') ? 4097 : path.endsWith('cachePoint')
        ? { type: 'default' } : { top_k: 5 };
      const span =
        draft.span(({ node }) => node.configuration?.prompt?.sourceConfiguration?.inline?.templateConfiguration.text);
      const inline = span?.node.configuration.prompt.sourceConfiguration.inline;
      const { templateConfiguration, inferenceConfiguration, additionalModelRequestFields } = inline ?? {};
      const isNone = additionalModelRequestFields === undefined && !templateConfiguration?.text.cachePoint;
      if (!inline || !isNone || inferenceConfiguration?.text.maxTokens > 4096) { return undefined; }
      const only = new Draft({ nodes: [span!.node] }, draft.dice);
      const [, holder, key] = around(only, 'Prompt', path)!;
      holder[key] = value;
      Object.assign(span!.node, only.definition.nodes[0]);
      return span!.node.name;
    },
  })),
  {
    name: 'a guardrail where nothing is generated',
    codes: ['UnsupportedGuardrail'],
    severity: 'warning',
    apply(draft) {
      const span = draft.span(({ node }) => node.configuration?.knowledgeBase
        && node.configuration.knowledgeBase.modelId === undefined);
      if (span) {
        span.node.configuration.knowledgeBase.guardrailConfiguration = {
          guardrailIdentifier: 'abc', guardrailVersion: '1',
        };
      }
      return span?.node.name;
    },
  },
  ...Object.entries({
    'is Python 2': 'print "a"',
    'ends in an assignment': 'a = 1\nb = a',
    'ends in a loop': 'for i in []:\n  i',
    'returns': 'return 1',
    'prints': 'a = 1\nprint(a)',
    'has an open bracket': 'f(1',
    'has an open text': 'a = "x',
    'closes nothing': 'a)',
    'is empty': '',
    'is a comment': '# nothing',
  }).map(([slip, code]): Fault => ({
    name: `inline code that ${slip}`,
    codes: ['SuspectInlineCode'],
    severity: 'warning',
    apply(draft) {
      const span = draft.span(({ node }) => node.configuration?.inlineCode);
      if (span) { span.node.configuration.inlineCode.code = code; }
      return span?.node.name;
    },
  })),
];
