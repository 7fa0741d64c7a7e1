/** What a definition lacks, for readers that need every part of it, as `bedrock-flows code` does. */
import type { Definition } from './definition';
import type { Kind } from './member';
import { isOpaque, isRecord } from './opaque';
import { type StructName, structOf } from './shape';
import { everyNode } from './visit';
import { kindOf, mayLackConfiguration } from '../kinds';

/**
 * The paths of required members that are missing, such as `nodes[2].inputs[0].type`, those of loops as well. The
 * name of a connection says nothing.
 */
export function* gaps(definition: Definition): Generator<string> {
  yield* ofConnections(definition, '');
  for (const { node, path } of everyNode(definition)) {
    yield* gapsIn({ kind: 'struct', struct: 'Node' }, node, path);
    const kind = kindOf(node.type);
    const configuration: unknown = node.configuration;
    if (kind && !mayLackConfiguration(kind) && !isOpaque(configuration)
      && !(isRecord(configuration) && configuration[kind.key] !== undefined)) {
      yield `${path}.configuration.${kind.key}`;
    }
    const inner: unknown = node.type === 'Loop' ? node.configuration?.loop?.definition : undefined;
    yield* ofConnections(inner, `${path}.configuration.loop.definition.`);
  }
}

function* ofConnections(definition: unknown, path: string): Generator<string> {
  if (!isRecord(definition)) { return; }
  yield* gapsIn({ kind: 'list', item: { kind: 'struct', struct: 'Connection' } }, definition.connections,
    `${path}connections`);
}

function* gapsIn(kind: Kind<StructName>, value: unknown, path: string): Generator<string> {
  if (isOpaque(value)) { return; }
  if (kind.kind === 'list' && Array.isArray(value)) {
    for (const [at, item] of value.entries()) { yield* gapsIn(kind.item, item, `${path}[${at}]`); }
  } else if (kind.kind === 'struct' && kind.struct !== 'Definition' && isRecord(value)) {
    for (const [name, member] of Object.entries(structOf(kind.struct).members)) {
      const inner = `${path}.${name}`;
      if (value[name] !== undefined) {
        yield* gapsIn(member, value[name], inner);
      } else if (member.required && !(kind.struct === 'Connection' && name === 'name')) {
        yield inner;
      }
    }
  }
}
