/** Random configurations of nodes with each of their members, within the limits of the service. */
import { promptText } from './arbitrary-texts';
import type { Dice } from './property/dice';

export type Json = { [key: string]: any };

const ID = '0123456789abcdefghijklmnopqrstuvwxyz';
const JSON_VALUES: readonly unknown[] = [{}, {
  type: 'enabled', budget_tokens: 1024,
}, [1, [null]], 'text', 0, true, null, { Nodes: [{ Type: 'X' }], ref: { __a: 1 } }];

/** What is only known at deployment, now and then, in place of a value that is known. */
function known<T>(dice: Dice, value: T): unknown {
  return dice.oneIn(15)
    ? dice.pick<unknown>([{ Ref: 'X' }, { 'Fn::GetAtt': ['X', 'Arn'] }, '${Placeholder}', { 'Fn::Sub': 'a${B}' }])
    : value;
}

/** Only those members that chance leaves in. */
function maybe(dice: Dice, members: Json): Json {
  return Object.fromEntries(dice.shuffled(Object.entries(members)).filter(() => dice.oneIn(2))
    .map(([key, make]) => [key, make()]));
}

function id(dice: Dice, length: number, letters = ID): string {
  return Array.from({ length }, () => letters[dice.upTo(letters.length - 1)]).join('');
}

function arn(dice: Dice, service: string, rest: string): string {
  const [partition, region] = dice.pick([
    ['aws', 'us-east-1'], ['aws', 'eu-central-2'], ['aws-cn', 'cn-north-1'], ['aws-us-gov', 'us-gov-west-1'],
  ]);
  return `arn:${partition}:${service}:${region}:${id(dice, 12, '0123456789')}:${rest}`;
}

const letters = (count: number) => 'x'.repeat(count);

export const modelId = (dice: Dice) => known(dice, dice.pick([
  'amazon.nova-lite-v1:0', 'us.anthropic.claude-example-9-v1:0', 'a', letters(63),
  arn(dice, 'bedrock', `inference-profile/${id(dice, 12)}`), arn(dice, 'sagemaker', 'endpoint/my-endpoint'),
  'arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-8b-instruct-v1:0',
]));

const guardrail = (dice: Dice) => ({
  guardrailIdentifier: known(dice, dice.pick([id(dice, 12), arn(dice, 'bedrock', `guardrail/${id(dice, 12)}`)])),
  guardrailVersion: known(dice, dice.pick(['1', '12345678', 'DRAFT'])),
});

const inference = (dice: Dice, tokens: readonly number[] = [0, 1, 512, 4096]) => ({
  text: maybe(dice, {
    temperature: () => known(dice, dice.pick([0, 1, 0.5, 0.8999999761581421])),
    topP: () => known(dice, dice.pick([0, 1, 0.25])),
    maxTokens: () => known(dice, dice.pick(tokens)),
    stopSequences: () => dice.many(0, 4, () => dice.pick(['', 'END', '\n\nHuman:'])),
  }),
});

const template = (dice: Dice) => maybe(dice, {
  textPromptTemplate: () => known(dice, dice.oneIn(30)
    ? letters(100_000) : dice.pick(['x', 'Use $search_results$ for {{x}}.'])),
});
const requestFields = (dice: Dice) => Object.fromEntries(dice.many(0,
  3, (at) => [dice.pick([`k${at}`, `Top_${at}`, `${at}`.padEnd(100, 'k')]), dice.pick(JSON_VALUES)]));
const fields = (dice: Dice) => dice.many(1, dice.oneIn(10)
  ? 100 : 3, (at) => ({ fieldName: dice.oneIn(20) ? letters(2000) : `f ${at}` }));

export function knowledgeBase(dice: Dice, generates: boolean): Json {
  return {
    knowledgeBaseId: known(dice, id(dice, dice.pick([1, 10]))),
    ...generates && { modelId: modelId(dice), ...maybe(dice, { guardrailConfiguration: () => guardrail(dice) }) },
    ...maybe(dice, {
      numberOfResults: () => known(dice, dice.pick([1, 5, 100])),
      promptTemplate: () => template(dice),
      inferenceConfiguration: () => inference(dice),
      rerankingConfiguration: () => reranking(dice),
      orchestrationConfiguration: () => maybe(dice, {
        promptTemplate: () => template(dice),
        inferenceConfig: () => inference(dice),
        additionalModelRequestFields: () => requestFields(dice),
        performanceConfig: () => maybe(dice, { latency: () => dice.pick(['standard', 'optimized']) }),
      }),
    }),
  };
}

function reranking(dice: Dice): Json {
  const model = {
    modelArn: known(dice, 'arn:aws:bedrock:us-west-2::foundation-model/amazon.rerank-v1:0'),
    ...maybe(dice, { additionalModelRequestFields: () => requestFields(dice) }),
  };
  return {
    type: 'BEDROCK_RERANKING_MODEL',
    ...maybe(dice, {
      bedrockRerankingConfiguration: () => ({
        modelConfiguration: model,
        ...maybe(dice, {
          numberOfRerankedResults: () => dice.pick([1, 100]),
          metadataConfiguration: () => dice.pick<Json>([
            { selectionMode: 'ALL' },
            {
              selectionMode: 'SELECTIVE',
              selectiveModeConfiguration: { [dice.pick(['fieldsToInclude', 'fieldsToExclude'])]: fields(dice) },
            },
          ]),
        }),
      }),
    }),
  };
}

/** An inline prompt that uses exactly these variables. */
export function inlinePrompt(dice: Dice, variables: readonly string[]): Json {
  const declared = maybe(dice, { inputVariables: () => dice.shuffled(variables).map((name) => ({ name })) });
  const chat = dice.oneIn(8);
  const text =
    { text: promptText(dice, variables), ...dice.oneIn(25) && { cachePoint: { type: 'default' } }, ...declared };
  return {
    sourceConfiguration: {
      inline: {
        templateType: chat ? 'CHAT' : 'TEXT',
        templateConfiguration: chat ? { chat: { ...chatOf(dice, variables), ...declared } } : { text },
        modelId: modelId(dice),
        ...maybe(dice, { inferenceConfiguration: () => inference(dice, [0, 1, 512, 4096, 4096, 4096, 64_000]) }),
        ...dice.oneIn(12) && { additionalModelRequestFields: dice.pick(JSON_VALUES) },
      },
    },
    ...maybe(dice, { guardrailConfiguration: () => guardrail(dice) }),
  };
}

function chatOf(dice: Dice, variables: readonly string[]): Json {
  const cache = { cachePoint: { type: 'default' } };
  const inSystem = dice.some(variables);
  const messages =
    [promptText(dice, variables.filter((name) => !inSystem.includes(name))), ...dice.many(0, 3, () => 'Go on.')];
  const tool = {
    toolSpec: {
      name: 'look_up',
      inputSchema: { json: dice.pick(JSON_VALUES) },
      ...maybe(dice, { description: () => 'Looks up.', strict: () => true }),
    },
  };
  return {
    messages: messages.map((text, at) => ({
      role: at % 2 === 0 ? 'user' : 'assistant', content: [{ text }, ...dice.oneIn(4) ? [cache] : []],
    })),
    ...(inSystem.length > 0 || dice.oneIn(2))
      && { system: [{ text: promptText(dice, inSystem) }, ...dice.oneIn(4) ? [cache] : []] },
    ...maybe(dice, {
      toolConfiguration: () => ({
        tools: [tool, ...dice.oneIn(3) ? [cache] : []],
        ...maybe(dice,
          { toolChoice: () => dice.pick<Json>([{ auto: {} }, { any: {} }, { tool: { name: 'look_up' } }]) }),
      }),
    }),
  };
}

export function managedPrompt(dice: Dice): Json {
  const promptArn = known(dice, `${arn(dice, 'bedrock', 'prompt/ABCDEFGHIJ')}${dice.pick([':1', ':99999', ''])}`);
  return {
    sourceConfiguration: { resource: { promptArn } }, ...maybe(dice, { guardrailConfiguration: () => guardrail(dice) }),
  };
}

export const agent = (dice: Dice): Json => ({
  agentAliasArn: known(dice, arn(dice, 'bedrock', `agent-alias/ABCDEFGHIJ/${dice.pick(['0123456789', 'TSTALIASID'])}`)),
});

export const lambda = (dice: Dice): Json => ({
  lambdaArn: known(dice, `${arn(dice, 'lambda', 'function:My_fn-1')}${dice.pick(['', ':live', ':$LATEST', ':7'])}`),
});

export const lex = (dice: Dice): Json => ({
  botAliasArn: known(dice, arn(dice, 'lex', 'bot-alias/ABCDEFGHIJ/TSTALIASID')),
  localeId: known(dice, dice.pick(['en_US', 'x', '0123456789'])),
});

export const bucket = (dice: Dice): Json =>
  ({ serviceConfiguration: { s3: { bucketName: known(dice, dice.pick(['abc', 'my.bucket-1', letters(63)])) } } });

const CODES = [
  '4 + 2', 'x = 1\nx + 1', 'def f(a):\n  return a\n\nf(2)\n', 'import json\n{"a": [1,\n 2]}',
  '"ok" if True else "no"', '# comment\n\'\'\'text\nwith =\'\'\'', 'len("a;b")',
];
export const inlineCode = (dice: Dice): Json => ({ code: known(dice, dice.pick(CODES)), language: 'Python_3' });
