/** In what a node differs from what it was: its name, type, ports and configuration. */
import { type Change, change, type Place, textOf } from './change';
import { conditionChanges } from './conditions';
import { configurationChanges } from './configuration-changes';
import type { Json, NodeForm } from './form';
import type { Pair } from './pairs';
import { canonical } from '../model/canonical';

/** Text of the connections of an input, where it has any. */
export type SourcesOf = (side: 'before' | 'after', input: string) => string | undefined;

export function nodeChanges({ before, after }: Pair, sources: SourcesOf): readonly Change[] {
  if (wholeOf(before) === wholeOf(after)) { return []; }
  const place = { nodeBefore: before.label, nodeAfter: after.label };
  const hasOtherType = before.type !== after.type;
  return [
    ...before.name === after.name
      ? [] : [change(renaming(after.type), place, { before: before.name, after: after.name })],
    ...hasOtherType ? [change('nodeType', place, { before: before.type, after: after.type })] : [],
    ...portChanges(before, after, place, sources),
    ...hasOtherType ? [] : [
      ...conditionChanges(before, after, place),
      ...configurationChanges(after.type, before.configuration, after.configuration, place),
    ],
    ...restChanges(before.rest, after.rest, place),
  ];
}

function wholeOf({ name, type, configuration, inputs, outputs, rest }: NodeForm): string {
  return canonical([name, type, configuration, inputs, outputs, rest]);
}

function renaming(type: string) {
  return type === 'Input' ? 'inputRenamed' : type === 'Output' ? 'outputRenamed' : 'nodeRenamed';
}

function restChanges(before: Json, after: Json, place: Place): readonly Change[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => canonical(before[key]) !== canonical(after[key]))
    .map((part) => change('configuration', place, { part, before: before[part], after: after[part] }));
}

function portChanges(before: NodeForm, after: NodeForm, place: Place, sources: SourcesOf): readonly Change[] {
  return [
    ...sideChanges(before.inputs, after.inputs, place, {
      added: 'inputPortAdded',
      removed: 'inputPortRemoved',
      sources,
      type: after.type === 'Output' ? 'outputType' : 'portType',
    }),
    ...sideChanges(before.outputs, after.outputs, place, {
      added: 'outputPortAdded', removed: 'outputPortRemoved', type: after.type === 'Input' ? 'inputType' : 'portType',
    }),
  ];
}

interface Words {
  readonly added: 'inputPortAdded' | 'outputPortAdded';
  readonly removed: 'inputPortRemoved' | 'outputPortRemoved';
  readonly type: 'inputType' | 'outputType' | 'portType';
  readonly sources?: SourcesOf;
}

function sideChanges(
  before: readonly Json[], after: readonly Json[], place: Place, { added, removed, type, sources }: Words,
): readonly Change[] {
  const [left, right] = [byName(before), byName(after)];
  if (!left || !right) {
    const [one, other] = [before, after].map((ports) => ports.map(canonical).sort().join(', '));
    return one === other ? [] : [change('port', place, { before: one, after: other })];
  }
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((part): readonly Change[] => {
    const [one, other] = [left.get(part), right.get(part)];
    if (!one) { return [change(added, place, { part, after: portText(other!, sources?.('after', part)) })]; }
    if (!other) { return [change(removed, place, { part, before: portText(one, sources?.('before', part)) })]; }
    return [...new Set([...Object.keys(one), ...Object.keys(other)])]
      .filter((key) => canonical(one[key]) !== canonical(other[key]))
      .map((key) => change(key === 'type' ? type : key === 'expression' ? 'expression' : 'port', place, {
        part: key === 'type' || key === 'expression' ? part : `${part}.${key}`, before: one[key], after: other[key],
      }));
  });
}

/** `undefined` where names are missing or stand twice. */
function byName(ports: readonly Json[]): ReadonlyMap<string, Json> | undefined {
  const named = new Map(ports.flatMap((port) => typeof port.name === 'string' ? [[port.name, port] as const] : []));
  return named.size === ports.length ? named : undefined;
}

function portText({ name: _, type, expression, ...rest }: Json, from: string | undefined): string {
  return [
    textOf(type),
    ...expression === undefined || expression === '$.data' ? [] : [textOf(expression)],
    ...Object.keys(rest).length > 0 ? [canonical(rest)] : [],
    ...from === undefined ? [] : [`from ${from}`],
  ].join(' ');
}
