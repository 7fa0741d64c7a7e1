/**
 * Tries against an account of AWS what the library assumes of the service:
 *
 *     npm run integ                                        what there is to try; makes nothing
 *     npm run integ -- --region us-east-1 --yes            all of it
 *     npm run integ -- version-numbers 10 --region us-east-1 --yes
 */
import { CHECKS, LEFT_OUT } from './checks';
import { openAccount } from './kit/account';
import { readArguments, Unusable, USAGE } from './kit/arguments';
import { NotTried } from './kit/check';
import { planOf } from './kit/plan';
import { exitCodeOf, runChecks } from './kit/runner';

// what the SDK has to say of Node 20 would stand between the lines
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

async function main(argv: readonly string[]): Promise<number> {
  const { checks, leftOut, region, isAgreed, keeps, wantsHelp } = readArguments(argv, CHECKS, LEFT_OUT, process.env);
  if (wantsHelp || !isAgreed) {
    const hint = 'Nothing was made. With --yes the checks run; each takes away what it made, unless --keep is given.';
    console.log([...planOf(checks, leftOut), hint, USAGE].join('\n'));
    return 0;
  }
  if (region === undefined) { throw new Unusable('[integ] there is no Region; add --region, for example --region us-east-1 [NoAccount]'); }
  const world = await openAccount(region);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  [`account ${world.account}, Region ${region}, run ${world.run}`, ...planOf(checks, leftOut)].forEach(say);
  const report = await runChecks(checks, leftOut, world, { keeps, say, interrupted: interruption(say) });
  console.log(JSON.stringify(report, null, 2));
  return exitCodeOf(report, keeps);
}

/** Ctrl+C ends the checks, not the taking away; a second one ends that too. */
function interruption(say: (line: string) => void): Promise<never> {
  const interrupted = new Promise<never>((_, reject) => {
    process.once('SIGINT', () => {
      say('interrupted: what was made is taken away; once more to leave it there');
      reject(new NotTried('interrupted'));
    });
  });
  interrupted.catch(() => undefined);
  return interrupted;
}

main(process.argv.slice(2)).then((code) => { process.exitCode = code; }, (error: unknown) => {
  if (!(error instanceof Unusable)) { throw error; }
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
