/** Wrong programs of states: languages, expressions, names, what is no JSON, and where states can't be. */
import {
  aws_stepfunctions as sfn, Duration, NestedStack, type Stack,
} from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { BedrockFlowDocuments, BedrockFlowExecution, BedrockInvokeFlow, HumanApproval } from '../../src';
import { checkIsJsonata } from '../../src/step-functions/query-language';
import { saidOf, type World, world } from '../calls/wrong-program';
import { synthErrors } from '../small-flows';
import { stopwatch } from '../stopwatch';

const any = (value: unknown): any => value;
const machine = (stack: Stack, start: sfn.IChainable, props: object = {}) =>
  new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(start), ...props });
const call = (props: object) => ({ stack, alias }: World) =>
  machine(stack, BedrockInvokeFlow.jsonata(stack, 'Call', { alias, ...props }));
const run = (props: object) => ({ stack, alias }: World) =>
  machine(stack, new BedrockFlowExecution(stack, 'Run', { alias, ...props }));
const documents = (props: object) => ({ stack, alias, bucket }: World) =>
  machine(stack, new BedrockFlowDocuments(stack, 'All', {
    alias, bucket, resultBucket: bucket, prefix: 'in/', maxConcurrency: 2, ...props,
  }));
const ask = (props: object) => ({ stack }: World) =>
  machine(stack, new HumanApproval(stack, 'Approval').askFor('Loan', props));
const text = (value: string) => ({ document: sfn.TaskInput.fromText(value) });
const HALF = ", but an expression begins with '{%' and ends with '%}', with nothing around it; write all of it as one "
  + 'expression, such as \'{% "Loan of " & $states.input.name %}\' [IllegalValue]';
const JSONATA = { queryLanguage: sfn.QueryLanguage.JSONATA };

/** A distributed map whose items are executions of type EXPRESS. */
function expressMap({ stack }: World, inside: sfn.IChainable): sfn.DistributedMap {
  const map = sfn.DistributedMap.jsonata(stack, 'Each', {
    mapExecutionType: sfn.StateMachineType.EXPRESS, maxConcurrency: 2,
  });
  map.itemProcessor(inside);
  return map;
}

const PROGRAMS: readonly [string, (made: World) => unknown, string][] = [
  // expressions
  ['a blank before an expression', call(text(' {% $states.input.text %}')),
    `[Shop/Call] 'document' has ' {% $states.input.text %}'${HALF}`],
  ['a line break after an expression', run(text('{% $states.input.text %}\n')),
    `[Shop/Run] 'document' has '{% $states.input.text %} '${HALF}`],
  ['an expression that is not closed', call(text('{% $states.input.text }')),
    `[Shop/Call] 'document' has '{% $states.input.text }'${HALF}`],
  ['text around an expression', call(text('Hello {% $states.input.name %}!')),
    `[Shop/Call] 'document' has 'Hello {% $states.input.name %}!'${HALF}`],
  ['two expressions', run(text('{% $states.input.a %} and {% $states.input.b %}')),
    `[Shop/Run] 'document' has '{% $states.input.a %} and {% $states.input.b %}'${HALF}`],
  ['an expression in the prefix', documents({ prefix: 'in/{% $states.input.day %}/' }),
    `[Shop/All] 'prefix' has 'in/{% $states.input.day %}/'${HALF}`],
  ['an expression in the prefix of results', documents({ resultPrefix: 'out/{% $states.input.day %}' }),
    `[Shop/All] 'resultPrefix' has 'out/{% $states.input.day %}'${HALF}`],
  ['an expression in the subject', ask({ subject: 'Loan of {% $states.input.name %}' }),
    `[Shop/Approval/Loan] 'subject' has 'Loan of {% $states.input.name %}'${HALF}`],
  ['text around an expression deep in outputs', run({ outputs: { answers: ['is {% $states.input.outputs %}'] } }),
    `[Shop/Run] 'outputs' has 'is {% $states.input.outputs %}'${HALF}`],

  // languages
  ['outputs in JSONPath', run({ outputs: sfn.JsonPath.stringAt('$.outputs') }), "[Shop/Run] 'outputs' is a JSONPath, "
    + "and these states use JSONata; write '{% $states.input.… %}' [IllegalValue]"],
  ['a prefix in JSONPath', documents({ prefix: sfn.JsonPath.stringAt('$.prefix') }), "[Shop/All] 'prefix' is a "
    + "JSONPath, and these states use JSONata; write '{% $states.input.… %}' [IllegalValue]"],
  ['a member of JSONPath in JSONata', call({ resultPath: '$.review' }), "[Shop/Call] 'resultPath' is of JSONPath, but "
    + "the state uses JSONata; use 'outputs' and 'document' [IllegalValue]"],
  ['a state in JSONPath in a machine in JSONata', ({ stack, alias }) => machine(stack,
    BedrockInvokeFlow.jsonPath(stack, 'Call', { alias, resultSelector: { answer: 'yes' } }), JSONATA),
  "[Shop/Call] 'resultSelector' is of JSONPath, but the state uses JSONata; use 'outputs' and 'document' "
    + '[IllegalValue]'],
  ['outputs in a state in JSONPath', ({ stack, alias }) => machine(stack, BedrockInvokeFlow.jsonPath(stack, 'Call',
    any({ alias, outputs: '{% $states.result %}' }))), "[Shop/Call] 'outputs' is of JSONata, but the state uses "
    + "JSONPath; use 'resultSelector', or BedrockInvokeFlow.jsonata() [IllegalValue]"],
  ['an approval in a Choice in JSONPath', ({ stack }) => {
    const approval = new HumanApproval(stack, 'Approval');
    const choice = new sfn.Choice(stack, 'Approved?').when(approval.isApproved(), new sfn.Pass(stack, 'Publish'));
    machine(stack, approval.askFor('Article').next(choice.otherwise(new sfn.Pass(stack, 'Archive'))));
  }, "[Shop/Approval/Article] Choice 'Approved?' of state machine 'Shop/Machine' has a condition in JSONata, such as "
    + 'isApproved(), but uses JSONPath; make it with sfn.Choice.jsonata() [IllegalValue]'],

  // what is no JSON
  ['a bucket in a document', (made) => call({
    document: sfn.TaskInput.fromObject({ parts: [{ bucket: made.bucket }] }),
  })(world({ inputType: any('Object') })), "[Shop/Call] 'document' has a Bucket at 'parts.0.bucket', but must be JSON; "
    + 'pass a string, a number, a boolean, a list or an object of them, such as the name of what is meant '
    + '[IllegalValue]'],
  ['a function for people', ask({ document: () => 'x' }), "[Shop/Approval/Loan] 'document' is a function, but must be "
    + 'JSON; pass a string, a number, a boolean, a list or an object of them, such as the name of what is meant '
    + '[IllegalValue]'],
  ['a number that is none', run({ outputs: { share: NaN } }), "[Shop/Run] 'outputs' has NaN at 'share', but must be "
    + 'JSON; pass a string, a number, a boolean, a list or an object of them, such as the name of what is meant '
    + '[IllegalValue]'],

  // names
  ['a long name', ({ stack, alias }) => machine(stack, BedrockInvokeFlow.jsonata(stack, 'C'.repeat(81), { alias })),
    `[Shop/${'C'.repeat(81)}] the name of state '${'C'.repeat(81)}' is 81 characters long, but Step Functions allows `
      + '80; choose a shorter id, name or prefix [IllegalValue]'],
  ['a long prefix', ({ stack, alias }) => {
    const one = new BedrockFlowExecution(stack, 'Run', { alias });
    one.prefixStates(`${'p'.repeat(70)} `);
    machine(stack, one);
  }, `[Shop/Run] the name of state '${'p'.repeat(70)} Run: Is it over?' is 87 characters long, but Step Functions `
    + 'allows 80; choose a shorter id, name or prefix [IllegalValue]'],
  ['a long name of a single state', ({ stack }) => machine(stack,
    new HumanApproval(stack, 'Approval').askFor('Loan').toSingleState({ stateId: 's'.repeat(90) })),
  `[Shop/Approval/Loan] the name of state '${'s'.repeat(90)}' is 90 characters long, but Step Functions allows 80; `
    + 'choose a shorter id, name or prefix [IllegalValue]'],

  // places and times
  ['a person in a map of five minutes', (made) => machine(made.stack,
    expressMap(made, new HumanApproval(made.stack, 'Approval').askFor('Loan'))), "[Shop/Approval/Loan] map 'Each' of "
    + "state machine 'Shop/Machine' is of type EXPRESS, which can't wait for a task token; make it STANDARD "
    + '[IllegalValue]'],
  ['a day in a map of five minutes', (made) => machine(made.stack,
    expressMap(made, new BedrockFlowExecution(made.stack, 'Run', { alias: made.alias }))), "[Shop/Run] map 'Each' of "
    + "state machine 'Shop/Machine' is of type EXPRESS, which ends after 5 minutes, but a flow execution can take a "
    + "day; make it STANDARD, set 'timeout' to less than 5 minutes, or use BedrockInvokeFlow [IllegalValue]"],
  ['looking after the end', run({ pollInterval: Duration.minutes(5), timeout: Duration.minutes(1) }), '[Shop/Run] '
    + "'pollInterval' is 5 minutes, so the execution would first be checked after its 'timeout' of 1 minute; choose a "
    + 'shorter one [IllegalValue]'],
];

test.each(PROGRAMS)('%s', (_, wrong, line) => {
  expect(saidOf(wrong)).toEqual([line]);
  expect(line).toMatch(/^\[[\w./]+\] [^\n;]+; [^\n]+ \[[A-Z]\w+\]$/);
});

test.each<[string, (made: World) => unknown]>([
  ['an expression of several lines', call(text('{% (\n$a := 1;\n$a\n) %}'))],
  ['a brace in a text of an expression', call(text('{% \'%} is no end\' %}'))],
  ['a text with a percent sign', run(text('5 % of {x}'))],
  ['a map of items that take a day', (made) => {
    const map = sfn.DistributedMap.jsonata(made.stack, 'Each', { maxConcurrency: 2 });
    map.itemProcessor(new BedrockFlowExecution(made.stack, 'Run', { alias: made.alias }));
    machine(made.stack, map);
  }],
  ['a person beside a map of five minutes', (made) => machine(made.stack,
    expressMap(made, new sfn.Pass(made.stack, 'Item')).next(new HumanApproval(made.stack, 'Approval').askFor('Loan')))],
  ['a Choice in JSONata within a machine in JSONPath', ({ stack }) => {
    const approval = new HumanApproval(stack, 'Approval');
    machine(stack, approval.askFor('Article').next(sfn.Choice.jsonata(stack, 'Approved?')
      .when(approval.isApproved(), new sfn.Pass(stack, 'Publish')).otherwise(new sfn.Pass(stack, 'Archive'))));
  }],
  ['a Choice of a machine in JSONata', ({ stack }) => {
    const approval = new HumanApproval(stack, 'Approval');
    machine(stack, approval.askFor('Article').next(new sfn.Choice(stack, 'Approved?')
      .when(approval.isApproved(), new sfn.Pass(stack, 'Publish')).otherwise(new sfn.Pass(stack, 'Archive'))), JSONATA);
  }],
])('%s is fine', (_, right) => {
  expect(saidOf(right)).toEqual([]);
});

test('fragments of a nested stack and of its parent have different names', () => {
  const { stack, alias } = world();
  const first = new BedrockFlowExecution(stack, 'Run', { alias });
  const second = new BedrockFlowExecution(new NestedStack(stack, 'Inner'), 'Run', { alias });
  machine(stack, first.next(second));
  expect(second.startState.stateId).toBe('Inner/Run: Start');
  expect(synthErrors(stack)).toEqual([]);
});

test('an outer fragment that puts a prefix before the names is seen too', () => {
  const { stack, alias } = world();
  class Outer extends sfn.StateMachineFragment {
    public readonly startState: sfn.State;
    public readonly endStates: sfn.INextable[];

    public constructor(scope: Construct, id: string) {
      super(scope, id);
      const inner = new BedrockFlowExecution(this, 'Run', { alias });
      this.startState = inner.startState;
      this.endStates = inner.endStates;
    }
  }
  machine(stack, new Outer(stack, 'Outer').prefixStates('p'.repeat(80)));
  expect(synthErrors(stack)).toEqual([expect.stringContaining('[Shop/Outer/Run] the name of state \'pppp')]);
});

test('an expression may have its own end in a text, however often; two expressions are not one', () => {
  const check = (value: string) => () => checkIsJsonata('S', 'it', value);
  const ends = '%}'.repeat(500_000);
  const elapsed = stopwatch();
  expect(check(`{% "${ends}" %}`)).not.toThrow();
  expect(check(`{%${ends}x`)).toThrow('with nothing around it');
  expect(elapsed()).toBeLessThan(5000);
  expect(check('{% $a %}{% $b %}')).toThrow('with nothing around it');
  expect(check('{%}')).toThrow('with nothing around it');
});
