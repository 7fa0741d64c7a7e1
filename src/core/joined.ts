/** A regular expression that is too long for one line, from its parts; the flags are those of the first part. */
export function joined(...parts: readonly RegExp[]): RegExp {
  return new RegExp(parts.map((part) => part.source).join(''), parts[0].flags);
}
