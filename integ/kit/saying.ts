/** What an error says, in one line: nobody who runs a check has a use for a stack. */
export function sayingOf(error: unknown): string {
  if (!(error instanceof Error)) { return String(error); }
  const [line] = error.message.split(/\r?\n/, 1);
  return error.name === 'Error' || error.name === 'NotTried' ? line : `${error.name}: ${line}`;
}
