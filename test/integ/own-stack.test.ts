/** Stacks that fail, and stacks that do not go. */
import { InMemoryAccount } from './support/in-memory-account';
import { differs, holds } from '../../integ/kit/check';
import { ownRole } from '../../integ/kit/own-role';
import { OwnStack } from '../../integ/kit/own-stack';
import { IN_USE, refusal } from '../../integ/kit/refusal';
import { Undo } from '../../integ/kit/undo';
import { joined } from '../../src/core/joined';

beforeAll(() => {
  jest.spyOn(console, 'log').mockImplementation();
  jest.spyOn(console, 'error').mockImplementation();
});
afterAll(() => jest.restoreAllMocks());

test('a deployment that failed says what CloudFormation says of the first resource that failed', async () => {
  const { world } = new InMemoryAccount();
  const stack = await OwnStack.make(world, new Undo(), 'late', { kind: 'plain', program: 1 });
  expect(await stack.deploy({ kind: 'plain', program: 2, isLate: true })).toEqual({
    isOk: false,
    message: 'Never (AWS::CloudFormation::WaitCondition): WaitCondition timed out. Received 0 conditions '
      + 'when expecting 1',
  });
  await stack.delete();
});

test('without events, what the command line said', async () => {
  const { world } = new InMemoryAccount({ deployments: 'fail at once' });
  await expect(OwnStack.make(world, new Undo(), 'none', { kind: 'draft', colour: 'blue' })).rejects
    .toThrow('the first deployment failed: This environment needs to be bootstrapped');
});

test('where the function that prunes may not delete, aliases, versions and their policies go with the rights of '
  + 'the caller', async () => {
  const account = new InMemoryAccount({ prunerMayDelete: false });
  const stack = await OwnStack.make(account.world, new Undo(), 'kept', { kind: 'canary', program: 1 });
  for (const program of [2, 3]) { expect((await stack.deploy({ kind: 'canary', program })).isOk).toBe(true); }
  await stack.delete();
  expect(account.left()).toEqual([]);
});

test('a stack that stays says why', async () => {
  const account = new InMemoryAccount({ prunerMayDelete: false });
  const undo = new Undo();
  const stack = await OwnStack.make(account.world, undo, 'kept', { kind: 'canary', program: 1 });
  await stack.deploy({ kind: 'canary', program: 2 });
  account.flows.deleteFlow = (id) => { throw new Error(`flow ${id} is in use`); };
  expect(await undo.all()).toEqual([expect.stringMatching(
    joined(
      /^stack cdk-bedrock-flows-integ-test-kept \(it is DELETE_FAILED, because Flow \(AWS::Bedrock::Flow\): flow \w+ /,
      /is in use\)$/,
    ))]);
});

describe('a refusal', () => {
  const failing = (name: string, message: string) => async () => {
    throw Object.assign(new Error(message), { name, $fault: 'client' });
  };

  test('is the one that is asked about', async () => {
    expect(await refusal(async () => holds('well'), IN_USE)).toBeUndefined();
    expect(await refusal(failing('ConflictException', 'in use'), IN_USE)).toBe('ConflictException');
    expect(await refusal(failing('ValidationException', 'the version is in use by alias A'), IN_USE))
      .toBe('ValidationException');
  });

  test.each([
    ['ValidationException', '1 validation error detected: value at flowIdentifier failed to satisfy the constraint'],
    ['ResourceNotFoundException', 'the flow is not there'],
    ['AccessDeniedException', 'not authorized'],
    ['ThrottlingException', 'too fast'],
  ])('any other error is none: %s', async (name, message) => {
    await expect(refusal(failing(name, message), IN_USE)).rejects.toThrow(message);
  });
});

test('a check that fails waits for what it has under way before it takes anything away', async () => {
  const account = new InMemoryAccount();
  const { left } = await account.found({
    number: 1,
    name: 'parts',
    assumes: '',
    matters: '',
    makes: '',
    minutes: 1,
    dollars: 0,
    run: async (world, undo) => {
      const role = (what: string) => ownRole(world, undo, what, { Service: 'bedrock.amazonaws.com' });
      await Promise.all([
        (async () => { await role('first'); throw new Error('one part fails'); })(),
        (async () => { for (let at = 0; at < 5; at++) { await role(`other-${at}`); } })(),
      ]);
      return differs('never');
    },
  });
  expect({ left, still: account.left() }).toEqual({ left: [], still: [] });
});
