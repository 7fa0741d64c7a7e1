/**
 * Tries against an account of AWS what the library assumes of the service:
 *
 *     npm run integ                                        what there is to try; makes nothing
 *     npm run integ -- --region us-east-1 --yes            all of it
 *     npm run integ -- version-numbers 10 --region us-east-1 --yes
 */
import { CHECKS, LEFT_OUT } from './checks';
import { openAccount } from './kit/account';
import { readArguments, refuseOther, Unusable, USAGE } from './kit/arguments';
import { planOf } from './kit/plan';
import { openReport } from './kit/report-file';
import { exitCodeOf, runChecks } from './kit/runner';
import { Undo } from './kit/undo';

// what the SDK has to say of Node 20 would stand between the lines
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** The terminal and npm may both send the same signal. */
const TWICE_MS = 500;

async function main(argv: readonly string[]): Promise<number> {
  const called = readArguments(argv, CHECKS, LEFT_OUT, process.env);
  const { checks, leftOut, region, isAgreed, keeps, wantsHelp } = called;
  if (wantsHelp || !isAgreed) {
    const hint = 'Nothing was made. With --yes the checks run; each takes away what it made, unless --keep is given.';
    console.log([...planOf(checks, leftOut), hint, USAGE].join('\n'));
    return 0;
  }
  if (region === undefined) { throw new Unusable('[integ] there is no Region; add --region, for example --region us-east-1 [NoAccount]'); }
  const world = await openAccount(region);
  refuseOther(world.account, called.account);
  const write = called.report === undefined ? undefined : openReport(called.report);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  [`account ${world.account}, Region ${region}, run ${world.run}`, ...planOf(checks, leftOut)].forEach(say);
  let current = new Undo();
  const began = (undo: Undo) => { current = undo; };
  const interrupted = interruption(say, () => current.names());
  const report = await runChecks(checks, leftOut, world, { keeps, say, interrupted, began });
  (write ?? process.stdout.write.bind(process.stdout))(`${JSON.stringify(report, null, 2)}\n`);
  return exitCodeOf(report, keeps);
}

/** A signal ends the checks, not the taking away; a second one ends that too, and names what stays. */
function interruption(say: (line: string) => void, left: () => readonly string[]): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (!controller.signal.aborted) {
        first = Date.now();
        say('interrupted: what was made is taken away; once more to leave it there');
        controller.abort();
      } else if (Date.now() - first > TWICE_MS) {
        say(`left in the account: ${left().join(', ') || 'nothing'}`);
        process.exit(1);
      }
    });
  }
  // a terminal that was closed takes no more lines, and must not stop the taking away
  for (const stream of [process.stdout, process.stderr]) { stream.on('error', () => undefined); }
  return controller.signal;
}

main(process.argv.slice(2)).then((code) => { process.exitCode = code; }, (error: unknown) => {
  if (!(error instanceof Unusable)) { throw error; }
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
