/**
 * A second reading of how flows run, as plain as can be: it looks for a node that can run until there is none, and runs
 * what belongs to an iterator or a loop by calling itself. It knows no order but that of items and rounds, so that it
 * is compared by what nodes are given and what comes out.
 */
import type { AnyDefinition } from './flow-of';

export interface Told {
  /** What each node was given, in order. */
  readonly given: Map<string, Record<string, unknown>[]>;
  readonly documents: Map<string, unknown[]>;
}

type Values = Map<string, unknown>;
export type Work = (node: string, inputs: Record<string, unknown>) => unknown;

export function tell(definition: AnyDefinition, document: unknown, work: Work): Told {
  const told: Told = { given: new Map(), documents: new Map() };
  const input = definition.nodes.find(({ type }) => type === 'Input');
  new Graph(definition, work, told)
    .run(definition.nodes.filter((node) => node !== input), new Map([[`${input.name}.document`, document]]));
  return told;
}

class Graph {
  constructor(private readonly definition: AnyDefinition, private readonly work: Work, private readonly told: Told) {}

  /** Runs some of the nodes with what is there; adds to it what they yield. */
  run(nodes: readonly any[], there: Values): void {
    const ran = new Set<any>();
    for (;;) {
      const ready = nodes.filter((node) => !ran.has(node) && this.awaited(node).length > 0
        && this.awaited(node).every((one) => there.has(keyOf(one)))
          && this.hasItems(node, there));
      // iterators last, and of those first the one that no other waits for
      const iterators = ready.filter(({ type }) => type === 'Iterator');
      const next = ready.find(({ type }) => type !== 'Iterator')
        ?? iterators.find((one) => !iterators.some((other) => other !== one && this.feeds(other, one)));
      if (!next) { return; }
      ran.add(next);
      this.fire(next, there);
    }
  }

  private fire(node: any, there: Values): void {
    const inputs = this.inputs(node, there);
    const yields = (output: string, value: unknown) => there.set(`${node.name}.${output}`, value);
    if (node.type === 'Collector') {
      return void yields('collectedArray', there.get(`${node.name} items`) ?? []);
    }
    if (node.type !== 'LoopInput') { this.note(node.name, inputs); }
    switch (node.type) {
      case 'Output':
        return void this.told.documents.set(node.name, [...this.told.documents.get(node.name) ?? [], inputs.document]);
      case 'Condition': {
        const taken = node.configuration.condition.conditions.find(({ expression }: any) => !expression
          || `${String(inputs.value)}` === /"(.*)"/.exec(expression)![1]);
        return void there.set(`${node.name}?${taken.name}`, true);
      }
      case 'Iterator': return this.iterate(node, inputs.array as unknown[], there);
      case 'LoopController': return;
      case 'Loop': return this.repeat(node, inputs, there);
      default: yields(node.outputs[0].name, this.work(node.name, inputs));
    }
  }

  private iterate(node: any, items: readonly unknown[], there: Values): void {
    there.set(`${node.name}.arraySize`, items.length);
    const { region, collectors } = this.region(node);
    for (const item of items) {
      const inside = new Map(there).set(`${node.name}.arrayItem`, item);
      // what is not of this region is not to be run again
      this.run([...region], inside);
      for (const collector of collectors) {
        const fromRegion = this.incoming(collector).filter((one) => this.isInside(one, node, region));
        if (!fromRegion.every((one) => inside.has(keyOf(one)))) { continue; }
        const { arrayItem } = this.inputs(collector, inside);
        there.set(`${collector.name} items`, [...there.get(`${collector.name} items`) as unknown[] ?? [], arrayItem]);
      }
    }
  }

  private repeat(node: any, inputs: Record<string, unknown>, there: Values): void {
    const { definition } = node.configuration.loop;
    const controller = definition.nodes.find(({ type }: any) => type === 'LoopController');
    const start = definition.nodes.find(({ type }: any) => type === 'LoopInput');
    const body = new Graph(definition, this.work, this.told);
    let values = inputs;
    for (let round = 1; ; round++) {
      const inside: Values = new Map(Object.entries(values).map(([name, value]) => [`${start.name}.${name}`, value]));
      body.run(definition.nodes, inside);
      const said = body.inputs(controller, inside);
      const goesOn =
        said.check === /"(.*)"/.exec(controller.configuration.loopController.continueCondition.expression)![1];
      if (!goesOn || round === (controller.configuration.loopController.maxIterations ?? 10)) {
        there.set(`${node.name}.loopOutput`, said.loopOutput);
        return;
      }
      values = { ...values, loopInput: said.loopInput };
    }
  }

  private note(name: string, inputs: Record<string, unknown>): void {
    this.told.given.set(name, [...this.told.given.get(name) ?? [], inputs]);
  }

  private inputs(node: any, there: Values): Record<string, unknown> {
    return Object.fromEntries(this.incoming(node).filter(({ type }) => type === 'Data')
      .map((one) => [one.configuration.data.targetInput, there.get(keyOf(one))]));
  }

  private incoming(node: any): readonly any[] {
    return this.definition.connections.filter(({ target }) => target === node.name);
  }

  /** What must be there for a node to run; what items bring to a Collector is there when all have come. */
  private awaited(node: any): readonly any[] {
    if (node.type !== 'Collector') { return this.incoming(node); }
    const owner = this.definition.nodes.find(({ name }) => name === this.ownerOf(node));
    const { region } = this.region(owner);
    return this.incoming(node).filter((one) => !this.isInside(one, owner, region));
  }

  private hasItems(node: any, there: Values): boolean {
    if (node.type !== 'Collector') { return true; }
    return ((there.get(`${node.name} items`) as unknown[] | undefined)?.length
      ?? 0) === this.inputs(node, there).arraySize;
  }

  /** What runs for each item: all that an item leads to, up to the Collectors of this iterator. */
  private region(iterator: any): { readonly region: Set<any>; readonly collectors: Set<any> } {
    const region = new Set<any>();
    const collectors = new Set<any>();
    const visit = (connection: any) => {
      const target = this.definition.nodes.find(({ name }) => name === connection.target);
      if (target.type === 'Collector' && this.ownerOf(target) === iterator.name) {
        collectors.add(target);
      } else if (!region.has(target)) {
        region.add(target);
        for (const one of this.definition.connections.filter(({ source }) => source === target.name)) { visit(one); }
      }
    };
    for (const one of this.definition.connections.filter(({ source }) => source === iterator.name)) {
      if (isItem(one)) { visit(one); }
    }
    return { region, collectors };
  }

  private ownerOf(collector: any): string {
    return this.incoming(collector).find(({ configuration }) => configuration.data?.targetInput === 'arraySize').source;
  }

  private isInside(connection: any, iterator: any, region: ReadonlySet<any>): boolean {
    return connection.source === iterator.name
      ? isItem(connection) : [...region].some(({ name }) => name === connection.source);
  }

  private feeds(one: any, other: any): boolean {
    const behind = new Set<string>([one.name]);
    for (const name of behind) {
      for (const { source, target } of this.definition.connections) { if (source === name) { behind.add(target); } }
    }
    return [...this.region(other).region].some((node) => this.incoming(node).some(({ source }) => behind.has(source)
      && !this.isOf(source, other)));
  }

  private isOf(source: string, iterator: any): boolean {
    return source === iterator.name || [...this.region(iterator).region].some(({ name }) => name === source);
  }
}

function isItem({ configuration }: any): boolean {
  return configuration.data?.sourceOutput === 'arrayItem';
}

function keyOf({ type, source, configuration }: any): string {
  return type === 'Data'
    ? `${source}.${configuration.data.sourceOutput}` : `${source}?${configuration.conditional.condition}`;
}
