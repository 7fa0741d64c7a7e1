/**
 * Values of a run on a page: short ones as they are, long ones folded, and very long ones cut. A page has so much room
 * for all of them together.
 */
import { preview } from './preview';
import { counted, escaped, line, size } from './text';

const ALL = 1_500_000;
const ONE = 20_000;
/** For what comes when there is no more room. */
const LEAST = 200;
const FOLDED_FROM = 700;
const FOLDED_LINES = 14;
const HINT = 90;
/** How many long values are written out to say how long they are. */
const MEASURED = 20;

export class Values {
  private left = ALL;
  private measured = 0;

  /** @param label says what it is, where it is folded */
  public html(value: unknown, label = ''): string {
    const { text, isCut } = preview(value, Math.max(LEAST, Math.min(ONE, this.left)));
    this.left -= text.length;
    const cut = isCut ? `<p class="cut">${this.rest(value, text.length)}</p>` : '';
    const block = `<pre>${escaped(text)}</pre>${cut}`;
    const lines = text.split('\n', FOLDED_LINES + 1).length;
    if (text.length <= FOLDED_FROM && lines <= FOLDED_LINES) { return block; }
    return `<details><summary>${label === '' ? '' : `${escaped(label)}: `}${escaped(line(text, HINT))} `
      + `<small>(${this.sizeOf(value, text)})</small></summary>${block}</details>`;
  }

  private sizeOf(value: unknown, text: string): string {
    const whole = this.lengthOf(value);
    return whole === undefined ? `more than ${size(text.length)}` : size(Math.max(whole, text.length));
  }

  private rest(value: unknown, shown: number): string {
    const whole = this.lengthOf(value);
    const more = whole !== undefined && whole > shown ? size(whole - shown) : 'more';
    return `… ${more === 'more' ? 'more' : `${more} more`}, not on this page`;
  }

  private lengthOf(value: unknown): number | undefined {
    if (typeof value === 'string') { return value.length; }
    if (this.measured >= MEASURED) { return undefined; }
    this.measured++;
    try {
      return JSON.stringify(value)?.length;
    } catch {
      // deeper than JSON can be written
      return undefined;
    }
  }
}

/** `… 20 more runs`, or nothing. */
export function andMore(count: number, what: string): string {
  return count > 0 ? `<p class="cut">… ${counted(count, `more ${what}`)}, not on this page</p>` : '';
}
