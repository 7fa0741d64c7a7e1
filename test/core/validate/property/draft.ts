/** A definition that is about to be broken: places in it by what they are, and parts to add to it. */
import type { Dice } from './dice';
import type { Code } from '../../../../src/core/constraints/codes';
import type { Json } from '../arbitrary-configurations';

export interface Span {
  readonly node: Json;
  readonly graph: Json;
  /** The Loop node it stands in. */
  readonly loop?: Json;
}

export interface Wire {
  readonly connection: Json;
  readonly graph: Json;
}

/** One way to break a definition. */
export interface Fault {
  readonly name: string;
  /** What says that it is broken: any of these. */
  readonly codes: readonly Code[];
  /** Errors that follow from the fault and may be said beside it. */
  readonly also?: readonly Code[] | 'any';
  /** An error, unless it says so; `either` where no document says how grave the service finds it. */
  readonly severity?: 'warning' | 'either';
  /**
   * Breaks it and gives the name that the finding must have; `undefined` where there is nothing of that kind to break.
   */
  apply(draft: Draft): string | undefined;
}

export class Draft {
  public definition: Json;
  private given = 0;

  public constructor(definition: Json, public readonly dice: Dice) { this.definition = copy(definition); }

  /** All nodes, those of loops too. */
  public spans(test: (span: Span) => unknown = () => true): Span[] {
    const found: Span[] = [];
    const open: { graph: Json; loop?: Json }[] = [{ graph: this.definition }];
    for (const { graph, loop } of open) {
      for (const node of graph.nodes ?? []) {
        found.push({ node, graph, loop });
        if (node.configuration?.loop?.definition) {
          open.push({ graph: node.configuration.loop.definition, loop: node });
        }
      }
    }
    return found.filter(test);
  }

  public span(test?: (span: Span) => unknown): Span | undefined { return this.dice.maybe(this.spans(test)); }

  public ofType(...types: string[]): Span | undefined { return this.span(({ node }) => types.includes(node.type)); }

  public graphs(): Json[] {
    const inner = this.spans().map(({ node }) => node.configuration?.loop?.definition)
      .filter((definition) => definition);
    return [this.definition, ...inner];
  }

  public wires(type?: string, test: (wire: Wire) => unknown = () => true): Wire[] {
    return this.graphs()
      .flatMap((graph) => (graph.connections ?? []).map((connection: Json): Wire => ({ connection, graph })))
      .filter((wire) => (!type || wire.connection.type === type) && test(wire));
  }

  public wire(type?: string, test?: (wire: Wire) => unknown): Wire | undefined {
    return this.dice.maybe(this.wires(type, test));
  }

  /** A name that nothing has. */
  public fresh(start = 'Fresh'): string {
    this.given++;
    return `${start}0x${this.given}`;
  }

  /** A Lambda node behind the start of a graph, which gives an Object; one for each graph. */
  public feeder(graph: Json): Json | undefined {
    const known = graph.nodes.find(({ name }: Json) => name.startsWith('Feeder'));
    if (known) { return known; }
    const start = graph.nodes.find(({ type }: Json) => type === 'Input' || type === 'LoopInput');
    const [output] = start?.outputs ?? [];
    if (!output || !this.hasRoom(graph, 'LambdaFunction', 2)) { return undefined; }
    const node = lambda(this.fresh('Feeder'), [{ name: 'value', type: output.type, expression: '$.data' }]);
    node.outputs[0].type = 'Object';
    graph.nodes.push(node);
    this.connect(graph, start.name, output.name, node.name, 'value');
    return node;
  }

  /** Room for this many nodes of a type, and what leads to them. */
  public hasRoom(graph: Json, type: string, nodes = 1): boolean {
    const same = graph.nodes.filter((node: Json) => node.type === type).length;
    const most: { [type: string]: number } =
      { Condition: 5, Iterator: 1, Collector: 1, Lex: 5, Retrieval: 10, Storage: 10, InlineCode: 5 };
    return graph.nodes.length + nodes <= 39 && (graph.connections ?? []).length + 3 * nodes <= 98
      && same + nodes <= (most[type] ?? 20);
  }

  /** Adds a node and feeds all its inputs. */
  public add(graph: Json, node: Json): Json | undefined {
    const feeder = this.feeder(graph);
    if (!feeder) { return undefined; }
    graph.nodes.push(node);
    for (const { name } of node.inputs ?? []) { this.connect(graph, feeder.name, 'functionResponse', node.name, name); }
    return node;
  }

  public connect(graph: Json, source: string, sourceOutput: string, target: string, targetInput: string): Json {
    const connection = {
      name: this.fresh('Link'), type: 'Data', source, target, configuration: { data: { sourceOutput, targetInput } },
    };
    (graph.connections ??= []).push(connection);
    return connection;
  }

  public control(graph: Json, source: string, condition: string, target: string): Json {
    const connection =
      { name: this.fresh('Link'), type: 'Conditional', source, target, configuration: { conditional: { condition } } };
    (graph.connections ??= []).push(connection);
    return connection;
  }

  /** The nodes that lead to a node, or that it leads to. */
  public related({ graph, node }: Span, way: 'before' | 'after'): Set<string> {
    const [from, to] = way === 'before' ? ['target', 'source'] : ['source', 'target'];
    const found = new Set<string>([node.name]);
    for (const name of found) {
      for (const connection of graph.connections
        ?? []) { if (connection[from] === name) { found.add(connection[to]); } }
    }
    found.delete(node.name);
    return found;
  }
}

export function lambda(name: string, inputs: Json[]): Json {
  const lambdaArn = 'arn:aws:lambda:us-east-1:111122223333:function:Fn';
  return {
    name,
    type: 'LambdaFunction',
    configuration: { lambdaFunction: { lambdaArn } },
    inputs,
    outputs: [{ name: 'functionResponse', type: 'Object' }],
  };
}

/** An input that takes a part of an Object. */
export const part = (name: string, type = 'String'): Json => ({ name, type, expression: '$.data.part' });

export const copy = <T>(json: T): T => JSON.parse(JSON.stringify(json)) as T;

export function drop<T>(list: T[], item: T): void { list.splice(list.indexOf(item), 1); }

export const others = <T>(all: readonly T[], item: T): T[] => all.filter((one) => one !== item);
