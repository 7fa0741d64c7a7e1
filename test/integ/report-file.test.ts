import { mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReport } from '../../integ/kit/report-file';

const folder = mkdtempSync(join(tmpdir(), 'integ-report-'));

test('the report is written for its owner alone', () => {
  const path = join(folder, 'report.json');
  openReport(path)('{}\n');
  expect(readFileSync(path, 'utf8')).toBe('{}\n');
  expect(statSync(path).mode.toString(8)).toMatch(/600$/);
});

test('a file that exists, a link and a folder that is missing are refused before anything is made', () => {
  const mine = join(folder, 'mine');
  writeFileSync(mine, 'mine');
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'link'));
  expect(() => openReport(mine))
    .toThrow(/^\[integ\] the report ".*mine" exists already; choose another file \[Usage\]$/);
  expect(() => openReport(join(folder, 'link'))).toThrow('exists already');
  expect(() => openReport(join(folder, 'none/report'))).toThrow("can't be written (ENOENT)");
  expect(readFileSync(mine, 'utf8')).toBe('mine');
});
