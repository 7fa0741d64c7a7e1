/** The programs that mocks start, in words. */
import type { Mock } from './mock';
import type { Mocks } from './parse-mocks';

/** `the program 'sh -c …'`, `the handler './handler.js#handler'`, `the inline code of the flow`; each once. */
export function programsOf({ nodes = {}, types = {} }: Mocks): readonly string[] {
  const all = [...Object.values(nodes), ...Object.values(types)];
  return [...new Set(all.flatMap((mock) => typeof mock === 'object' ? programsIn(mock) : []))];
}

function programsIn(mock: Mock): readonly string[] {
  if ('calls' in mock) { return mock.calls.flatMap(programsIn); }
  if ('command' in mock) { return [`the program '${shortened(mock.command.join(' '))}'`]; }
  if ('lambda' in mock) { return [`the handler '${shortened(mock.lambda)}'`]; }
  return 'python' in mock ? ['the inline code of the flow'] : [];
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}
