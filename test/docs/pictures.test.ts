/** The pictures of `docs/` show what they say, and each page of a command has one. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { commandPages, textOf } from '../../scripts/docs/commands';
import { ROOT } from '../../scripts/docs/pages';
import { pictures } from '../../scripts/docs/pictures';
import { TERMINALS } from '../../scripts/docs/terminals';

const HINT = 'run: npx projen diagrams';

test.each([...pictures()])('%s is up to date', (path, picture) => {
  expect([HINT, readFileSync(path, 'utf8')]).toEqual([HINT, picture]);
});

const shown = (page: string) => [...textOf(page).matchAll(/^!\[(.*)\]\(\.\.\/pictures\/(.*)\)$/gm)]
  .map(([, alternative, file]) => ({ alternative, file }));

test.each(commandPages())('docs/command/%s shows a picture, says what is seen, and weighs little', (page) => {
  expect(shown(page).length).toBeGreaterThan(0);
  for (const { alternative, file } of shown(page)) {
    expect(alternative.split(' ').length).toBeGreaterThan(4);
    expect([file, statSync(join(ROOT, 'docs/pictures', file)).size < 100_000]).toEqual([file, true]);
  }
});

test.each(Object.entries(TERMINALS))('the terminal of %s is on its page, with what is seen', (name, { title }) => {
  expect(shown(`${name}.md`)).toContainEqual({ alternative: title, file: `${name}.svg` });
});
