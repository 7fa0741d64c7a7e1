/** The life of a small app: what each deployment must leave in the account. */
import type { Account, AccountState } from './account';
import type { Cdk } from './cdk';
import { expectEmpty } from './empty';
import { ALIAS, type Moment, smallApp, STACK } from './small-app';
import { expectSame, expectThat, type Steps } from './steps';

/** How versions are kept: by CloudFormation, which deletes them, or by the custom resource. */
export type Way = 'plain' | 'retained';

const RETAINED = 3;

interface Step extends Partial<Moment> {
  readonly name: string;
  /** The other way from here on. */
  readonly isOtherWay?: boolean;
}

const FIRST: Omit<Moment, 'retained'> = {
  flow: 'Greeter',
  prompt: 'Greet',
  model: 'amazon.nova-lite-v1:0',
  isSigned: true,
  hasOwnRole:
    false,
  isPublished: true,
};

const STEPS: readonly Step[] = [
  { name: 'first deployment' },
  { name: 'changed prompt', prompt: 'Welcome' },
  { name: 'other model, so other permissions', model: 'amazon.nova-pro-v1:0' },
  { name: 'revert to the first deployment', prompt: 'Greet', model: 'amazon.nova-lite-v1:0' },
  { name: 'update that fails: the flow can not be prepared', prompt: 'Hail', fault: 'preparation' },
  { name: 'late failure: the alias has moved', prompt: 'Salute', model: 'amazon.nova-pro-v1:0', fault: 'late' },
  { name: 'changed role', hasOwnRole: true },
  { name: 'removed node', isSigned: false },
  { name: 'retention switched', prompt: 'Cheer', isOtherWay: true },
  { name: 'changed prompt, the other way', prompt: 'Toast' },
  { name: 'retention switched back', isOtherWay: false },
  { name: 'renamed flow', flow: 'Welcomer', isSigned: true },
  { name: 'unpublished', isPublished: false },
  { name: 'published again, with the role of the flow', isPublished: true, hasOwnRole: false },
];

export class Life {
  private moment: Omit<Moment, 'retained'> = FIRST;
  private isOtherWay = false;
  private hadFunction = false;
  private versions: readonly string[] = [];

  public constructor(
    private readonly cdk: Cdk, private readonly account: Account, private readonly steps: Steps,
    private readonly way: Way,
  ) {}

  public async live(): Promise<void> {
    for (const { name, isOtherWay = this.isOtherWay, ...change } of STEPS) {
      await this.steps.step(name, [STACK], async () => {
        if (change.fault) {
          await this.fail({ ...this.moment, ...change });
        } else {
          await this.succeed({ ...this.moment, ...change }, isOtherWay);
        }
      });
    }
    await this.steps.step('destroyed', [], async () => {
      const { isOk, text } = await this.cdk.destroy(smallApp(this.withRetention(this.moment)));
      expectThat(isOk, `cdk destroy failed:\n${text}`);
      expectEmpty(await this.account.state(), this.hadFunction ? 'gone' : 'none');
    });
  }

  private async succeed(moment: Omit<Moment, 'retained'>, isOtherWay: boolean): Promise<void> {
    const { flow: id, isPublished, hasOwnRole } = this.moment;
    // versions go with their flow, and with the role that they run with; what was not to be kept goes when it is
    // replaced
    const isContinued = id === moment.flow && isPublished && hasOwnRole === moment.hasOwnRole && this.isRetained;
    const before = await this.account.state();
    Object.assign(this, { moment, isOtherWay });
    const { isOk, text } = await this.cdk.deploy(smallApp(this.withRetention(moment)));
    expectThat(isOk, `cdk deploy failed:\n${text}`);
    const state = await this.account.state();
    this.hadFunction ||= this.isRetained;
    if (!isContinued) { this.versions = []; }
    await this.check(state, before);
  }

  /**
   * Everything is as before; but what a late failure comes after is done: the oldest version has made room for the new
   * one.
   */
  private async fail(moment: Omit<Moment, 'retained'>): Promise<void> {
    const before = await this.account.state();
    const { isOk, text } = await this.cdk.deploy(smallApp(this.withRetention(moment)));
    expectThat(!isOk, `cdk deploy succeeded:\n${text}`);
    const after = await this.account.state();
    if (moment.fault === 'late' && this.isRetained) {
      this.versions = this.versions.slice(1 - RETAINED);
      return this.check(after, before);
    }
    expectSame('the account after the failure', { ...after, stacks: {} }, { ...before, stacks: {} });
    expectSame('the stacks', after.stacks, { [STACK]: 'UPDATE_ROLLBACK_COMPLETE' });
    await this.checkAnswer(after);
  }

  private async check(state: AccountState, before: AccountState): Promise<void> {
    const [name, ...others] = Object.keys(state.flows);
    expectThat(name?.includes(this.moment.flow)
      && others.length === 0, `the flows are ${[name, ...others].join(', ')}`);
    const { id, versions, aliases } = state.flows[name];
    if (this.moment.isPublished) {
      expectSame('the names of the aliases', Object.keys(aliases), [ALIAS]);
      this.versions = this.expectedVersions(aliases[ALIAS]);
      await this.checkAnswer(state);
    } else {
      this.versions = [];
      expectSame('the aliases', aliases, {});
    }
    expectSame('the versions', [...versions].sort(byNumber), this.versions);
    await this.checkPermissions(state, id);
    await this.checkPrompts(state, id);
    expectSame('policies that nothing has', state.loosePolicies, []);
    expectThat(state.functions.length === (this.isRetained ? 1 : 0), 'the functions '
      + `are ${state.functions.join(', ') || 'none'}`);
    expectThat(this.hadFunction || state.logGroups.length === 0, `the log groups are ${state.logGroups.join(', ')}`);
    expectSame('the stacks', Object.keys(state.stacks), [STACK]);
    expectSame('what has nothing to do with the app', strangers(state), strangers(before));
  }

  /** An unchanged content has the version that it had; else a new one, and of the old ones as many as are retained. */
  private expectedVersions(current: string): readonly string[] {
    const all = [...new Set([...this.versions, current])].sort(byNumber);
    expectThat(all[all.length - 1] === current, `the alias leads to version ${current}, and there `
      + `were ${this.versions.join(', ')}`);
    return this.isRetained ? all.slice(-RETAINED) : [current];
  }

  /** Each role allows exactly what the versions need that run with it. */
  private async checkPermissions({ roles, flowRoles }: AccountState, flowId: string): Promise<void> {
    const needs: Record<string, string[]> = {};
    for (const version of this.versions) {
      const role = await this.account.roleOf(flowId, version);
      needs[role] = [...needs[role] ?? [], ...await this.account.needsOf(flowId, version)];
    }
    const allowed = flowRoles.map((name) => [name, roles[name]]);
    if (this.versions.length === 0) { return expectSame('the number of roles', allowed.length, 1); }
    const expected = Object.entries(needs).map(([role, all]) => [role, [...new Set(all)].sort()]);
    expectSame('what the roles allow', Object.fromEntries(allowed), Object.fromEntries(expected));
  }

  /**
   * There are the versions of prompts that versions of the flow name, and no others; a prompt goes with its node, with
   * all of its versions.
   */
  private async checkPrompts({ prompts }: AccountState, flowId: string): Promise<void> {
    const needs = (await Promise.all(this.versions.map((version) => this.account.needsOf(flowId, version)))).flat();
    const named = new Set(needs.flatMap((need) => /^bedrock:GetPrompt .*:prompt\/\w+:(\d+)$/.exec(need)?.[1] ?? []));
    const expected = !this.moment.isSigned ? [] : this.versions.length > 0 ? [...named].sort() : ['1'];
    expectSame('the versions of prompts', Object.values(prompts).flat().sort(), expected);
  }

  private async checkAnswer({ flows }: AccountState): Promise<void> {
    const [{ id }] = Object.values(flows);
    const answer = await this.account.answerOf(id, ALIAS, 'Ada');
    expectThat(answer.includes(`${this.moment.prompt} Ada`), `the flow answers '${answer}', and not `
      + `'${this.moment.prompt} Ada'`);
  }

  private get isRetained(): boolean {
    return this.moment.isPublished && (this.way === 'retained') !== this.isOtherWay;
  }

  private withRetention(moment: Omit<Moment, 'retained'>): Moment {
    return { ...moment, ...(this.way === 'retained') !== this.isOtherWay && { retained: RETAINED } };
  }
}

function byNumber(left: string, right: string): number {
  return Number(left) - Number(right);
}

function strangers({ guardrails, alarms, buckets, queues, codeDeploy, functionAliases }: AccountState): object {
  return { guardrails, alarms, buckets, queues, codeDeploy, functionAliases };
}
