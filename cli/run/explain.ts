/** `bedrock-flows run --explain`: how the runner reads the service, and what its codes mean. */
import { FIDELITY, type FidelityRow } from '../../src/core/simulate';
import { listed } from '../../src/core/words/lists';
import { nearest, suggestion } from '../../src/core/words/suggest';
import { CommandError } from '../command-error';
import { EXPLAINED, explain } from '../explain/explain';
import { EXIT, type Io } from '../io';
import { bold, cyan, dim, green, printers, type Styled, yellow } from '../printer';

/** @param wanted the id of a row; all of them, in short, where there is none */
export function explainFidelity(wanted: string | undefined, io: Io, color: boolean): number {
  const { out } = printers(io, color);
  const shade: Readonly<Record<FidelityRow['confidence'], (text: string) => Styled>> =
    { observed: green, documented: cyan, assumed: yellow };
  if (wanted === undefined) {
    const width = Math.max(...FIDELITY.map(({ id }) => id.length));
    for (const { id, rule, confidence } of FIDELITY) {
      out.line(bold(id.padEnd(width)), '  ', shade[confidence](confidence.padEnd(10)), '  ', rule);
    }
    return EXIT.clean;
  }
  const row = FIDELITY.find(({ id }) => id.toLowerCase() === wanted.trim().toLowerCase());
  if (!row) {
    if (EXPLAINED.some((code) => code.toLowerCase() === wanted.trim().toLowerCase())) {
      return explain(wanted, io, color);
    }
    const ids = FIDELITY.map(({ id }) => id);
    throw new CommandError(
      'bedrock-flows', `'${wanted}' is not a rule of the runner`,
      suggestion(nearest(wanted, [...ids, ...EXPLAINED]), `the rules are ${listed(ids)}`), 'Usage',
    );
  }
  const lines: [string, string | undefined][] =
    [['rule', row.rule], ['reading', row.reading], ['source', row.source], ['switch', row.switch]];
  out.line(bold(row.id), ' (', shade[row.confidence](row.confidence), ')');
  for (const [name, text] of lines) { if (text !== undefined) { out.line('  ', dim(name.padEnd(12)), text); } }
  return EXIT.clean;
}
