/** The report of a batch as JUnit XML, which CI systems read. */

export interface JunitCase {
  readonly name: string;
  readonly seconds: number;
  /** What is wrong, a line each; empty for a run that is as it should be. */
  readonly differences: readonly string[];
  /** Why it could not run. */
  readonly problem?: string;
  /** The steps of the run. */
  readonly trace: string;
}

export function junit(suite: string, cases: readonly JunitCase[]): string {
  const errors = cases.filter(({ problem }) => problem !== undefined).length;
  const failures = cases.filter(({ differences, problem }) => problem === undefined && differences.length > 0).length;
  const total = cases.reduce((sum, { seconds }) => sum + seconds, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="${escaped(suite)}" tests="${cases.length}" failures="${failures}" errors="${errors}" `
      + `time="${total.toFixed(3)}">`,
    ...cases.flatMap((one) => {
      const start = `  <testcase classname="${escaped(suite)}" name="${escaped(one.name)}" `
        + `time="${one.seconds.toFixed(3)}"`;
      const fault = faultOf(one);
      return fault === undefined ? [`${start}/>`] : [`${start}>`, `    ${fault}`, '  </testcase>'];
    }),
    '</testsuite>',
    '',
  ].join('\n');
}

function faultOf({ differences, problem, trace }: JunitCase): string | undefined {
  if (problem !== undefined) {
    return `<error message="${escaped(problem)}">${escaped([problem, '', trace].join('\n'))}</error>`;
  }
  if (differences.length === 0) { return undefined; }
  return `<failure message="${escaped(differences[0])}">${escaped([...differences, '', trace].join('\n'))}</failure>`;
}

// XML 1.0 has no way to write most control characters; the others, and what turns the direction of text, are for no
// terminal
function escaped(text: string): string {
  const legal = text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
  return legal.replace(REFERRED, (sign) => `&#${sign.charCodeAt(0)};`);
}

const REFERRED = /[&<>"'\r\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]/g;
