/** Programs with one mistake each. What the library says of them is in messages.txt. */
import { GRAPHS } from './graphs';
import { SETTINGS } from './settings';
import type { WrongProgram } from './worlds';

export const PROGRAMS: { readonly [name: string]: WrongProgram } = { ...GRAPHS, ...SETTINGS };
