/** Runs checks one after the other. Whatever becomes of one, what it made is taken away, and the next one runs. */
import { type Check, type LeftOut, NotTried, type Outcome, type Result } from './check';
import { StoppableWorld, whileCleaning } from './interruption';
import { sayingOf } from './saying';
import { Undo } from './undo';
import type { World } from './world';

export interface Finding extends Result {
  readonly number: number;
  readonly name: string;
  readonly assumes: string;
  readonly matters: string;
  readonly seconds: number;
  /** What is still in the account, because it could not be taken away or was to be kept. */
  readonly left: readonly string[];
}

export interface Report {
  readonly region: string;
  readonly run: string;
  readonly checks: readonly Finding[];
  readonly leftOut: readonly LeftOut[];
  readonly count: Readonly<Record<Outcome, number>>;
}

export interface Options {
  readonly keeps: boolean;
  /** Is told of each check as it ends. */
  readonly say: (line: string) => void;
  /** Aborts when somebody wants an end. */
  readonly interrupted?: AbortSignal;
  /** Is told what a check that begins will have made, for an end that leaves all where it is. */
  readonly began?: (undo: Undo) => void;
}

export async function runChecks(
  checks: readonly Check[], leftOut: readonly LeftOut[], world: World, options: Options,
): Promise<Report> {
  const findings: Finding[] = [];
  for (const check of checks) {
    const finding = await found(check, world, options);
    findings.push(finding);
    options.say(lineOf(finding));
  }
  const number = (wanted: Outcome) => findings.filter(({ outcome }) => outcome === wanted).length;
  const count = { 'holds': number('holds'), 'differs': number('differs'), 'not tried': number('not tried') };
  return { region: world.region, run: world.run, checks: findings, leftOut, count };
}

/** 0 only when all was tried, all holds, and nothing is left that was to go. */
export function exitCodeOf({ checks }: Report, keeps: boolean): 0 | 1 {
  return checks.every(({ outcome, left }) => outcome === 'holds' && (keeps || left.length === 0)) ? 0 : 1;
}

async function found(check: Check, world: World, options: Options): Promise<Finding> {
  const start = world.now();
  const undo = new Undo();
  options.began?.(undo);
  const result = options.interrupted?.aborted ? INTERRUPTED : await resultOf(check, world, undo, options.interrupted);
  const left = options.keeps ? undo.names() : await whileCleaning(() => undo.all());
  const { number, name, assumes, matters } = check;
  return { number, name, assumes, matters, ...result, seconds: Math.round((world.now() - start) / 1000), left };
}

const INTERRUPTED: Result = { outcome: 'not tried', seen: 'interrupted' };

/** Comes back when nothing that the check has begun makes anything more. */
async function resultOf(check: Check, world: World, undo: Undo, interrupted?: AbortSignal): Promise<Result> {
  const over = new AbortController();
  const own = new StoppableWorld(world, AbortSignal.any([over.signal, ...interrupted ? [interrupted] : []]));
  try {
    return await check.run(own.world, undo);
  } catch (error) {
    return { outcome: 'not tried', seen: error instanceof NotTried ? error.message : sayingOf(error) };
  } finally {
    // a part of the check may go on when another part has failed
    over.abort();
    await own.settled();
  }
}

function lineOf({ number, name, outcome, seen, seconds, left }: Finding): string {
  const rest = left.length > 0 ? `; left in the account: ${left.join(', ')}` : '';
  return `${outcome.padEnd(9)} ${String(number).padStart(2)} ${name}: ${seen}${rest} (${seconds} s)`;
}
