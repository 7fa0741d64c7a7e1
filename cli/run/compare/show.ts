/** A comparison in words, after the batch that it is about. */
import type { Change, Comparison } from './compare';
import { counted } from '../../counted';
import { bold, type Printer, yellow } from '../../printer';


export function showComparison({ now, gone, totals }: Comparison, file: string, out: Printer): void {
  const changes = [...now.filter((one): one is Change => one !== undefined), ...gone];
  for (const { kind, name, lines } of changes) {
    out.line(yellow(kind), ' ', bold(name));
    out.lines(lines.map((line) => `  ${line}`));
  }
  out.line(summaryOf({ now, gone, totals }, file));
}

/** `2 of 10 runs changed, 1 new, 0 gone since before.jsonl; tokens: 10 + 5 -> 12 + 5` */
export function summaryOf({ now, gone, totals }: Comparison, file: string): string {
  const count = (kind: Change['kind']) => now.filter((one) => one?.kind === kind).length;
  const both = now.length - count('new');
  return [
    `${count('changed')} of ${counted(both, 'run')} changed, ${count('new')} new and ${gone.length} gone since ${file}`,
    ...totals,
  ].join('; ');
}
