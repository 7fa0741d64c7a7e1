/**
 * Tries against an account of AWS what the library assumes of the service:
 *
 *     npm run integ                                        what there is to try; makes nothing
 *     npm run integ -- --region us-east-1 --yes            all of it
 *     npm run integ -- version-numbers 10 --region us-east-1 --yes
 *     npm run integ -- --clean RUN --region us-east-1      takes away what a run has left
 */
import { CHECKS, LEFT_OUT } from './checks';
import { lifeOfCredentials, openAccount } from './kit/account';
import { type Arguments, readArguments, refuseOther, Unusable, unusable, USAGE } from './kit/arguments';
import { consent } from './kit/consent';
import { minutesOf, planOf } from './kit/plan';
import { preflight } from './kit/preflight';
import { openReport } from './kit/report-file';
import { exitCodeOf } from './kit/runner';
import { sayingOf } from './kit/saying';
import { Session } from './kit/session';
import { cleanUnder, runUnder } from './kit/supervised';
import type { World } from './kit/world';

// what the SDK has to say of Node 20 would stand between the lines
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

async function main(argv: readonly string[]): Promise<number> {
  const called = readArguments(argv, CHECKS, LEFT_OUT, process.env);
  const { checks, leftOut, region, isAgreed, clean, wantsHelp } = called;
  if (wantsHelp || !(isAgreed || clean)) {
    const hint = 'Nothing was made. With --yes the checks run; each takes away what it made, unless --keep is given.';
    console.log([...planOf(checks, leftOut), hint, USAGE].join('\n'));
    return 0;
  }
  if (region === undefined) {
    throw unusable('there is no Region; add --region, for example --region us-east-1', 'NoAccount');
  }
  const world = await openAccount(region, clean);
  refuseOther(world.account, called.account);
  if (clean === undefined) { return tried(called, world); }
  return await cleanUnder(new Session(remedyOf(world)), world) ? 0 : 1;
}

async function tried(
  { checks, leftOut, keeps, skipsPreflight, account, report: path }: Arguments, world: World,
): Promise<number> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  planOf(checks, leftOut).forEach(say);
  if (!skipsPreflight) {
    const { faults, notes } = await preflight(world, checks);
    notes.forEach(say);
    if (faults.length > 0) { throw new Unusable(faults.join('\n')); }
  }
  const life = await lifeOfCredentials(world);
  if (life !== undefined && life < minutesOf(checks)) {
    say(`the credentials end in ${life} minutes, unless something renews them; the checks take `
      + `about ${minutesOf(checks)}`);
  }
  await consent(world, account, { input: process.stdin, output: process.stderr });
  const write = path === undefined ? process.stdout.write.bind(process.stdout) : openReport(path);
  const session = new Session(remedyOf(world));
  session.say(`run ${world.run}; should it end without a word, ${remedyOf(world)}`);
  const report = await runUnder(session, checks, leftOut, world, keeps);
  if (report.checks.some(({ left }) => left.length > 0)) {
    session.say(`something is left in the account; ${remedyOf(world)}`);
  }
  write(`${JSON.stringify(report, null, 2)}\n`);
  return exitCodeOf(report, keeps);
}

function remedyOf({ run, region }: World): string {
  return `npm run integ -- --clean ${run} --region ${region} takes it away`;
}

main(process.argv.slice(2)).then((code) => { process.exit(code || process.exitCode || 0); }, (error: unknown) => {
  const isUnusable = error instanceof Unusable;
  process.stderr.write(`${isUnusable ? error.message : `[integ] ${sayingOf(error)}`}\n`);
  process.exit(isUnusable ? 2 : 1);
});
