/**
 * Writes what the pages of commands have from the command, their pictures, and its help as users see it:
 * `npx projen commands`.
 */
import { writeFileSync } from 'fs';
import { commandPages, Shell } from './docs/commands';
import { allHelp, HELP } from './docs/help';

async function main(): Promise<void> {
  const shell = new Shell();
  for (const page of commandPages()) {
    for (const [path, text] of await shell.filled(page)) { writeFileSync(path, text); }
  }
  shell.close();
  writeFileSync(HELP, await allHelp());
}

void main();
