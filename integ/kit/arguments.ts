/** What the command is called with. */
import { parseArgs } from 'node:util';
import type { Check, LeftOut } from './check';
import { errorLine } from '../../src/core/words/line';

export interface Arguments {
  readonly checks: readonly Check[];
  readonly leftOut: readonly LeftOut[];
  readonly region?: string;
  readonly isAgreed: boolean;
  readonly keeps: boolean;
  /** The only account in which anything may be made. */
  readonly account?: string;
  /** The file that gets the report; standard output without it. */
  readonly report?: string;
  /** A run whose leftovers are to be taken away. */
  readonly clean?: string;
  readonly skipsPreflight: boolean;
  readonly wantsHelp: boolean;
}

export const USAGE = 'npm run integ -- [check...] [--region REGION] [--yes] [--account ACCOUNT] [--report FILE] '
  + '[--keep] [--no-preflight], '
  + 'or npm run integ -- --clean RUN [--region REGION] [--account ACCOUNT]';

/** As `openAccount` makes them. */
const RUN = /^[a-z0-9]{1,20}$/;

/** One line about what is wrong with a call, or with what it needs. */
export class Unusable extends Error {
  public override readonly name = 'Unusable';
}

export function unusable(words: string, code: 'Usage' | 'NoAccount'): Unusable {
  return new Unusable(errorLine('integ', words, code));
}

export function readArguments(
  argv: readonly string[], checks: readonly Check[], leftOut: readonly LeftOut[], env: NodeJS.ProcessEnv,
): Arguments {
  const { values, positionals } = parsed(argv);
  refuseMixed(values, positionals);
  const chosen = positionals.map((word) => {
    const found = checks.find(({ name, number }) => word === name || word === String(number));
    if (found) { return found; }
    const without = leftOut.find(({ name, number }) => word === name || word === String(number));
    if (without) {
      throw unusable(`check '${word}' is left out, because ${without.reason}; choose another`, 'Usage');
    }
    throw unusable(`there is no check '${word}'; choose one `
      + `of ${checks.map(({ name }) => name).join(', ')}`, 'Usage');
  });
  return {
    checks: chosen.length > 0 ? checks.filter((check) => chosen.includes(check)) : checks,
    leftOut: chosen.length > 0 ? [] : leftOut,
    region: values.region || env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined,
    isAgreed: values.yes ?? false,
    keeps: values.keep ?? false,
    report: values.report,
    account: values.account,
    clean: values.clean,
    skipsPreflight: values['no-preflight'] ?? false,
    wantsHelp: values.help ?? false,
  };
}

/** Refuses credentials of another account than the one that was named. */
export function refuseOther(account: string, wanted: string | undefined): void {
  if (wanted === undefined || wanted === account) { return; }
  throw unusable(`the credentials are of account ${account}, not of ${JSON.stringify(wanted)}; use others`,
    'NoAccount');
}

function refuseMixed(
  { clean, yes, keep, report }: ReturnType<typeof parsed>['values'], checks: readonly string[],
): void {
  if (clean === undefined) { return; }
  if (!RUN.test(clean)) {
    throw unusable(`'${clean}' is not a run; use what was printed as 'run' when it began`, 'Usage');
  }
  if (yes || keep || report !== undefined || checks.length > 0) {
    throw unusable('--clean takes away and checks nothing; call it without checks, --yes, '
      + '--keep and --report', 'Usage');
  }
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        'region': { type: 'string' },
        'report': { type: 'string' },
        'account': { type: 'string' },
        'yes': { type: 'boolean' },
        'keep': { type: 'boolean' },
        'clean': { type: 'string' },
        'no-preflight': { type: 'boolean' },
        'help': { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const [line] = (error as Error).message.split(/\.? ?\n|\. /, 1);
    throw unusable(`${line[0].toLowerCase()}${line.slice(1)}; use ${USAGE}`, 'Usage');
  }
}
