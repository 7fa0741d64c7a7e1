/** The languages that programs are written in, by their names on the command line. */
import { csharp } from './csharp';
import { go } from './go';
import { java } from './java';
import type { Printer } from './printer';
import { python } from './python';
import { typescript } from './typescript';

export const LANGUAGES: Readonly<Record<string, Printer>> = { typescript, python, java, csharp, go };
