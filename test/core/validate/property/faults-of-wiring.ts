/** Connections, cycles, joins and types: each part is right by itself, but they don't go together. */
import { type Draft, drop, type Fault, lambda, part, type Span, type Wire } from './draft';
import type { Json } from '../arbitrary-configurations';

/** The input that a data connection leads to, and the output it comes from. */
export function ends({ connection, graph }: Wire): { input?: Json; output?: Json; from?: Json; to?: Json } {
  const { source, target, configuration } = connection;
  const [from, to] =
    [graph.nodes.find(({ name }: Json) => name === source), graph.nodes.find(({ name }: Json) => name === target)];
  return {
    from,
    to,
    output: from?.outputs?.find(({ name }: Json) => name === configuration?.data?.sourceOutput),
    input: to?.inputs?.find(({ name }: Json) => name === configuration?.data?.targetInput),
  };
}

/** A Condition with two branches that lead somewhere: the conditions and the nodes they lead to. */
function fork(draft: Draft): { span: Span; one: Json; other: Json } | undefined {
  const found = draft.spans(({ node }) => node.type === 'Condition').flatMap((span) => {
    const ways = (span.graph.connections ?? [])
      .filter(({ type, source }: Json) => type === 'Conditional' && source === span.node.name) as Json[];
    const conditionOf = (way: Json) => way.configuration.conditional.condition;
    return ways.flatMap((one) => ways.filter((other) => conditionOf(one) < conditionOf(other))
      .map((other) => ({ span, one, other })));
  });
  return draft.dice.maybe(found);
}

/** Something that runs on a branch and gives a value. */
function inBranch(draft: Draft, { graph }: Span, way: Json, length: number): Json | undefined {
  let last = draft.add(graph, lambda(draft.fresh('Branch'), [part('first')]));
  if (!last) { return undefined; }
  draft.control(graph, way.source, way.configuration.conditional.condition, last.name);
  for (let at = 1; at < length; at++) {
    const next = lambda(draft.fresh('Branch'), [part('first')]);
    graph.nodes.push(next);
    draft.connect(graph, last.name, 'functionResponse', next.name, 'first');
    last = next;
  }
  return last;
}

export const FAULTS_OF_WIRING: readonly Fault[] = [
  {
    name: 'a data connection is removed',
    codes: ['UnfulfilledNodeInput'],
    apply(draft) {
      const wire = draft.wire('Data', (one) =>
        !['promptAttributes', 'sessionAttributes', 'requestAttributes'].includes(ends(one).input?.name));
      if (wire) { drop(wire.graph.connections, wire.connection); }
      return wire?.connection.configuration.data.targetInput;
    },
  },
  {
    name: 'all connections are removed',
    codes: ['UnfulfilledNodeInput'],
    also: ['UnreachableNode'],
    apply(draft) {
      delete draft.definition.connections;
      return draft.definition.nodes.find(({ type }: Json) => type === 'Output')?.name;
    },
  },
  {
    name: 'the last connection of a condition is removed',
    codes: ['UnconnectedCondition'],
    severity: 'warning',
    also: ['UnreachableNode'],
    apply(draft) {
      const wire = draft.wire('Conditional');
      if (!wire) { return undefined; }
      const { source, configuration: { conditional } } = wire.connection;
      const isSame = (one: Json) => one.source === source
        && one.configuration?.conditional?.condition === conditional.condition;
      wire.graph.connections = wire.graph.connections.filter((one: Json) => !isSame(one));
      return conditional.condition;
    },
  },
  {
    name: 'a node without inputs that nothing leads to',
    codes: ['UnreachableNode'],
    apply(draft) {
      const graph = draft.dice.pick(draft.graphs());
      const node = lambda(draft.fresh(), []);
      graph.nodes.push(node);
      return draft.hasRoom(graph, 'LambdaFunction') ? node.name : undefined;
    },
  },
  {
    name: 'a node that nothing leads to, and more behind it',
    codes: ['UnreachableNode'],
    apply(draft) {
      const [first, second] = [lambda(draft.fresh('Alone'), []), lambda(draft.fresh('Behind'), [part('value')])];
      draft.definition.nodes.push(first, second);
      draft.connect(draft.definition, first.name, 'functionResponse', second.name, 'value');
      return draft.hasRoom(draft.definition, 'LambdaFunction') ? first.name : undefined;
    },
  },
  {
    name: 'a new node with an input that is not connected',
    codes: ['UnfulfilledNodeInput'],
    apply(draft) {
      const graph = draft.dice.pick(draft.graphs());
      graph.nodes.push(lambda(draft.fresh(), [part('topic')]));
      return draft.hasRoom(graph, 'LambdaFunction') ? 'topic' : undefined;
    },
  },
  {
    name: 'two data connections lead to one input',
    codes: ['MultipleNodeInputConnections'],
    apply(draft) {
      const wire = draft.wire('Data', (one) => ends(one).to);
      const span = wire && { graph: wire.graph, node: ends(wire).to! };
      if (!wire || !span) { return undefined; }
      const { source, target, configuration: { data } } = wire.connection;
      const before = draft.related(span, 'before');
      const sources = (wire.graph.nodes as Json[]).filter(({ name }) => before.has(name));
      const outputs = sources.flatMap((node) => ((node.outputs ?? []) as Json[])
        .map((output) => [node.name, output.name]));
      const other = draft.dice.maybe(outputs.filter(([from, output]) => from !== source
        || output !== data.sourceOutput));
      if (other) { draft.connect(wire.graph, other[0], other[1], target, data.targetInput); }
      return other && data.targetInput;
    },
  },
  {
    name: 'two branches of a Condition lead to one input',
    codes: ['MultipleNodeInputConnections', 'UnsatisfiedConnectionConditions'],
    apply(draft) {
      const found = fork(draft);
      const one = found && inBranch(draft, found.span, found.one, 1);
      const other = found && inBranch(draft, found.span, found.other, 1);
      if (!found || !one || !other || !draft.hasRoom(found.span.graph, 'LambdaFunction')) { return undefined; }
      const join = lambda(draft.fresh('Join'), [part('value')]);
      found.span.graph.nodes.push(join);
      for (const { name } of [one, other]) {
        draft.connect(found.span.graph, name, 'functionResponse', join.name, 'value');
      }
      return join.name;
    },
  },
  {
    name: 'two branches of a Condition lead to one node',
    codes: ['UnsatisfiedConnectionConditions'],
    apply(draft) {
      const found = fork(draft);
      if (found) {
        draft.control(found.span.graph, found.one.source, found.other.configuration.conditional.condition,
          found.one.target);
      }
      return found?.one.target;
    },
  },
  ...[1, 2, 3].map((length): Fault => ({
    name: `two branches of a Condition meet after ${length} nodes`,
    codes: ['UnsatisfiedConnectionConditions'],
    apply(draft) {
      const found = fork(draft);
      const one = found && inBranch(draft, found.span, found.one, length);
      const other = found && inBranch(draft, found.span, found.other, draft.dice.between(1, length));
      if (!found || !one || !other || !draft.hasRoom(found.span.graph, 'LambdaFunction')) { return undefined; }
      const join = lambda(draft.fresh('Join'), [part('left'), part('right')]);
      found.span.graph.nodes.push(join);
      draft.connect(found.span.graph, one.name, 'functionResponse', join.name, 'left');
      draft.connect(found.span.graph, other.name, 'functionResponse', join.name, 'right');
      return join.name;
    },
  })),
  {
    name: 'a branch of a Condition meets another branch directly',
    codes: ['UnsatisfiedConnectionConditions'],
    apply(draft) {
      const found = fork(draft);
      const one = found && inBranch(draft, found.span, found.one, 2);
      if (!found || !one) { return undefined; }
      draft.control(found.span.graph, found.other.source, found.other.configuration.conditional.condition, one.name);
      return one.name;
    },
  },
  {
    name: 'a node is connected to itself',
    codes: ['CyclicConnection'],
    apply(draft) {
      const span = draft.span(({ node }) => ['LambdaFunction', 'InlineCode'].includes(node.type)
        && node.outputs?.length > 0 && (node.inputs ?? []).length < 5);
      const name = draft.fresh('again');
      if (!span) { return undefined; }
      const [output] = span.node.outputs;
      (span.node.inputs ??= []).push({ name, type: output.type, expression: '$.data' });
      draft.connect(span.graph, span.node.name, output.name, span.node.name, name);
      return span.node.name;
    },
  },
  {
    name: 'a later node connects back to an earlier one',
    codes: ['CyclicConnection'],
    apply(draft) {
      const spans = draft.spans(({ node }) => ['LambdaFunction', 'InlineCode'].includes(node.type)
        && (node.inputs ?? []).length < 5);
      const found = draft.dice.maybe(spans.flatMap((span) => {
        const after = draft.related(span, 'after');
        return (span.graph.nodes as Json[]).filter((node) => after.has(node.name) && node.outputs?.length > 0)
          .map((later) => ({ span, later }));
      }));
      if (!found) { return undefined; }
      const { span, later } = found;
      const name = draft.fresh('again');
      (span.node.inputs ??= []).push({ name, type: later.outputs[0].type, expression: '$.data' });
      draft.connect(span.graph, later.name, later.outputs[0].name, span.node.name, name);
      return 'connects back';
    },
  },
  {
    name: 'a condition connects back to a node before it',
    codes: ['CyclicConnection'],
    apply(draft) {
      const span = draft.ofType('Condition');
      const before = span && [...draft.related(span, 'before')].filter((name) =>
        span.graph.nodes.some((node: Json) => node.name === name && node.type !== 'Input'));
      const target = before && draft.dice.maybe(before);
      if (!target) { return undefined; }
      const condition = draft.dice.pick(span!.node.configuration.condition.conditions as Json[]);
      draft.control(span!.graph, span!.node.name, condition.name, target);
      return 'connects back';
    },
  },
  ...[2, 3, 7].map((length): Fault => ({
    name: `a cycle of ${length} nodes`,
    codes: ['CyclicConnection'],
    apply(draft) {
      const graph = draft.dice.pick(draft.graphs());
      if (!draft.hasRoom(graph, 'LambdaFunction', length + 1)) { return undefined; }
      const nodes = Array.from({ length }, () => draft.add(graph, lambda(draft.fresh('Round'), [part('first')])))
        .filter((node): node is Json => node !== undefined);
      nodes.forEach((node, at) => {
        const next = nodes[(at + 1) % length];
        next.inputs.push(part('round'));
        draft.connect(graph, node.name, 'functionResponse', next.name, 'round');
      });
      return nodes.length === length ? 'connects back' : undefined;
    },
  })),
  {
    name: 'source and target of a data connection are swapped',
    // both nodes may have ports of these names
    codes: [
      'UnknownConnectionSourceOutput', 'UnknownConnectionTargetInput', 'CyclicConnection',
      'MultipleNodeInputConnections', 'IncompatibleConnectionDataType',
    ],
    also: ['UnfulfilledNodeInput', 'UnsatisfiedConnectionConditions'],
    apply(draft) {
      const wire = draft.wire('Data');
      if (wire) { [wire.connection.source, wire.connection.target] = [wire.connection.target, wire.connection.source]; }
      return wire?.connection.target;
    },
  },
  {
    name: 'source and target of a conditional connection are swapped',
    codes: ['UnknownConnectionCondition'],
    also: ['UnreachableNode', 'CyclicConnection', 'UnsatisfiedConnectionConditions'],
    apply(draft) {
      const wire = draft.wire('Conditional', (one) => !JSON.stringify(ends(one).to)
        .includes(JSON.stringify(one.connection.configuration.conditional.condition)));
      if (wire) { [wire.connection.source, wire.connection.target] = [wire.connection.target, wire.connection.source]; }
      return wire?.connection.name;
    },
  },
  {
    name: 'a data connection comes out of a Condition',
    codes: ['UnknownConnectionSourceOutput'],
    apply(draft) {
      const span = draft.ofType('Condition');
      const sink = span && draft.hasRoom(span.graph, 'LambdaFunction') && lambda(draft.fresh(), [part('value')]);
      if (!span || !sink) { return undefined; }
      span.graph.nodes.push(sink);
      return draft.connect(span.graph, span.node.name,
        draft.dice.pick(['document', 'default', 'conditionOutput', span.node.inputs[0].name]), sink.name, 'value').name;
    },
  },
  {
    name: 'a conditional connection comes out of a node that is no Condition',
    codes: ['UnknownConnectionCondition'],
    apply(draft) {
      const span = draft.span(({ node, graph }) => !['Condition', 'Output', 'LoopController'].includes(node.type)
        && draft.hasRoom(graph, 'LambdaFunction', 2));
      const sink = span && draft.add(span.graph, lambda(draft.fresh(), [part('value')]));
      return sink && draft.control(span!.graph, span!.node.name, draft.dice.pick(['default', 'isRefund', 'true']),
        sink.name).name;
    },
  },
  ...(['Data', 'Conditional'] as const).flatMap((type): Fault[] => {
    const key = type === 'Data' ? 'data' : 'conditional';
    return [
      {
        name: `a ${type} connection has no configuration`,
        codes: ['MissingConnectionConfiguration'],
        apply(draft) {
          const wire = draft.wire(type);
          if (wire && draft.dice.oneIn(2)) {
            wire.connection.configuration = {};
          } else if (wire) { delete wire.connection.configuration; }
          return wire?.connection.name;
        },
      },
      {
        name: `a ${type} connection has the other type`,
        codes: ['MissingConnectionConfiguration'],
        apply(draft) {
          const wire = draft.wire(type);
          if (wire) { wire.connection.type = type === 'Data' ? 'Conditional' : 'Data'; }
          return wire?.connection.name;
        },
      },
      {
        name: `a ${type} connection has no type, or an unknown one`,
        codes: ['IllegalValue'],
        apply(draft) {
          const wire = draft.wire(type);
          const made = draft.dice.pick([undefined, type.toLowerCase(), 'Control', 'data ', '']);
          if (wire && made === undefined) {
            delete wire.connection.type;
          } else if (wire) { wire.connection.type = made; }
          return wire && 'type';
        },
      },
      {
        name: `the configuration of a ${type} connection is empty`,
        codes: [
          'MissingConnectionConfiguration', 'UnknownConnectionSourceOutput', 'UnknownConnectionTargetInput',
          'UnknownConnectionCondition',
        ],
        apply(draft) {
          const wire = draft.wire(type);
          if (wire) { wire.connection.configuration = { [key]: {} }; }
          return wire?.connection.name;
        },
      },
    ];
  }),
  ...(['source', 'target', 'name'] as const).map((member): Fault => ({
    name: `a connection has no ${member}`,
    codes: [member === 'source' ? 'UnknownConnectionSource' : member === 'target'
      ? 'UnknownConnectionTarget' : 'IllegalName'],
    apply(draft) {
      const wire = draft.wire();
      if (wire) { delete wire.connection[member]; }
      return wire && 'connections';
    },
  })),
  {
    name: 'a connection has an expression in place of the input, as one page of the guide prints it',
    codes: ['UnknownKey'],
    also: ['MissingConnectionConfiguration'],
    apply(draft) {
      const wire = draft.wire('Data');
      if (wire) {
        wire.connection.configuration.data = {
          sourceOutput: wire.connection.configuration.data.sourceOutput, expression: '$.data',
        };
      }
      return wire && 'expression';
    },
  },
];
