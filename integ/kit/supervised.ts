/** Checks, and the taking away of what a run has left, in a process that may be ended at any moment. */
import type { Check, LeftOut } from './check';
import { findLeftovers } from './leftovers';
import { type Report, runChecks } from './runner';
import type { Session } from './session';
import { Undo } from './undo';
import type { World } from './world';

export async function runUnder(
  session: Session, checks: readonly Check[], leftOut: readonly LeftOut[], world: World, keeps: boolean,
): Promise<Report> {
  const report = await runChecks(checks, leftOut, world, {
    keeps, say: session.say, interrupted: session.interrupted, began: (undo) => session.began(undo),
  });
  session.end();
  return report;
}

/** Takes away what a run has left, and returns whether all of it is gone. */
export async function cleanUnder(session: Session, world: World): Promise<boolean> {
  const undo = new Undo();
  // whatever ends the search, what it has found is named
  session.began(undo);
  await findLeftovers(world, undo);
  session.say(`account ${world.account}, Region ${world.region}, `
    + `run ${world.run}: ${undo.names().join(', ') || 'there is nothing'}`);
  const left = await undo.all();
  session.end();
  session.say(left.length > 0 ? `left in the account: ${left.join(', ')}` : 'nothing is left');
  return left.length === 0;
}
