/** Nodes, ports, conditions and connections that are renamed, removed, doubled or misnamed. */
import { copy, type Draft, drop, type Fault, type Span } from './draft';
import type { Json } from '../arbitrary-configurations';

const ILLEGAL = ['a', '1abc', 'a__b', 'ab_', '_ab', 'a-b', 'My Node', 'a.b', 'x'
  .repeat(52), '', 'Grüße', 'a_', 'My-Node', 'node\n', '$data'];
const FREE = ['LambdaFunction', 'InlineCode'];

function referenced({ node, graph }: Span): boolean {
  return (graph.connections ?? []).some(({ source, target }: Json) => source === node.name || target === node.name);
}

/** Renames a node everywhere. */
function renameNode({ node, graph }: Span, name: string): void {
  for (const connection of graph.connections ?? []) {
    if (connection.source === node.name) { connection.source = name; }
    if (connection.target === node.name) { connection.target = name; }
  }
  node.name = name;
}

/** Renames a port everywhere. */
function renamePort({ node, graph }: Span, renamed: Json, name: string, side: 'inputs' | 'outputs'): void {
  const [end, key] = side === 'inputs' ? ['target', 'targetInput'] : ['source', 'sourceOutput'];
  for (const connection of graph.connections ?? []) {
    const data = connection.configuration?.data;
    if (data && connection[end] === node.name && data[key] === renamed.name) { data[key] = name; }
  }
  renamed.name = name;
}

function fed({ node, graph }: Span, input: Json): boolean {
  return (graph.connections ?? []).some(({ target, configuration }: Json) => target === node.name
    && configuration?.data?.targetInput === input.name);
}

function read({ node, graph }: Span, output: Json): boolean {
  const isFrom = ({ source, configuration }: Json) => source === node.name
    && configuration?.data?.sourceOutput === output.name;
  return (graph.connections ?? []).some(isFrom);
}

/** A port of a node whose ports the service fixes (or of one whose it doesn't), and its place. */
function port(
  draft: Draft, side: 'inputs' | 'outputs', test: (span: Span, port: Json) => unknown,
): readonly [Span, Json] | undefined {
  const all = draft.spans()
    .flatMap((span) => (span.node[side] ?? []).map((one: Json) => [span, one] as const) as (readonly [Span, Json])[]);
  return draft.dice.maybe(all.filter(([span, one]) => test(span, one)));
}

const fixedInput = ({ node }: Span) => !['Condition', 'Prompt', 'Loop', 'LoopController', ...FREE].includes(node.type);
const fixedOutput = ({ node }: Span) => !['Loop', 'LoopInput'].includes(node.type);
const optional = ['promptAttributes', 'sessionAttributes', 'requestAttributes'];

const LEGAL = /^[a-zA-Z](_?[0-9a-zA-Z])+$/;

function typo(draft: Draft, word: string): string {
  const changes =
    [`${word}s`, word.slice(0, -1), word.toLowerCase(), word.toUpperCase(), `${word.slice(1)}${word[0]}`, `my${word}`];
  return draft.dice.pick(changes.filter((one) => one !== word && LEGAL.test(one)
    && !JSON.stringify(draft.definition).includes(`"${one}"`))) ?? draft.fresh();
}

export const FAULTS_OF_NAMES: readonly Fault[] = [
  {
    name: 'a node is renamed, its connections are not',
    codes: ['UnknownConnectionSource', 'UnknownConnectionTarget'],
    apply(draft) {
      const span = draft.span(referenced);
      const old = span?.node.name;
      if (span) { span.node.name = draft.fresh(); }
      return old;
    },
  },
  {
    name: 'a node is removed, its connections are not',
    codes: ['UnknownConnectionSource', 'UnknownConnectionTarget'],
    apply(draft) {
      const span = draft.span((one) => referenced(one)
        && !['Input', 'LoopInput', 'LoopController', 'Loop', 'Output'].includes(one.node.type));
      if (span) { drop(span.graph.nodes, span.node); }
      return span?.node.name;
    },
  },
  {
    name: 'a node is there twice',
    codes: ['DuplicateName'],
    // a flow may have been full
    also: ['QuotaExceeded'],
    apply(draft) {
      const span = draft.span(({ node }) => node.type !== 'Loop');
      span?.graph.nodes.push(copy(span.node));
      return span?.node.name;
    },
  },
  {
    name: 'two nodes have one name',
    codes: ['DuplicateName'],
    also: ['CyclicConnection'],
    apply(draft) {
      const span = draft.span(({ graph }) => graph.nodes.length > 1);
      const other = span && draft.dice.pick(span.graph.nodes.filter((node: Json) => node !== span.node)) as Json;
      if (span) { renameNode(span, other!.name); }
      return other?.name;
    },
  },
  {
    name: 'a node in a loop has the name of one outside',
    codes: ['DuplicateName'],
    severity: 'warning',
    apply(draft) {
      const span = draft.span(({ loop }) => loop);
      const other = span && draft.dice.pick(draft.definition.nodes) as Json;
      if (span) { renameNode(span, other!.name); }
      return other?.name;
    },
  },
  ...(['inputs', 'outputs'] as const).map((side): Fault => ({
    name: `one of the ${side} of a node is there twice`,
    codes: ['DuplicateName'],
    apply(draft) {
      const span = draft.span(({ node }) => node[side]?.length > 0 && node[side].length < 5);
      span?.node[side].push(copy(draft.dice.pick(span.node[side])));
      return span?.node.name;
    },
  })),
  {
    name: 'a condition is there twice, with another expression',
    codes: ['DuplicateName'],
    apply(draft) {
      const span = draft.span(({ node }) => node.type === 'Condition'
        && [2, 3, 4].includes(node.configuration.condition.conditions.length));
      const conditions = span?.node.configuration.condition.conditions as Json[] | undefined;
      const condition = conditions && draft.dice.pick(conditions.filter((one) => one.expression));
      if (condition) {
        conditions!.push({
          ...condition,
          expression: `not (${condition.expression})`.length > 64
            ? ` ${condition.expression}`.slice(0, 64) : `not (${condition.expression})`,
        });
      }
      return condition?.expression.length < 58 ? condition!.name : undefined;
    },
  },
  {
    name: 'two connections have one name',
    codes: ['DuplicateName'],
    severity: 'either',
    apply(draft) {
      const graph = draft.dice.maybe(draft.graphs().filter(({ connections }) => connections?.length > 1));
      if (graph) { graph.connections[1].name = graph.connections[0].name; }
      return graph?.connections[0].name;
    },
  },
  {
    name: 'a connection is there twice',
    codes: ['DuplicateConnections', 'DuplicateName'],
    apply(draft) {
      const wire = draft.wire();
      wire?.graph.connections.push(copy(wire.connection));
      return draft.graphs().every(({ connections = [] }) => connections.length <= 100)
        ? wire?.connection.name : undefined;
    },
  },
  {
    name: 'a connection is there twice, under two names',
    codes: ['DuplicateConnections'],
    apply(draft) {
      const wire = draft.wire();
      wire?.graph.connections.push({ ...copy(wire.connection), name: draft.fresh() });
      return draft.graphs().every(({ connections = [] }) => connections.length <= 100)
        ? wire?.connection.target : undefined;
    },
  },
  {
    name: 'an input that the service fixes is renamed in its node',
    codes: ['UnknownNodeInput', 'MissingNodeInput'],
    apply(draft) {
      const found = port(draft, 'inputs', (span, input) => fixedInput(span) && !optional.includes(input.name));
      const old = found?.[1].name;
      if (found) { found[1].name = typo(draft, old); }
      return old;
    },
  },
  {
    name: 'an output that the service fixes is renamed in its node',
    codes: ['UnknownNodeOutput', 'MissingNodeOutput'],
    apply(draft) {
      const found = port(draft, 'outputs', fixedOutput);
      const old = found?.[1].name;
      if (found) { found[1].name = typo(draft, old); }
      return old;
    },
  },
  {
    name: 'an input that the service fixes has another name everywhere, such as playerQuery',
    codes: ['UnknownNodeInput', 'MissingNodeInput'],
    apply(draft) {
      const found = port(draft, 'inputs', (span, input) => fixedInput(span) && !optional.includes(input.name));
      const name = draft.dice.pick(['playerQuery', 'input', 'query', 'documents', draft.fresh()]);
      if (!found || found[0].node.inputs.some((input: Json) => input.name === name)) { return undefined; }
      renamePort(found[0], found[1], name, 'inputs');
      return name;
    },
  },
  {
    name: 'an output that the service fixes has another name everywhere',
    codes: ['UnknownNodeOutput', 'MissingNodeOutput'],
    apply(draft) {
      const found = port(draft, 'outputs', fixedOutput);
      const name = draft.dice.pick(['output', 'result', 'completion', draft.fresh()]);
      if (found) { renamePort(found[0], found[1], name, 'outputs'); }
      return found && name;
    },
  },
  {
    name: 'an input of a Lambda or inline code is renamed in its node',
    codes: ['UnknownConnectionTargetInput'],
    apply(draft) {
      const found = port(draft, 'inputs', (span, input) => FREE.includes(span.node.type) && fed(span, input));
      const old = found?.[1].name;
      if (found) { found[1].name = draft.fresh(); }
      return old;
    },
  },
  {
    name: 'an output of a Loop or LoopInput is renamed in its node',
    codes: ['UnknownConnectionSourceOutput'],
    apply(draft) {
      const found = port(draft, 'outputs', (span, output) => !fixedOutput(span) && read(span, output));
      const old = found?.[1].name;
      if (found) { found[1].name = draft.fresh(); }
      return old;
    },
  },
  {
    name: 'an input is removed from its node',
    codes: ['UnknownConnectionTargetInput', 'MissingNodeInput'],
    also: ['MalformedConditionExpression'],
    apply(draft) {
      const found = port(draft, 'inputs', fed);
      if (found) { drop(found[0].node.inputs, found[1]); }
      return found?.[1].name;
    },
  },
  {
    name: 'an output is removed from its node',
    codes: ['UnknownConnectionSourceOutput', 'MissingNodeOutput'],
    apply(draft) {
      const found = port(draft, 'outputs', read);
      if (found) { drop(found[0].node.outputs, found[1]); }
      return found?.[1].name;
    },
  },
  {
    name: 'an input more, which the type does not have',
    codes: ['UnknownNodeInput'],
    apply(draft) {
      const span = draft.span((one) => fixedInput(one) && !['Input', 'LoopInput', 'Loop'].includes(one.node.type));
      const feeder = span && draft.feeder(span.graph);
      if (!span || !feeder) { return undefined; }
      (span.node.inputs ??= []).push({ name: 'context', type: 'String', expression: '$.data.part' });
      draft.connect(span.graph, feeder.name, 'functionResponse', span.node.name, 'context');
      return draft.related(span, 'after').has(feeder.name) ? undefined : 'context';
    },
  },
  {
    name: 'an input of an Input or LoopInput node',
    codes: ['UnknownNodeInput'],
    severity: 'either',
    apply(draft) {
      const span = draft.ofType('Input', 'LoopInput');
      if (span) { span.node.inputs = [{ name: 'document', type: 'String', expression: '$.data' }]; }
      return span?.node.name;
    },
  },
  {
    name: 'an output more, which the type does not have',
    codes: ['UnknownNodeOutput', 'MismatchedNodeOutputType'],
    severity: 'either',
    apply(draft) {
      const span = draft.span(fixedOutput);
      const name = draft.dice.pick(['result', 'outputText', 'retrievalResults', 'document', 'output']);
      if (!span || (span.node.outputs ??= []).some((output: Json) => output.name === name)) { return undefined; }
      span.node.outputs.push({ name, type: 'String' });
      return name;
    },
  },
  ...(
    ['name of a node', 'name of an input', 'name of an output', 'name of a condition', 'name of a connection'] as const
  ).map((what): Fault => ({
    name: `an illegal ${what}`,
    codes: ['IllegalName'],
    // where the name is empty, connections have none to name
    also: /input|output|condition/.test(what) ? ['MissingConnectionConfiguration'] : [],
    apply(draft) { return misname(draft, what); },
  })),
  {
    name: 'a connection has a name of more than 101 letters',
    codes: ['IllegalName'],
    severity: 'warning',
    apply(draft) {
      const wire = draft.wire();
      if (wire) { wire.connection.name = 'x'.repeat(draft.dice.between(102, 200)); }
      return wire?.connection.name.slice(0, 30);
    },
  },
  ...(['source', 'target'] as const).map((end): Fault => ({
    name: `the ${end} of a connection is misspelt`,
    codes: [end === 'source' ? 'UnknownConnectionSource' : 'UnknownConnectionTarget'],
    apply(draft) {
      const wire = draft.wire();
      if (wire) { wire.connection[end] = typo(draft, wire.connection[end]); }
      return wire?.connection[end];
    },
  })),
  ...(
    [['sourceOutput', 'UnknownConnectionSourceOutput'], ['targetInput', 'UnknownConnectionTargetInput']] as const
  ).map(([member, code]): Fault => ({
    name: `the ${member} of a connection is misspelt`,
    codes: [code],
    apply(draft) {
      const wire = draft.wire('Data');
      const data = wire?.connection.configuration.data;
      if (data) {
        data[member] = draft.dice.pick([typo(draft, data[member]), `$.${data[member]}`, `output.${data[member]}`]);
      }
      return data?.[member];
    },
  })),
  {
    name: 'the condition of a connection is misspelt',
    codes: ['UnknownConnectionCondition'],
    apply(draft) {
      const wire =
        draft.wire('Conditional', ({ connection }) => connection.configuration.conditional.condition !== 'default');
      const conditional = wire?.connection.configuration.conditional;
      if (conditional) { conditional.condition = typo(draft, conditional.condition); }
      return conditional?.condition;
    },
  },
];

function misname(draft: Draft, what: string): string | undefined {
  const name = draft.dice.pick(ILLEGAL);
  const shown = name.slice(0, 30).trim();
  switch (what) {
    case 'name of a node': {
      const span = draft.span();
      if (span) { renameNode(span, name); }
      return span && shown;
    }
    case 'name of an input': {
      const found = port(draft, 'inputs', ({ node }) => FREE.includes(node.type));
      if (found) { renamePort(found[0], found[1], name, 'inputs'); }
      return found && shown;
    }
    case 'name of an output': {
      const found = port(draft, 'outputs', (span) => !fixedOutput(span));
      if (found) { renamePort(found[0], found[1], name, 'outputs'); }
      return found && shown;
    }
    case 'name of a condition': {
      const span = draft.ofType('Condition');
      const condition = span?.node.configuration.condition.conditions.find(({ expression }: Json) => expression);
      if (!condition) { return undefined; }
      for (const { source, configuration } of span!.graph.connections) {
        if (source === span!.node.name && configuration?.conditional?.condition === condition.name) {
          configuration.conditional.condition = name;
        }
      }
      condition.name = name;
      return shown;
    }
    default: {
      const wire = draft.wire();
      // a name that is only too long is one that the console stores
      if (wire) { wire.connection.name = name.length > 50 ? `${'x'.repeat(150)}_` : name; }
      return wire && (name.length > 50 ? 'xxx' : shown);
    }
  }
}
