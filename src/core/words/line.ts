/** The one-line form of everything that is wrong: `[place] what is wrong; what to do [Code]`. */

/** `[place] what is wrong; what to do [Code]`; without a place where its reader knows it. */
export function errorLine(place: string, words: string, code: string): string {
  return `${place && `[${place}] `}${words} [${code}]`;
}

/** `what is wrong; what to do`. */
export function withRemedy(message: string, remedy: string): string {
  return `${message}; ${remedy}`;
}
