/** What callers of a flow would notice if another took its place. */
import { checkOptions, COMPATIBILITY } from './options';
import { loadFlow } from './sources/flow-source';
import type { FlowSource } from './sources/flow-source';
import { CLASSES, compare, KINDS, nodeOf } from '../core/diff';
import type { Change, ChangeClass } from '../core/diff';
import { shortened } from '../core/trace';
import { listed } from '../core/words/lists';

export interface CompatibilityOptions {
  /** Which changes are not compatible. Default: those that are breaking for callers */
  readonly classes?: readonly ChangeClass[];
  /** Which flow of the other source, by logical id or name, where it has several. */
  readonly flowId?: string;
}

/**
 * A line for each change of those classes.
 *
 * @throws SimulateError where one of the two can't be read
 */
export function incompatibilities(
  flow: FlowSource, other: FlowSource, options: CompatibilityOptions,
): readonly string[] {
  checkOptions('toBeCompatibleWith', options, COMPATIBILITY);
  const { classes = ['breaking'], flowId } = options;
  const strange = classes.find((one) => !Object.hasOwn(CLASSES, one));
  if (strange !== undefined) {
    throw new Error(`toBeCompatibleWith: there is no class '${strange}'; choose of ${listed(Object.keys(CLASSES))}`);
  }
  return compare(loadFlow(other, flowId), loadFlow(flow))
    .filter((change) => classes.includes(change.class)).map(lineOf);
}

function lineOf(change: Change): string {
  const { kind, part, before, after } = change;
  const node = nodeOf(change);
  return [
    `${node === undefined ? '' : `${node}: `}${KINDS[kind].words}${part === undefined ? '' : ` (${part})`}`,
    ...before === undefined ? [] : [`was ${shortened(before)}`],
    ...after === undefined ? [] : [`is ${shortened(after)}`],
  ].join(', ');
}
