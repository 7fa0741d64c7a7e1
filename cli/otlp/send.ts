/** Hands traces to a receiver of OTLP over HTTP. */
import { isRecord } from '../../src/core/model/opaque';
import { oneLine } from '../../src/core/words/printable';
import { CommandError } from '../command-error';

const PATH = '/v1/traces';
const TIMEOUT_MS = 10_000;
const PAUSES_MS = [200, 1000];
/** What the protocol says to try again. */
const PASSING = new Set([429, 502, 503, 504]);

/** The address of a receiver, `http://localhost:4318`, with the path that traces have. @throws CommandError */
export function tracesUrl(option: string): URL {
  const refused = (problem: string) =>
    new CommandError('--otlp', `'${option}' ${problem}`, 'give a receiver, such as http://localhost:4318', 'Usage');
  if (!URL.canParse(option)) { throw refused('is not a URL'); }
  const url = new URL(option);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') { throw refused('is not an http or https URL'); }
  if (url.username !== '' || url.password !== '') {
    throw new CommandError('--otlp', 'the URL contains a password',
      'set OTEL_EXPORTER_OTLP_HEADERS=authorization=...', 'Usage');
  }
  if (!url.pathname.endsWith(PATH)) { url.pathname = `${url.pathname.replace(/\/$/, '')}${PATH}`; }
  return url;
}

/** `key=value,key=value` of OTEL_EXPORTER_OTLP_HEADERS, with values in the encoding of URLs. @throws CommandError */
export function headersOf(given: string | undefined): Readonly<Record<string, string>> {
  const pairs = (given ?? '').split(',').map((pair) => pair.trim()).filter((pair) => pair !== '');
  return Object.fromEntries(pairs.map((pair) => {
    const [, key, value] = /^([!#$%&'*+.^_`|~\w-]+)\s*=\s*(.*)$/.exec(pair) ?? [];
    // what stands there can be a secret
    if (key === undefined) {
      throw new CommandError('OTEL_EXPORTER_OTLP_HEADERS', 'has an entry that is not key=value', 'correct it', 'Usage');
    }
    return [key, decoded(value)];
  }));
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** @returns what the receiver has to say of what it took. @throws CommandError */
export async function send(
  url: URL, headers: Readonly<Record<string, string>>, request: object,
): Promise<string | undefined> {
  const body = JSON.stringify(request);
  for (let attempt = 0; ; attempt++) {
    const response = await post(url, headers, body);
    if (response.ok) { return saidOf(await response.text().catch(() => '')); }
    await response.body?.cancel();
    if (!PASSING.has(response.status) || attempt === PAUSES_MS.length) {
      throw refusal(url, `answers ${response.status} ${oneLine(response.statusText)}`.trim());
    }
    await new Promise((done) => setTimeout(done, PAUSES_MS[attempt]));
  }
}

async function post(url: URL, headers: Readonly<Record<string, string>>, body: string): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
      // headers with secrets go to no other place
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    const { message, cause } = error as Error & { readonly cause?: Partial<NodeJS.ErrnoException> };
    throw refusal(url, `can't be reached (${cause?.code ?? cause?.message ?? message})`);
  }
}

function refusal(url: URL, problem: string): CommandError {
  return new CommandError(url.href, problem, 'check that an OTLP receiver over HTTP runs there', 'Usage');
}

/** Of spans that were not taken, or a warning. */
function saidOf(text: string): string | undefined {
  let json: unknown;
  try { json = JSON.parse(text); } catch { return undefined; }
  const partial = isRecord(json) && isRecord(json.partialSuccess) ? json.partialSuccess : {};
  const rejected = Number(partial.rejectedSpans ?? 0);
  const message = typeof partial.errorMessage === 'string' ? partial.errorMessage : '';
  if (!(rejected > 0) && message === '') { return undefined; }
  return [rejected > 0 ? `${rejected} spans were rejected` : 'warning', message]
    .filter((part) => part !== '').join(': ');
}
