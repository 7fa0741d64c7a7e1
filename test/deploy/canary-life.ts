/** Releases of a canary: those that go well, and those that are taken back. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Account, AccountState } from './account';
import { canaryApp, type CanaryMoment, STACK } from './canary-app';
import type { Cdk, Outcome } from './cdk';
import { expectEmpty } from './empty';
import { expectSame, expectThat, type Steps } from './steps';

/** A flow of the emulator fails where its prompt has this word. */
const FAULT = 'FAULT';

const SHIFT_LIMIT_SECONDS = 90;

const FIRST: CanaryMoment = { prompt: 'Greet', model: 'amazon.nova-lite-v1:0', isReleased: true, isLateFailure: false };

export class CanaryLife {
  private moment = FIRST;

  public constructor(private readonly cdk: Cdk, private readonly account: Account, private readonly steps: Steps) {}

  public async live(): Promise<void> {
    const step = async (name: string, run: () => Promise<void>) => this.steps.step(name, [STACK], run);
    await step('first release', async () => this.released({}));
    await step('new prompt and model', async () => this.released({ prompt: 'Welcome', model: 'amazon.nova-pro-v1:0' }));
    await step('release that the smoke tests stop', async () => this.takenBack({ prompt: FAULT }));
    await step('release that an alarm stops', async () =>
      this.takenBack({ prompt: 'Salute' }, async () => this.ring()));
    await step('the release that repairs it', async () => this.released({ prompt: 'Cheer' }));
    await step('late failure: all the traffic has moved', async () => this.takenBack({
      prompt: 'Hail', isLateFailure: true,
    }));
    await step('not released any more', async () => this.unreleased());
    await step('destroyed', async () => {
      succeeded(await this.cdk.destroy(canaryApp(this.moment)));
      expectEmpty(await this.account.state(), 'gone');
    });
  }

  private async released(change: Partial<CanaryMoment>): Promise<void> {
    this.moment = { ...this.moment, ...change };
    succeeded(await this.cdk.deploy(canaryApp(this.moment)));
    await this.checkServing(await this.account.state());
  }

  /**
   * What serves, serves as before, and nothing is left of what was tried; but the oldest version may have made room for
   * it.
   */
  private async takenBack(change: Partial<CanaryMoment>, meanwhile: () => Promise<void> = async () =>
    undefined): Promise<void> {
    const before = await this.account.state();
    const deployment = this.cdk.deploy(canaryApp({ ...this.moment, ...change }));
    const [{ isOk, text }] = await Promise.all([deployment, meanwhile()]);
    expectThat(!isOk, `cdk deploy succeeded:\n${text}`);
    const after = await this.account.state();
    expectSame('the stacks', after.stacks, { [STACK]: 'UPDATE_ROLLBACK_COMPLETE' });
    expectSame('the aliases of functions', after.functionAliases, before.functionAliases);
    if (!change.isLateFailure) { expectSame('the flows', after.flows, before.flows); }
    for (const member of ['functions', 'alarms', 'codeDeploy', 'roles', 'loosePolicies'] as const) {
      if (!change.isLateFailure || member !== 'roles') { expectSame(member, after[member], before[member]); }
    }
    await this.checkServing(after);
  }

  private async unreleased(): Promise<void> {
    this.moment = { ...this.moment, isReleased: false };
    succeeded(await this.cdk.deploy(canaryApp(this.moment)));
    const { flows, functions, alarms, codeDeploy, loosePolicies, roles } = await this.account.state();
    expectSame('the flow', Object.values(flows).map(({ versions, aliases }) => ({ versions, aliases })),
      [{ versions: [], aliases: {} }]);
    expectSame('the rest', { functions, alarms, codeDeploy, loosePolicies, roles: Object.keys(roles).length },
      { functions: [], alarms: [], codeDeploy: [], loosePolicies: [], roles: 1 });
  }

  /** The router and the alias of the flow lead to the same version, and it answers as the app says. */
  private async checkServing({ flows, functions, functionAliases }: AccountState): Promise<void> {
    const [{ id, versions, aliases }] = Object.values(flows);
    const pinned = Object.fromEntries(versions.map((version) => [`pinned-${version}`, version]));
    const [[, promoted], ...others] = Object.entries(aliases).filter(([name]) => !/^pinned-/.test(name));
    expectSame('other aliases', others, []);
    expectSame('the pinned aliases',
      Object.fromEntries(Object.entries(aliases).filter(([name]) => /^pinned-/.test(name))), pinned);
    expectThat(versions.includes(promoted), `the promoted alias leads to version ${promoted}, and there `
      + `are ${versions.join(', ')}`);
    expectThat(functionAliases.length === 1 && !functionAliases[0].includes('{'), 'the aliases of functions '
      + `are ${functionAliases.join(', ')}`);
    const expected = `${this.moment.prompt} Ada`;
    for (const name of Object.keys(aliases).filter((alias) => aliases[alias] === promoted)) {
      const answer = await this.account.answerOf(id, name, 'Ada');
      expectThat(answer.includes(expected), `alias ${name} answers '${answer}', and not '${expected}'`);
    }
    const answer = await this.account.answerOfRouter(routerOf(functions), 'Ada');
    expectThat(answer.includes(expected), `the router answers '${answer}', and not '${expected}'`);
  }

  /** Sets off the alarm of failed calls while a part of the traffic goes to the new version. */
  private async ring(): Promise<void> {
    const { functions } = await this.account.state();
    for (let waited = 0; !await this.account.isShifting(routerOf(functions)); waited += 0.1) {
      expectThat(waited < SHIFT_LIMIT_SECONDS, 'no traffic was shifted');
      await pause(100);
    }
    const { alarms } = await this.account.state();
    for (const alarm of alarms.filter((name) => name.includes('Faults'))) {
      await this.account.setAlarm(alarm, 'ALARM');
    }
  }
}

function routerOf(functions: readonly string[]): string {
  return functions.find((name) => name.includes('Router')) ?? 'there is no router';
}

function succeeded({ isOk, text }: Outcome): void {
  expectThat(isOk, `cdk failed:\n${text}`);
}
