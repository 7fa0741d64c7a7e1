/** The `{{variables}}` of a prompt template. */

const VARIABLE = /\{\{([0-9a-zA-Z][0-9a-zA-Z_-]*)\}\}/g;
// the first is not closed, the second has too few braces
const UNFINISHED =
  /\{\{([0-9a-zA-Z][0-9a-zA-Z_-]*)(?![0-9a-zA-Z_-]|\}\})\}?|\$?(?<!\{)\{([0-9a-zA-Z][0-9a-zA-Z_-]*)\}(?!\})/g;
const SPACED = /\{\{(\s+[0-9a-zA-Z][0-9a-zA-Z_-]*\s*|[0-9a-zA-Z][0-9a-zA-Z_-]*\s+)\}\}/;

/** The names of the variables in the order they first appear, each once. */
export function promptVariables(text: string): readonly string[] {
  const found = text.match(VARIABLE)?.map((variable) => variable.slice(2, -2)) ?? [];
  return found.length < 2 ? found : [...new Set(found)];
}

/** A template cut at its variables: texts at even places, names at odd ones. */
export function promptPieces(text: string): readonly string[] {
  return text.split(VARIABLE);
}

/** A variable written with blanks inside its braces, which the service does not document. */
export function spacedVariable(text: string): string | undefined {
  return SPACED.exec(text)?.[0];
}

/** What looks like a variable that is not finished, such as `{topic}` and `{{topic`, by the name in it. */
export function unfinishedVariables(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(UNFINISHED)].map(([written, open, short]) => [open ?? short, written]));
}
