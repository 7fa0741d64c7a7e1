import { ResearchSynthesisStack } from './stack';
import { bedrockArn, expectDiagram, machineOf, plain, synthesized } from '../testing';

const { stack, template } = synthesized(ResearchSynthesisStack);
const { States } = machineOf(template);

test('parts are looked up in parallel, as many as the model allows, and then compared', () => {
  expect(States['Decompose it'].Next).toBe('Each part');
  expect(States['Each part']).toMatchObject({ Type: 'Map', MaxConcurrency: 4, Next: 'Brief it' });
  expect(States['Brief it'].Next).toBe('Store it');
});

test('a part that can not be looked up does not lose the others', () => {
  expect(States['Each part'].ItemProcessor.States['Look it up'].Catch)
    .toEqual([{ ErrorEquals: ['States.ALL'], Next: 'Not found', Output: '{% $states.input %}' }]);
});

test('each flow has a role of its own, and only the look-up may search', () => {
  const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) => (
    Object.values(template.findResources(type))));
  const searching = policies
    .filter(({ Properties }) => JSON.stringify(Properties).includes('bedrock:Retrieve'));
  expect(searching).toHaveLength(1);
  expect(plain(searching[0].Properties.PolicyDocument.Statement)).toContainEqual({
    Effect: 'Allow', Action: 'bedrock:Retrieve', Resource: bedrockArn('knowledge-base/KB12345678'),
  });
});

test('the state machine writes briefings, and nothing else', () => {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy'))
    .filter(([id]) => id.startsWith('ResearchRole'));
  const statements = policies.flatMap(([, { Properties }]) => plain(Properties.PolicyDocument.Statement));
  const [{ Action, Resource }, ...others] = statements.filter((each) => String(each.Action).startsWith('s3:'));
  expect(Action).toBe('s3:putObject');
  expect(Resource).toMatch(/^\$\{Briefings\w+\.Arn\}\/briefings\/\*$/);
  expect(others).toEqual([]);
});

test('the diagram in the README is that of the flow', () => expectDiagram(__dirname, stack));
