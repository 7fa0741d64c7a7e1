/** `tsx scripts/code/write-programs.ts <folder>` writes the programs of the corpus in every language. */
import { resolve } from 'path';
import { LANGUAGES, writePrograms } from './programs';

void writePrograms(resolve(process.argv[2]), LANGUAGES);
