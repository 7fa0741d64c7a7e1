/** `bedrock-flows serve`. */
import { randomUUID } from 'node:crypto';
import { type Answered, serveFlows } from './endpoint';
import { LocalBackend } from './local-backend';
import { concurrencyOf, hostOf, portOf, type ServeOptions, timeoutsOf } from './options';
import { type Refreshed, ServedFlows } from './served-flows';
import { stopped } from './stopped';
import type { Listening } from './transport';
import { CommandError } from '../command-error';
import { counted } from '../counted';
import { EXIT, type Io } from '../io';
import { printers } from '../printer';
import { Watch } from '../source/watch';
import { UI_PATH, Ui } from './ui/ui';

/** Serves flows until the process is told to stop, and returns the exit code. */
export async function serveCommand(files: readonly string[], options: ServeOptions, io: Io): Promise<number> {
  const { out, err } = printers(io);
  const port = portOf(options.port);
  const host = hostOf(options);
  const backend = new LocalBackend({
    concurrency: concurrencyOf(options.concurrency),
    timeouts: timeoutsOf(options.timeLimit),
    nextExecutionId: randomUUID,
  });
  const served = new ServedFlows(files, options, io);
  const first = await served.refresh();
  err.lines(first.faults.flatMap(linesOf));
  if (!first.isUsable) { return EXIT.unusable; }
  served.checkMocks();
  const ui = options.ui ? new Ui(() => served.flows.map(({ flow }) => flow)) : undefined;
  const serve = () => {
    for (const { flow } of served.flows) { flow.watcher = ui?.runs; }
    backend.serve(served.flows);
  };
  serve();

  const stop = stopped();
  const onAnswer = options.quiet ? undefined : (answered: Answered) => out.line(lineOf(answered));
  const endpoint = await listening(serveFlows(backend, {
    port,
    host,
    allowedHosts: options.allowHost,
    isLocalName: (name) => backend.isServed(name),
    localNames: () =>
      backend.names,
    onAnswer,
    ui,
  }), port, host);
  out.lines(greeting(endpoint, served, options));

  let said = first.faults;
  const watch = new Watch(() => served.paths, async () => {
    const refreshed = await served.refresh();
    serve();
    out.lines(news(refreshed));
    err.lines(refreshed.faults.filter((fault) => !said.includes(fault)).flatMap(linesOf));
    said = refreshed.faults;
  }, (folder, code) => err.line(`${folder}: warning: changes in it can't be seen (${code}); start again after `
    + 'a change'));
  watch.start();
  await stop;
  watch.close();
  // first who asks, then what runs for them
  await endpoint.close();
  backend.close();
  return EXIT.clean;
}

async function listening(endpoint: Promise<Listening>, port: number, host: string): Promise<Listening> {
  try {
    return await endpoint;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new CommandError('--host', `this machine has no address '${host}'`,
        'give one of its addresses, or 0.0.0.0 for all', 'Usage');
    }
    const problem = code === 'EADDRINUSE' ? `port ${port} is in use` : `port ${port} can't be used (${code})`;
    throw new CommandError('bedrock-flows', problem,
      'choose another with --port, or leave it out to use any free port', 'Usage');
  }
}

function greeting(
  { url }: Listening, { flows, programs }: ServedFlows, { allowHost, ui = false }: ServeOptions,
): readonly string[] {
  return [
    `${counted(flows.length, 'flow')} at ${url}, for programs `
      + `${allowHost.length === 0 ? 'on this machine' : `that use ${allowHost.join(', ')}`}:`,
    ...flows.map(({ names: [name, ...others], file }) =>
      `  ${name}${others.length > 0 ? `, also ${others.join(', ')}` : ''} (${file})`),
    'Set this in the environment of your code; any credentials, Region and alias work:',
    `  AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME=${url}`,
    ...ui ? ['Runs as they happen, in a browser:', `  ${url}${UI_PATH}`] : [],
    ...programs.map((one) => `Calls may start ${one}`),
    'Ctrl+C stops.',
  ];
}

/** A flow may have several faults. */
function linesOf(fault: string): readonly string[] {
  return fault.split('\n');
}

function news({ added, changed, removed }: Refreshed): readonly string[] {
  return [
    ...added.map((name) => `new: ${name}`), ...changed.map((name) => `reloaded: ${name}`),
    ...removed.map((name) => `gone: ${name}`),
  ];
}

/** `InvokeFlow Triage 200 12 ms`, and what went wrong. */
function lineOf({ operation, flowIdentifier = '', status, milliseconds, exception }: Answered): string {
  const said = exception ? ` ${exception.name}: ${exception.message}` : '';
  return `${operation} ${flowIdentifier}${flowIdentifier && ' '}${status} ${Math.round(milliseconds)} ms${said}`;
}
