import { ToneRouterStack } from './stack';
import { bedrockArn, definitionOf, expectDiagram, nodeOf, statementsOf, synthesized, wiringOf } from '../testing';

const { stack, template } = synthesized(ToneRouterStack);

test('each tone has its branch, and each branch its output', () => {
  expect(wiringOf(definitionOf(template))).toEqual([
    'Calm.modelCompletion -> CalmReply.document',
    'FlowInputNode.document -> Calm.message',
    'FlowInputNode.document -> LookUp.retrievalQuery',
    'FlowInputNode.document -> Thank.message',
    'FlowInputNode.document -> Tone_Classify.text',
    'LookUp.outputText -> FoundAnswer.document',
    'Thank.modelCompletion -> FriendlyReply.document',
    'Tone_Classify.modelCompletion -> Tone_Route.it',
    'Tone_Route[default] -> Thank',
    'Tone_Route[isAngry] -> Calm',
    'Tone_Route[isQuestion] -> LookUp',
  ]);
  expect(nodeOf(template, 'Tone_Route').Configuration.Condition.Conditions).toEqual([
    { Name: 'isAngry', Expression: 'it == "angry" or it == "Angry" or it == "Angry."' },
    { Name: 'isQuestion', Expression: 'it == "question" or it == "Question" or it == "Question."' },
    { Name: 'default' },
  ]);
});

test('the guardrail stands around every model', () => {
  const [version] = Object.keys(template.findResources('AWS::Bedrock::GuardrailVersion'));
  const guardrail = {
    GuardrailIdentifier: { 'Fn::GetAtt': ['Manners', 'GuardrailArn'] },
    GuardrailVersion: { 'Fn::GetAtt': [version, 'Version'] },
  };
  for (const name of ['Tone_Classify', 'Calm', 'Thank']) {
    expect(nodeOf(template, name).Configuration.Prompt.GuardrailConfiguration).toEqual(guardrail);
  }
  expect(nodeOf(template, 'LookUp').Configuration.KnowledgeBase.GuardrailConfiguration).toEqual(guardrail);
});

test('the role may invoke the models through their profiles, ask the knowledge base, and apply the guardrail', () => {
  const profiles = ['amazon.nova-lite-v1:0', 'amazon.nova-pro-v1:0'];
  const throughProfile = (model: string) => ({
    Effect: 'Allow',
    Action: 'bedrock:InvokeModel',
    Resource: ['${AWS::Region}', 'us-east-1', 'us-east-2', 'us-west-2'].map((region) =>
      `arn:\${AWS::Partition}:bedrock:${region}::foundation-model/${model}`),
    Condition: { StringEquals: { 'bedrock:InferenceProfileArn': bedrockArn(`inference-profile/us.${model}`) } },
  });
  expect(statementsOf(template)).toEqual([
    { Effect: 'Allow', Action: 'bedrock:ApplyGuardrail', Resource: '${Manners.GuardrailArn}' },
    ...profiles.map(throughProfile),
    { Effect: 'Allow', Action: 'bedrock:Retrieve', Resource: bedrockArn('knowledge-base/KB12345678') },
    {
      Sid: 'RetrieveAndGenerateHasNoResourceType',
      Effect: 'Allow',
      Action: 'bedrock:RetrieveAndGenerate',
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Action: ['bedrock:GetInferenceProfile', 'bedrock:InvokeModel'],
      Resource: profiles.map((model) => bedrockArn(`inference-profile/us.${model}`)),
    },
  ]);
});

test('the diagram in the README is that of the flow', () => expectDiagram(__dirname, stack));
