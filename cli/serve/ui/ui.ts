/**
 * The pages of an endpoint: its flows and its last runs, as `view` shows them, while they run too. Only browsers of
 * this machine get them.
 */
import { listPage } from './list-page';
import { LIVE_JS } from './programs.generated';
import { type Run, type RunningFlow, Runs } from './runs';
import { factsOfLog } from '../../../src/core/picture';
import { pageHtml } from '../../picture/page';
import { Story } from '../../picture/story';
import { refuseStrangers } from '../incoming';
import type { Incoming, Outgoing } from '../transport';

/** Where the pages are; programs/live.js knows it too. */
export const UI_PATH = '/ui';

export class Ui {
  public readonly runs = new Runs();

  /** @param flows those that are served now */
  public constructor(private readonly flows: () => readonly RunningFlow[]) {}

  /** Whether a request is for a page, which is then answered. */
  public async answerTo(request: Incoming, response: Outgoing): Promise<boolean> {
    const [path] = (request.url ?? '').split('?');
    if (request.method !== 'GET' || path !== UI_PATH && !path.startsWith(`${UI_PATH}/`)) { return false; }
    if (!isOwn(request)) {
      send(response, 403, 'text/plain', 'open this page by typing its address');
    } else if (path === `${UI_PATH}/changes`) {
      await this.changes(response);
    } else {
      const page = this.page(path.slice(UI_PATH.length));
      send(response, page === undefined ? 404 : 200, page === undefined ? 'text/plain' : 'text/html', page
        ?? 'there is no such page; see /ui');
    }
    return true;
  }

  private page(path: string): string | undefined {
    if (path === '' || path === '/') { return listPage(this.flows(), this.runs.all, LIVE_JS); }
    const [, kind, number] = /^\/(flows|runs)\/(\d{1,9})$/.exec(path) ?? [];
    if (kind === 'flows') { return flowPage(this.flows()[Number(number)]); }
    return kind === 'runs' ? runPage(this.runs.find(Number(number))) : undefined;
  }

  /** Server-sent events, until the browser goes. */
  private async changes(response: Outgoing): Promise<void> {
    response.statusCode = 200;
    head(response, 'text/event-stream');
    response.flushHeaders();
    const stop = this.runs.listen(() => { response.write(Buffer.from('data: .\n\n')); });
    await new Promise<void>((resolve) => { response.once('close', resolve); });
    stop();
  }
}

/** A page elsewhere can neither read nor embed what is here, nor reach it by another name of this machine. */
function isOwn(request: Incoming): boolean {
  const from = request.headers['sec-fetch-site'];
  try {
    refuseStrangers(request);
  } catch {
    return false;
  }
  return from === undefined || from === 'same-origin' || from === 'none';
}

function flowPage(flow: RunningFlow | undefined): string | undefined {
  return flow && pageHtml(new Story({ title: flow.title, definition: flow.definition }));
}

function runPage(run: Run | undefined): string | undefined {
  if (!run) { return undefined; }
  const { flow: { title, definition, plan }, entries, isOver, number } = run;
  const story = new Story({
    title: `${title}, run ${number}`, definition, run: factsOfLog({ plan, entries }), isLive: !isOver,
  });
  return pageHtml(story, isOver ? {} : { liveScript: LIVE_JS });
}

function head(response: Outgoing, type: string): void {
  response.setHeader('content-type', `${type}; charset=utf-8`);
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('content-security-policy', 'frame-ancestors \'none\'');
}

function send(response: Outgoing, status: number, type: string, text: string): void {
  response.statusCode = status;
  head(response, type);
  response.end(Buffer.from(text));
}
