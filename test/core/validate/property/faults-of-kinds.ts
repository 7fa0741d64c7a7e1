/** Nodes of the wrong kind, prompts and their variables, loops, and more of something than there may be. */
import { copy, drop, type Fault, lambda, part, type Span } from './draft';
import { KEYS } from './faults-of-values';
import type { Code } from '../../../../src/core/constraints/codes';
import type { Json } from '../arbitrary-configurations';

const knowledgeBaseId = 'ABCDEFGHIJ';
const PORTS: readonly Code[] = [
  'UnknownNodeInput', 'MissingNodeInput', 'UnknownNodeOutput', 'MissingNodeOutput', 'UnknownConnectionCondition',
  'MismatchedNodeInputType', 'MismatchedNodeOutputType',
  'MissingNodeConfiguration', 'UnfulfilledNodeInput', 'MultipleInputNodes', 'MissingStartingNodes',
  'MissingEndingNodes', 'Unspecified', 'LoopIncompatibleNodeType', 'QuotaExceeded',
  'MissingLoopInputNode', 'MissingLoopControllerNode', 'MultipleLoopInputNodes', 'MultipleLoopControllerNodes',
  'UnreachableNode', 'MissingDefaultCondition', 'InvalidLoopBoundary',
];

/** A node of a kind that is right by itself; its inputs all take a part of an Object. */
export function nodeOf(type: string, name: string): Json {
  const ports: { [type: string]: readonly [inputs: Json[], outputs: Json[], configuration: Json] } = {
    Input: [[], [{ name: 'document', type: 'String' }], {}],
    Output: [[part('document')], [], {}],
    Condition: [[part('operand')], [], {
      conditions: [{ name: 'isRefund', expression: 'operand == "refund"' }, { name: 'default' }],
    }],
    Prompt: [[part('topic')], [{ name: 'modelCompletion', type: 'String' }],
      {
        sourceConfiguration: {
          inline: {
            templateType: 'TEXT',
            templateConfiguration: { text: { text: 'Write on {{topic}}.' } },
            modelId: 'amazon.nova-lite-v1:0',
          },
        },
      }],
    KnowledgeBase: [[part('retrievalQuery')], [{ name: 'retrievalResults', type: 'Array' }], { knowledgeBaseId }],
    Agent: [[part('agentInputText')], [{ name: 'agentResponse', type: 'String' }], {
      agentAliasArn: 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/ABCDEFGHIJ/0123456789',
    }],
    Lex: [[part('inputText')], [{ name: 'predictedIntent', type: 'String' }], {
      botAliasArn: 'arn:aws:lex:us-east-1:111122223333:bot-alias/ABCDEFGHIJ/0123456789', localeId: 'en_US',
    }],
    Storage: [[part('content'), part('objectKey')], [{ name: 's3Uri', type: 'String' }], {
      serviceConfiguration: { s3: { bucketName: 'bucket' } },
    }],
    Retrieval: [[part('objectKey')], [{ name: 's3Content', type: 'String' }], {
      serviceConfiguration: { s3: { bucketName: 'bucket' } },
    }],
    Iterator:
      [[part('array', 'Array')], [{ name: 'arrayItem', type: 'String' }, { name: 'arraySize', type: 'Number' }], {}],
    Collector: [[part('arrayItem'), part('arraySize', 'Number')], [{ name: 'collectedArray', type: 'Array' }], {}],
    InlineCode: [[part('value')], [{ name: 'response', type: 'String' }], { code: 'value', language: 'Python_3' }],
    LoopInput: [[], [{ name: 'loopInput', type: 'String' }], {}],
  };
  if (type === 'LambdaFunction') { return lambda(name, [part('value')]); }
  const [inputs, outputs, configuration] = ports[type];
  return { name, type, inputs, outputs, configuration: { [KEYS[type]]: configuration } };
}

const inlineText =
  ({ node }: Span) => node.configuration?.prompt?.sourceConfiguration?.inline?.templateConfiguration?.text;
const VARIABLE = /\{\{([0-9a-zA-Z][0-9a-zA-Z_-]*)\}\}/;
const templated = (span: Span) => VARIABLE.test(inlineText(span)?.text) && !/\$\{/.test(inlineText(span).text);

/** More nodes of a type than a flow may have. */
function tooMany(type: string, most: number): Fault {
  return {
    name: `${most + 1} ${type} nodes`,
    codes: ['QuotaExceeded'],
    // some are raised on request
    severity: 'either',
    apply(draft) {
      const graph = draft.definition;
      const feeder = draft.feeder(graph);
      if (!feeder) { return undefined; }
      while (graph.nodes.filter((node: Json) => node.type === type).length <= most) {
        const node = nodeOf(type, draft.fresh());
        graph.nodes.push(node);
        for (const { name } of node.inputs) { draft.connect(graph, feeder.name, 'functionResponse', node.name, name); }
      }
      return type;
    },
  };
}

const MOST = {
  Output: 20,
  Condition: 5,
  Iterator: 1,
  Collector: 1,
  Prompt: 20,
  KnowledgeBase: 20,
  Agent: 20,
  LambdaFunction: 20,
  Lex: 5,
  Retrieval: 10,
  Storage: 10,
  InlineCode: 5,
};

const inLoop = ({ loop }: Span) => loop;

export const FAULTS_OF_KINDS: readonly Fault[] = [
  {
    name: 'a type that there is not',
    codes: ['UnknownNodeType'],
    apply(draft) {
      const span = draft.span();
      const made = draft.dice.pick([
        undefined, 'Lambda', 'prompt', 'DoWhile', 'FlowInput', 'KnowledgeBaseNode', 'AgentCore', '', 'input',
        'Parallel', 'constructor', '__proto__', span?.node.type.toLowerCase(),
      ]);
      if (span && made === undefined) { delete span.node.type; } else if (span) { span.node.type = made; }
      return span?.node.name;
    },
  },
  {
    name: 'another type',
    codes: ['MismatchedConfiguration', ...PORTS],
    apply(draft) {
      const span = draft.span();
      if (span) { span.node.type = draft.dice.pick(Object.keys(KEYS).filter((type) => type !== span.node.type)); }
      return span && '';
    },
  },
  {
    name: 'a second Input node',
    codes: ['MultipleInputNodes'],
    apply(draft) {
      const node = nodeOf('Input', draft.fresh());
      draft.definition.nodes.push(node);
      return draft.hasRoom(draft.definition, 'Input') ? 'Input' : undefined;
    },
  },
  {
    name: 'no Input node',
    codes: ['MissingStartingNodes'],
    apply(draft) {
      drop(draft.definition.nodes, draft.definition.nodes.find(({ type }: Json) => type === 'Input'));
      return 'Input';
    },
  },
  {
    name: 'no Output node',
    codes: ['MissingEndingNodes'],
    apply(draft) {
      const outputs = draft.definition.nodes.filter(({ type }: Json) => type === 'Output')
        .map(({ name }: Json) => name);
      draft.definition.nodes = draft.definition.nodes.filter(({ type }: Json) => type !== 'Output');
      draft.definition.connections =
        draft.definition.connections.filter(({ target }: Json) => !outputs.includes(target));
      return 'Output';
    },
  },
  {
    name: 'nothing at all',
    codes: ['MissingStartingNodes', 'MissingEndingNodes'],
    apply(draft) {
      draft.definition = draft.dice.pick<Json>([{}, { nodes: [] }, { nodes: [], connections: [] }]);
      return 'node';
    },
  },
  {
    name: 'a knowledge base node with a model that has the output of one without, or the other way round',
    codes: ['MissingNodeOutput', 'UnknownNodeOutput'],
    apply(draft) {
      const span = draft.span(({ node }) => node.configuration?.knowledgeBase);
      const configuration = span?.node.configuration.knowledgeBase;
      if (!configuration) { return undefined; }
      if (configuration.modelId === undefined) {
        configuration.modelId = 'amazon.nova-lite-v1:0';
      } else {
        delete configuration.modelId;
      }
      delete configuration.guardrailConfiguration;
      return span!.node.name;
    },
  },

  // prompts
  {
    name: 'a variable is renamed in the text of its prompt',
    codes: ['MissingNodeInput'],
    apply(draft) {
      const span = draft.span(templated);
      const name = draft.fresh('other');
      const text = span && inlineText(span);
      if (text) { text.text = text.text.replace(VARIABLE, `{{${name}}}`); }
      return text && name;
    },
  },
  {
    name: 'a variable more in the text of a prompt',
    codes: ['MissingNodeInput'],
    apply(draft) {
      const span = draft.span((one) => typeof inlineText(one)?.text === 'string' && !/\$\{/.test(inlineText(one).text));
      const name = draft.fresh('other');
      const text = span && inlineText(span);
      if (text) { text.text += ` {{${name}}}`; }
      return text && name;
    },
  },
  {
    name: 'a variable is renamed in the inputs of its prompt',
    codes: ['MissingNodeInput'],
    apply(draft) {
      const span = draft.span(templated);
      const variable = span && VARIABLE.exec(inlineText(span).text)![1];
      if (span) { span.node.inputs.find(({ name }: Json) => name === variable).name = draft.fresh(); }
      return variable;
    },
  },
  {
    name: 'a variable is renamed in the list of variables',
    codes: ['UnknownPromptVariable'],
    severity: 'warning',
    apply(draft) {
      const span = draft.span((one) => templated(one) && inlineText(one).inputVariables?.length > 0);
      const variable = span && draft.dice.pick(inlineText(span).inputVariables as Json[]);
      if (variable) { variable.name = draft.fresh(); }
      return variable?.name;
    },
  },
  {
    name: 'a variable is missing in the list of variables',
    codes: ['UnknownPromptVariable'],
    severity: 'warning',
    apply(draft) {
      const span = draft.span((one) => templated(one) && inlineText(one).inputVariables?.length > 0);
      return span && inlineText(span).inputVariables.pop().name;
    },
  },
  {
    name: 'an input that the prompt does not use',
    codes: ['UnknownNodeInput'],
    severity: 'warning',
    apply(draft) {
      const span = draft.span((one) => templated(one) && one.node.inputs.length < 20);
      const feeder = span && draft.feeder(span.graph);
      const name = draft.fresh('unused');
      if (!feeder) { return undefined; }
      span!.node.inputs.push(part(name));
      draft.connect(span!.graph, feeder.name, 'functionResponse', span!.node.name, name);
      return name;
    },
  },

  // loops
  ...([['LoopInput', 'MissingLoopInputNode', 'MultipleLoopInputNodes'], [
    'LoopController', 'MissingLoopControllerNode', 'MultipleLoopControllerNodes',
  ]] as const).flatMap(([type, none, many]): Fault[] => [
    {
      name: `a loop without its ${type}`,
      codes: [none],
      apply(draft) {
        const span = draft.ofType(type);
        if (span) { drop(span.graph.nodes, span.node); }
        return span?.loop?.name;
      },
    },
    {
      name: `a loop with two ${type} nodes`,
      codes: [many],
      apply(draft) {
        const span = draft.ofType(type);
        if (!span) { return undefined; }
        const twin = { ...copy(span.node), name: draft.fresh() };
        span.graph.nodes.push(twin);
        for (const connection of span.graph.connections.filter(({ target }: Json) => target === span.node.name)) {
          span.graph.connections.push({ ...copy(connection), name: draft.fresh('Link'), target: twin.name });
        }
        return span.graph.nodes.length <= 40 && span.graph.connections.length <= 100 ? span.loop?.name : undefined;
      },
    },
    {
      name: `a ${type} outside of a loop`,
      codes: ['Unspecified'],
      apply(draft) {
        const name = draft.fresh();
        if (type === 'LoopInput') {
          draft.definition.nodes.push(nodeOf('LoopInput', name));
          return draft.hasRoom(draft.definition, type) ? name : undefined;
        }
        const continueCondition = { name: 'goOn', expression: 'status == "x"' };
        const node = {
          name,
          type,
          configuration: { loopController: { continueCondition } },
          inputs: [{ ...part('status'), category: 'LoopCondition' }],
        };
        return draft.hasRoom(draft.definition, type) && draft.add(draft.definition, node) ? name : undefined;
      },
    },
  ]),
  {
    name: 'a loop with an empty definition',
    codes: ['MissingLoopInputNode', 'MissingLoopControllerNode'],
    apply(draft) {
      const span = draft.ofType('Loop');
      if (span) { span.node.configuration.loop.definition = draft.dice.pick<Json>([{}, { nodes: [] }]); }
      return span?.node.name;
    },
  },
  ...['Input', 'Condition', 'Iterator', 'Collector'].map((type): Fault => ({
    name: `a node of type ${type} in a loop`,
    codes: ['LoopIncompatibleNodeType'],
    apply(draft) {
      const span = draft.span(inLoop);
      const node = span && draft.hasRoom(span.graph, type) && draft.add(span.graph, nodeOf(type, draft.fresh()));
      return node ? node.name : undefined;
    },
  })),
  {
    name: 'a connection from outside into a loop',
    codes: ['InvalidLoopBoundary'],
    also: ['MultipleNodeInputConnections'],
    apply(draft) {
      const span = draft.span((one) => one.loop && one.node.inputs?.length > 0);
      const outside = span
        && draft.dice.maybe((draft.definition.nodes as Json[]).filter(({ outputs }) => outputs?.length > 0));
      if (!span || !outside) { return undefined; }
      const graph = draft.dice.oneIn(2) ? draft.definition : span.graph;
      if (span.graph.nodes.includes(outside)) { return undefined; }
      return draft.connect(graph, outside.name, outside.outputs[0].name, span.node.name, span.node.inputs[0].name).name;
    },
  },
  {
    name: 'a connection out of a loop',
    codes: ['InvalidLoopBoundary'],
    apply(draft) {
      const span = draft.span((one) => one.loop && one.node.outputs?.length > 0);
      const sink = span && draft.hasRoom(draft.definition, 'LambdaFunction') && lambda(draft.fresh(), [part('value')]);
      if (!span || !sink) { return undefined; }
      draft.definition.nodes.push(sink);
      return draft.connect(draft.definition, span.node.name, span.node.outputs[0].name, sink.name, 'value').name;
    },
  },
  {
    name: 'a node is moved into a loop, its connections are not',
    codes: ['InvalidLoopBoundary'],
    also: ['LoopIncompatibleNodeType', 'MissingEndingNodes'],
    apply(draft) {
      const { nodes } = draft.definition;
      const loop = nodes.find(({ type }: Json) => type === 'Loop');
      const node = draft.dice.maybe((nodes as Json[]).filter((one) => one !== loop
        && !['Input', 'Loop'].includes(one.type)));
      if (!loop || !node) { return undefined; }
      drop(nodes, node);
      loop.configuration.loop.definition.nodes.push(node);
      return node.name;
    },
  },
  {
    name: 'an input of a loop that its LoopInput does not have',
    codes: ['UnmatchedLoopPort'],
    severity: 'warning',
    apply(draft) {
      const span = draft.span(({ node, graph }) => node.type === 'Loop' && draft.hasRoom(graph, 'Loop'));
      const feeder = span && draft.feeder(span.graph);
      if (!feeder || draft.related(span!, 'after').has(feeder.name)) { return undefined; }
      const name = draft.fresh();
      span!.node.inputs.push(part(name));
      draft.connect(span!.graph, feeder.name, 'functionResponse', span!.node.name, name);
      return name;
    },
  },
  {
    name: 'an output of a loop that does not leave through its LoopController',
    codes: ['UnmatchedLoopPort'],
    severity: 'warning',
    apply(draft) {
      const span = draft.span(({ node }) => node.type === 'Loop' && node.outputs.length < 5);
      const name = draft.fresh();
      span?.node.outputs.push({ name, type: 'String' });
      return span && name;
    },
  },

  // too much
  ...Object.entries(MOST).map(([type, most]) => tooMany(type, most)),
  {
    name: '41 nodes',
    codes: ['QuotaExceeded'],
    apply(draft) {
      const feeder = draft.feeder(draft.definition);
      if (!feeder) { return undefined; }
      for (let at = 0; draft.definition.nodes.length <= 40; at++) {
        const node = nodeOf(['Prompt', 'Agent', 'KnowledgeBase', 'LambdaFunction'][at % 4], draft.fresh());
        draft.definition.nodes.push(node);
        draft.connect(draft.definition, feeder.name, 'functionResponse', node.name, node.inputs[0].name);
      }
      return '41 nodes';
    },
  },
  {
    name: '101 connections',
    codes: ['QuotaExceeded'],
    apply(draft) {
      const feeder = draft.feeder(draft.definition);
      if (!feeder || !draft.hasRoom(draft.definition, 'LambdaFunction', 6)) { return undefined; }
      while (draft.definition.connections.length <= 100) {
        draft.add(draft.definition, lambda(draft.fresh(), Array.from({ length: 20 }, (_, at) => part(`in${at}`))));
      }
      return 'connections';
    },
  },
  ...(
    [['LambdaFunction', 'inputs', 21], ['InlineCode', 'inputs', 6], ['LoopInput', 'outputs', 6]] as const
  ).map(([type, what, count]): Fault => ({
    name: `${type} with ${count} ${what}`,
    codes: ['QuotaExceeded'],
    apply(draft) {
      const span = draft.ofType(type);
      if (!span) { return undefined; }
      const list = span.node[what] ??= [];
      const feeder = what === 'inputs' ? draft.feeder(span.graph) : undefined;
      if (what === 'inputs' && (!feeder || span.node === feeder || draft.related(span, 'after').has(feeder.name))) {
        return undefined;
      }
      while (list.length < count) {
        const name = draft.fresh('more');
        list.push(feeder ? part(name) : { name, type: 'String' });
        if (feeder) { draft.connect(span.graph, feeder.name, 'functionResponse', span.node.name, name); }
      }
      return (span.graph.connections ?? []).length > 100 ? undefined : span.node.name;
    },
  })),
  {
    name: 'six conditions',
    codes: ['QuotaExceeded'],
    apply(draft) {
      const span = draft.span(({ node }) => node.type === 'Condition' && node.inputs.some(isShort));
      const operand = span?.node.inputs.find(isShort);
      const conditions = span?.node.configuration.condition.conditions as Json[] | undefined;
      const value = (at: number) => operand.type === 'String' ? `"q${at}"` : `9${at}0${at}`;
      while (conditions && conditions.length < 6) {
        conditions.push({ name: draft.fresh('more'), expression: `${operand.name} == ${value(conditions.length)}` });
      }
      return span?.node.name;
    },
  },
];

function isShort({ name, type }: Json): boolean { return (type === 'String' || type === 'Number') && name.length < 40; }
