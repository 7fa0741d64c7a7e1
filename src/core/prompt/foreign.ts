/** What prompts have that does not belong there. */

/** Marks of other template languages; Bedrock knows `{{name}}` alone and leaves the rest in the text. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/\{\{\s*[#/^>!&][^{}]*\}\}/, 'Handlebars or Mustache'],
  [/\{\{\{[^{}]*\}\}\}/, 'Handlebars or Mustache'],
  [/\{%[^%]*%\}/, 'Jinja or Liquid'],
  [/<%[^%]*%>/, 'ERB or EJS'],
];

/** The same between two braces: looked for in there, since one pattern for both takes the square of a long text. */
const FOREIGN_INSIDE: readonly (readonly [RegExp, string])[] = [
  [/[|(]/, 'Jinja or Liquid'],
  [/[a-zA-Z0-9]\.[a-zA-Z]/, 'Handlebars or Jinja'],
];

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/, 'an access key of AWS'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/\bgh[pousr]_[0-9A-Za-z]{36}/, 'a token of GitHub'],
  [/\bxox[abprs]-[0-9A-Za-z-]{10,}/, 'a token of Slack'],
  [/\bsk-[0-9A-Za-z_-]{20,}/, 'a key of a model provider'],
];

/** The first mark of another template language, and whose it is. */
export function foreignTemplate(text: string): { readonly mark: string; readonly language: string } | undefined {
  for (const [pattern, language] of FOREIGN) {
    const [mark] = pattern.exec(text) ?? [];
    if (mark !== undefined) { return { mark, language }; }
  }
  for (const [mark, inside] of text.matchAll(/\{\{([^{}]*)\}\}/g)) {
    const [, language] = FOREIGN_INSIDE.find(([pattern]) => pattern.test(inside)) ?? [];
    if (language !== undefined) { return { mark, language }; }
  }
  return undefined;
}

/** What kind of secret stands in a text; not the secret itself, which must not get into logs. */
export function secretIn(text: string): string | undefined {
  return SECRETS.find(([pattern]) => pattern.test(text))?.[1];
}
