/**
 * Each check against an account in memory: one that is as the library assumes, and one for each way in which it could
 * be otherwise.
 */
import { InMemoryAccount } from './support/in-memory-account';
import type { Rules } from './support/rules';
import { CHECKS } from '../../integ/checks';
import { TAG } from '../../integ/kit/world';
import { joined } from '../../src/core/joined';

type Expected = readonly [changes: Partial<Rules>, outcome: 'differs' | 'not tried', seen: RegExp];

const DIFFERENCES: Readonly<Record<string, readonly Expected[]>> = {
  'delete-refusals': [
    [{ deletesVersionsInUse: true }, 'differs', /^a version that an alias leads to is deleted$/],
    [{ deletesFlowsInUse: true }, 'differs', /^a flow with versions and aliases is deleted$/],
    [{ deletesFlowsWithVersions: true }, 'differs', /^a flow with a version is deleted$/],
    [{ keepsFreedVersions: true }, 'differs', /^a version whose alias is gone is not deleted: ConflictException$/],
    [{
      forbidden: ['DeleteFlowVersion'],
    }, 'not tried', /^AccessDeniedException: not authorized to perform DeleteFlowVersion$/],
  ],
  'version-numbers': [[{ reusesNumbers: true }, 'differs', /^after 1, 2 and the deletion of 2 comes 2$/]],
  'draft-alias-quota': [
    [{ aliases: 10 }, 'differs', /^10 aliases are made, the next is refused with ServiceQuotaExceededException$/],
    [{ aliases: 99 }, 'differs', /^11 aliases are made, none is refused$/],
    [{ forbidden: ['CreateFlowAlias'] }, 'not tried', /^AccessDenied/],
  ],
  'unchanged-draft': [
    [{ unchangedDraft: 'same' }, 'differs', /^the second version is 1 again$/],
    [{ unchangedDraft: 'refused' }, 'differs', /^the second version is refused with ConflictException$/],
  ],
  'late-failure': [
    [{ rollsBackGradually: true }, 'differs', /^the way back was a shift \(2\+1:50%\)$/],
    [{ deployments: 'forget to roll back' }, 'differs', /^the alias of the router leads to 2, not to 1/],
    [{
      deployments: 'fail at once',
    }, 'not tried', /^the first deployment failed: This environment needs to be bootstrapped$/],
  ],
  'url-streaming': [
    [{
      urlsStream: false,
    }, 'differs', /^between the first line and the last are version \d: 0\.0 s, version \d: 0\.0 s$/],
    [{ flowsStream: false }, 'not tried', /^InvokeFlow itself has only 0\.0 s/],
  ],
  'permissions': [
    ...[
      'ListFlowVersions', 'GetFlowVersion', 'ListFlowAliases', 'InvokeFlow', 'DeleteFlowAlias',
    ].map((operation): Expected => (
      [{ denied: [operation] }, 'differs', new RegExp(`^${operation} is denied`)])),
    [{ denied: ['DeleteFlowVersion'] }, 'differs', /^DeleteFlowVersion is denied$/],
    [{ obeysDeny: false }, 'differs', /^InvokeFlow of TSTALIASID is allowed$/],
    [{ seesTags: false }, 'differs', /^InvokeFlow is denied$/],
    [{ forbidden: ['AssumeRole'] }, 'not tried', /can't be assumed: not authorized to perform AssumeRole$/],
  ],
  'step-functions': [
    [{ stepFunctions: 'refuses' }, 'differs', /^the state machine is refused: SCHEMA_VALIDATION_FAILED/],
    [{
      stepFunctions: 'fails',
    }, 'differs', /^the state machine is accepted, but its execution ends with ValidationException: preview$/],
    [{ stepFunctions: 'may not' }, 'not tried', /^the state machine may not do its work \(BedrockAgentRuntime.Access/],
    [{ stepFunctions: 'never ends' }, 'not tried', /^the state machine runs still, 120 seconds after its start$/],
  ],
  'execution-reads': [
    ...['getFlowExecution', 'listFlowExecutionEvents', 'listFlowExecutions', 'getExecutionFlowSnapshot',
      'stopFlowExecution'].map((action): Expected => (
      [{ notIntegrated: [action] }, 'differs', new RegExp(`^${action} is refused: the resource is not recognized$`)])),
    [{ stepFunctions: 'fails' }, 'differs', /its execution ends with ValidationException: preview$/],
    [{ executionGives: { status: undefined } }, 'differs', /^GetFlowExecution answers with status nothing$/],
    [{
      executionGives: { outputs: [{ node: 'Word', value: 'hello' }, { node: 'Whole', value: { Text: 'hello' } }] },
    }, 'differs', /^ListFlowExecutionEvents gives the outputs \[.*\{"Text":"hello"\}\}\]$/],
    [{ executionGives: { outputs: undefined } }, 'differs', /^ListFlowExecutionEvents gives the outputs \[\]$/],
    [{ executionGives: { listed: 0 } }, 'differs', /^ListFlowExecutions lists no execution$/],
    [{ executionGives: { definition: undefined } }, 'differs', /^GetExecutionFlowSnapshot gives no definition$/],
    [{ executionGives: { again: undefined } }, 'differs', /^a second start with the same name gives no error$/],
    [{
      executionGives: { again: 'BedrockAgentRuntime.ValidationException' },
    }, 'differs', /^a second start with the same name gives BedrockAgentRuntime\.ValidationException$/],
  ],
  'scheduled-starts': [
    [{ stepFunctions: 'refuses' }, 'differs', /^the state machine is refused: SCHEMA_VALIDATION_FAILED/],
    [{ executionGives: { listed: 0 } }, 'differs', /^the schedule is accepted, and starts nothing in 90 seconds$/],
    [{ executionGives: { refused: 'startFlowExecution is no action' } }, 'differs',
      /^the schedule is refused: startFlowExecution is no action$/],
    [{ executionGives: { refused: 'must be able to assume the role' } }, 'not tried', /^the role is refused: must be/],
    [{ stepFunctions: 'may not' }, 'not tried', /^the state machine may not do its work/],
  ],
  'object-keys': [
    [{ executionGives: { key: 'in/a+b%2Bc%26%C3%A4%2520.txt' } }, 'differs',
      /^the key 'in\/a b\+c&ä%20\.txt' comes as 'in\/a\+b%2Bc%26%C3%A4%2520\.txt'$/],
    [{ executionGives: { key: undefined } }, 'not tried', /^no event came in six minutes, and a bucket tells/],
    [{ stepFunctions: 'never ends' }, 'not tried', /^the state machine runs still, 480 seconds after its start$/],
    [{ deployments: 'fail at once' }, 'not tried', /^the first deployment failed/],
  ],
  'alias-names': [[{ allowsTwinAliases: true }, 'differs', /^there are two aliases of one name$/]],
  'tags-only': [
    [{ tagsMoveUpdatedAt: false }, 'differs', /^updatedAt stays 2026-01-01T/],
    [{ tagsArrive: false }, 'not tried', /^the tag is 'blue', not 'green'$/],
  ],
  'in-flight': [
    [
      { callsNeed: 'alias' }, 'differs',
      joined(
        /^a call fails when its alias is deleted: .*; a call fails when its alias and version are deleted: /,
        /ResourceNotFoundException/,
      ),
    ],
    [{
      callsNeed: 'version',
    }, 'differs', /^a call fails when its alias and version are deleted: ResourceNotFoundException/],
    [{ forbidden: ['InvokeFlow'] }, 'not tried', /^a call fails though nothing is deleted: AccessDeniedException/],
  ],
  'alarm-state': [
    [{
      alarmKeepsSeconds: 45,
    }, 'differs', /^the plain alarm leaves ALARM after 4\d s; the expression alarm leaves ALARM after 4\d s$/],
    [{ alarmKeepsSeconds: 9999 }, 'differs', /is in ALARM for 300 s and more/],
    [{ alarmSeconds: 9999 }, 'not tried', /^the alarms did not go off within seven minutes$/],
  ],
  'runtime-sdk': [
    [{ node: 'v20.20.2' }, 'not tried', /^the function of run time nodejs24.x was run by Node v20.20.2$/],
    [{
      runtime: { sdk: '3.1.0', missing: ['@aws-sdk/client-lambda InvokeWithResponseStreamCommand'] },
    }, 'differs', /^the run time has no @aws-sdk\/client-lambda InvokeWithResponseStreamCommand$/],
    [{
      runtime: { sdk: 'none', missing: ['@aws-sdk/client-iam', '@aws-sdk/client-sts'] },
    }, 'differs', /^the run time has no @aws-sdk\/client-iam; the run time has no @aws-sdk\/client-sts$/],
  ],
  'weights': [
    [{
      weightFactor: 1.5,
    }, 'differs', /^2\d\d of 1500 calls reached the new version, from \d+ to \d+ are to be expected$/],
    [{ weightFactor: 0 }, 'differs', /^0 of 1500 calls/],
  ],
  'stop-deployment': [
    [{ deployments: 'forget to roll back' }, 'differs', /^the alias of the router leads to 1\+2:50%, not to 1/],
    [{ forbidden: ['ListDeployments'] }, 'not tried', /^AccessDenied/],
  ],
  'crash-metric':
    [[{ crashesCount: false }, 'differs', /^ten minutes after the crashes, not both versions have Errors$/]],
  'forced-alarm': [
    [{ alarmSeconds: 400 }, 'differs', /^the new version was out only after 40\d s$/],
    [{ alarmSeconds: 9999 }, 'differs', /^the new version has traffic still, 900 s after/],
  ],
  'releases': [
    [
      { deployments: 'do not prune' }, 'differs',
      joined(
        /^program 1: the versions are 1 2 3 4, not 2 3 4; program 1: versions 1 2 3 4 have a pinned alias, not 2 3 4; /,
        /program 1: the role has 4 policies of versions, not 3$/,
      ),
    ],
    [{ deployments: 'keep the policies' }, 'differs', /^program 1: the role has 4 policies of versions, not 3$/],
    [{ deployments: 'leave the flow' }, 'differs', /^the flow is left of the stack \(it is there\)$/],
  ],
  'clean-up': [
    [
      { deployments: 'delete early' }, 'differs',
      joined(
        /^the old version is deleted before the alias moves; the old version is deleted before the clean-up; the old /,
        /policy/,
      ),
    ],
    [{ deployments: 'make policies late' }, 'differs', /^the flow changes before its new policy is there$/],
  ],
  'plain-rollback': [
    [{ deployments: 'leave the new version' }, 'differs', /^the versions are 1 2, not 1$/],
    [{ deployments: 'lose the policies' }, 'differs', /^the policies are none, not /],
  ],
  'inline-policy': [
    [{
      policiesCount: 'when published',
    }, 'differs', /^calls fail 120 s after the role got the policy again: DependencyFailedException/],
    [{ policiesCount: 'for ever' }, 'not tried', /^calls go through 120 s after the policy was deleted$/],
  ],
};

beforeAll(() => {
  // what the function that prunes versions logs
  jest.spyOn(console, 'log').mockImplementation();
  jest.spyOn(console, 'error').mockImplementation();
});
afterAll(() => jest.restoreAllMocks());

test('each check has ways to differ', () => {
  expect(Object.keys(DIFFERENCES).sort()).toEqual(CHECKS.map(({ name }) => name).sort());
});

describe.each(CHECKS.map((check) => [check.name, check] as const))('%s', (name, check) => {
  test('holds where all is as assumed, and takes away what it made', async () => {
    const account = new InMemoryAccount();
    const { outcome, seen, left } = await account.found(check);
    expect({ outcome, seen, left, still: account.left() })
      .toEqual({ outcome: 'holds', seen: expect.stringMatching(/\w/), left: [], still: [] });
    for (const tags of account.tags) { expect(JSON.stringify(tags)).toContain(TAG); }
  });

  test.each(DIFFERENCES[name])('%j: %s', async (changes, outcome, seen) => {
    const account = new InMemoryAccount(changes);
    const finding = await account.found(check);
    expect(finding).toMatchObject({ outcome, seen: expect.stringMatching(seen) });
  });
});
