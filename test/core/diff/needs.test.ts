/** What a definition is said to need is what its execution role in the template is allowed. */
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EXAMPLES } from '../../../examples';
import { graphForm } from '../../../src/core/diff/form';
import { needsOf } from '../../../src/core/diff/needs';
import { loadFlow } from '../../../src/runner/sources/flow-source';

interface Statement { readonly Action: string | readonly string[] }

/** Keys and what users grant are not in a definition. */
const NOT_OF_NODES = /^(kms|logs|cloudwatch):/;

test.each(EXAMPLES.map((one) => [one.name, one] as const))('example %s', (_, { stack: ExampleStack }) => {
  const stack = new ExampleStack(new App(), 'Example');
  const { flow } = stack;
  const roleArn = Stack.of(flow).resolve(flow.role.roleArn) as { readonly 'Fn::GetAtt': readonly [string, string] };
  const [role] = roleArn['Fn::GetAtt'];
  const template = Template.fromStack(Stack.of(flow)).toJSON() as {
    readonly Resources: { readonly [id: string]: { readonly Type: string; readonly Properties?: any } };
  };
  const statements = Object.entries(template.Resources).flatMap(([id, { Type, Properties }]): readonly Statement[] => {
    if (id === role) {
      return (Properties.Policies ?? []).flatMap(
        (policy: any) => policy.PolicyDocument.Statement as readonly Statement[],
      );
    }
    const isOfRole = /^AWS::IAM::(Managed)?Policy$/.test(Type)
      && JSON.stringify(Properties.Roles ?? []).includes(`"${role}"`);
    return isOfRole ? Properties.PolicyDocument.Statement as readonly Statement[] : [];
  });
  const allowed = new Set(statements.flatMap(({ Action }) => [Action].flat()).filter((one) => !NOT_OF_NODES.test(one)));
  const { definition, prompts } = loadFlow(flow);
  const needed = [...needsOf(graphForm(definition,
    prompts)).keys()].flatMap((text) => text.split(' on ')[0].split(', '));
  expect([...new Set(needed)].sort()).toEqual([...allowed].sort());
});

test.each([['', []], ['amazon.nova-lite-v1:0', ['bedrock:InvokeModel on amazon.nova-lite-v1:0']]])(
  'the model %p', (modelId, needs) => {
    const inline = { modelId, templateType: 'TEXT', templateConfiguration: { text: { text: 'Say it' } } };
    const configuration = { prompt: { sourceConfiguration: { inline } } };
    const definition = { nodes: [{ name: 'Ask', type: 'Prompt', configuration }], connections: [] };
    expect([...needsOf(graphForm(definition, {})).keys()]).toEqual(needs);
  },
);
