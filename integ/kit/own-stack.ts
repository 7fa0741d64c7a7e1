import {
  CancelUpdateStackCommand, DeleteStackCommand, DescribeStacksCommand, type Stack,
} from '@aws-sdk/client-cloudformation';
import { NotTried } from './check';
import { until } from './poll';
import { freeStack, stopShifts } from './stack-contents';
import { StackEvents } from './stack-events';
import type { Undo } from './undo';
import { type Deployment, nameOf, type World } from './world';
import type { Variant } from '../stacks/variant';

/** How long a stack may be unknown after the command line was ended that had just asked for it. */
const LATE_SECONDS = 20;

/** A stack of `integ/app.ts`. */
export class OwnStack {
  public static async make(world: World, undo: Undo, what: string, variant: Variant): Promise<OwnStack> {
    const stack = new OwnStack(world, nameOf(world, what));
    await undo.making(`stack ${stack.name}`, async () => {
      const { isOk, message } = await stack.deploy(variant);
      if (!isOk) { throw new NotTried(`the first deployment failed: ${message}`); }
    }, () => stack.delete());
    return stack;
  }

  public readonly events: StackEvents;
  private underWay?: Promise<Deployment>;
  private isAsked = false;
  private isKnown = false;

  public constructor(private readonly world: World, public readonly name: string) {
    this.events = new StackEvents(world, name);
  }

  /** A failure says what CloudFormation says of the first resource that failed; the command line often does not. */
  public async deploy(variant: Variant): Promise<Deployment> {
    const last = await this.events.newest();
    this.isAsked = true;
    this.underWay = this.world.deploy(this.name, variant);
    this.underWay.catch(() => undefined);
    const deployment = await this.underWay;
    if (deployment.isOk) { return deployment; }
    const reason = await this.events.reasonSince(last).catch(() => undefined);
    return { isOk: false, message: reason ?? deployment.message };
  }

  public async output(key: string): Promise<string> {
    const value = (await this.describe())?.Outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
    if (value === undefined) { throw new NotTried(`stack ${this.name} has no output '${key}'`); }
    return value;
  }

  public async status(): Promise<string> {
    return (await this.describe())?.StackStatus ?? 'none';
  }

  /**
   * Waits for what is under way, then deletes, and waits until it is gone. What does not go is freed of what holds it,
   * once.
   */
  public async delete(): Promise<void> {
    await this.settle();
    let end = await this.deleted();
    if (end === 'DELETE_FAILED') {
      await freeStack(this.world, this.name);
      end = await this.deleted();
    }
    if (end === 'none' || end === 'DELETE_COMPLETE') { return; }
    const reason = end && await this.events.reasonOfLast().catch(() => undefined);
    throw new Error(`it is ${end ?? 'still being deleted'}${reason ? `, because ${reason}` : ''}`);
  }

  private async settle(): Promise<void> {
    const { cloudFormation } = this.world.clients;
    await this.underWay?.catch(() => undefined);
    if (this.isAsked && !this.isKnown) {
      await until(this.world, { seconds: LATE_SECONDS, everySeconds: 5 }, async () => await this.status() === 'none'
        ? undefined : true);
    }
    if (await this.status() === 'UPDATE_IN_PROGRESS') {
      await cloudFormation.send(new CancelUpdateStackCommand({ StackName: this.name })).catch(() => undefined);
    }
    await until(this.world, { seconds: 1800, everySeconds: 10 }, async () => {
      if (!isBusy(await this.status())) { return true; }
      await stopShifts(this.world, this.name).catch(() => undefined);
      return undefined;
    });
  }

  private async deleted(): Promise<string | undefined> {
    if (await this.status() === 'none') { return 'none'; }
    await this.world.clients.cloudFormation.send(new DeleteStackCommand({ StackName: this.name }));
    return until(this.world, { seconds: 1800, everySeconds: 10 }, async () => {
      const status = await this.status();
      return status === 'none' || /^DELETE_(COMPLETE|FAILED)$/.test(status) ? status : undefined;
    });
  }

  private async describe(): Promise<Stack | undefined> {
    try {
      const { Stacks: [stack] = [] } =
        await this.world.clients.cloudFormation.send(new DescribeStacksCommand({ StackName: this.name }));
      this.isKnown = true;
      return stack;
    } catch (error) {
      if (/does not exist/.test((error as Error).message)) { return undefined; }
      throw error;
    }
  }
}

/** A stack in review has a change set that was never started: nothing is under way. */
function isBusy(status: string): boolean {
  return status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';
}
