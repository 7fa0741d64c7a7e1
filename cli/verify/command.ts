/** `bedrock-flows verify`. */
import { dirname, relative, resolve } from 'node:path';
import { compare } from './differences';
import { load, prepare, runHere, startOf } from './here';
import { programsOf } from '../../src/runner/mocks/about-mocks';
import type { Mocks } from '../../src/runner/mocks/parse-mocks';
import { readMocks } from '../../src/runner/mocks/read-mocks';
import type { LoadedFlow } from '../../src/runner/sources/document-flow';
import { Account } from '../account/account';
import { converse, type Turns } from '../account/conversation';
import { type Fixture, readFixture, type VerifyCase } from '../account/fixture';
import { CommandError } from '../command-error';
import { counted } from '../counted';
import { EXIT, type Io } from '../io';
import { bold, green, printers, red } from '../printer';
import { asUsage } from '../run-mistakes';
import { writeReport } from '../write-report';

export interface VerifyOptions {
  readonly flowId?: string;
  readonly aliasId: string;
  readonly region?: string;
  readonly record?: string;
  readonly allowPrograms?: boolean;
  readonly color: boolean;
}

type Ask = (one: VerifyCase) => Promise<Turns>;

/** Differences of one case that are shown; the rest mostly follows from the first. */
const SHOWN = 20;

/** Runs the cases in an account and here, shows where they differ, and returns the exit code. */
export async function verifyCommand(file: string, options: VerifyOptions, io: Io): Promise<number> {
  const fixture = readFixture(file);
  check(fixture, options);
  try {
    if (!options.allowPrograms) { refusePrograms(fixture); }
    const loaded = await load(fixture, io);
    const flow = prepare(loaded, fixture, io);
    const start = startOf(flow);
    flow.close();
    if (options.flowId === undefined) {
      return await verify(loaded, fixture, options, io, async ({ turns }) => turns!);
    }
    const account = new Account({ ...options, flowId: options.flowId });
    try {
      return await verify(loaded, fixture, options, io, async (one) => converse(one, start, account.invoke));
    } finally {
      account.close();
    }
  } catch (error) {
    throw asUsage(error);
  }
}

async function verify(
  loaded: LoadedFlow, fixture: Fixture, { color, record, region }: VerifyOptions, io: Io, ask: Ask,
): Promise<number> {
  const { out } = printers(io, color);
  const recorded: VerifyCase[] = [];
  let wrong = 0;
  for (const one of fixture.cases) {
    const theirs = await ask(one);
    recorded.push({ ...one, turns: theirs });
    const { differences, isOtherOrder } = compare(theirs, await runHere(loaded, fixture, one, theirs, io));
    wrong += Number(differences.length > 0);
    out.line(differences.length > 0 ? red('differs') : green('the same'), ' ', bold(one.name));
    out.lines(differences.slice(0, SHOWN).map((line) => `  ${line}`));
    if (differences.length > SHOWN) { out.line(`  and ${differences.length - SHOWN} more`); }
    if (isOtherOrder) { out.line('  nodes that do not wait for each other ran in another order'); }
  }
  const count = fixture.cases.length;
  const summary = `${count - wrong} of ${counted(count, 'case')} the same here `
    + `and ${fixture.recorded && record === undefined ? `as recorded on ${fixture.recorded.date}` : 'in the account'}`;
  out.line((wrong > 0 ? red : green)(summary));
  if (record !== undefined) { write(fixture, recorded, record, region ?? io.env.AWS_REGION); }
  return wrong > 0 ? EXIT.errors : EXIT.clean;
}

function write(
  { flow, flowId, mocks }: Fixture, cases: readonly VerifyCase[], file: string, region: string | undefined,
): void {
  const folder = dirname(resolve(file));
  const from = <T>(value: string | T) => typeof value === 'string' ? relative(folder, value) : value;
  const recorded = { date: new Date().toISOString().slice(0, 10), ...region !== undefined && { region } };
  const fixture = { flow: from(flow), flowId, ...mocks !== undefined && { mocks: from(mocks) }, recorded, cases };
  writeReport(file, `${JSON.stringify(fixture, undefined, 2)}\n`);
}

/** A fixture is data that people send each other. */
function refusePrograms({ mocks, place }: Fixture): void {
  const programs = readMocks(mocks as Mocks | string | undefined).flatMap((layer) => programsOf(layer.mocks));
  if (programs.length === 0) { return; }
  throw new CommandError(place, `its mocks start ${programs.join(', ')}`,
    'check them, and allow them with --allow-programs', 'Usage');
}

function check({ cases, place }: Fixture, { flowId, record }: VerifyOptions): void {
  if (flowId !== undefined) { return; }
  if (record !== undefined) {
    throw new CommandError('bedrock-flows', '--record is given without --flow-id', 'name the flow in the account',
      'Usage');
  }
  const missing = cases.find(({ turns }) => turns === undefined);
  if (missing) {
    throw new CommandError(place, `'${missing.name}' has no recording`,
      'give --flow-id, --alias-id and --region to ask an account', 'Usage');
  }
}
