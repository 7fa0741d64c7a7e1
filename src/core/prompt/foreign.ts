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

/**
 * Only what has the whole form of one, so that a prompt may well speak of keys; each pattern takes a fixed number of
 * steps where it begins. The example keys of the documents of AWS are none.
 */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:AKIA|ASIA)(?![0-9A-Z]{9}EXAMPLE)[0-9A-Z]{16}\b/, 'an AWS access key'],
  [/aws_secret_access_key["']?\s{0,9}[=:]\s{0,9}["']?(?![0-9A-Za-z/+]{30}EXAMPLEKEY)[0-9A-Za-z/+]{40}/i,
    'an AWS secret access key'],
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/, 'a private key'],
  [/\bgh[pousr]_[0-9A-Za-z]{36}/, 'a GitHub token'],
  [/\bxox[abprs]-(?=[A-Za-z-]{0,40}\d)[0-9A-Za-z-]{10}/, 'a Slack token'],
  [/\bAIza[0-9A-Za-z_-]{35}/, 'a Google API key'],
  [/\bsk-(?=[A-Za-z_-]{0,40}\d)[0-9A-Za-z_-]{20}/, 'an API key of a model provider'],
  [/\beyJ[0-9A-Za-z_-]{10,2000}\.eyJ[0-9A-Za-z_-]{10}/, 'a token (JWT)'],
  [/\bBearer\s{1,9}(?=[A-Za-z._~+/-]{0,40}\d)[0-9A-Za-z._~+/-]{20}/i, 'a bearer token'],
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
