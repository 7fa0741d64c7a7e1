/** What is written from the records of kinds is up to date. */
import { readFileSync } from 'fs';
import { mocksSchema, pages, SCHEMA_FILE } from '../scripts/tables';

const HINT = 'run: npx projen tables';

test('mocks.schema.json', () => {
  expect([HINT, readFileSync(SCHEMA_FILE, 'utf8')]).toEqual([HINT, mocksSchema()]);
});

test.each(pages().map((page) => [page.path.replace(/.*docs/, 'docs'), page] as const))(
  'the table of %s', (_, { is, shouldBe }) => {
    expect([HINT, is]).toEqual([HINT, shouldBe]);
  });
