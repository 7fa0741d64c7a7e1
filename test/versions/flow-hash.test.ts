/**
 * The hash of a flow: equal for equal programs however they are written, another for each change of what a version
 * freezes, and never computed in vain.
 */
import { aws_bedrock as bedrock, aws_lambda as lambda, CfnParameter, Fn, type Stack } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { ChatMessage, type Flow, FlowModel, FlowPrompt, LambdaNode, LoopNode, OutputNode, PromptNode } from '../../src';
import { FlowResource } from '../../src/flow/flow-resource';
import * as flowHash from '../../src/versions/flow-hash';
import { runs } from '../fast-check';
import { agnosticStack, fixedStack, MODEL, templateOf, testApp, testFlow } from '../support';

const resourceOf = (flow: Flow) => flow.node.defaultChild as FlowResource;
const hash = (flow: Flow) => flow._revisions().hash();

/** Texts with references in them, in every way that a program may write them. */
const TEXTS: readonly ((stack: Stack) => string)[] = [
  () => 'plain',
  (stack) => `in ${stack.region}`,
  (stack) => `${stack.account} and ${stack.region}`,
  (stack) => Fn.join('-', [stack.region, 'x', stack.account]),
  () => Fn.sub('${AWS::Region}-x'),
  (stack) => `fn ${(stack.node.tryFindChild('Fn') as lambda.Function ?? new lambda.Function(stack, 'Fn', {
    code: lambda.Code.fromInline('exports.handler = () => 1'),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_22_X,
  })).functionName}`,
];

interface Writing {
  /** In which order the nodes are written. */
  readonly order: readonly number[];
  /** How many tokens there are before. */
  readonly tokens: number;
  readonly isReversed: boolean;
}

function flowOf(texts: readonly number[], { order, tokens, isReversed }: Writing): Flow {
  const stack = agnosticStack();
  for (let at = 0; at < tokens; at++) {
    `${new CfnParameter(stack, `Parameter${at}`, { type: 'Number' }).valueAsNumber}`;
  }
  const flow = testFlow(stack);
  const map = <T>(entries: readonly (readonly [string, T])[]): { [key: string]: T } => (
    Object.fromEntries(isReversed ? [...entries].reverse() : entries));
  for (const at of order.filter((one) => one < texts.length)) {
    const node = new PromptNode(flow, `Ask${at}`, {
      model: MODEL,
      prompt: FlowPrompt.inline(`${TEXTS[texts[at]](stack)} {{topic}} {{tone}}`),
      inputs: map([['topic', flow.input.stringAt('topic')], ['tone', flow.input.stringAt('tone')]]),
    });
    new OutputNode(flow, `Out${at}`, { document: node.modelCompletion });
  }
  return flow;
}

const texts = fc.array(fc.nat({ max: TEXTS.length - 1 }), { minLength: 1, maxLength: 4 });
const writing: fc.Arbitrary<Writing> = fc.record({
  order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), tokens: fc.nat({ max: 12 }), isReversed: fc.boolean(),
});
const AS_IT_COMES: Writing = { order: [0, 1, 2, 3], tokens: 0, isReversed: false };

test('equal programs have one hash, however they are written', () => {
  fc.assert(fc.property(texts, writing, (chosen, way) => {
    expect(hash(flowOf(chosen, way))).toBe(hash(flowOf(chosen, AS_IT_COMES)));
  }), { numRuns: runs(60) });
});

test('other texts have other hashes', () => {
  fc.assert(fc.property(texts, texts, writing, (one, other, way) => {
    const isSame = JSON.stringify(one) === JSON.stringify(other);
    expect(hash(flowOf(one, way)) === hash(flowOf(other, AS_IT_COMES))).toBe(isSame);
  }), { numRuns: runs(60) });
});

test('the order of nodes inside a loop makes no difference', () => {
  const looping = (ids: readonly string[]) => {
    const flow = testFlow();
    const loop = new LoopNode(flow, 'Refine', { inputs: { draft: flow.input.stringAt('draft') } });
    for (const id of ids) { new PromptNode(loop, id, { model: MODEL, prompt: FlowPrompt.inline(id) }); }
    return hash(flow);
  };
  expect(looping(['Two', 'One'])).toBe(looping(['One', 'Two']));
  expect(looping(['One', 'Three'])).not.toBe(looping(['One', 'Two']));
});

describe('each property of the flow', () => {
  const change = (property: string) => {
    const flow = testFlow();
    resourceOf(flow).addPropertyOverride(property, property === 'DefinitionSubstitutions' ? { a: 'b' } : 'changed');
    return hash(flow);
  };
  const plain = hash(testFlow());

  test.each(Object.entries(flowHash.FROZEN))('%s is frozen: %s', (property, isFrozen) => {
    expect(change(property) === plain).toBe(!isFrozen);
  });

  test('that is taken away counts', () => {
    const flow = testFlow();
    resourceOf(flow).addPropertyDeletionOverride('Definition');
    expect(hash(flow)).not.toBe(plain);
  });
});

describe('what the flow names in the app', () => {
  const asking = (text: string, stack: Stack, flowStack = stack) => {
    const prompt = new bedrock.CfnPrompt(stack, 'Prompt', {
      name: 'p',
      defaultVariant: 'v',
      variants:
        [{ name: 'v', templateType: 'TEXT', templateConfiguration: { text: { text } } }],
      tags: { text },
    });
    const flow = testFlow(flowStack);
    new PromptNode(flow, 'Ask', { model: MODEL, prompt: FlowPrompt.fromPrompt(prompt, { variables: [] }) });
    return flow;
  };

  test('counts by its content, if it is of Bedrock: the name of a thing may come to mean another', () => {
    expect(hash(asking('Hi', fixedStack()))).toBe(hash(asking('Hi', fixedStack())));
    expect(hash(asking('Hello', fixedStack()))).not.toBe(hash(asking('Hi', fixedStack())));
  });

  test('counts in another stack too, before and after CDK has wired the stacks', () => {
    const make = (text: string) => {
      const app = testApp();
      const flow = asking(text, fixedStack('P', app), fixedStack('S', app));
      flow.currentVersion;
      const [id] = Object.entries<any>(templateOf(flow).Resources)
        .filter(([, { Type }]) => Type === 'AWS::Bedrock::FlowVersion').map(([key]) => key);
      return id;
    };
    expect(make('Hi')).toBe(make('Hi'));
    expect(make('Hello')).not.toBe(make('Hi'));
  });

  test('counts by its name alone, if it is not', () => {
    const calling = (description: string) => {
      const stack = fixedStack();
      const lambdaFunction = new lambda.Function(stack, 'Fn', {
        code: lambda.Code.fromInline('exports.handler = () => 1'),
        handler: 'index.handler',
        runtime:
          lambda.Runtime.NODEJS_22_X,
        description,
      });
      const flow = testFlow(stack);
      new LambdaNode(flow, 'Call', { lambdaFunction, inputs: { whole: flow.input } });
      return hash(flow);
    };
    expect(calling('one')).toBe(calling('two'));
  });

  test('is a managed prompt: its content is in the name of its version', () => {
    const chatting = (text: string) => {
      const flow = testFlow();
      new PromptNode(flow, 'Ask', {
        model: FlowModel.fromModelId('amazon.nova-lite-v1:0'),
        prompt: FlowPrompt.chat({ messages: [ChatMessage.user(text)] }),
      });
      return hash(flow);
    };
    expect(chatting('Hi')).toBe(chatting('Hi'));
    expect(chatting('Hello')).not.toBe(chatting('Hi'));
  });
});

describe('the cost', () => {
  const counted = (isPublished: boolean) => {
    const resolved = jest.spyOn(FlowResource.prototype, 'propertiesBy');
    const flow = testFlow();
    if (isPublished) { flow.currentVersion.pinnedAlias; }
    (flow.node.root as ReturnType<typeof testApp>).synth();
    const { calls } = resolved.mock;
    resolved.mockRestore();
    return calls.length;
  };

  test('is nothing without a version', () => {
    expect(counted(false)).toBe(0);
  });

  test('is that of a few resolutions with one', () => {
    expect(counted(true)).toBeLessThanOrEqual(4);
  });
});

test('a synth after a change sees the change', () => {
  const flow = testFlow();
  flow.currentVersion;
  const id = () => Object.keys((flow.node.root as ReturnType<typeof testApp>).synth({ force: true })
    .getStackArtifact('S').template.Resources)
    .find((one) => one.startsWith('FCurrentVersion'));
  const first = id();
  expect(id()).toBe(first);
  resourceOf(flow).addPropertyOverride('CustomerEncryptionKeyArn', 'another');
  expect(id()).not.toBe(first);
});
