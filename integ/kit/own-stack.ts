import { CancelUpdateStackCommand, DeleteStackCommand, DescribeStacksCommand, Stack } from '@aws-sdk/client-cloudformation';
import { NotTried } from './check';
import { until } from './poll';
import { Undo } from './undo';
import { Deployment, nameOf, World } from './world';
import { Variant } from '../stacks/variant';

/** A stack of `integ/app.ts`. */
export class OwnStack {
  public static async make(world: World, undo: Undo, what: string, variant: Variant): Promise<OwnStack> {
    const stack = new OwnStack(world, nameOf(world, what));
    undo.add(`stack ${stack.name}`, () => stack.delete());
    const { isOk, message } = await stack.deploy(variant);
    if (!isOk) { throw new NotTried(`the first deployment failed: ${message}`); }
    return stack;
  }

  private constructor(private readonly world: World, public readonly name: string) {}

  public async deploy(variant: Variant): Promise<Deployment> {
    return this.world.deploy(this.name, variant);
  }

  public async output(key: string): Promise<string> {
    const value = (await this.describe())?.Outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
    if (value === undefined) { throw new NotTried(`stack ${this.name} has no output '${key}'`); }
    return value;
  }

  public async status(): Promise<string> {
    return (await this.describe())?.StackStatus ?? 'none';
  }

  /** Waits for what is under way, then deletes, and waits until it is gone. */
  public async delete(): Promise<void> {
    const { cloudFormation } = this.world.clients;
    const named = { StackName: this.name };
    if (await this.status() === 'UPDATE_IN_PROGRESS') { await cloudFormation.send(new CancelUpdateStackCommand(named)).catch(() => undefined); }
    await until(this.world, { seconds: 1800, everySeconds: 10 }, async () => isBusy(await this.status()) ? undefined : true);
    await cloudFormation.send(new DeleteStackCommand(named));
    const end = await until(this.world, { seconds: 1800, everySeconds: 10 }, async () => {
      const status = await this.status();
      return status === 'none' || /^DELETE_(COMPLETE|FAILED)$/.test(status) ? status : undefined;
    });
    if (end === undefined || end === 'DELETE_FAILED') { throw new Error(`it is ${end ?? 'still being deleted'}; delete it in the console`); }
  }

  private async describe(): Promise<Stack | undefined> {
    try {
      const { Stacks: [stack] = [] } = await this.world.clients.cloudFormation.send(new DescribeStacksCommand({ StackName: this.name }));
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
