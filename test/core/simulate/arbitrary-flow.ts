/**
 * Random flows of every kind: joins, conditions, iterators in and beside each other with and without collectors, loops.
 */
import * as fc from 'fast-check';
import {
  type AnyDefinition, collector, condition, flowOf, input, iterator, lambda, loop, loopController, loopInput, output,
} from './flow-of';

/** An output, and the iterators it is inside of. */
interface Source {
  readonly port: string;
  readonly type: 'String' | 'Array';
  readonly around: readonly string[];
}

interface Branch {
  readonly port: string;
  readonly around: readonly string[];
}

type Random = (limit: number) => number;

/** A whole number for each choice; where they end, the first is chosen. */
const choicesAndSize = fc.tuple(fc.array(fc.nat(1000), { minLength: 40, maxLength: 160 }),
  fc.integer({ min: 2, max: 12 }));

export const anyFlow: fc.Arbitrary<AnyDefinition> = choicesAndSize
  .map(([choices, size]) => {
    let at = 0;
    return new Growth((limit) => (choices[at++] ?? 0) % limit).flow(size);
  });

class Growth {
  private readonly nodes: any[] = [input()];
  private readonly wires: string[] = [];
  private readonly sources: Source[] = [{ port: 'In.document', type: 'String', around: [] }];
  private readonly branches: Branch[] = [];

  constructor(private readonly random: Random) {}

  flow(size: number): AnyDefinition {
    for (let at = 0; at < size; at++) { this.add(at); }
    for (let at = 0; at <= this.random(3); at++) { this.output(at); }
    // the order of the definition must not matter for what comes out
    const order = this.nodes.map((node) => ({ node, rank: this.random(1000) }));
    return flowOf(order.sort((left, right) => left.rank - right.rank).map(({ node }) => node), ...this.wires);
  }

  private add(at: number): void {
    switch (this.random(8)) {
      case 0: return this.condition(at);
      case 1: return this.iterator(at);
      case 2: return this.collector(at);
      case 3: return this.loop(at);
      case 4: return this.work(`List${at}`, 'Array');
      default: return this.work(`Work${at}`, 'String');
    }
  }

  private work(name: string, type: 'String' | 'Array'): void {
    const picked = [this.pick()!];
    if (this.random(2) === 1) {
      const other = this.pick(picked[0].around);
      if (other) { picked.push(other); }
    }
    this.nodes.push(lambda(name, Object.fromEntries(picked.map((source, at) => [`in${at}`, source.type])), type));
    picked.forEach((source, at) => this.wires.push(`${source.port} > ${name}.in${at}`));
    const around = this.gate(name, innermost(picked.map((source) => source.around)));
    this.sources.push({ port: `${name}.functionResponse`, type, around });
  }

  private condition(at: number): void {
    const source = this.pick(undefined, 'String')!;
    const name = `Route${at}`;
    this.nodes.push(condition(name, { value: 'String' }, { isA: 'value == "a"', isB: 'value == "b"' }));
    this.wires.push(`${source.port} > ${name}.value`);
    const around = this.gate(name, source.around);
    for (const branch of ['isA', 'isB', 'default']) { this.branches.push({ port: `${name}?${branch}`, around }); }
  }

  private iterator(at: number): void {
    const source = this.pick(undefined, 'Array');
    if (!source) { return this.work(`List${at}`, 'Array'); }
    const name = `Each${at}`;
    this.nodes.push(iterator(name));
    this.wires.push(`${source.port} > ${name}.array`);
    const around = this.gate(name, source.around);
    this.sources.push({ port: `${name}.arrayItem`, type: 'String', around: [...around, name] });
  }

  private collector(at: number): void {
    const inside = this.sources.filter((source) => source.around.length > 0 && source.type === 'String');
    if (inside.length === 0) { return this.work(`Work${at}`, 'String'); }
    const source = inside[this.random(inside.length)];
    const name = `All${at}`;
    const owner = source.around[source.around.length - 1];
    this.nodes.push(collector(name));
    this.wires.push(`${source.port} > ${name}.arrayItem`, `${owner}.arraySize > ${name}.arraySize`);
    // a condition of the items may keep one away, one outside of them the Collector
    if (this.random(4) === 0) { this.gate(name, source.around, true); }
    this.sources.push({ port: `${name}.collectedArray`, type: 'Array', around: source.around.slice(0, -1) });
  }

  private loop(at: number): void {
    const source = this.pick(undefined, 'String')!;
    const name = `Rounds${at}`;
    const body = flowOf(
      [loopInput({ loopInput: 'String' }, `Start${at}`), lambda(`Body${at}`, { in0: 'String' }), lambda(`Tail${at}`,
        { in0: 'String', in1: 'String' }),
      loopController({
        check: 'String $.data LoopCondition',
        loopInput: 'String $.data ReturnValueToLoopStart',
        loopOutput: 'String $.data ExitLoop',
      },
      'check == "b"', 1 + this.random(4), `Again${at}`)],
      `Start${at}.loopInput > Body${at}.in0`, `Start${at}.loopInput > Tail${at}.in0`,
      `Body${at}.functionResponse > Tail${at}.in1`,
      `Tail${at}.functionResponse > Again${at}.check`, `Body${at}.functionResponse > Again${at}.loopInput`,
      `Tail${at}.functionResponse > Again${at}.loopOutput`,
    );
    this.nodes.push(loop(name, { loopInput: 'String' }, { loopOutput: 'String' }, body));
    this.wires.push(`${source.port} > ${name}.loopInput`);
    this.sources.push({ port: `${name}.loopOutput`, type: 'String', around: this.gate(name, source.around) });
  }

  private output(at: number): void {
    const source = this.pick()!;
    this.nodes.push(output(`Out${at}`, source.type));
    this.wires.push(`${source.port} > Out${at}.document`);
    this.gate(`Out${at}`, source.around);
  }

  /** Maybe a branch to run in; what the node is inside of then. */
  private gate(name: string, around: readonly string[], isSure = false): readonly string[] {
    const fitting = this.branches.filter((branch) => isPrefix(branch.around, around) || !isSure
      && isPrefix(around, branch.around));
    if (fitting.length === 0 || !isSure && this.random(3) > 0) { return around; }
    const branch = fitting[this.random(fitting.length)];
    this.wires.push(`${branch.port} > ${name}`);
    return innermost([around, branch.around]);
  }

  private pick(within?: readonly string[], type?: 'String' | 'Array'): Source | undefined {
    const fitting = this.sources.filter((source) => (!type || source.type === type)
      && (!within || isPrefix(source.around, within) || isPrefix(within, source.around)));
    return fitting[this.random(Math.max(1, fitting.length))];
  }
}

function isPrefix(one: readonly string[], other: readonly string[]): boolean {
  return one.length <= other.length && one.every((name, at) => other[at] === name);
}

function innermost(all: readonly (readonly string[])[]): readonly string[] {
  return all.reduce((best, one) => one.length > best.length ? one : best);
}
