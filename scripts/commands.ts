/** Writes what the pages of commands have from the command, and its help as users see it: `npx projen commands`. */
import { writeFileSync } from 'fs';
import { join } from 'path';
import { commandPages, PAGES, Shell } from './docs/commands';
import { allHelp, HELP } from './docs/help';

async function main(): Promise<void> {
  const shell = new Shell();
  for (const page of commandPages()) { writeFileSync(join(PAGES, page), await shell.filled(page)); }
  shell.close();
  writeFileSync(HELP, await allHelp());
}

void main();
