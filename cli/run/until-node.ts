/** `--until`: a run that ends when a node has come to something. */
import { nodeNamed } from './node-named';
import type { LogEntry, Plan } from '../../src/core/simulate';
import type { LoadedFlow } from '../../src/runner/sources/document-flow';

/** Thrown to leave a run that has come far enough. */
export class Reached extends Error {}

/** What a node that has come to something has in the log. */
const COMES_TO: ReadonlySet<string> = new Set(['nodeOutput', 'condition', 'flowOutput']);

export class Until {
  /** @throws CommandError where there is no such node */
  public constructor({ definition }: Pick<LoadedFlow, 'definition'>, private readonly name: string) {
    nodeNamed(definition, name, '--until');
  }

  /** @throws Reached after what the node has come to, for the first time */
  public check(entry: LogEntry, plan: Plan): void {
    if (COMES_TO.has(entry.kind) && plan.nodes[entry.node]?.name === this.name) { throw new Reached(); }
  }
}
