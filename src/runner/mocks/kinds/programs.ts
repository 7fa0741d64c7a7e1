/** What kinds of mocks share that start programs. */
const DEFAULT_SECONDS = 60;

/** When the program of a mock is ended. */
export function timeoutOf(mock: { readonly timeoutSeconds?: number }, seconds = DEFAULT_SECONDS): number {
  return (mock.timeoutSeconds ?? seconds) * 1000;
}

/** `the program 'sh -c …'`. */
export function programWords(what: 'program' | 'handler', text: string): string {
  return `the ${what} '${text.length > 100 ? `${text.slice(0, 97)}...` : text}'`;
}
