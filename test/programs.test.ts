/** Programs for other processes are files; the modules with their texts are up to date. */
import { readFileSync } from 'node:fs';
import { programModules } from '../scripts/programs';

test.each([...programModules()])('%s holds the programs of its folder', (path, text) => {
  expect(readFileSync(path, 'utf8')).toBe(text);
});
