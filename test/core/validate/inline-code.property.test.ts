/** Very long code. */
import { doubtOf } from '../../../src/core/validate/inline-code';

test('very long code is no trouble', () => {
  for (const text of [
    'x = 1\n'.repeat(500_000), '('.repeat(1_000_000), 'f"{'.repeat(300_000), '"a" '.repeat(300_000),
    'a == '.repeat(300_000),
  ]) {
    const { message = '', line = '' } = doubtOf(text) ?? {};
    expect(message.length + line.length).toBeLessThan(300);
  }
});
