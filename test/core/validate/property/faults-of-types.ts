/** Values that do not fit what reads them. */
import { type Fault, others } from './draft';
import { ends } from './faults-of-wiring';
import type { Json } from '../arbitrary-configurations';
import { DATA_TYPES } from '../arbitrary-texts';

const SCALAR = ['String', 'Number', 'Boolean'];

const isAny = (node: Json, side: 'inputs' | 'outputs') => (side === 'inputs'
  ? ['LambdaFunction', 'InlineCode', 'Output', 'Condition', 'Prompt', 'Loop', 'LoopController']
  : ['LambdaFunction', 'InlineCode', 'Input', 'Retrieval', 'Loop', 'LoopInput']).includes(node.type);

export const FAULTS_OF_TYPES: readonly Fault[] = [
  {
    name: 'a whole value goes to an input of another type',
    codes: ['IncompatibleConnectionDataType'],
    also: ['MalformedConditionExpression'],
    apply(draft) {
      const wire = draft.wire('Data', (one) => {
        const { input, to } = ends(one);
        return input?.expression === '$.data' && isAny(to!, 'inputs');
      });
      const input = wire && ends(wire).input;
      if (input) { input.type = draft.dice.pick(others(DATA_TYPES, input.type)); }
      return input?.name;
    },
  },
  {
    name: 'an output is declared with another type than its readers take',
    codes: ['IncompatibleConnectionDataType', 'MismatchedNodeOutputType'],
    apply(draft) {
      const wire = draft.wire('Data', (one) => {
        const { input, from } = ends(one);
        return input?.expression === '$.data' && isAny(from!, 'outputs');
      });
      const output = wire && ends(wire).output;
      if (output) { output.type = draft.dice.pick(others(DATA_TYPES, output.type)); }
      return output?.name;
    },
  },
  {
    name: 'a part of a value that has none',
    codes: ['IncompatibleConnectionDataType'],
    severity: 'warning',
    apply(draft) {
      const wire = draft.wire('Data', (one) => SCALAR.includes(ends(one).output?.type));
      const input = wire && ends(wire).input;
      if (input) {
        input.expression = draft.dice.pick(['$.data.topic', '$.data[0]', '$.data.*', '$.data[0, 1].a', '$.data[1:]']);
      }
      return input?.name;
    },
  },
  {
    name: 'a collection goes to an input that is no Array',
    codes: ['IncompatibleConnectionDataType'],
    apply(draft) {
      const wire = draft.wire('Data', (one) => {
        const { input, output } = ends(one);
        return input && input.type !== 'Array' && output && !SCALAR.includes(output.type);
      });
      const input = wire && ends(wire).input;
      if (input) {
        input.expression = draft.dice.pick(['$.data.items.*', '$.data[0, 1]', '$.data[1:].a', '$.data[*][0]']);
      }
      return input?.name;
    },
  },
  ...(['inputs', 'outputs'] as const).map((side): Fault => ({
    name: `one of the ${side} that the service fixes has another type`,
    codes: [side === 'inputs' ? 'MismatchedNodeInputType' : 'MismatchedNodeOutputType'],
    apply(draft) {
      const span = draft.span(({ node }) => TYPED.has(node.type) && (node[side] ?? []).some(isFixed));
      const port = span?.node[side].find(isFixed);
      if (port) { port.type = draft.dice.pick(others(DATA_TYPES, port.type)); }
      return port?.name;
    },
  })),
  ...(['inputs', 'outputs'] as const).map((side): Fault => ({
    name: `one of the ${side} has no type, or an unknown one`,
    codes: ['IllegalValue'],
    apply(draft) {
      const span = draft.span(({ node }) => node[side]?.length > 0);
      const port = span && draft.dice.pick(span.node[side] as Json[]);
      const made = draft.dice.pick([undefined, 'string', 'Map', 'Any', 'Integer', 'List<String>', '', 'String ']);
      if (port && made === undefined) { delete port.type; } else if (port) { port.type = made; }
      return port && 'type';
    },
  })),
];

const FIXED = new Set([
  // not agentInputText and inputText: the guide says both String and Any
  'retrievalQuery', 'promptAttributes', 'sessionAttributes', 'requestAttributes', 'objectKey', 'array',
  'retrievalResults', 'outputText', 'agentResponse', 'modelCompletion', 's3Uri', 'predictedIntent', 'collectedArray',
]);

const TYPED = new Set(['KnowledgeBase', 'Agent', 'Lex', 'Storage', 'Retrieval', 'Iterator', 'Collector']);

function isFixed({ name }: Json): boolean { return FIXED.has(name); }
