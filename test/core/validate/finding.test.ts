import { lineOf } from '../../../src/core/validate/finding';

test('a finding is one line: where, what, what to do, and its code', () => {
  const finding = {
    severity: 'error',
    code: 'IllegalName',
    path: 'nodes[0].name',
    message: 'node name \'a b\' must have no blanks',
    remedy: 'rename it',
  } as const;
  expect(lineOf(finding, 'Reply')).toBe('[Reply] node name \'a b\' must have no blanks; rename it [IllegalName]');
});
