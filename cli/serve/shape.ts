/** Checks a request as the service does, and says what is wrong in the words of the service. */
import { ServiceException } from './exception';

interface TextLimit {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
}

/** Gathers what is wrong with the members of a request. */
export class Check {
  private readonly faults: string[] = [];

  /** Throws where something was wrong: `2 validation errors detected: Value …; Value …`. */
  public done(): void {
    const { length } = this.faults;
    if (length) {
      throw new ServiceException('ValidationException', `${length} validation error${length === 1 ? '' : 's'} `
        + `detected: ${this.faults.join('; ')}`);
    }
  }

  public refuse(path: string, value: unknown, rule: string): void {
    const shown = value === undefined ? 'null ' : typeof value === 'object' ? '' : `'${String(value).slice(0, 200)}' `;
    this.faults.push(`Value ${shown}at '${path}' failed to satisfy constraint: Member must ${rule}`);
  }

  public text(path: string, value: unknown, { min = 0, max = Infinity, pattern }: TextLimit, isNeeded = false): void {
    if (!this.present(path, value, isNeeded)) { return; }
    if (typeof value !== 'string') { throw notReadable(path, 'a string'); }
    if (value.length < min) { this.refuse(path, value, `have length greater than or equal to ${min}`); }
    if (value.length > max) { this.refuse(path, value, `have length less than or equal to ${max}`); }
    if (pattern && !pattern.test(value)) {
      this.refuse(path, value, `satisfy regular expression pattern: ${pattern.source}`);
    }
  }

  public oneOf(path: string, value: unknown, values: readonly string[], isNeeded = false): void {
    if (!this.present(path, value, isNeeded)) { return; }
    if (typeof value !== 'string') { throw notReadable(path, 'a string'); }
    if (!values.includes(value)) { this.refuse(path, value, `satisfy enum value set: [${values.join(', ')}]`); }
  }

  public flag(path: string, value: unknown): void {
    if (this.present(path, value, false) && typeof value !== 'boolean') { throw notReadable(path, 'a boolean'); }
  }

  /** The entries of a list; none where there is no list. */
  public list(path: string, value: unknown, { min, max }: { min: number; max: number }): readonly unknown[] {
    if (!this.present(path, value, true)) { return []; }
    if (!Array.isArray(value)) { throw notReadable(path, 'a list'); }
    if (value.length < min) { this.refuse(path, value, `have length greater than or equal to ${min}`); }
    if (value.length > max) { this.refuse(path, value, `have length less than or equal to ${max}`); }
    return value;
  }

  /** The members of a structure; none where there is no structure. */
  public structure(path: string, value: unknown, isNeeded = false): Readonly<Record<string, unknown>> {
    if (!this.present(path, value, isNeeded)) { return {}; }
    if (typeof value !== 'object' || Array.isArray(value)) { throw notReadable(path, 'a structure'); }
    return value as Record<string, unknown>;
  }

  private present(path: string, value: unknown, isNeeded: boolean): boolean {
    const isThere = value !== undefined && value !== null;
    if (!isThere && isNeeded) { this.refuse(path, undefined, 'not be null'); }
    return isThere;
  }
}

/** A value of another JSON type never reaches the checks of the service: it can't be read at all. */
function notReadable(path: string, type: string): ServiceException {
  return new ServiceException('ValidationException', `Value at '${path}' can't be read; send ${type}`);
}
