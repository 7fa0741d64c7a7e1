/** The report of a batch as JUnit XML, which CI systems read. */

export interface JunitCase {
  readonly name: string;
  readonly seconds: number;
  /** What is wrong, a line each; empty for a run that is as it should be. */
  readonly differences: readonly string[];
  /** The steps of the run. */
  readonly trace: string;
}

export function junit(suite: string, cases: readonly JunitCase[]): string {
  const failures = cases.filter(({ differences }) => differences.length > 0).length;
  const total = cases.reduce((sum, { seconds }) => sum + seconds, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="${escaped(suite)}" tests="${cases.length}" failures="${failures}" time="${total.toFixed(3)}">`,
    ...cases.flatMap(({ name, seconds, differences, trace }) => [
      `  <testcase classname="${escaped(suite)}" name="${escaped(name)}" time="${seconds.toFixed(3)}"${differences.length > 0 ? '>' : '/>'}`,
      ...differences.length > 0 ? [
        `    <failure message="${escaped(differences[0])}">${escaped([...differences, '', trace].join('\n'))}</failure>`,
        '  </testcase>',
      ] : [],
    ]),
    '</testsuite>',
    '',
  ].join('\n');
}

// XML 1.0 has no way to write most control characters
function escaped(text: string): string {
  const legal = text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
  return legal.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
