/** The pictures of `docs/` show what they say. */
import { readFileSync } from 'node:fs';
import { pictures } from '../../scripts/docs/pictures';

const HINT = 'run: npx projen diagrams';

test.each([...pictures()])('%s is up to date', (path, picture) => {
  expect([HINT, readFileSync(path, 'utf8')]).toEqual([HINT, picture]);
});
