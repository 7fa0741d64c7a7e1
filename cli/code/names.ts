/** Names in a program: each gets a spelling of its own. */
import type { Name } from './program';

/** Gives each name its spelling: one that nothing else has, and that is not a word of the language. */
export class Spelling {
  private readonly known = new Map<Name, string>();
  private readonly taken: Set<string>;

  public constructor(reserved: Iterable<string>) {
    this.taken = new Set(reserved);
  }

  public of(name: Name, style: (words: readonly string[]) => string): string {
    const known = this.known.get(name);
    if (known !== undefined) { return known; }
    let spelt = style(name.words);
    for (let count = 2; this.taken.has(spelt); count++) {
      spelt = style([...name.words, count === 2 ? 'value' : `value${count - 1}`]);
    }
    this.taken.add(spelt);
    this.known.set(name, spelt);
    return spelt;
  }
}
