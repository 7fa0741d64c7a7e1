/** What keeps a flow from running is said as the rule says it that finds it in a definition. */
import { condition, flowOf, input, lambda, loop, loopController, loopInput, output } from './flow-of';
import { tryCompile } from '../../../src/core/simulate';
import { validate } from '../../../src/core/validate/validate';

const takes = (expression: string) => flowOf([input('Object'), lambda('Work', { value: 'String' })].map((one) => (
  one.type === 'Input' ? one : { ...one, inputs: [{ ...one.inputs[0], expression }] })), 'In.document > Work.value');

const route = (expression?: string) => {
  const node = condition('Route', { value: 'String', size: 'Number' }, { isA: 'x' });
  node.configuration.condition.conditions[0].expression = expression;
  return flowOf([input(), node], 'In.document > Route.value');
};

const rounds = (body: object) => flowOf([input(), loop('Rounds', {}, {}, body as any)]);
const controller = (configuration?: object) =>
  rounds(flowOf([loopInput({}), { name: 'Again', type: 'LoopController', configuration }]));

test.each<[string, object]>([
  ['MissingStartingNodes', flowOf([output()])],
  ['MissingLoopInputNode', rounds(flowOf([loopController({}, 'a == 1')]))],
  ['MissingLoopControllerNode', rounds(flowOf([loopInput({})]))],
  ['UnknownNodeType', flowOf([input(), { name: 'Odd', type: 'Teleport' }])],
  ['UnknownNodeType', flowOf([input(), { name: 'Odd', type: 'DoWhile' }])],
  ['UnknownNodeType', flowOf([input(), { name: 'Odd' }])],
  ['MalformedNodeInputExpression', takes('$.text')],
  ['MalformedNodeInputExpression', takes('$.data[-1]')],
  ['MalformedConditionExpression', route('value = "a"')],
  ['MalformedConditionExpression', route()],
  ['MalformedConditionExpression', rounds(flowOf([loopInput({}), loopController({}, 'x')]))],
  ['AmbiguousCondition', route('value == "a" and size == 1 or size == 2')],
  ['MissingNodeConfiguration', flowOf([input(), { name: 'Rounds', type: 'Loop', inputs: [], outputs: [] }])],
  ['MissingNodeConfiguration', flowOf([input(), { name: 'Rounds', type: 'Loop', configuration: { loop: {} } }])],
  ['MissingNodeConfiguration', controller()],
  ['MissingNodeConfiguration', controller({ loopController: {} })],
])('%s, %#', (code, definition) => {
  const compiled = tryCompile(definition, { conditions: 'strict' });
  const said = 'findings' in compiled ? compiled.findings.filter((finding) => finding.code === code) : [];
  const found = validate(definition).filter((finding) => finding.code === code);
  expect(said).toHaveLength(1);
  expect(found.map(({ message, remedy, node }) => ({ message, remedy, node })))
    .toContainEqual({ message: said[0].message, remedy: said[0].remedy, node: said[0].node });
});
