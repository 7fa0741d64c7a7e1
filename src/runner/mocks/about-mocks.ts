/** What is known about mocks before they answer. */
import { tellAll } from './kinds';
import type { Mock } from './mock';
import type { Mocks } from './parse-mocks';

/** Whether runs with these mocks may see what others have left behind. */
export function sharesState(mocks: Mocks): boolean {
  return withoutFunctions(mocks).some((mock) => tellAll(mock, ({ isShared }) => isShared).length > 0);
}

/** The programs that they start: `the program 'sh -c …'`, `the inline code of the flow`; each once. */
export function programsOf(mocks: Mocks): readonly string[] {
  return [...new Set(withoutFunctions(mocks).flatMap((mock) => tellAll(mock, ({ program }, one) => program?.(one))))];
}

/** The recordings that they name, relative to their file. */
export function recordingsOf(mocks: Mocks): readonly string[] {
  return withoutFunctions(mocks).flatMap((mock) => tellAll(mock, ({ recording }, one) => recording?.(one)));
}

function withoutFunctions({ nodes = {}, types = {} }: Mocks): readonly Mock[] {
  return [...Object.values(nodes), ...Object.values(types)].filter((mock) => typeof mock === 'object');
}
