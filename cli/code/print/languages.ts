/** The languages that programs are written in, by their names on the command line. */
import { Printer } from './printer';
import { typescript } from './typescript';

export const LANGUAGES: Readonly<Record<string, Printer>> = { typescript };
