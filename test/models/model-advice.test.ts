/** What programs are told of their models, by the Region of their stack. */
import {
  App, aws_bedrock as bedrock, Aspects, CfnParameter, type IPolicyValidationContextBeta1, Stack, Token,
} from 'aws-cdk-lib';
import {
  ChatMessage, Flow, FlowChecks, FlowChecksPlugin, FlowDefinition, type FlowInference, FlowModel, FlowPrompt,
  KnowledgeBaseGenerateNode, OutputNode, PromptNode,
} from '../../src';
import { PROMPT, synthErrors, warningsOf } from '../small-flows';

const HAIKU = 'anthropic.claude-haiku-4-5-20251001-v1:0';
const OPUS = 'us.anthropic.claude-opus-4-8';

function stackIn(region?: string, account = '111122223333'): Stack {
  return new Stack(new App(), 'S', region === undefined ? {} : { env: { account, region } });
}

function askIn(stack: Stack, model: FlowModel, prompt: FlowPrompt): Flow {
  const flow = new Flow(stack, 'F');
  const ask = new PromptNode(flow, 'Ask', { model, prompt, inputs: { question: flow.input } });
  new OutputNode(flow, 'Out', { document: ask.modelCompletion });
  return flow;
}

const inline = (inference?: FlowInference) => FlowPrompt.inline('Answer {{question}}', { inference });
const chat =
  (inference?: FlowInference) => FlowPrompt.chat({ messages: [ChatMessage.user('Answer {{question}}')], inference });

/** The codes of the warnings, which all stand at the node that asks. */
function codes(stack: Stack): string[] {
  expect(synthErrors(stack)).toEqual([]);
  return warningsOf(stack).map(({ id, path }) => (path === 'S/F/Ask' ? id : `${id} at ${path}`));
}

describe('a prompt that the node brings itself', () => {
  // inline it is seen by the rules, in a managed prompt by the node
  describe.each([['inline', inline], ['chat', chat]])('%s', (_, prompt) => {
    const said = (modelId: string, region?: string, inference?: FlowInference) => {
      const stack = stackIn(region);
      askIn(stack, FlowModel.fromModelId(modelId), prompt(inference));
      return codes(stack);
    };

    test('an id alone where only a profile is called', () => {
      expect(said(HAIKU, 'eu-central-1')).toEqual(['UnavailableModel']);
      expect(said(`eu.${HAIKU}`, 'eu-central-1')).toEqual([]);
      expect(said(`global.${HAIKU}`, 'eu-central-1')).toEqual([]);
      expect(said('amazon.nova-lite-v1:0', 'us-east-1')).toEqual([]);
    });

    test('a profile of another geography', () => {
      expect(said(`us.${HAIKU}`, 'eu-central-1')).toEqual(['UnavailableModel']);
      expect(said('us.acme.next-v1:0', 'eu-central-1')).toEqual(['UnavailableModel']);
      expect(said('us.acme.next-v1:0', 'us-west-2')).toEqual([]);
    });

    test('a stack without a Region', () => {
      expect([said(HAIKU), said(`us.${HAIKU}`), said('mistral.mistral-small-2402-v1:0')]).toEqual([[], [], []]);
    });

    test('inference, an end of life, another kind: in any Region', () => {
      expect(said(OPUS, undefined, { temperature: 0.2 })).toEqual(['RefusedInference']);
      expect(said(OPUS, undefined, { maxTokens: 100 })).toEqual([]);
      expect(said(`us.${HAIKU}`, undefined, { temperature: 0.2, topP: 0.9 })).toEqual(['RefusedInference']);
      expect(said(`us.${HAIKU}`, undefined, { temperature: 0.2 })).toEqual([]);
      expect(said('amazon.nova-premier-v1:0')).toEqual(['RetiredModel']);
      expect(said('amazon.titan-embed-text-v2:0')).toEqual(['UnsuitableModel']);
    });

    test('tokens', () => {
      const stack = stackIn('eu-central-1');
      const parameter = new CfnParameter(stack, 'P', { type: 'Number' });
      askIn(stack, FlowModel.inferenceProfile(new CfnParameter(stack, 'Id').valueAsString),
        prompt({ temperature: parameter.valueAsNumber, topP: 0.5 }));
      expect(codes(stack)).toEqual([]);
      const known = stackIn();
      askIn(known, FlowModel.fromModelId(OPUS), prompt({ temperature: Token.asNumber({ resolve: () => 1 }) }));
      expect(codes(known)).toEqual([]);
    });

    test('a model of aws-cdk-lib, whose ARN has tokens', () => {
      for (const [region, expected] of [['eu-central-1', ['UnavailableModel']], [undefined, []]] as const) {
        const stack = stackIn(region);
        const model = bedrock.FoundationModel.fromFoundationModelId(stack, 'M',
          new bedrock.FoundationModelIdentifier(HAIKU));
        askIn(stack, FlowModel.fromModel(model), prompt());
        expect(codes(stack)).toEqual(expected);
      }
    });

    test('is acknowledged, at the flow and above', () => {
      const stack = stackIn('eu-central-1');
      askIn(stack, FlowModel.fromModelId(HAIKU), prompt()).acknowledge('UnavailableModel', 'we have a private offer');
      expect(codes(stack)).toEqual([]);
    });
  });
});

describe('prompts of Prompt management', () => {
  function promptOf(stack: Stack, modelId: string): bedrock.CfnPrompt {
    return new bedrock.CfnPrompt(stack, 'P', {
      name: 'p',
      variants: [{
        name: 'v',
        templateType: 'TEXT',
        modelId,
        templateConfiguration: { text: { text: 'Answer {{question}}', inputVariables: [{ name: 'question' }] } },
        inferenceConfiguration: { text: { temperature: 0.2 } },
      }],
    });
  }

  test('of the app: its variants', () => {
    for (const [
      modelId, expected,
    ] of [[OPUS, ['RefusedInference']], [`eu.${HAIKU}`, ['UnavailableModel']], [`us.${HAIKU}`, []]] as const) {
      const stack = stackIn('us-east-1');
      const flow = new Flow(stack, 'F');
      const ask = new PromptNode(flow, 'Ask',
        { prompt: FlowPrompt.fromPublished(promptOf(stack, modelId)), inputs: { question: flow.input } });
      new OutputNode(flow, 'Out', { document: ask.modelCompletion });
      expect(codes(stack)).toEqual(expected);
    }
  });

  test('of elsewhere: the models that the program names', () => {
    const stack = stackIn('us-east-1');
    askIn(stack, FlowModel.fromModelId(`eu.${HAIKU}`), FlowPrompt.fromPromptArn(`${PROMPT}:1`));
    expect(codes(stack)).toEqual(['UnavailableModel']);
  });
});

test('a knowledge base node: model, inference, and inference of the orchestration', () => {
  const stack = stackIn('us-east-1');
  const flow = new Flow(stack, 'F');
  const ask = new KnowledgeBaseGenerateNode(flow, 'Ask', {
    knowledgeBaseId: 'KBAAAAAAAA',
    model: FlowModel.fromModelId('anthropic.claude-opus-4-5-20251101-v1:0'),
    retrievalQuery: flow.input,
    inference: { temperature: 0.1, topP: 0.1 },
    orchestration: { inference: { temperature: 0.2, topP: 0.2 } },
  });
  new OutputNode(flow, 'Out', { document: ask.outputText });
  expect(codes(stack)).toEqual(['RefusedInference', 'UnavailableModel']);
});

test('an imported definition: inline, and what becomes a managed prompt', () => {
  for (const more of [{}, { additionalModelRequestFields: { a: 1 } }]) {
    const stack = stackIn('eu-central-1');
    const text = { text: { text: 'Answer {{question}}', inputVariables: [{ name: 'question' }] } };
    new Flow(stack, 'F', {
      definition: FlowDefinition.fromJson({
        nodes: [
          { name: 'In', type: 'Input', outputs: [{ name: 'document', type: 'String' }] },
          {
            name: 'Ask',
            type: 'Prompt',
            configuration: {
              prompt: {
                sourceConfiguration: {
                  inline: { templateType: 'TEXT', templateConfiguration: text, modelId: HAIKU, ...more },
                },
              },
            },
            inputs: [{ name: 'question', type: 'String', expression: '$.data' }],
            outputs: [{ name: 'modelCompletion', type: 'String' }],
          },
          { name: 'Out', type: 'Output', inputs: [{ name: 'document', type: 'String', expression: '$.data' }] },
        ],
        connections: [
          {
            name: 'InToAsk',
            type: 'Data',
            source: 'In',
            target: 'Ask',
            configuration: { data: { sourceOutput: 'document', targetInput: 'question' } },
          },
          {
            name: 'AskToOut',
            type: 'Data',
            source: 'Ask',
            target: 'Out',
            configuration: { data: { sourceOutput: 'modelCompletion', targetInput: 'document' } },
          },
        ],
      }),
    });
    expect(codes(stack)).toEqual(['UnavailableModel']);
  }
});

describe('plain flows', () => {
  /** What the library makes of a program, as a plain CfnFlow: models of aws-cdk-lib are Fn::Join there. */
  function plain(region: string | undefined): { readonly app: App; readonly stack: Stack } {
    const stack = stackIn(region);
    const model = bedrock.FoundationModel.fromFoundationModelId(stack, 'M',
      new bedrock.FoundationModelIdentifier(HAIKU));
    const flow = askIn(stack, FlowModel.fromModel(model), inline());
    const { definition } = flow.node.defaultChild as bedrock.CfnFlow;
    const other = stackIn(region);
    new bedrock.CfnFlow(other, 'Plain',
      { name: 'plain', executionRoleArn: 'arn:aws:iam::111122223333:role/r', definition: stack.resolve(definition) });
    return { app: other.node.root as App, stack: other };
  }

  test.each([['eu-central-1', ['UnavailableModel']], [undefined, []]])('the aspect, in %s', (region, expected) => {
    const { app, stack } = plain(region);
    Aspects.of(app).add(new FlowChecks());
    expect(synthErrors(stack)).toEqual([]);
    expect(warningsOf(stack).map(({ id }) => id)).toEqual(expected);
  });

  test.each([['eu-central-1', ['UnavailableModel']], [undefined, []]])('the plugin, in %s: the manifest of the '
    + 'assembly says it', (region, expected) => {
    const { app } = plain(region);
    const templatePaths = app.synth().stacks.map(({ templateFullPath }) => templateFullPath);
    const rules = (plugin: FlowChecksPlugin) => plugin
      .validate({ templatePaths } as IPolicyValidationContextBeta1).violations.map(({ ruleName }) => ruleName);
    expect(rules(new FlowChecksPlugin())).toEqual(expected);
    expect(rules(new FlowChecksPlugin({ acknowledged: { UnavailableModel: 'a private offer' } }))).toEqual([]);
  });
});
