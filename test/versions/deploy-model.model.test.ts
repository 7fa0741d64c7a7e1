/**
 * A model of deployments over the real templates and the real pruning handler: whatever a history does, callers keep
 * what they call, and no quota is met. DEPLOY_HISTORIES=3000 makes it longer.
 */
import * as fc from 'fast-check';
import { type Clients, handlerWith } from '../../handlers/revisions';
import { losses, type MakeHandler, type Rules, type Step } from '../support/deploy-history';
import { type Program, PROGRAMS, templateOf } from '../support/flow-programs';
import type { CfnTemplate } from '../support/intrinsics';

const HISTORIES = Number(process.env.DEPLOY_HISTORIES ?? 60);
const STEPS = 40;

const templatesOf = (program: Program) => PROGRAMS.map((one) => templateOf({ ...program, ...one }));
const TEMPLATES = templatesOf({});

const deploymentOf = (programs: number): fc.Arbitrary<Step> => fc.record({
  deploy: fc.nat({ max: programs - 1 }),
  outcome: fc.oneof(
    { weight: 5, arbitrary: fc.constant('ok' as const) },
    { weight: 1, arbitrary: fc.constant('alarm' as const) },
    { weight: 1, arbitrary: fc.constant('late' as const) },
    { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  ),
  isLastFirst: fc.boolean(),
});
const deployment = deploymentOf(PROGRAMS.length);
const other = fc.constantFrom<Step>({ blue: 'point' }, { blue: 'remove' }, { delete: true });
const history = (withOthers: boolean) => fc.array(
  withOthers
    ? fc.oneof<fc.MaybeWeightedArbitrary<Step>[]>({ weight: 8, arbitrary: deployment }, { weight: 1, arbitrary: other })
    : deployment,
  { minLength: STEPS, maxLength: STEPS },
);

beforeAll(() => {
  jest.spyOn(console, 'log').mockImplementation();
  jest.spyOn(console, 'error').mockImplementation();
});
afterAll(() => jest.restoreAllMocks());

function nothingIsLost(
  templates = TEMPLATES, rules: Rules = {}, withOthers = true, makeHandler: MakeHandler = handlerWith,
) {
  return fc.assert(fc.asyncProperty(history(withOthers), async (steps) => {
    expect(await losses(templates, steps, makeHandler, rules)).toEqual([]);
  }), { numRuns: HISTORIES });
}

describe('nothing that somebody calls is ever lost, and no quota is met', () => {
  test('keeping 3 versions', () => nothingIsLost());

  test('keeping 2', () => nothingIsLost(templatesOf({ keep: 2 })));

  test('keeping 7, with no alias beside live', () => nothingIsLost(templatesOf({ keep: 7 }), {}, false));

  test('behind a canary, which moves on when the shift has '
    + 'ended well', () => nothingIsLost(templatesOf({ isCanary: true })));

  test('with permissions that take two policies for each version', () => nothingIsLost(templatesOf({
    functions: 120,
  })));

  test('where the service deletes versions that are in use', () => nothingIsLost(TEMPLATES, { refusesInUse: false }));
});

/** What else happens to a flow in the course of time; each is one more template of a history. */
const LIFE: readonly Program[] = [
  ...PROGRAMS, { id: 'Renamed' }, { isPublished: false },
  { functions: 120, text: 'A {{topic}}' }, { functions: 40, text: 'B {{topic}}' },
];
const GONE: CfnTemplate = { Resources: {} };

describe('plain CloudFormation', () => {
  const life = (program: Program) =>
    [...LIFE.map((one) => templateOf({ keep: false, isPinned: false, ...program, ...one })), GONE];
  const steps = (templates: readonly unknown[]) => fc.array(
    fc.oneof({ weight: 12, arbitrary: deploymentOf(templates.length) },
      { weight: 1, arbitrary: fc.constant<Step>({ delete: true }) }),
    { minLength: STEPS, maxLength: STEPS },
  );
  const nothingIsLostOrLeft =
    (templates: readonly CfnTemplate[]) => fc.assert(fc.asyncProperty(steps(templates), async (moves) => {
      expect(await losses(templates, moves, handlerWith, { isPlain: true })).toEqual([]);
    }), { numRuns: HISTORIES });

  test('loses nothing of the version that serves, and leaves nothing', () => nothingIsLostOrLeft(life({})));

  test('with an alias that is pinned to each version', () => nothingIsLostOrLeft(life({ isPinned: true })));

  test('the model notices a policy that is changed in place', async () => {
    // as it would be if the logical id of the policy did not follow what it allows
    const inPlace = (template: CfnTemplate) =>
      JSON.parse(JSON.stringify(template).replace(/(F|Renamed)ExecutionPolicy[0-9A-F]{8}[0-9a-f]{16}/g, '$1Policy')
        .replace(/"PolicyName":"(\w+)Policy"/g, '"PolicyName":"$1ExecutionPolicy"')) as CfnTemplate;
    const templates = [{}, { model: 'amazon.nova-pro-v1:0' }].map((one) =>
      inPlace(templateOf({ keep: false, isPinned: false, ...one })));
    const moves: readonly Step[] = [{ deploy: 0, outcome: 'ok' }, { deploy: 1, outcome: 'late' }];
    expect((await losses(templates, moves, handlerWith, { isPlain: true })).join()).toMatch(/lost its permissions/);
  });
});

describe('keeping old versions or not, by turns', () => {
  const ways = [3, false as const, 2];
  const programs = ways.flatMap((keep) => PROGRAMS.slice(0, 5)
    .map((one) => templateOf({ keep, isPinned: false, ...one })));
  const templates = [...programs, GONE];
  const histories = fc.array(deploymentOf(templates.length), { minLength: STEPS, maxLength: STEPS });

  test('loses nothing of the version that serves', () => fc.assert(fc.asyncProperty(histories, async (moves) => {
    expect(await losses(templates, moves, handlerWith, { isUnpinned: true })).toEqual([]);
  }), { numRuns: HISTORIES }));
});

describe('nothing of versions that somebody calls by an alias of their own', () => {
  const everyAlias = (programs: readonly number[], makeHandler: MakeHandler = handlerWith) => (
    fc.assert(fc.asyncProperty(history(true), async (steps) => {
      const chosen = steps.map((step) => 'deploy' in step
        ? { ...step, deploy: programs[step.deploy % programs.length] } : step);
      expect(await losses(TEMPLATES, chosen, makeHandler, { watches: 'all' })).toEqual([]);
    }), { numRuns: HISTORIES, endOnFailure: true }));

  test('their permissions, also when a revert to them fails', () => everyAlias([0, 4]));

  test('their permissions, with all that is done to a flow but to nodes with prompts of '
    + 'their own', () => everyAlias([0, 1, 4, 5, 6, 7]));

  // a known limit, and wrong as soon as it passes: its versions are kept, but a prompt goes when its node is removed
  test.failing('their prompts, when the node is removed', () => everyAlias([2, 4]));
});

describe('the model notices', () => {
  const broken = async (makeHandler: MakeHandler, rules: Rules = {}) => {
    const found = await fc.check(fc.asyncProperty(history(true), async (steps) => {
      const lost = await losses(TEMPLATES, steps, makeHandler, rules);
      if (lost.length > 0) { throw new Error(lost.join('\n')); }
    }), { numRuns: 50, endOnFailure: true });
    return String((found.errorInstance as Error | undefined)?.message ?? 'nothing');
  };

  test('when nothing is pruned', async () => {
    expect(await broken(() => async ({ PhysicalResourceId = 'none' }) => ({ PhysicalResourceId })))
      .toMatch(/has 10 versions|aliases and TSTALIASID|has 10 aliases/);
  });

  const ok = (deploy: number): Step => ({ deploy, outcome: 'ok' });

  /** A pruner that is told something else about the flow than what is the case. */
  const misled = (lie: (answer: any) => any): MakeHandler => (clients: Clients) => {
    const bedrock = clients.bedrock;
    const send = bedrock.send.bind(bedrock) as (command: any) => Promise<any>;
    (bedrock as unknown as { send: typeof send }).send = async (command) => lie(await send(command));
    return handlerWith(clients);
  };

  test('when the pruner does not look at aliases', async () => {
    const blind = misled(({ flowAliasSummaries: aliases, ...answer }) => (
      {
        ...answer,
        ...aliases
          && { flowAliasSummaries: aliases.filter(({ name }: { name: string }) => name.startsWith('pinned-')) },
      }));
    expect(await broken(blind, { refusesInUse: false })).toMatch(/alias blue leads to version \d+, which is gone/);
  });

  test('when the pruner takes the policies of versions that are kept', async () => {
    const blind = misled((answer) => 'definition' in answer ? { ...answer, description: '[revision 0]' } : answer);
    const model = 'amazon.nova-pro-v1:0';
    const templates = [{}, { model }, { model, text: 'Reply to {{topic}}' }].map((program) => templateOf(program));
    const steps: readonly Step[] = [ok(0), { blue: 'point' }, ok(1), ok(2)];
    expect(await losses(templates, steps, handlerWith, { watches: 'all' })).toEqual([]);
    expect(await losses(templates, steps, blind, { watches: 'all' })).toEqual(['step 3: version 1, which blue leads '
      + 'to, lost its permissions']);
  });

  test('when the permissions of each version take three policies', async () => {
    const found = await losses(templatesOf({ functions: 200 }), [0, 1, 4, 2].map(ok), handlerWith);
    expect(found).toEqual([expect.stringMatching(/^step 3: the deployment failed: role \S+ has 10 managed policies$/)]);
  });
});
