/** Services that take a key, kinds of keys, and what of a role is to come of each pair. */
import { aws_kms as kms, aws_s3 as s3, CfnParameter, type Stack } from 'aws-cdk-lib';
import {
  AgentNode, ChatMessage, type Flow, FlowGuardrail, FlowPrompt, PromptNode, S3RetrievalNode,
  S3StorageNode,
} from '../../src';
import {
  ACCOUNT, fixedStack, MODEL, testFlow,
} from '../support';
import { FORMS, keyPermissionsOf } from './published-forms';

const KEY = 'arn:aws:kms:us-east-1:444455556666:key/11111111-2222-3333-4444-555555555555';
export const AGENT = `arn:aws:bedrock:us-east-1:${ACCOUNT}:agent-alias/AGENT12345/ALIAS12345`;
export const READ = 'kms:Decrypt';
export const WRITE = ['kms:Decrypt', 'kms:GenerateDataKey'];

export type Service = (stack: Stack, key: kms.IKey) => Flow;

export const chat = (key?: kms.IKey) => FlowPrompt.chat({ messages: [ChatMessage.user('Hi')], encryptionKey: key });
export const asking = (
  stack: Stack, props: { prompt?: FlowPrompt; guardrail?: FlowGuardrail }, encryptionKey?: kms.IKey,
) => {
  const flow = testFlow(stack, { encryptionKey });
  new PromptNode(flow, 'Ask', { model: MODEL, prompt: FlowPrompt.inline('Hi'), ...props });
  return flow;
};
const bucketOf = (stack: Stack, encryptionKey: kms.IKey) => s3.Bucket.fromBucketAttributes(stack, 'Bucket',
  { bucketName: 'my-bucket', encryptionKey });
export const reading = (stack: Stack, bucket: s3.IBucket) => {
  const flow = testFlow(stack);
  new S3RetrievalNode(flow, 'Read', { bucket, objectKey: flow.input.stringAt('key') });
  return flow;
};

/** Those that take an alias too, since only the role has to do with it. */
const ROLE_ONLY: readonly (readonly [string, Service, unknown])[] = [
  ['a bucket that is read', (stack, key) => reading(stack, bucketOf(stack, key)), READ],
  ['a bucket of the app', (stack, encryptionKey) =>
    reading(stack, new s3.Bucket(stack, 'Bucket', { encryptionKey })), READ],
  ['a bucket that is written', (stack, key) => {
    const flow = testFlow(stack);
    new S3StorageNode(flow, 'Write',
      { bucket: bucketOf(stack, key), content: flow.input, objectKey: flow.input.stringAt('key') });
    return flow;
  }, WRITE],
  ['an agent', (stack, encryptionKey) => {
    const flow = testFlow(stack);
    new AgentNode(flow, 'Help', { agentAliasArn: AGENT, agentInputText: flow.input.stringAt('text'), encryptionKey });
    return flow;
  }, WRITE],
  ['a guardrail', (stack, encryptionKey) =>
    asking(stack, { guardrail: FlowGuardrail.fromId('guardrail1', '1', { encryptionKey }) }), READ],
  ['a guardrail known at deployment', (stack, encryptionKey) => (
    asking(stack,
      { guardrail: FlowGuardrail.fromId(new CfnParameter(stack, 'Id').valueAsString, '1', { encryptionKey }) })), READ],
  ['a prompt', (stack, encryptionKey) => (
    asking(stack, {
      prompt: FlowPrompt.fromPromptArn(`arn:aws:bedrock:us-east-1:${ACCOUNT}:prompt/PROMPT1234:1`, { encryptionKey }),
    })), WRITE],
];

const WITH_RESOURCE: readonly (readonly [string, Service, unknown])[] = [
  ['a prompt of the node\'s own', (stack, key) => asking(stack, { prompt: chat(key) }), WRITE],
];

export const owned = (account: string) => ({ StringEquals: { 'aws:ResourceAccount': account } });
export const aliased = (account: string, alias: string) =>
  ({ ...owned(account), 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias } });

/** Keys with what statements about them have. */
export const KEYS: readonly [string, (stack: Stack) => kms.IKey, string, object][] = [
  ['a key', (stack) => new kms.Key(stack, 'Key'), '${Key.Arn}', owned(ACCOUNT)],
  ['an alias', (stack) => new kms.Key(stack, 'Key').addAlias('alias/mine'), '${Key.Arn}', owned(ACCOUNT)],
  ['an alias of an imported key', (stack) => kms.Alias.fromAliasAttributes(stack, 'Alias', {
    aliasName: 'alias/theirs', aliasTargetKey: kms.Key.fromKeyArn(stack, 'Key', KEY),
  }), KEY, owned('444455556666')],
  ['a key of another account', (stack) => kms.Key.fromKeyArn(stack, 'Key', KEY), KEY, owned('444455556666')],
  ['a key known at deployment', (stack) =>
    kms.Key.fromKeyArn(stack, 'Key', new CfnParameter(stack, 'Arn').valueAsString), '${Arn}', owned('${Arn|4}')],
];
export const NAMED_ALIASES: readonly [string, (stack: Stack) => kms.IKey, string, object][] = [
  ['an alias by its name', (stack) => kms.Alias.fromAliasName(stack, 'Alias',
    'alias/theirs'), `arn:aws:kms:us-east-1:${ACCOUNT}:key/*`, aliased(ACCOUNT, 'alias/theirs')],
  ['an alias taken for a key', (stack) => kms.Key.fromKeyArn(stack, 'Key',
    'arn:aws:kms:eu-west-1:444455556666:alias/theirs'),
  'arn:aws:kms:eu-west-1:444455556666:key/*', aliased('444455556666', 'alias/theirs')],
];

/** Each service with each key that it takes, in one form of publishing after another: each pair comes up. */
export const TRIPLES = [...ROLE_ONLY, ...WITH_RESOURCE].flatMap((service, at) => {
  const keys = WITH_RESOURCE.includes(service) ? KEYS : [...KEYS, ...NAMED_ALIASES];
  return keys.map((key, index) => ({ service, key, form: FORMS[(at + index) % FORMS.length] }));
});

type Triple = typeof TRIPLES[number];

/** What a flow with the service, published so, may do with the key. */
export function checkKey({ service: [, make, actions], key: [, keyOf, resource, conditions], form }: Triple): void {
  const [, publish] = form;
  const stack = fixedStack();
  const flow = make(stack, keyOf(stack));
  publish(stack, flow);
  expect(keyPermissionsOf(flow))
    .toEqual([{ Action: actions, Condition: conditions, Effect: 'Allow', Resource: resource }]);
}
