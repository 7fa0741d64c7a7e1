/** Random flows that nothing is wrong with, in the keys of the API. */
import * as fc from 'fast-check';
import * as configurations from './arbitrary-configurations';
import { condition, DATA_TYPES, Names, SCALARS, selection } from './arbitrary-texts';
import { Dice } from './property/dice';
import { QUOTAS } from '../../../src/core/constraints';
import { KINDS, NODE_TYPES } from '../../../src/core/kinds';
import type { DataType } from '../../../src/core/model/definition';

type Json = configurations.Json;

/** Which condition of which Condition node must hold for a value to be there. */
type Needs = ReadonlyMap<string, string>;

/** An output that inputs can read. */
interface Value {
  readonly node: string;
  readonly output: string;
  readonly type: DataType;
  readonly needs: Needs;
  used: boolean;
}

interface Input {
  readonly name: string;
  readonly type: DataType;
  readonly category?: string;
}

interface Branch {
  readonly node: string;
  readonly condition: string;
  readonly needs: Needs;
}

/** Counts over the whole flow, those of loops with them, so that they hold however the service counts. */
interface Budget {
  readonly left: Map<string, number>;
  nodes: number;
  connections: number;
}

type Wish = { readonly name?: string; readonly type?: DataType; readonly optional?: true; readonly category?: string };

/** What a node has to do: run on a branch, read a value with its first input. */
type Given = { readonly branch?: Branch; readonly value?: Value };

class Graph {
  private readonly nodes: Json[] = [];
  private readonly connections: Json[] = [];
  private readonly values: Value[] = [];
  private readonly branches: Branch[] = [];
  private iterator: string | undefined;
  private needsOfLast: Needs = new Map();

  public constructor(
    private readonly dice: Dice, private readonly names: Names, private readonly budget: Budget,
    private readonly depth: number,
  ) {}

  /** The node everything comes from. */
  public start(type: string, key: string, outputs: readonly Input[]): void {
    const name = this.names.fresh();
    this.put({ name, type, ...!this.dice.oneIn(3) && { configuration: { [key]: {} } } }, [], outputs, new Map());
  }

  public step(): void {
    const { dice } = this;
    const anywhere = [
      'Prompt', 'Prompt', 'LambdaFunction', 'LambdaFunction', 'KnowledgeBase', 'Agent', 'InlineCode', 'Lex', 'Storage',
      'Retrieval', 'Output',
    ];
    const outside = ['Condition', 'Condition', 'Condition', this.iterator ? 'Collector' : 'Iterator'];
    const kinds = [...anywhere, ...this.depth === 0 ? outside : [], ...this.depth < 2 ? ['Loop'] : []];
    this.add(dice.pick(kinds));
  }

  /** Every branch leads somewhere, most values are read, and something comes out. */
  public end(): Json {
    const { dice } = this;
    while (this.branches.length > 0) {
      const branch = this.branches[0];
      if (dice.oneIn(12) || !this.add('Output', branch)) { this.branches.shift(); }
    }
    for (const value of this.values) {
      if (!value.used && !dice.oneIn(5)) { this.node('Output', [{ name: 'document' }], [], { output: {} }, { value }); }
    }
    if (!this.nodes.some(({ type }) => type === 'Output')) {
      this.node('Output', [{ name: 'document' }], [], undefined, { value: this.values[0] });
    }
    return this.json();
  }

  public json(): Json {
    const { dice } = this;
    const [nodes, connections] = [this.nodes, this.connections].map((list) => dice.oneIn(3)
      ? dice.shuffled(list) : list);
    return { nodes, connections };
  }

  /** Closes a loop: what decides, what goes round and what leaves. */
  public control(goesRound: readonly Input[], leaves: readonly Input[]): boolean {
    const { dice, names } = this;
    const operands = dice.many(1,
      2, () => ({ name: names.operand(), type: dice.pick(SCALARS), category: 'LoopCondition' }));
    const others = [
      ...goesRound.filter(() => dice.oneIn(2)).map((input) => ({ ...input, category: 'ReturnValueToLoopStart' })),
      ...leaves.map((output) => ({ ...output, category: 'ExitLoop' })),
    ];
    const continueCondition = { name: names.fresh(), expression: condition(dice, operands) };
    const maxIterations = dice.oneIn(2) ? { maxIterations: dice.pick([1, 10, 1000]) } : {};
    return this.node('LoopController', dice.shuffled([...operands, ...others]), [],
      { loopController: { continueCondition, ...maxIterations } });
  }

  private add(type: string, branch = this.dice.oneIn(3) ? this.dice.maybe(this.branches) : undefined): boolean {
    const { dice, names } = this;
    const free = (min: number, max: number): Wish[] => dice.many(min, max, () => ({}));
    const least = branch ? 0 : 1;
    const any = dice.pick(DATA_TYPES);
    const bare = dice.oneIn(2);
    switch (type) {
      case 'Output': return this.node(type, [{ name: 'document' }], [], bare ? undefined : { output: {} }, { branch });
      case 'Prompt': {
        const wishes = free(least, dice.oneIn(25) ? 20 : 3).map(() => ({ name: names.fresh() }));
        const unused = dice.oneIn(4) && wishes.length === 1;
        const variables = unused ? [] : wishes.map(({ name }) => name);
        const prompt = dice.oneIn(3)
          ? configurations.managedPrompt(dice) : configurations.inlinePrompt(dice, variables);
        return this.node(type, wishes, [{ name: 'modelCompletion', type: 'String' }], { prompt }, { branch });
      }
      case 'LambdaFunction': return this.node(type, free(least, dice.oneIn(25) ? 20 : 3),
        [{ name: 'functionResponse', type: any }], { lambdaFunction: configurations.lambda(dice) }, { branch });
      case 'InlineCode': return this.node(type, free(least, 5), [{ name: 'response', type: any }],
        { inlineCode: configurations.inlineCode(dice) }, { branch });
      case 'KnowledgeBase': {
        const output: Input = bare
          ? { name: 'outputText', type: 'String' } : { name: 'retrievalResults', type: 'Array' };
        return this.node(type, [{ name: 'retrievalQuery', type: 'String' }], [output],
          { knowledgeBase: configurations.knowledgeBase(dice, bare) }, { branch });
      }
      case 'Agent':
        return this.node(type, [{ name: 'agentInputText', type: 'String' }, ...this.attributes('promptAttributes')],
          [{ name: 'agentResponse', type: 'String' }], { agent: configurations.agent(dice) }, { branch });
      case 'Lex':
        return this.node(type, [{ name: 'inputText', type: 'String' }, ...this.attributes('requestAttributes')],
          [{ name: 'predictedIntent', type: 'String' }], { lex: configurations.lex(dice) }, { branch });
      case 'Storage': return this.node(type, [{ name: 'content' }, { name: 'objectKey', type: 'String' }],
        [{ name: 's3Uri', type: 'String' }], { storage: configurations.bucket(dice) }, { branch });
      case 'Retrieval': return this.node(type, [{ name: 'objectKey', type: 'String' }],
        [{ name: 's3Content', type: any }], { retrieval: configurations.bucket(dice) }, { branch });
      case 'Iterator': {
        const outputs: Input[] = [{ name: 'arrayItem', type: any }, { name: 'arraySize', type: 'Number' }];
        const made = this.node(type, [{ name: 'array', type: 'Array' }], outputs, bare ? undefined : { iterator: {} },
          { branch });
        if (made) { this.iterator = this.nodes[this.nodes.length - 1].name; }
        return made;
      }
      case 'Collector': {
        const size = this.values.find(({ node, output }) => node === this.iterator && output === 'arraySize')!;
        return this.node(type, [{ name: 'arraySize', type: 'Number' }, { name: 'arrayItem' }],
          [{ name: 'collectedArray', type: 'Array' }], bare ? undefined : { collector: {} }, { branch, value: size });
      }
      case 'Condition': return this.condition(branch);
      default: return this.loop(branch);
    }
  }

  private attributes(other: string): Wish[] {
    return this.dice.some<Wish>([{ name: other, type: 'Object', optional: true }, {
      name: 'sessionAttributes', type: 'Object', optional: true,
    }]);
  }

  private condition(branch?: Branch): boolean {
    const { dice, names } = this;
    const operands = dice.many(1, 3, () => ({ name: names.operand(), type: dice.pick(SCALARS) }));
    // two that differ only in how they are written are one
    const expressions = new Map(dice.many(1, 4, () => condition(dice, operands))
      .map((expression) => [expression.replace(/[\s()]/g, ''), expression]));
    const conditions: Json[] = [...expressions.values()].map((expression) => ({ name: names.condition(), expression }));
    conditions.splice(dice.oneIn(4) ? dice.upTo(conditions.length) : conditions.length, 0, { name: 'default' });
    // an input more, which no expression reads
    const wishes: Wish[] = dice.oneIn(4) ? [...operands, {}] : operands;
    if (!this.node('Condition', wishes, [], { condition: { conditions } }, { branch })) { return false; }
    const node = this.nodes[this.nodes.length - 1].name;
    for (const { name } of conditions) { this.branches.push({ node, condition: name, needs: this.needsOfLast }); }
    return true;
  }

  private loop(branch?: Branch): boolean {
    const { dice, names } = this;
    const wishes = dice.many(1,
      3, (at) => ({ name: at === 0 && dice.oneIn(2) ? 'loopInput' : names.fresh(), type: dice.pick(DATA_TYPES) }));
    const leaves = dice.many(1, 4, (at): Input => ({
      name: at === 0 && dice.oneIn(2) ? 'loopOutput' : names.fresh(), type: dice.pick(DATA_TYPES),
    }));
    if (!this.fits('Loop', 3) || wishes.some(({ type }) => !this.select(new Map(), type))) { return false; }
    this.budget.nodes -= 1;
    const inner = new Graph(dice, names, this.budget, this.depth + 1);
    inner.start('LoopInput', 'loopInput', wishes);
    // whatever comes in, all types can be made of it
    inner.node('LambdaFunction', [{}], [{ name: 'functionResponse', type: 'Object' }],
      { lambdaFunction: configurations.lambda(dice) });
    for (let steps = dice.upTo(3); steps > 0; steps--) { inner.step(); }
    const closed = inner.control(wishes, leaves);
    this.budget.nodes += 1;
    if (!closed) { return false; }
    const outputs: Input[] = [...leaves, ...dice.oneIn(2) ? [{ name: 'iterationCount', type: 'Number' } as const] : []];
    return this.node('Loop', wishes, outputs, { loop: { definition: inner.json() } }, { branch });
  }

  /** Adds a node with a value for each of its inputs; `false` where there is none, or no room. */
  private node(
    type: string, wishes: readonly Wish[], outputs: readonly Input[], configuration?: Json, given: Given = {},
  ): boolean {
    const { dice, names } = this;
    const { branch } = given;
    if (!this.fits(type, wishes.length + 1)) { return false; }
    let needs = branch ? merged(branch.needs, new Map([[branch.node, branch.condition]])) : new Map<string, string>();
    const inputs: Json[] = [];
    const reads: (readonly [Value, string])[] = [];
    for (const [at, wish] of wishes.entries()) {
      const read = needs && this.select(needs, wish.type, at === 0 ? given.value : undefined);
      if (!needs || !read) { return false; }
      const name = wish.name ?? names.fresh();
      const isIdle = wish.optional && dice.oneIn(2);
      inputs.push({
        name, type: read.type, expression: read.expression, ...wish.category && { category: wish.category },
      });
      if (isIdle) { continue; }
      needs = merged(needs, read.value.needs);
      reads.push([read.value, name]);
    }
    if (!needs) { return false; }
    const node = { name: names.fresh(), type, ...configuration && { configuration } };
    this.put(node, dice.oneIn(3) ? dice.shuffled(inputs) : inputs, outputs, needs);
    for (const [value, targetInput] of dice.shuffled(reads)) {
      value.used = true;
      this.connect('Data', value.node, node.name, { data: { sourceOutput: value.output, targetInput } });
    }
    if (branch) {
      this.connect('Conditional', branch.node, node.name, { conditional: { condition: branch.condition } });
      if (!dice.oneIn(4)) { this.branches.splice(this.branches.indexOf(branch), 1); }
    }
    this.needsOfLast = needs;
    return true;
  }

  /** A value that can be there when these needs are met, and what to take of it. */
  private select(needs: Needs, wanted?: DataType, given?: Value): {
    value: Value; type: DataType; expression: string;
  } | undefined {
    const { dice } = this;
    const fitting = this.values.filter((value) => merged(needs, value.needs)
      && (!wanted || value.type === wanted || !SCALARS.includes(value.type)));
    const unused = fitting.filter(({ used }) => !used);
    const value = given ?? (dice.oneIn(3) ? undefined : dice.maybe(unused)) ?? dice.maybe(fitting);
    if (!value || given && wanted && value.type !== wanted) { return undefined; }
    const isWhole = SCALARS.includes(value.type) || (!wanted || wanted === value.type) && dice.oneIn(2);
    if (isWhole) { return { value, type: value.type, expression: '$.data' }; }
    const { expression, definite } = selection(dice, value.type);
    if (definite) { return { value, type: wanted ?? dice.pick(DATA_TYPES), expression }; }
    return wanted && wanted !== 'Array'
      ? { value, type: wanted, expression: value.type === 'Object' ? '$.data.a[0]' : '$.data[0].a' }
      : { value, type: 'Array', expression };
  }

  private fits(type: string, connections: number): boolean {
    const { left, nodes } = this.budget;
    // the flow ends in an Output, for which there is room to the last
    const kept = type === 'Output' && this.depth === 0 ? 0 : 1;
    return nodes > kept && this.budget.connections >= connections + 2 * kept
      && (left.get(type) ?? 2) > (type === 'Output' ? kept : 0);
  }

  private put(node: Json, inputs: readonly Json[], outputs: readonly Input[], needs: Needs): void {
    const { dice, budget } = this;
    const declared = outputs.map(({ name, type }) => ({ name, type }));
    // an empty list may be left out
    const ports = {
      ...(inputs.length > 0 || dice.oneIn(3)) && { inputs },
      ...(declared.length > 0 || dice.oneIn(3)) && { outputs: declared },
    };
    this.nodes.push({ ...node, ...ports });
    for (const { name, type } of outputs) {
      this.values.push({ node: node.name, output: name, type, needs, used: false });
    }
    budget.nodes--;
    if (budget.left.has(node.type)) { budget.left.set(node.type, budget.left.get(node.type)! - 1); }
  }

  private connect(type: string, source: string, target: string, configuration: Json): void {
    this.budget.connections--;
    this.connections.push({ name: this.names.connection(), type, source, target, configuration });
  }
}

/** Both needs together; `undefined` where they can't hold in one run. */
function merged(one: Needs, other: Needs): Needs | undefined {
  for (const [node, needed] of other) { if ((one.get(node) ?? needed) !== needed) { return undefined; } }
  return new Map([...one, ...other]);
}

/** A flow of about so many nodes, the same for the same seed. */
export function validFlow(seed: number, size: number): Json {
  const dice = new Dice(seed);
  const { nodes, connections } = QUOTAS;
  const budget = {
    left: new Map(NODE_TYPES.flatMap((type): [string, number][] => {
      const { quota } = KINDS[type];
      return quota === 'none' ? [] : [[type, quota.max]];
    })),
    nodes: nodes.max,
    connections: connections.max,
  };
  const graph = new Graph(dice, new Names(dice), budget, 0);
  graph.start('Input', 'input', [{ name: 'document', type: dice.oneIn(2) ? 'Object' : dice.pick(DATA_TYPES) }]);
  for (let steps = 0; steps < size; steps++) { graph.step(); }
  return graph.end();
}

/** Small ones more often, large ones too; a failing one shrinks in size. */
export const validFlows: fc.Arbitrary<Json> = fc.tuple(
  fc.noShrink(fc.noBias(fc.nat(0xffffffff))),
  fc.oneof({ weight: 3, arbitrary: fc.nat(6) }, { weight: 2, arbitrary: fc.nat(14) },
    { weight: 1, arbitrary: fc.nat(45) }),
).map(([seed, size]) => validFlow(seed, size));
