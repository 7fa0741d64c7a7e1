/** Where the values of a document stand that is in a text of another one. */
import type { Span, SpanText } from './span';

/** The spans of the outer document, with those of the inner in place of the text at these steps. */
export function grafted(root: Span, [key, ...rest]: readonly string[], inner: Span): Span {
  if (key === undefined) {
    const { text, ...around } = root;
    return text ? { ...around, members: membersOf(inner, text) } : root;
  }
  const member = root.members?.get(key);
  return member ? { ...root, members: new Map(root.members).set(key, grafted(member, rest, inner)) } : root;
}

/** A span of the inner document. Finding a character in a text takes a while, so only those asked for are found. */
class Inside implements Span {
  public constructor(private readonly span: Span, private readonly outer: SpanText) {}

  public get start(): number { return this.outer.at(this.span.start); }

  public get end(): number { return this.outer.at(this.span.end); }

  public get key(): number | undefined {
    const { key } = this.span;
    return key === undefined ? undefined : this.outer.at(key);
  }

  public get members(): ReadonlyMap<string, Span> | undefined { return membersOf(this.span, this.outer); }

  public get text(): SpanText | undefined {
    const { text } = this.span;
    return text && { value: text.value, at: (offset) => this.outer.at(text.at(offset)) };
  }
}

function membersOf({ members }: Span, outer: SpanText): ReadonlyMap<string, Span> | undefined {
  return members && new Map([...members].map(([name, member]) => [name, new Inside(member, outer)]));
}
