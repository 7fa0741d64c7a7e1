/** Random texts of a definition that the service takes: names, expressions, conditions, prompts. */
import type { Dice } from './property/dice';
import type { DataType } from '../../../src/core/model/definition';

export const DATA_TYPES: readonly DataType[] = ['String', 'Number', 'Boolean', 'Object', 'Array'];
export const SCALARS: readonly DataType[] = ['String', 'Number', 'Boolean'];

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ALPHANUMERICS = `${LETTERS}0123456789`;
const WORDS = [
  'In', 'aa', 'Prompt_1', 'ConditionNode_1', 'AgentsNode_1', 'document', 'topic', 'Classify', 'x1', 'default', 'data',
  'constructor', 'toString', 'valueOf',
  'hasOwnProperty', 'isPrototypeOf', 'Fn', 'Ref', 'resolve', 'nodes', 'length', 'Default', 'then', 'size',
];
/** Words of the condition language, which no input that a condition reads can be called. */
const RESERVED = new Set(['and', 'or', 'not', 'true', 'false']);

/**
 * A legal name of a node, port or condition; `letters` is how many letters and digits it may have, `underscores` are
 * not counted by the service.
 */
function name(dice: Dice, letters = 51, underscores = true): string {
  if (!dice.oneIn(3)) {
    const word = dice.pick(WORDS);
    return dice.oneIn(3) ? word : `${word}${dice.pick(['', '_'])}${dice.upTo(99)}`;
  }
  const length = dice.oneIn(12) ? letters : dice.between(2, Math.min(letters, 9));
  let made = dice.pick([...LETTERS]);
  for (let at = 1; at < length; at++) {
    made += `${underscores && dice.oneIn(8) ? '_' : ''}${ALPHANUMERICS[dice.upTo(ALPHANUMERICS.length - 1)]}`;
  }
  return made;
}

/** Gives names that were not given before. */
export class Names {
  private readonly given = new Set<string>();

  public constructor(private readonly dice: Dice) {}

  public fresh(make: () => string = () => name(this.dice)): string {
    for (;;) {
      const made = make();
      if (this.given.has(made) || RESERVED.has(made)) { continue; }
      this.given.add(made);
      return made;
    }
  }

  public condition(): string { return this.fresh(() => name(this.dice).replace(/^default$/, 'Default')); }

  public connection(): string { return this.fresh(() => name(this.dice, 101)); }

  /** Short enough to be compared with something in 64 characters. */
  public operand(): string { return this.fresh(() => name(this.dice, 40, false)); }
}

/** A part of a value: `definite` where it is one, else its results come in an Array. */
export interface Selection {
  readonly expression: string;
  readonly definite: boolean;
}

/** What an Object or an Array is asked for. */
export function selection(dice: Dice, from: DataType, steps = dice.between(1, 4)): Selection {
  let expression = '$.data';
  let definite = true;
  for (let at = 0; at < steps; at++) {
    const kind = at > 0 ? dice.upTo(11) : from === 'Object' ? dice.pick([0, 0, 0, 11]) : dice.pick([6, 6, 6, 10, 11]);
    const step = kind < 6 ? `.${dice.pick(['topic', 'a', '_b', 'x1', 'items', 'And', 'data', 'constructor', 'proto_'])}`
      : kind < 8 ? `[${dice.pick(['0', '1', '12', ' 3 '])}]`
        : kind < 11
          ? dice.pick(['[0, 2]', '[1,2,3]', '[1:3]', '[:2]', '[2:]', '[:]', '[ 0 : 4 ]']) : dice.pick(['.*', '[*]']);
    if (expression.length + step.length > 64) { break; }
    expression += step;
    if (kind >= 8) { definite = false; }
  }
  return { expression, definite };
}

export interface Operand {
  readonly name: string;
  readonly type: DataType;
}

/** A condition that the service can read over inputs of these types; at least one of them is no Object or Array. */
export function condition(dice: Dice, inputs: readonly Operand[]): string {
  for (let tries = 0; tries < 20; tries++) {
    const made = formula(dice, inputs.filter(({ type }) => SCALARS.includes(type)), dice.pick([0, 0, 0, 1, 1, 2]));
    if (made.length <= 64) { return made; }
  }
  const { name: operand, type } = dice.pick(inputs.filter((input) => SCALARS.includes(input.type)));
  return `${operand} == ${constant(dice, type)}`;
}

function formula(dice: Dice, inputs: readonly Operand[], depth: number): string {
  if (depth === 0) { return comparison(dice, inputs); }
  const [left, right] = [formula(dice, inputs, depth - 1), formula(dice, inputs, 0)];
  switch (dice.upTo(5)) {
    case 0: return `not (${left})`;
    case 1: return `(${left}) and (${right})`;
    case 2: return `(${left}) or (${right})`;
    case 3: return depth === 1 ? `${left} and ${right}` : `(${left})`;
    case 4: return depth === 1 ? `${left} or ${right}` : `((${left}))`;
    default: return dice.oneIn(4) ? `not ${left} or ${right}` : `${left}`;
  }
}

function comparison(dice: Dice, inputs: readonly Operand[]): string {
  const input = dice.pick(inputs);
  const others = inputs.filter(({ type }) => type === input.type);
  const other = dice.oneIn(4) ? dice.pick(others).name : constant(dice, input.type);
  const operator = dice.pick(input.type === 'Number' ? ['==', '!=', '>', '>=', '<', '<='] : ['==', '!=']);
  const blank = dice.oneIn(6) ? '' : ' ';
  return dice.oneIn(6)
    ? `${other}${blank}${operator}${blank}${input.name}` : `${input.name}${blank}${operator}${blank}${other}`;
}

function constant(dice: Dice, type: DataType): string {
  if (type === 'Number') { return dice.pick(['0', '1', '42', '-3', '2.5', `${dice.upTo(999)}`]); }
  return type === 'Boolean' ? dice.pick(['true', 'false'])
    : `"${dice.pick(['', 'refund', 'two words', 'and', 'ä€', '(', '\'', '$.data', `v${dice.upTo(99)}`])}"`;
}

/** A prompt that uses each of the variables, and nothing else. */
export function promptText(dice: Dice, variables: readonly string[]): string {
  const parts = [...variables, ...dice.some(variables)].map((variable) => `{{${variable}}}`);
  const fillers = [
    'Answer in one line.', '\n', '{"a": 1}', '{x}', '$.data', 'Grüße, 世界 🎉', '<b>&amp;</b>', '{{}}', '{ {x} }', '%s',
    '\\',
  ];
  return dice.shuffled([...parts, ...dice.some(fillers, 4)]).join(' ') || 'Tell a joke.';
}
