/** Nodes of existing definitions: connected as they were, ready for more, with a role that allows what they do. */
import { App, Stack } from 'aws-cdk-lib';
import {
  AgentNode, CollectorNode, Flow, FlowCode, FlowDataType, FlowDefinition, FlowGuardrail, FlowModel, FlowPrompt,
  FlowReranking, InlineCodeNode,
  KnowledgeBaseGenerateNode, KnowledgeBaseRetrieveNode, LambdaNode, LexNode, LoopNode, OutputNode, PromptNode,
  S3RetrievalNode, S3StorageNode,
} from '../../src';
import type { Definition, Node } from '../../src/core/model/definition';
import { corpus, data, imported, input, prompt, simple } from '../imports';
import {
  AGENT, ask, BOT, definitionOf, FUNCTION, newStack, PROMPT, synthErrors, templateOf, warningsOf, wires,
} from '../small-flows';

describe('nodes', () => {
  test('are found by name, also inside loops', () => {
    const flow = imported(corpus('50'));
    const agent = flow.findNode('AYUSHAgent');
    expect([agent.nodeName, agent.nodeType, agent.node.path])
      .toEqual(['AYUSHAgent', 'Agent', 'S/F/AnalysisLoop/AYUSHAgent']);
    expect(flow.findNode('AnalysisLoop').output('loopOutput').dataType).toBe(FlowDataType.STRING);
    expect(() => flow.findNode('AYUSHAgnt')).toThrow('did you mean \'AYUSHAgent\'?');
  });

  test('give their values to nodes that are added', () => {
    const flow = imported(corpus('36'));
    const [{ name }] = corpus('36').nodes!.filter(({ type }) => type === 'Prompt');
    const more = ask(flow, 'More', { text: flow.findNode(name).output('modelCompletion'), whole: flow.input });
    new OutputNode(flow, 'MoreOut', { document: more.modelCompletion });
    const definition = definitionOf(flow);
    expect(definition.nodes!.slice(0, -2)).toEqual(corpus('36').nodes);
    expect(wires(definition).slice(corpus('36').connections!.length)).toEqual([
      `${name}.modelCompletion -> More.text`, `${corpus('36').nodes![0].name}.document -> More.whole`,
      'More.modelCompletion -> MoreOut.document',
    ]);
    expect(synthErrors(Stack.of(flow))).toEqual([]);
  });

  test('in a loop give theirs to nodes in that loop only', () => {
    const flow = imported(corpus('50'));
    const value = flow.findNode('AYUSHAgent').output('agentResponse');
    expect(() => ask(flow, 'More', { text: value })).toThrow('InvalidLoopBoundary');
    expect(() => ask(flow.findNode('AnalysisLoop'), 'More', { text: value })).not.toThrow();
  });

  test('keep their names: one that is added gets another', () => {
    const flow = imported(corpus('36'));
    const [{ name }] = corpus('36').nodes!.filter(({ type }) => type === 'Prompt');
    expect(() => ask(flow, 'Other', { text: flow.input }, { nodeName: name })).toThrow('there are two nodes '
      + `named '${name}'`);
  });

  test('keep the names of their connections: one that is added gets another', () => {
    const flow = imported({
      ...simple(prompt('Reply')),
      connections: [{ ...data('Reply', 'modelCompletion', 'Out', 'document'), name: 'Reply_to_Also_document' }],
    });
    new OutputNode(flow, 'Also', { document: flow.findNode('Reply').output('modelCompletion') });
    expect(definitionOf(flow).connections!.map(({ name }) => name))
      .toEqual(['Reply_to_Also_document', expect.stringMatching(/^Reply_to_Also_document_[0-9a-f]{8}$/)]);
  });

  describe('behind conditions', () => {
    // Check -> Route -> Yes -> Yesses | No
    const branched: Definition = {
      nodes: [
        input, prompt('Check'),
        {
          name: 'Route',
          type: 'Condition',
          configuration: {
            condition: { conditions: [{ name: 'isYes', expression: 'text == "yes"' }, { name: 'default' }] },
          },
          inputs: [{ name: 'text', type: 'String', expression: '$.data' }],
        },
        prompt('Yes'), prompt('Yesses'), prompt('No'),
      ],
      connections: [
        data('FlowInputNode', 'document', 'Check', 'text'), data('Check', 'modelCompletion', 'Route', 'text'),
        { ...data('FlowInputNode', 'document', 'Yes', 'text') },
        { ...data('Yes', 'modelCompletion', 'Yesses', 'text') }, { ...data('FlowInputNode', 'document', 'No', 'text') },
        {
          name: 'RouteToYes',
          type: 'Conditional',
          source: 'Route',
          target: 'Yes',
          configuration: { conditional: { condition: 'isYes' } },
        },
        {
          name: 'RouteToNo',
          type: 'Conditional',
          source: 'Route',
          target: 'No',
          configuration: { conditional: { condition: 'default' } },
        },
      ],
    };
    const values = () => {
      const flow = imported(branched);
      const of = (name: string) => flow.findNode(name).output('modelCompletion');
      return { flow, check: of('Check'), yes: of('Yes'), yesses: of('Yesses'), no: of('No') };
    };

    test('of different branches can\'t be merged', () => {
      const { flow, yes, no, yesses } = values();
      expect(() => ask(flow, 'Join', { yes, no })).toThrow(
        '[S/F/Join] \'Join\' needs \'Route.default\' (through \'No\') and \'Route.isYes\' (through \'Yes\'), '
          + 'which can\'t both happen in one run; give each branch its own Output node');
      expect(() => ask(flow, 'Join', { yesses, no })).toThrow('\'Route.isYes\' (through \'Yesses\')');
    });

    test('of one branch, or before it, can', () => {
      const { flow, check, yes, yesses, no } = values();
      expect(() => ask(flow, 'Join', { check, yes, yesses })).not.toThrow();
      expect(() => ask(flow, 'JoinNo', { check, no })).not.toThrow();
    });

    test('keep nodes that are added in their branch', () => {
      const { flow, yes, no } = values();
      const more = ask(flow, 'More', { yes });
      expect(() => ask(flow, 'Join', { more: more.modelCompletion, no })).toThrow(
        '(through \'No\') and \'Route.isYes\' (through \'More\')');
    });

    test.each([['isYes', 'no'], ['default', 'yes']] as const)('can run on %s, and then read no node of the '
      + 'other branch', (name, other) => {
      const { flow, check, ...of } = values();
      const branch = flow.findNode('Route').branch(name);
      expect(`${branch}`).toBe(`Route.${name}`);
      const more = ask(flow, 'More', { check }, { runWhen: branch });
      new OutputNode(flow, 'MoreOut', { document: more.modelCompletion });
      expect(wires(definitionOf(flow)).slice(branched.connections!.length)).toEqual([
        'Check.modelCompletion -> More.check', `Route.${name} => More`, 'More.modelCompletion -> MoreOut.document',
      ]);
      expect(() => ask(flow, 'Join', { other: of[other] }, { runWhen: branch })).toThrow(
        /needs '.* and '.*, which can't both happen in one run; use only values from that branch/);
      expect(() => ask(flow, 'Join', { more: more.modelCompletion, other: of[other] }))
        .toThrow(`'Route.${name}' (through 'More')`);
    });

    test('have no branches but those', () => {
      const { flow } = values();
      expect(() => flow.findNode('Route').branch('isyes')).toThrow(
        '[S/F/Route] branch() names the condition \'isyes\' of \'Route\', which has \'default\' and \'isYes\'; did '
          + 'you mean \'isYes\'? [UnknownConnectionCondition]');
      expect(() => flow.findNode('Check').branch('isYes')).toThrow('branch() names a condition of \'Check\', which '
        + 'is not a Condition node');
    });
  });

  test('behind an iterator: a collector that is added finds the size', () => {
    const definition: Definition = {
      nodes: [
        { ...input, outputs: [{ name: 'document', type: 'Array' }] } as Node,
        {
          name: 'Each',
          type: 'Iterator',
          inputs: [{ name: 'array', type: 'Array', expression: '$.data' }],
          outputs: [{ name: 'arrayItem', type: 'String' }, { name: 'arraySize', type: 'Number' }],
        },
        prompt('Item'),
      ],
      connections: [data('FlowInputNode', 'document', 'Each', 'array'), data('Each', 'arrayItem', 'Item', 'text')],
    };
    const flow = imported(definition);
    const all = new CollectorNode(flow, 'All', { arrayItem: flow.findNode('Item').output('modelCompletion') });
    new OutputNode(flow, 'Out', { document: all.collectedArray });
    expect(wires(definitionOf(flow)).slice(2)).toEqual([
      'Item.modelCompletion -> All.arrayItem', 'Each.arraySize -> All.arraySize', 'All.collectedArray -> Out.document',
    ]);
    expect(() => new CollectorNode(imported(corpus('41')), 'More', { arrayItem: imported(corpus('41')).input }))
      .toThrow('the Collector node has no input \'arraySize\'');
  });
});

describe('the guardrail of the flow', () => {
  const own = { guardrailIdentifier: 'own1', guardrailVersion: '7' };
  const guarded = (node: Node): Node => {
    const { prompt: inside } = (node as { configuration: { prompt: object } }).configuration;
    return { ...node, configuration: { prompt: { ...inside, guardrailConfiguration: own } } } as Node;
  };
  const knowledge = (name: string, more: { modelId?: string; guardrailConfiguration?: object }): Node => ({
    name,
    type: 'KnowledgeBase',
    configuration: { knowledgeBase: { knowledgeBaseId: 'KBAAAAAAAA', ...more } },
    inputs: [{ name: 'retrievalQuery', type: 'String', expression: '$.data' }],
    outputs: [more.modelId ? { name: 'outputText', type: 'String' } : { name: 'retrievalResults', type: 'Array' }],
  });

  test('applies to nodes without one, and not to those with one', () => {
    const nodes = [
      prompt('Bare'), guarded(prompt('Guarded')), knowledge('Answer', { modelId: 'amazon.nova-lite-v1:0' }),
      knowledge('GuardedAnswer', { modelId: 'amazon.nova-lite-v1:0', guardrailConfiguration: own }),
      knowledge('Search', {}),
    ];
    const flow = new Flow(newStack(), 'F',
      { definition: FlowDefinition.fromJson(simple(...nodes)), guardrail: FlowGuardrail.fromId('flows1', '3') });
    const found = Object.fromEntries(definitionOf(flow).nodes!.slice(1, -1).map(({ name, configuration }: any) => [
      name, (configuration.prompt ?? configuration.knowledgeBase).guardrailConfiguration,
    ]));
    const flows = { guardrailIdentifier: 'flows1', guardrailVersion: '3' };
    expect(found).toEqual({ Bare: flows, Guarded: own, Answer: flows, GuardedAnswer: own, Search: undefined });
    const { Resources } = templateOf(Stack.of(flow));
    const policies = JSON.stringify(Object.values(Resources).filter(({ Type }) => Type === 'AWS::IAM::Policy'));
    expect(policies).toMatch(/guardrail\/flows1/);
    expect(policies).toMatch(/guardrail\/own1/);
    expect(warningsOf(Stack.of(flow)).filter(({ id }) => id === 'UnguardedRetrieve').map(({ path }) => path))
      .toEqual(['S/F/Search']);
  });

  test('without one, nodes keep what they have', () => {
    const nodes = [prompt('Bare'), guarded(prompt('Guarded'))];
    expect(definitionOf(imported(simple(...nodes))).nodes!.slice(1, -1)).toEqual(nodes);
  });
});

describe('the role', () => {
  const fixed = (id: string, literal = true) =>
    new Stack(new App({ context: { '@aws-cdk/core:enablePartitionLiterals': literal } }), id, {
      env: { account: '111122223333', region: 'us-east-1' },
    });
  const statements = (stack: Stack) => Object.values(templateOf(stack).Resources)
    .filter(({ Type }) => Type === 'AWS::IAM::Policy')
    .map(({ Properties }) => Properties.PolicyDocument.Statement);

  test('allows the same as that of the flow written with constructs', () => {
    const stack = fixed('Written');
    const flow = new Flow(stack, 'F', { inputType: FlowDataType.OBJECT, guardrail: FlowGuardrail.fromId('gr1', '1') });
    const text = flow.input.stringAt('text');
    const nova = FlowModel.fromModelId('us.amazon.nova-lite-v1:0');
    new AgentNode(flow, 'Agent', { agentAliasArn: AGENT, agentInputText: text });
    new LambdaNode(flow, 'Lambda', { lambdaArn: FUNCTION, inputs: { text } });
    new LexNode(flow, 'Lex', { botAliasArn: BOT, localeId: 'en_US', inputText: text });
    new S3RetrievalNode(flow, 'Read', { bucketName: 'files', objectKey: text });
    new S3StorageNode(flow, 'Keep', { bucketName: 'files', objectKey: text, content: text });
    new InlineCodeNode(flow, 'Code', { code: FlowCode.inline('text'), inputs: { text } });
    new KnowledgeBaseRetrieveNode(flow, 'Search', { knowledgeBaseId: 'KBAAAAAAAA', retrievalQuery: text });
    new KnowledgeBaseGenerateNode(flow, 'Answer', {
      knowledgeBaseId: 'KBAAAAAAAB',
      retrievalQuery: text,
      model: nova,
      reranking:
        FlowReranking.bedrock(FlowModel.fromModelId('amazon.rerank-v1:0')),
    });
    for (const [at, modelId] of [
      'amazon.nova-lite-v1:0', 'global.anthropic.claude-sonnet-4-20250514-v1:0',
      'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abcdefghijkl',
      'arn:aws:bedrock:us-east-1:111122223333:provisioned-model/abcdefghijkl',
      'arn:aws:bedrock:us-east-1:111122223333:imported-model/abcdefghijkl',
      'arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/abcdefghijkl',
      'arn:aws:sagemaker:us-east-1:111122223333:endpoint/my-endpoint',
    ].entries()) {
      ask(flow, `Ask${at}`, { text });
      new PromptNode(flow, `AskModel${at}`,
        { model: FlowModel.fromModelId(modelId), prompt: FlowPrompt.inline('{{text}}'), inputs: { text } });
    }
    new PromptNode(flow, 'Managed', { prompt: FlowPrompt.fromPromptArn(`${PROMPT}:1`), inputs: { text } });
    const loop = new LoopNode(flow, 'Loop', { inputs: { text } });
    const inside = new LambdaNode(loop, 'InLoop',
      { lambdaArn: `${FUNCTION}:live`, inputs: { text: loop.value('text') } });
    loop.continueWhile('again', 'text == ""',
      { inputs: { text: inside.functionResponse }, outputs: { loopOutput: inside.functionResponse } });
    new OutputNode(flow, 'Out', { document: flow.input });

    const again = fixed('Imported');
    const copy = imported(definitionOf(flow), {}, again);
    expect(definitionOf(copy)).toEqual(definitionOf(flow));
    expect(statements(again)).toEqual(statements(stack));
    expect(statements(again)[0].length).toBeGreaterThan(10);
  });

  // CDK writes most ARNs so
  test('allows the same where the template joins an ARN with its partition', () => {
    const stack = fixed('Written', false);
    const flow = new Flow(stack, 'F');
    const model =
      FlowModel.fromModelId(`arn:${stack.partition}:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0`);
    const reply = new PromptNode(flow, 'Reply',
      { model, prompt: FlowPrompt.inline('{{text}}'), inputs: { text: flow.input } });
    new OutputNode(flow, 'Out', { document: reply.modelCompletion });
    const again = fixed('Imported', false);
    imported(definitionOf(flow), {}, again);
    expect(statements(again)).toEqual(statements(stack));
  });

  test('allows any model, through that profile only, where its id does not name one', () => {
    const stack = fixed('Imported');
    const profile = 'arn:aws:bedrock:us-east-1:111122223333:inference-profile/abcdefghijkl';
    imported(simple(prompt('Reply', { modelId: profile })), {}, stack);
    expect(statements(stack)).toEqual([[
      {
        Action: 'bedrock:InvokeModel',
        Condition: { StringEquals: { 'bedrock:InferenceProfileArn': profile } },
        Effect: 'Allow',
        Resource: 'arn:aws:bedrock:*::foundation-model/*',
      },
      { Action: ['bedrock:GetInferenceProfile', 'bedrock:InvokeModel'], Effect: 'Allow', Resource: profile },
    ]]);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('says so where it can\'t know the model', () => {
    const nodes: Node[] = [
      {
        ...prompt('Managed'),
        configuration: { prompt: { sourceConfiguration: { resource: { promptArn: `${PROMPT}:1` } } } },
      } as Node,
      prompt('Odd', { modelId: { Ref: 'Model' } }),
      prompt('Routed', { modelId: 'arn:aws:bedrock:us-east-1:111122223333:prompt-router/abcdefghijkl' }),
    ];
    const flow = imported(simple(...nodes));
    expect(warningsOf(Stack.of(flow)).filter(({ id }) => id === 'UnknownModel')
      .map(({ path, message }) => [path, message])).toEqual([
      ['S/F/Managed', expect.stringContaining('the role gets no permission for the model of the prompt')],
      ['S/F/Odd', expect.stringContaining('the role gets no permission for the model')],
      ['S/F/Routed', '[S/F/Routed] the role gets no permission for the models of the prompt router '
        + '\'arn:aws:bedrock:us-east-1:111122223333:prompt-router/abcdefghijkl\', because its id does not name them; '
        + 'add the statements of FlowModel.promptRouter(arn, modelIds).policyStatements(flow) with '
        + 'flow.addToRolePolicy() [UnknownModel]'],
    ]);
  });
});
