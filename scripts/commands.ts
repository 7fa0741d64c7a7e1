/** Writes what the pages of commands have from the command: `npx projen commands`. */
import { writeFileSync } from 'fs';
import { join } from 'path';
import { commandPages, PAGES, Shell } from './docs/commands';

async function main(): Promise<void> {
  const shell = new Shell();
  for (const page of commandPages()) { writeFileSync(join(PAGES, page), await shell.filled(page)); }
  shell.close();
}

void main();
