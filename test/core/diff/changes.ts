/** Changes of flows, one by one, and what is said of each: `class kind node (part)`. */
import type { Json } from './support';
import {
  agent, collector, condition, flowOf, input, iterator, lambda, loop, loopController, loopInput, node, output, prompt,
} from '../simulate/flow-of';

export interface Row {
  readonly name: string;
  readonly base?: 'main' | 'each' | 'loop';
  /** Changes the flow; gives another one where it can't be changed in place. */
  readonly edit: (flow: Json) => unknown;
  readonly said: readonly string[];
}

const search = () => node('KnowledgeBase', 'Search', { retrievalQuery: 'String' }, { outputText: 'String' },
  { knowledgeBaseId: 'KBKBKBKBKB', modelId: 'amazon.nova-lite-v1:0', numberOfResults: 5 });
const bucket = (type: string, name: string, inputs: { [name: string]: string }, outputs: { [name: string]: string }) =>
  node(type, name, inputs, outputs, { serviceConfiguration: { s3: { bucketName: 'documents' } } });

export const BASES: { readonly [name: string]: () => Json } = {
  main: () => flowOf(
    [
      input(), prompt('Classify', 'Answer refund or other: {{text}}',
        { text: 'String' }, {
          guardrail: { guardrailIdentifier: 'gr1', guardrailVersion: '1' },
          inline: { inferenceConfiguration: { text: { temperature: 0 } } },
        }),
      condition('Route', { category: 'String' }, { isRefund: 'category == "refund"', isOrder: 'category == "order"' }),
      prompt('Refund', 'Say that {{text}} is paid back'), search(), lambda('Lookup'),
      node('Lex', 'Intent', { inputText: 'String' }, { predictedIntent: 'String' },
        { botAliasArn: 'arn:aws:lex:us-east-1:111122223333:bot-alias/BOTBOTBOTB/ALIASALIAS', localeId: 'en_US' }),
      bucket('Storage', 'Keep', { content: 'String', objectKey: 'String' }, { s3Uri: 'String' }),
      node('InlineCode', 'Code', { value: 'String' }, { response: 'String' }, {
        code: 'response = value',
        language: 'Python_3',
      }),
      output('RefundAnswer'), output('OrderAnswer'), output('Other'), output('Always'),
    ],
    'In.document > Classify.text', 'Classify.modelCompletion > Route.category', 'Route?isRefund > Refund',
    'In.document > Refund.text', 'Refund.modelCompletion > RefundAnswer.document', 'Route?isOrder > Search',
    'In.document > Search.retrievalQuery', 'Search.outputText > OrderAnswer.document', 'In.document > Lookup.value',
    'Route?default > Other', 'Lookup.functionResponse > Other.document', 'In.document > Intent.inputText',
    'Intent.predictedIntent > Keep.content', 'In.document > Keep.objectKey', 'In.document > Code.value',
    'Code.response > Always.document',
  ),
  each: () => flowOf([input('Array'), iterator(), prompt('Ask', '{{text}}'), collector(), output('Out', 'Array')],
    'In.document > Each.array', 'Each.arrayItem > Ask.text', 'Ask.modelCompletion > All.arrayItem',
    'Each.arraySize > All.arraySize', 'All.collectedArray > Out.document'),
  loop: () => flowOf(
    [
      input(), loop('Refine', { loopInput: 'String' }, { loopOutput: 'String', iterationCount: 'Number' }, flowOf(
        [loopInput({ loopInput: 'String' }), prompt('Improve', '{{text}}'),
          loopController({ loopOutput: 'String $.data ExitLoop', status: 'String $.data LoopCondition' },
            'status == "more"', 3)],
        'Start.loopInput > Improve.text', 'Improve.modelCompletion > Again.loopOutput',
        'Improve.modelCompletion > Again.status',
      )),
      output(),
    ],
    'In.document > Refine.loopInput', 'Refine.loopOutput > Out.document',
  ),
};

const of = (flow: Json, name: string): Json => flow.nodes.find((one: Json) => one.name === name);
const configured = (flow: Json, name: string): Json => Object.values(of(flow, name).configuration)[0] as Json;
const inline = (flow: Json, name: string): Json => configured(flow, name).sourceConfiguration.inline;
const conditions = (flow: Json): Json[] => configured(flow, 'Route').conditions;
const inner = (flow: Json): Json => configured(flow, 'Refine').definition;
const rename = (flow: Json, was: string, is: string) => {
  of(flow, was).name = is;
  for (const wire of flow.connections) {
    for (const end of ['source', 'target']) { if (wire[end] === was) { wire[end] = is; } }
  }
};
const drop = (flow: Json, name: string) => {
  flow.nodes = flow.nodes.filter((one: Json) => one.name !== name);
  flow.connections = flow.connections.filter((wire: Json) => wire.source !== name && wire.target !== name);
};
const unwire = (flow: Json, target: string, what: string) => {
  flow.connections = flow.connections.filter((wire: Json) => wire.target !== target
    || !JSON.stringify(wire.configuration).includes(`"${what}"`));
};
const wire = (flow: Json, ...wires: readonly string[]) => {
  flow.connections.push(...flowOf([],
    ...wires).connections);
};
const add = (flow: Json, one: Json, ...wires: readonly string[]) => {
  flow.nodes.push(one);
  wire(flow, ...wires);
};

export const ROWS: readonly Row[] = [
  // callers
  {
    name: 'the Input node is renamed',
    edit: (flow) => rename(flow, 'In', 'FlowInputNode'),
    said: ['breaking inputRenamed FlowInputNode'],
  },
  {
    name: 'the input has another type',
    edit: (flow) => { of(flow, 'In').outputs[0].type = 'Object'; },
    said: ['breaking inputType In (document)'],
  },
  {
    name: 'an Output node is renamed',
    edit: (flow) => rename(flow, 'Always', 'Ever'),
    said: ['breaking outputRenamed Ever'],
  },
  {
    name: 'an Output node is removed',
    edit: (flow) => drop(flow, 'RefundAnswer'),
    said: ['breaking outputRemoved RefundAnswer'],
  },
  {
    name: 'an Output node has another type',
    edit: (flow) => { of(flow, 'Always').inputs[0].type = 'Object'; },
    said: ['breaking outputType Always (document)'],
  },
  {
    name: 'an output that always came now depends on a condition',
    edit: (flow) => wire(flow, 'Route?isRefund > Always'),
    said: ['breaking outputMayNotCome Always', 'behaviour guard Always'],
  },
  {
    name: 'the only output that always came is removed and a branch has none',
    edit: (flow) => { drop(flow, 'Always'); drop(flow, 'Other'); },
    said: ['breaking runMayEndWithoutOutput', 'breaking outputRemoved Always', 'breaking outputRemoved Other'],
  },
  {
    name: 'nothing leads to an Output node any more',
    edit: (flow) => unwire(flow, 'Always', 'document'),
    said: ['breaking outputMayNotCome Always', 'behaviour wiring Always (document)'],
  },
  {
    name: 'an Output node is added',
    edit: (flow) => add(flow, output('More'), 'In.document > More.document'),
    said: ['dangerous outputAdded More'],
  },
  {
    name: 'an output comes for each item',
    base: 'each',
    edit: (flow) => {
      drop(flow, 'All');
      of(flow, 'Out').inputs[0].type = 'String';
      wire(flow, 'Ask.modelCompletion > Out.document');
    },
    said: [
      'breaking runMayEndWithoutOutput', 'breaking outputMayNotCome Out', 'breaking outputType Out (document)',
      'dangerous outputMayRepeat Out', 'behaviour nodeRemoved All', 'behaviour wiring Out (document)',
    ],
  },
  {
    name: 'an agent is added',
    edit: (flow) => add(flow, agent('Helper'), 'In.document > Helper.agentInputText'),
    said: ['dangerous mayAsk Helper', 'security permissionGained Helper', 'behaviour nodeAdded Helper'],
  },
  {
    name: 'another agent is added',
    edit: (flow) => {
      add(flow, agent('Helper'), 'In.document > Helper.agentInputText');
      const before = structuredClone(flow);
      add(flow, agent('Second'), 'In.document > Second.agentInputText');
      return [before, flow];
    },
    said: ['behaviour nodeAdded Second'],
  },

  // security
  {
    name: 'a guardrail is removed',
    edit: (flow) => { delete configured(flow, 'Classify').guardrailConfiguration; },
    said: ['security guardrailRemoved Classify', 'behaviour permissionLost Classify'],
  },
  {
    name: 'another guardrail',
    edit: (flow) => { configured(flow, 'Classify').guardrailConfiguration.guardrailIdentifier = 'gr2'; },
    said: ['security guardrailChanged Classify', 'security permissionGained Classify',
      'behaviour permissionLost Classify'],
  },
  {
    name: 'the draft of a guardrail',
    edit: (flow) => { configured(flow, 'Classify').guardrailConfiguration.guardrailVersion = 'DRAFT'; },
    said: ['security guardrailVersion Classify'],
  },
  {
    name: 'a guardrail is added',
    edit: (flow) => {
      configured(flow, 'Search').guardrailConfiguration = { guardrailIdentifier: 'gr1', guardrailVersion: '1' };
    },
    said: ['behaviour guardrailAdded Search'],
  },
  {
    name: 'a geographic profile',
    edit: (flow) => { inline(flow, 'Refund').modelId = 'us.amazon.nova-lite-v1:0'; },
    said: ['security permissionGained Refund', 'security regionsGained Refund', 'cost model Refund'],
  },
  {
    name: 'a global profile in place of a geographic one',
    edit: (flow) => {
      inline(flow, 'Refund').modelId = 'us.amazon.nova-lite-v1:0';
      const before = structuredClone(flow);
      inline(flow, 'Refund').modelId = 'global.amazon.nova-lite-v1:0';
      return [before, flow];
    },
    said: ['security permissionGained Refund', 'security regionsGained Refund', 'cost model Refund',
      'behaviour permissionLost Refund'],
  },
  {
    name: 'an application profile, whose Regions it does not say',
    edit: (flow) => {
      inline(flow, 'Refund').modelId = 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abc';
    },
    said: ['security permissionGained Refund', 'security regionsGained Refund', 'cost model Refund'],
  },
  {
    name: 'another function',
    edit: (flow) => { configured(flow, 'Lookup').lambdaArn = 'arn:aws:lambda:us-east-1:111122223333:function:other'; },
    said: ['security permissionGained Lookup', 'behaviour function Lookup', 'behaviour permissionLost Lookup'],
  },
  {
    name: 'another bucket',
    edit: (flow) => { configured(flow, 'Keep').serviceConfiguration.s3.bucketName = 'other'; },
    said: ['security permissionGained Keep', 'behaviour bucket Keep', 'behaviour permissionLost Keep'],
  },
  {
    name: 'another knowledge base',
    edit: (flow) => { configured(flow, 'Search').knowledgeBaseId = 'OTHEROTHER'; },
    said: ['security permissionGained Search', 'behaviour knowledgeBase Search', 'behaviour permissionLost Search'],
  },
  {
    name: 'another bot',
    edit: (flow) => {
      configured(flow, 'Intent').botAliasArn = 'arn:aws:lex:us-east-1:111122223333:bot-alias/OTHEROTHER/A';
    },
    said: ['security permissionGained Intent', 'behaviour bot Intent (botAliasArn)', 'behaviour permissionLost Intent'],
  },

  // cost and quality
  {
    name: 'another model',
    edit: (flow) => { inline(flow, 'Refund').modelId = 'amazon.nova-pro-v1:0'; },
    said: ['security permissionGained Refund', 'cost model Refund'],
  },
  {
    name: 'the temperature',
    edit: (flow) => { inline(flow, 'Classify').inferenceConfiguration.text.temperature = 0.5; },
    said: ['cost inference Classify (temperature)'],
  },
  {
    name: 'a token limit',
    edit: (flow) => { inline(flow, 'Classify').inferenceConfiguration.text.maxTokens = 9; },
    said: ['cost inference Classify (maxTokens)'],
  },
  {
    name: 'no inference configuration',
    edit: (flow) => { delete inline(flow, 'Classify').inferenceConfiguration; },
    said: ['cost inference Classify (temperature)'],
  },
  {
    name: 'additional fields',
    edit: (flow) => { inline(flow, 'Refund').additionalModelRequestFields = { top_k: 4 }; },
    said: ['cost modelFields Refund'],
  },
  {
    name: 'the text of a prompt',
    edit: (flow) => { inline(flow, 'Refund').templateConfiguration.text.text = 'Pay {{text}} back'; },
    said: ['cost promptText Refund'],
  },
  {
    name: 'a prompt as a conversation',
    edit: (flow) => {
      inline(flow, 'Refund').templateType = 'CHAT';
      inline(flow, 'Refund').templateConfiguration = {
        chat: {
          messages: [{
            role: 'user',
            content: [{ text: 'Pay {{text}} back' }],
          }],
        },
      };
    },
    said: ['cost promptForm Refund', 'cost promptText Refund'],
  },
  {
    name: 'a cache point',
    edit: (flow) => { inline(flow, 'Refund').templateConfiguration.text.cachePoint = { type: 'default' }; },
    said: ['cost caching Refund'],
  },
  {
    name: 'a managed prompt in place of its text',
    edit: (flow) => {
      configured(flow, 'Refund').sourceConfiguration = {
        resource: { promptArn: 'arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPTPROM:1' },
      };
    },
    said: ['security permissionGained Refund', 'cost promptSource Refund'],
  },
  {
    name: 'the number of results',
    edit: (flow) => { configured(flow, 'Search').numberOfResults = 20; },
    said: ['cost results Search'],
  },
  {
    name: 'a reranker',
    edit: (flow) => {
      configured(flow, 'Search').rerankingConfiguration = {
        type: 'BEDROCK_RERANKING_MODEL',
        bedrockRerankingConfiguration: {
          modelConfiguration: { modelArn: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.rerank-v1:0' },
        },
      };
    },
    said: [
      'security permissionGained Search', 'security permissionGained Search',
      'cost reranking Search (bedrockRerankingConfiguration.modelConfiguration.modelArn)',
      'cost reranking Search (type)',
    ],
  },
  {
    name: 'the prompt of a knowledge base',
    edit: (flow) => { configured(flow, 'Search').promptTemplate = { textPromptTemplate: 'Use $search_results$' }; },
    said: ['cost promptText Search'],
  },
  {
    name: 'the latency of a knowledge base',
    edit: (flow) => {
      configured(flow, 'Search').orchestrationConfiguration = { performanceConfig: { latency: 'optimized' } };
    },
    said: ['cost latency Search (orchestrationConfiguration.performanceConfig)'],
  },
  {
    name: 'the rounds of a loop',
    base: 'loop',
    edit: (flow) => { configured(inner(flow), 'Again').maxIterations = 5; },
    said: ['cost rounds Refine/Again'],
  },
  {
    name: 'a loop without a number of rounds',
    base: 'loop',
    edit: (flow) => { delete configured(inner(flow), 'Again').maxIterations; },
    said: ['cost rounds Refine/Again'],
  },
  {
    name: 'a prompt inside of a loop',
    base: 'loop',
    edit: (flow) => { inline(inner(flow), 'Improve').templateConfiguration.text.text = 'Better: {{text}}'; },
    said: ['cost promptText Refine/Improve'],
  },

  // behaviour
  {
    name: 'a node is renamed',
    edit: (flow) => rename(flow, 'Refund', 'PayBack'),
    said: ['behaviour nodeRenamed PayBack'],
  },
  {
    name: 'a node is renamed and its prompt edited',
    edit: (flow) => {
      rename(flow, 'Refund', 'PayBack');
      inline(flow, 'PayBack').templateConfiguration.text.text = 'Pay {{text}} back';
    },
    said: ['cost promptText PayBack', 'behaviour nodeRenamed PayBack'],
  },
  {
    name: 'two neighbours are renamed',
    edit: (flow) => { rename(flow, 'Search', 'Find'); rename(flow, 'OrderAnswer', 'FindAnswer'); },
    said: ['breaking outputRenamed FindAnswer', 'behaviour nodeRenamed Find'],
  },
  {
    name: 'a node is added',
    edit: (flow) => add(flow, lambda('Second'), 'In.document > Second.value'),
    said: ['behaviour nodeAdded Second'],
  },
  {
    name: 'a node is removed',
    edit: (flow) => drop(flow, 'Keep'),
    said: ['behaviour nodeRemoved Keep', 'behaviour permissionLost Keep'],
  },
  {
    name: 'a node of another type under the same name',
    edit: (flow) => {
      of(flow, 'Code').type = 'LambdaFunction';
      of(flow, 'Code').configuration = of(flow, 'Lookup').configuration;
    },
    said: ['behaviour nodeType Code'],
  },
  {
    name: 'an input is connected elsewhere',
    edit: (flow) => { unwire(flow, 'Other', 'document'); wire(flow, 'In.document > Other.document'); },
    said: ['behaviour wiring Other (document)'],
  },
  {
    name: 'a node runs on another condition',
    edit: (flow) => { unwire(flow, 'Refund', 'isRefund'); wire(flow, 'Route?isOrder > Refund'); },
    said: ['behaviour guard Refund'],
  },
  {
    name: 'an output comes in every run',
    edit: (flow) => unwire(flow, 'Other', 'default'),
    said: ['behaviour guard Other', 'behaviour outputAlwaysComes Other'],
  },
  {
    name: 'the expression of an input',
    edit: (flow) => { of(flow, 'Lookup').inputs[0].expression = '$.data.id'; },
    said: ['behaviour expression Lookup (value)'],
  },
  {
    name: 'the type of an input',
    edit: (flow) => { of(flow, 'Lookup').inputs[0].type = 'Object'; },
    said: ['behaviour portType Lookup (value)'],
  },
  {
    name: 'an input is added',
    edit: (flow) => {
      of(flow, 'Lookup').inputs.push({ name: 'more', type: 'String', expression: '$.data' });
      wire(flow, 'In.document > Lookup.more');
    },
    said: ['behaviour inputPortAdded Lookup (more)'],
  },
  {
    name: 'a condition is changed',
    edit: (flow) => { conditions(flow)[0].expression = 'category == "money"'; },
    said: ['behaviour condition Route (isRefund)'],
  },
  {
    name: 'a condition is removed',
    edit: (flow) => { conditions(flow).splice(1, 1); drop(flow, 'Search'); drop(flow, 'OrderAnswer'); },
    said: [
      'breaking outputRemoved OrderAnswer', 'behaviour conditionRemoved Route (isOrder)',
      'behaviour nodeRemoved Search',
      'behaviour permissionLost Search', 'behaviour permissionLost Search',
    ],
  },
  {
    name: 'a condition is added',
    edit: (flow) => { conditions(flow).splice(1, 0, { name: 'isNew', expression: 'category == "new"' }); },
    said: ['behaviour conditionAdded Route (isNew)'],
  },
  {
    name: 'a condition is renamed',
    edit: (flow) => {
      conditions(flow)[0].name = 'wantsMoney';
      unwire(flow, 'Refund', 'isRefund');
      wire(flow, 'Route?wantsMoney > Refund');
    },
    said: ['behaviour conditionRenamed Route'],
  },
  {
    name: 'the order of conditions',
    edit: (flow) => { conditions(flow).splice(0, 2, conditions(flow)[1], conditions(flow)[0]); },
    said: ['behaviour conditionOrder Route'],
  },
  {
    name: 'the inline code',
    edit: (flow) => { configured(flow, 'Code').code = 'response = value.upper()'; },
    said: ['behaviour code Code'],
  },
  {
    name: 'the condition of a loop',
    base: 'loop',
    edit: (flow) => { configured(inner(flow), 'Again').continueCondition.expression = 'status == "again"'; },
    said: ['behaviour loopCondition Refine/Again (expression)'],
  },
  {
    name: 'a key that is not known',
    edit: (flow) => { configured(flow, 'Search').colour = 'blue'; },
    said: ['behaviour configuration Search (knowledgeBase.colour)'],
  },

  // nothing
  { name: 'nodes in another order', edit: (flow) => { flow.nodes.reverse(); }, said: [] },
  {
    name: 'connections in another order and of other names',
    edit: (flow) => { flow.connections.reverse().forEach((one: Json, at: number) => { one.name = `C${at}`; }); },
    said: [],
  },
  { name: 'no empty configuration', edit: (flow) => { delete of(flow, 'In').configuration; }, said: [] },
  {
    name: 'the default before other conditions',
    edit: (flow) => { conditions(flow).unshift(conditions(flow).pop()!); },
    said: [],
  },
  {
    name: 'variables that the text shows are declared',
    edit: (flow) => { inline(flow, 'Refund').templateConfiguration.text.inputVariables = [{ name: 'text' }]; },
    said: [],
  },
  {
    name: 'an empty list of stop sequences',
    edit: (flow) => { inline(flow, 'Classify').inferenceConfiguration.text.stopSequences = []; },
    said: [],
  },
  {
    name: 'the default number of rounds is said',
    base: 'loop',
    edit: (flow) => {
      delete configured(inner(flow), 'Again').maxIterations;
      const before = structuredClone(flow);
      configured(inner(flow), 'Again').maxIterations = 10;
      return [before, flow];
    },
    said: [],
  },
  {
    name: 'an input that may be left out',
    edit: (flow) => {
      of(flow, 'Intent').inputs.push({ name: 'sessionAttributes', type: 'Object', expression: '$.data' });
    },
    said: [],
  },
];
