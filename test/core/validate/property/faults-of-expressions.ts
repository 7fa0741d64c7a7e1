/** Expressions of inputs and conditions that can't be read, or say what makes no sense. */
import { drop, type Fault, type Span } from './draft';
import type { Json } from '../arbitrary-configurations';

const BROKEN: { readonly [slip: string]: readonly string[] } = {
  'does not begin with $.data': [
    'data', '$', '$.', '$.dat', '$.input', 'document', '{{topic}}', '$.DATA', '$..data', '$.Data.x', ' $.data', 'x',
    '@.data', '$.document.topic', '${data}x'.slice(1),
  ],
  'goes on wrongly': [
    '$.data ', '$.dataX', '$.data x', '$.data + 1', '$.data.x y', '$.data-1', '$.data]', '$.data,$.data', '$.data\n',
    '$.data/x', '$.data|x', '$.data.x()',
  ],
  'has no name where one is due': [
    '$.data.', '$.data..x', '$.data.a..b', '$.data.a.', '$.data.1x', '$.data.a-b', '$.data. x', '$.data.ü', '$.data.-',
    '$.data.$x', '$.data.a.b-c', '$.data.#',
  ],
  'has brackets of another JSONPath': [
    '$.data[\'x\']', '$.data["x"]', '$.data[-1]', '$.data[?(@.x > 1)]', '$.data[a]', '$.data[]', '$.data[1,]',
    '$.data[1:2:3]', '$.data[(@.length-1)]', '$.data[1 2]', '$.data[1.5]', '$.data[**]', '$.data[,]',
  ],
  'has an open bracket': ['$.data[', '$.data[1', '$.data.x[*', '$.data[[1]', '$.data[1:2'],
  'calls a function': ['$.data.length()', '$.data.items.size()', '$.data.keys()', '$.data.min(1)'],
  'is a text, joined or computed':
    ['"text"', '$.data.a + $.data.b', 'concat($.data.a)', '1', '$.data.a == 1', '\'$.data\''],
};

const CONDITIONS: { readonly [slip: string]: (input: string) => string } = {
  'with =': (input) => `${input} = "x"`,
  'with &&': (input) => `${input} == "x" && ${input} != "y"`,
  'with ||': (input) => `${input} == "x" || ${input} == "y"`,
  'with !': (input) => `!(${input} == "x")`,
  'with single quotes': (input) => `${input} == 'x'`,
  'without quotes': (input) => `${input} == refund`,
  'with a function': (input) => `size(${input}) > 1`,
  'with a method': (input) => `${input}.size() > 1`,
  'with a part': (input) => `${input}.topic == "x"`,
  'with an expression': (input) => `$.data.${input} == "x"`,
  'with contains': (input) => `${input} contains "x"`,
  'with in': (input) => `${input} in "x"`,
  'with upper-case AND': (input) => `${input} == "x" AND ${input} != "y"`,
  'that is only a word': (input) => input,
  'that is a template': (input) => `{{${input}}} == "x"`,
  'that ends too soon': (input) => `${input} ==`,
  'that begins too late': (input) => `== ${input}`,
  'with an operator at its end': (input) => `${input} == "x" and`,
  'with an open parenthesis': (input) => `(${input} == "x"`,
  'with a closing parenthesis': (input) => `${input} == "x")`,
  'with an open text': (input) => `${input} == "x`,
  'that chains comparisons': (input) => `1 < ${input} < 3`,
  'of constants': () => '1 == 1',
  'that is blank': () => ' ',
  'with ===': (input) => `${input} === "x"`,
  'with <>': (input) => `${input} <> "x"`,
  'with arithmetic': (input) => `${input} + 1 > 2`,
  'with null': (input) => `${input} == null`,
  'with a comma': (input) => `${input} == "x", ${input} == "y"`,
};

const conditionsOf = ({ node }: Span) => (node.configuration?.condition?.conditions ?? []) as Json[];

/**
 * A condition with an expression, of a Condition node or a LoopController, and an operand of it that is short enough to
 * play with.
 */
function condition(draft: Parameters<Fault['apply']>[0], type?: string): {
  span: Span; condition: Json; input: Json;
} | undefined {
  const all = draft.spans(({ node }) => node.type === 'Condition' || node.type === 'LoopController').flatMap((span) => {
    const found = [...conditionsOf(span), span.node.configuration?.loopController?.continueCondition].filter((one) =>
      one?.expression);
    const inputs = (span.node.inputs as Json[]).filter((input) => input.name.length < 14
      && (!type || input.type === type));
    return found.flatMap((one) => inputs.map((input) => ({ span, condition: one, input })));
  });
  return draft.dice.maybe(all);
}

export const FAULTS_OF_EXPRESSIONS: readonly Fault[] = [
  ...Object.entries(BROKEN).map(([slip, expressions]): Fault => ({
    name: `the expression of an input ${slip}`,
    codes: ['MalformedNodeInputExpression'],
    apply(draft) {
      const span = draft.span(({ node }) => node.inputs?.length > 0);
      const input = span && draft.dice.pick(span.node.inputs as Json[]);
      if (input) { input.expression = draft.dice.pick(expressions); }
      return input?.name;
    },
  })),
  {
    name: 'the expression of an input is missing or empty',
    codes: ['IllegalValue', 'MalformedNodeInputExpression'],
    apply(draft) {
      const span = draft.span(({ node }) => node.inputs?.length > 0);
      const input = span && draft.dice.pick(span.node.inputs as Json[]);
      if (input && draft.dice.oneIn(2)) { input.expression = ''; } else { delete input?.expression; }
      return input && span!.node.name;
    },
  },
  {
    name: 'the name of an input is missing',
    codes: ['IllegalName'],
    also: 'any',
    apply(draft) {
      const span = draft.span(({ node }) => node.inputs?.length > 0);
      if (span) { delete span.node.inputs[0].name; }
      return span?.node.name;
    },
  },
  {
    name: 'the expression of an input is too long',
    codes: ['ExpressionTooLong'],
    apply(draft) {
      const isPart = ({ expression }: Json) => expression !== '$.data';
      const span = draft.span(({ node }) => node.inputs?.some(isPart));
      const input = span && draft.dice.pick((span.node.inputs as Json[]).filter(isPart));
      if (input) { input.expression = `$.data.${'x'.repeat(draft.dice.pick([58, 80, 5000]))}`; }
      return input && span!.node.name;
    },
  },
  ...Object.entries(CONDITIONS).map(([slip, made]): Fault => ({
    name: `a condition ${slip}`,
    codes: ['MalformedConditionExpression'],
    apply(draft) {
      const found = condition(draft, slip === 'with single quotes' || slip === 'without quotes' ? 'String' : undefined);
      if (found) { found.condition.expression = made(found.input.name); }
      return found?.span.node.name;
    },
  })),
  {
    name: 'a condition reads an input that is not there',
    codes: ['MalformedConditionExpression'],
    apply(draft) {
      const found = condition(draft);
      const name = found && draft.dice.pick([`${found.input.name}s`, draft.fresh('other')]);
      if (!found || found.span.node.inputs.some((input: Json) => input.name === name)) { return undefined; }
      found.condition.expression = `${name} == 1`;
      return name;
    },
  },
  {
    name: 'a condition compares different types',
    codes: ['MalformedConditionExpression'],
    apply(draft) {
      const found = condition(draft);
      if (found) {
        found.condition.expression = `${found.input.name} == ${found.input.type === 'Number' ? '"5"' : '5'}`;
      }
      return found?.input.name;
    },
  },
  {
    name: 'a condition orders what is no Number',
    codes: ['MalformedConditionExpression'],
    apply(draft) {
      const found = condition(draft, draft.dice.pick(['String', 'Boolean']));
      if (found) {
        const operator = draft.dice.pick(['>', '>=', '<', '<=']);
        found.condition.expression =
          `${found.input.name} ${operator} ${found.input.type === 'String' ? '"5"' : 'true'}`;
      }
      return found?.input.name;
    },
  },
  {
    name: 'a condition is too long',
    codes: ['ExpressionTooLong'],
    apply(draft) {
      const found = condition(draft, 'String');
      if (found) {
        found.condition.expression = `${found.input.name} == "${'x'.repeat(draft.dice.pick([64, 80, 5000]))}"`;
      }
      return found?.span.node.name;
    },
  },
  {
    name: 'a condition mixes and with or',
    codes: ['AmbiguousCondition'],
    severity: 'warning',
    apply(draft) {
      const found = condition(draft, 'Number');
      const name = found?.input.name;
      if (found && /\b(and|or|not)\b/.test(found.condition.expression)) { return undefined; }
      if (found) {
        found.condition.expression = draft.dice.pick([
          `${name}==1 and ${name}==2 or ${name}==3`, `${name}==1 or ${name}==2 and ${name}==3`, `not ${name}==7`,
        ]);
      }
      return found?.condition.name;
    },
  },
  {
    name: 'a condition has no expression',
    codes: ['MalformedConditionExpression'],
    apply(draft) {
      const found = condition(draft);
      if (found) { delete found.condition.expression; }
      return found?.span.node.name;
    },
  },
  {
    name: 'a condition has an empty expression',
    codes: ['MalformedConditionExpression', 'IllegalValue'],
    apply(draft) {
      const found = condition(draft);
      if (found) { found.condition.expression = ''; }
      return found?.span.node.name;
    },
  },
  {
    name: 'a condition has no name',
    codes: ['IllegalName', 'MissingNodeConfiguration'],
    apply(draft) {
      const found = condition(draft);
      if (found) { delete found.condition.name; }
      return found?.span.node.name;
    },
  },
  {
    name: 'two conditions have one expression',
    codes: ['DuplicateConditionExpression'],
    severity: 'either',
    apply(draft) {
      const span = draft.span((one) => conditionsOf(one).length > 2);
      const [one, other] = span ? conditionsOf(span).filter(({ expression }) => expression) : [];
      if (span) {
        other.expression = draft.dice.oneIn(2) && one.expression.length < 64 ? ` ${one.expression}` : one.expression;
      }
      return other?.name;
    },
  },
  {
    name: 'the default is missing',
    codes: ['MissingDefaultCondition'],
    apply(draft) {
      const span = draft.span((one) => conditionsOf(one).length > 1);
      const conditions = span && conditionsOf(span);
      if (conditions) { drop(conditions, conditions.find(({ name }) => name === 'default')!); }
      return span?.node.name;
    },
  },
  {
    name: 'the default has another name',
    codes: ['MissingDefaultCondition'],
    also: ['MalformedConditionExpression'],
    apply(draft) {
      const span = draft.ofType('Condition');
      const otherwise = span && conditionsOf(span).find(({ name }) => name === 'default');
      if (otherwise) { otherwise.name = draft.dice.pick(['Default', 'otherwise', 'else', 'DEFAULT', 'theDefault']); }
      const names = span ? conditionsOf(span).map(({ name }) => name) : [];
      return new Set(names).size === names.length ? span?.node.name : undefined;
    },
  },
  {
    name: 'the default has an expression',
    codes: ['MalformedConditionExpression'],
    severity: 'either',
    apply(draft) {
      const found = condition(draft, 'Number');
      const otherwise = found && conditionsOf(found.span).find(({ name }) => name === 'default');
      if (otherwise) { otherwise.expression = `${found!.input.name} == 987654`; }
      return otherwise?.name;
    },
  },
  {
    name: 'there are no conditions',
    codes: ['MissingNodeConfiguration'],
    apply(draft) {
      const span = draft.ofType('Condition');
      if (span) { span.node.configuration.condition.conditions = []; }
      return span?.node.name;
    },
  },
  {
    name: 'the type of an operand is another than its condition compares it with',
    codes: ['MalformedConditionExpression'],
    also: ['IncompatibleConnectionDataType'],
    apply(draft) {
      const found = condition(draft, 'Number');
      if (!found) { return undefined; }
      found.condition.expression = `${found.input.name} > 98765`;
      found.input.type = draft.dice.pick(['String', 'Boolean', 'Object', 'Array']);
      return found.input.name;
    },
  },
];
