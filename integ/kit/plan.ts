/** What will be made, before anything is. */
import type { Check, LeftOut } from './check';

export function planOf(checks: readonly Check[], leftOut: readonly LeftOut[]): string[] {
  const width = Math.max(...[...checks, ...leftOut].map(({ name }) => name.length));
  const head = ({ number, name }: { readonly number: number; readonly name: string }) =>
    `${String(number).padStart(2)} ${name.padEnd(width)}`;
  const parts = [
    ...checks.map((check) => ({
      number: check.number,
      lines: [
        `${head(check)}  assumes that ${check.assumes}`,
        `${' '.repeat(width + 5)}makes ${check.makes}; ${check.minutes} min, ${money(check.dollars)}`,
      ],
    })),
    ...leftOut.map((one) => ({ number: one.number, lines: [`${head(one)}  left out: ${one.reason}`] })),
  ];
  return [...parts.sort((left, right) => left.number - right.number).flatMap(({ lines }) => lines), totalOf(checks)];
}

export function minutesOf(checks: readonly Check[]): number {
  return checks.reduce((sum, { minutes }) => sum + minutes, 0);
}

function totalOf(checks: readonly Check[]): string {
  const cents = checks.reduce((sum, { dollars }) => sum + Math.round(dollars * 100), 0);
  return `${checks.length} ${checks.length === 1 ? 'check' : 'checks'}, one after the other: `
    + `about ${minutesOf(checks)} minutes and at most ${money(cents / 100)} `
    + '(estimated from list prices of us-east-1, not measured)';
}

function money(dollars: number): string {
  return dollars === 0 ? 'less than 1 cent' : `$${dollars.toFixed(2)}`;
}
