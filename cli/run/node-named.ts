/** A node that an option names. */
import type { Definition, Node } from '../../src/core/model/definition';
import { everyNode } from '../../src/core/model/visit';
import { listed } from '../../src/core/words/lists';
import { nearest, suggestion } from '../../src/core/words/suggest';
import { CommandError } from '../command-error';

/** @throws CommandError where the flow, with its loops, has none of that name */
export function nodeNamed(definition: Definition, name: string, option: string): Node {
  const nodes = [...everyNode(definition)].map(({ node }) => node);
  const node = nodes.find((one) => one.name === name);
  if (node) { return node; }
  const names = nodes.map((one) => one.name);
  const remedy = suggestion(nearest(name, names), `there are ${listed(names)}`);
  throw new CommandError(option, `the flow has no node '${name}'`, remedy, 'Usage');
}
