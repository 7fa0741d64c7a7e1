/** What a definition lacks, for readers that need every part of it, as `bedrock-flows code` does. */
import type { Definition } from './definition';
import type { Kind } from './member';
import { isOpaque, isRecord } from './opaque';
import { type StructName, structOf } from './shape';
import { everyNode } from './visit';
import { kindOf, mayLackConfiguration, NODE_TYPES } from '../kinds';

/**
 * The paths of required members that are missing, and of values that no member can have, such as
 * `nodes[2].inputs[0].type`; those of loops as well. A program does not need the name of a connection.
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
  const { connections } = definition;
  if (connections === undefined) { return; }
  yield* gapsIn({ kind: 'list', item: { kind: 'struct', struct: 'Connection' } }, connections, `${path}connections`);
}

function* gapsIn(kind: Kind<StructName>, value: unknown, path: string): Generator<string> {
  if (isOpaque(value)) { return; }
  if (!isOfKind(kind, value)) {
    yield path;
  } else if (kind.kind === 'list') {
    for (const [at, item] of (value as readonly unknown[]).entries()) {
      yield* gapsIn(kind.item, item, `${path}[${at}]`);
    }
  } else if (kind.kind === 'struct' && kind.struct !== 'Definition') {
    const model = value as Readonly<Record<string, unknown>>;
    for (const [name, member] of Object.entries(structOf(kind.struct).members)) {
      const inner = `${path}.${name}`;
      if (model[name] !== undefined) {
        yield* gapsIn(member, model[name], inner);
      } else if (member.required && !(kind.struct === 'Connection' && name === 'name')) {
        yield inner;
      }
    }
  }
}

function isOfKind(kind: Kind<StructName>, value: unknown): boolean {
  switch (kind.kind) {
    case 'list': return Array.isArray(value);
    case 'struct': return isRecord(value);
    case 'text': return typeof value === 'string';
    // a type of node may be newer than this table
    case 'enum': return typeof value === 'string' && (kind.values === NODE_TYPES || kind.values.includes(value));
    case 'number':
    case 'boolean': return typeof value === kind.kind;
    case 'map':
    case 'document': return true;
  }
}
