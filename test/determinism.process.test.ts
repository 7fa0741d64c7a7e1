/** Same program, same template: to the byte, in any process, whatever else is in the app. */
import { execFileSync } from 'child_process';
import { createHash } from 'crypto';
import { join } from 'path';
import { aws_iam as iam, Stack } from 'aws-cdk-lib';
import { Flow, FlowDataType, LambdaNode, RawNode, S3RetrievalNode } from '../src';
import { bigTemplate } from './big-app';
import { ask, FUNCTION, newStack, objectFlow, templateOf } from './small-flows';
import { NODE_TYPES } from '../src/core/kinds';
import type { Definition } from '../src/core/model/definition';
import { everyNode } from '../src/core/model/visit';
import { readFlows } from '../src/core/template';

const TEMPLATE = bigTemplate();

const resources = (template: string): { [id: string]: { Type: string } } => JSON.parse(template).Resources;
const idsOf = (template: string, type: string) => Object.entries(resources(template))
  .filter(([, resource]) => resource.Type === type).map(([id]) => id);
const flowOf = (template: string): Definition => readFlows(JSON.parse(template))[0].definition!;

/** What of a template has to do with the flows. */
function withoutUnrelated(template: string): unknown {
  return Object.entries(resources(template)).filter(([id]) => !id.startsWith('Unrelated'));
}

test('the app is a hard one: every kind of node, managed prompts, tokens', () => {
  const types = new Set([...everyNode(flowOf(TEMPLATE))].map(({ node }) => node.type));
  expect([...types].sort()).toEqual([...NODE_TYPES].sort());
  expect(idsOf(TEMPLATE, 'AWS::Bedrock::PromptVersion')).toHaveLength(2);
  expect(TEMPLATE).toMatch(/Fn::ImportValue/);
});

test('20 runs give the same bytes', () => {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const hashes = new Set(Array.from({ length: 20 }, () => hash(bigTemplate())));
  expect([...hashes]).toEqual([hash(TEMPLATE)]);
});

test('a fresh process gives the same bytes, twice', () => {
  const run = (...flags: string[]) => execFileSync(process.execPath,
    ['--import', 'tsx', join(__dirname, 'big-app.ts'), ...flags], {
      encoding: 'utf8', maxBuffer: 1e8, cwd: join(__dirname, '..'),
    });
  expect(run()).toBe(TEMPLATE);
  expect(run()).toBe(TEMPLATE);
  expect(withoutUnrelated(run('--unrelated'))).toEqual(withoutUnrelated(TEMPLATE));
});

test('unrelated tokens, stacks and flows before it change nothing', () => {
  const crowded = bigTemplate({ unrelated: true });
  expect(crowded).not.toBe(TEMPLATE);
  expect(JSON.stringify(withoutUnrelated(crowded))).toBe(JSON.stringify(withoutUnrelated(TEMPLATE)));
});

test('the order of keys in maps changes nothing', () => {
  expect(bigTemplate({ reversed: true })).toBe(TEMPLATE);
});

describe('nor do those of', () => {
  const bothWays = (make: (map: <T>(all: { [key: string]: T }) => { [key: string]: T }) => Stack) => {
    const render = (stack: Stack) => JSON.stringify(templateOf(stack));
    expect(render(make((all) => Object.fromEntries(Object.entries(all).reverse())))).toBe(render(make((all) => all)));
  };

  test('testAliasTags', () => bothWays((map) => {
    const stack = newStack();
    new Flow(stack, 'F', { testAliasTags: map({ team: 'a', cost: 'b' }) });
    return stack;
  }));

  test('the outputs of a RawNode', () => bothWays((map) => {
    const flow = objectFlow();
    new RawNode(flow, 'Raw',
      { nodeType: 'Novel', outputs: map({ first: FlowDataType.STRING, more: FlowDataType.ARRAY }) });
    return Stack.of(flow);
  }));
});

test('a node that nothing else knows of changes no other name', () => {
  const without = flowOf(TEMPLATE);
  const withStranger = flowOf(bigTemplate({ stranger: true }));
  const kept = {
    nodes: withStranger.nodes?.filter(({ name }) => name !== 'Stranger'),
    connections: withStranger.connections?.filter(({ target }) => target !== 'Stranger'),
  };
  expect(kept).toEqual(without);
  expect(withStranger.nodes).toHaveLength(without.nodes!.length + 1);
});

test('the order of nodes changes no statement of the role', () => {
  const statements = (order: readonly string[]) => {
    const flow = objectFlow();
    for (const id of order) {
      new LambdaNode(flow, id, { lambdaArn: `${FUNCTION}${id}`, inputs: { whole: flow.input } });
      new S3RetrievalNode(flow, `Read${id}`, { bucketName: id.toLowerCase(), objectKey: flow.input.stringAt('key') });
      ask(flow, `Ask${id}`, { whole: flow.input });
    }
    flow.addToRolePolicy(new iam.PolicyStatement({
      actions: [`x:${order[0]}`, `x:${order[1]}`].sort(), resources: order.map((id) => id),
    }));
    return Object.values(templateOf(Stack.of(flow)).Resources)
      .find(({ Type }) => Type === 'AWS::IAM::Policy').Properties.PolicyDocument;
  };
  const document = statements(['One', 'Two']);
  expect(document.Statement.length).toBeGreaterThan(3);
  expect(JSON.stringify(statements(['Two', 'One']))).toBe(JSON.stringify(document));
  const [first, ...others] = document.Statement.map(({ Action }: { Action: unknown }) => JSON.stringify(Action));
  expect([first, ...others]).toEqual([first, ...others].sort());
});

describe('logical ids of content-addressed resources', () => {
  const types = ['AWS::Bedrock::PromptVersion', 'AWS::Bedrock::GuardrailVersion'];

  test('are the same whatever else is in the app', () => {
    for (const type of types) {
      expect(idsOf(bigTemplate({ unrelated: true, reversed: true, stranger: true }), type)
        .filter((id) => !id.startsWith('Unrelated'))).toEqual(idsOf(TEMPLATE, type));
    }
  });

  test('change with the content, and only those of that content', () => {
    const before = idsOf(TEMPLATE, 'AWS::Bedrock::PromptVersion');
    const after = idsOf(bigTemplate({ chatText: 'Be long on {{topic}}' }), 'AWS::Bedrock::PromptVersion');
    expect(after.filter((id) => before.includes(id))).toHaveLength(1);
    expect(after).toHaveLength(before.length);
    expect(idsOf(bigTemplate({ chatText: 'Be long on {{topic}}' }), 'AWS::Bedrock::GuardrailVersion'))
      .toEqual(idsOf(TEMPLATE, 'AWS::Bedrock::GuardrailVersion'));
  });
});
