/** What is written from the records of kinds is up to date. */
import { readFileSync } from 'fs';
import { mocksSchema, readme, README_FILE, SCHEMA_FILE } from '../scripts/tables';

const HINT = 'run: npx projen tables';

test('mocks.schema.json', () => {
  expect([HINT, readFileSync(SCHEMA_FILE, 'utf8')]).toEqual([HINT, mocksSchema()]);
});

test('the tables of the README', () => {
  const text = readFileSync(README_FILE, 'utf8');
  expect([HINT, text]).toEqual([HINT, readme(text)]);
});
