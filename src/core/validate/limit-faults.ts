/**
 * Everything that the table of structures says of values: patterns, lengths, ranges, choices. Worked out once for three
 * rules.
 */
import type { Place, Report } from './finding';
import type { DefinitionIndex } from './indexed';
import { choiceFault, type Fault, type LimitCode, listFault, numberFault, textFault } from './limits';
import { isMisspelt } from './unreadable';
import { NUMBER, QUOTAS } from '../constraints';
import type { Kind } from '../model/member';
import { isOpaque, isRecord } from '../model/opaque';
import { type StructName, structOf } from '../model/shape';
import { MAX_DEPTH } from '../template/keys';
import { anA } from '../words/article';
import { listed } from '../words/lists';

export interface LimitFault {
  readonly code: LimitCode;
  readonly report: Report;
}

const FOUND = new WeakMap<DefinitionIndex, readonly LimitFault[]>();

export function limitFaults(definition: DefinitionIndex, code: LimitCode): readonly Report[] {
  let faults = FOUND.get(definition);
  if (!faults) {
    const walk = new Walk();
    walk.value({ kind: 'struct', struct: 'Definition' }, definition.model, undefined, undefined, '');
    faults = walk.faults;
    FOUND.set(definition, faults);
  }
  return faults.filter((fault) => fault.code === code).map(({ report }) => report);
}

/**
 * Lists whose length is a quota of the flow, or whose emptiness is a missing configuration: said by rules of their own.
 */
const COUNTED: ReadonlySet<unknown> = new Set([
  QUOTAS.nodes, QUOTAS.connections, NUMBER.inputsPerNode, NUMBER.outputsPerNode, NUMBER.conditionsPerNode,
]);
/** Names that are declared elsewhere, where an illegal one is said; and node types, which have a rule of their own. */
const SAID_ELSEWHERE: { readonly [S in StructName]?: readonly string[] } = {
  Node: ['type'],
  Connection: ['source', 'target'],
  DataConnection: ['sourceOutput', 'targetInput'],
  ConditionalConnection: ['condition'],
};
/** What must be there of a structure that is no configuration: in those, what is missing has a rule of its own. */
const NEEDED: { readonly [S in StructName]?: readonly string[] } = {
  Node: ['name'],
  NodeInput: ['name', 'type', 'expression'],
  NodeOutput: ['name', 'type'],
  ConditionEntry: ['name'],
  Connection: ['name', 'type'],
};

/** What has a name or lacks one, in words. */
const WHAT: { readonly [S in StructName]?: string } = {
  Node: 'node',
  NodeInput: 'input',
  NodeOutput: 'output',
  ConditionEntry: 'condition',
  Connection:
    'connection',
  InputVariable: 'variable',
};

/**
 * A structure or list on the way to a value. Most values are as they should be, so places are put into words for faults
 * only.
 */
interface Level {
  readonly up?: Level;
  /** The member of the structure, or the number in the list, that this stands at; `undefined` for the definition. */
  readonly key?: string | number;
  readonly depth: number;
  /** What the level is called in a message. */
  readonly name: string;
  /** Of a structure: which, and the thing itself. */
  readonly struct?: StructName;
  readonly value?: Record<string, unknown>;
  /** Of a list: what none of its structures has, which is said once for all of them. */
  readonly lacks?: readonly string[];
}

class Walk {
  public readonly faults: LimitFault[] = [];

  public value(kind: Kind<StructName>, value: unknown, up: Level | undefined, key: Level['key'], name: string): void {
    const depth = up ? up.depth + 1 : 0;
    if (depth > MAX_DEPTH || isOpaque(value)) { return; }
    // a value of the wrong kind is said where values are read
    switch (kind.kind) {
      case 'text': return typeof value === 'string' ? this.say(up, key, textFault(kind.limit, value, name)) : undefined;
      case 'number': return typeof value === 'number'
        ? this.say(up, key, numberFault(kind, value, name, () => pathOf(up, key))) : undefined;
      case 'enum': return typeof value === 'string'
        ? this.say(up, key, choiceFault(kind.values, value, name)) : undefined;
      case 'list': return Array.isArray(value) ? this.list(kind, value, { up, key, depth, name }) : undefined;
      case 'map': return isRecord(value)
        ? Object.keys(value).forEach((one) => this.say(up, key, textFault(kind.key, one, 'a key of it'))) : undefined;
      case 'struct': return isRecord(value)
        ? this.struct(kind.struct, value, { up, key, depth, name, struct: kind.struct, value }) : undefined;
    }
  }

  private struct(struct: StructName, value: Record<string, unknown>, level: Level): void {
    const { members, union } = tableOf(struct);
    let present = 0;
    for (const { name, words, kind, isNeeded, isSaidElsewhere } of members) {
      if (value[name] === undefined) {
        if (isNeeded) { this.absent(struct, value, name, level); }
      } else {
        present++;
        if (!isSaidElsewhere) { this.value(kind, value[name], level, name, words); }
      }
    }
    // a configuration of two types has a rule of its own
    if (union && present > 1 && struct !== 'NodeConfiguration') {
      this.crowd(members.map(({ name }) => name), value, level);
    }
  }

  private crowd(members: readonly string[], value: Record<string, unknown>, level: Level): void {
    const present = members.filter((member) => value[member] !== undefined);
    const message = `has both ${listed(present)}, but only one of them may `
      + 'be given';
    this.say(level, undefined, { code: 'IllegalValue', message, remedy: 'keep one', value: present.join() });
  }

  private absent(struct: StructName, value: Record<string, unknown>, name: string, level: Level): void {
    if (isMisspelt(struct, value, name) || level.up?.lacks?.includes(name)) { return; }
    const message = `the ${WHAT[struct]} has no ${name}`;
    this.say(level, undefined, { code: absentCode(name), message, remedy: 'add it' });
  }

  private list(kind: Extract<Kind<StructName>, { kind: 'list' }>, value: readonly unknown[], level: Level): void {
    if (!COUNTED.has(kind.limit)) { this.say(level, undefined, listFault(kind.limit, value.length, level.name)); }
    const lacks = lackedByAll(kind.item, value);
    for (const name of lacks) {
      const message = `none of the ${value.length} ${level.name} has ${anA(name)}`;
      this.say(level, undefined, { code: absentCode(name), message, remedy: 'add one to each' });
    }
    value.forEach((item, at) => this.value(kind.item, item, { ...level, lacks }, at, level.name));
  }

  private say(level: Level | undefined, key: Level['key'], fault: Fault | undefined): void {
    if (!fault) { return; }
    const { code, ...said } = fault;
    this.faults.push({ code, report: { path: pathOf(level, key), ...namesOf(level), ...said } });
  }
}

/** What is needed of each structure in a list, and none of several has. */
function lackedByAll(item: Kind<StructName>, list: readonly unknown[]): readonly string[] {
  const struct = item.kind === 'struct' ? item.struct : undefined;
  if (!struct || list.length < 2) { return []; }
  return (NEEDED[struct] ?? []).filter((name) => list.every((one) => isRecord(one) && !isOpaque(one)
    && one[name] === undefined && !isMisspelt(struct, one, name)));
}

function absentCode(name: string): LimitCode {
  return name === 'name' ? 'IllegalName' : 'IllegalValue';
}

interface WalkedMember {
  readonly name: string;
  /** What it is called in a message. */
  readonly words: string;
  readonly kind: Kind<StructName>;
  readonly isNeeded: boolean;
  readonly isSaidElsewhere: boolean;
}

interface WalkedStruct {
  readonly union?: true;
  readonly members: readonly WalkedMember[];
}

const TABLES = new Map<StructName, WalkedStruct>();

/** The row of the table of structures, made ready for the walk. */
function tableOf(struct: StructName): WalkedStruct {
  let table = TABLES.get(struct);
  if (!table) {
    const { union, members } = structOf(struct);
    table = {
      union,
      members: Object.entries(members).map(([name, kind]) => ({
        name,
        words: name === 'name' && WHAT[struct] ? `${WHAT[struct]} name` : name,
        kind,
        isNeeded: NEEDED[struct]?.includes(name) === true,
        isSaidElsewhere: SAID_ELSEWHERE[struct]?.includes(name) === true,
      })),
    };
    TABLES.set(struct, table);
  }
  return table;
}

function pathOf(level: Level | undefined, key: Level['key']): string {
  const before = level ? pathOf(level.up, level.key) : '';
  if (key === undefined) { return before; }
  if (typeof key === 'number') { return `${before}[${key}]`; }
  return before === '' ? key : `${before}.${key}`;
}

/** What a place gets from the structures it is in. */
function namesOf(level: Level | undefined): Partial<Place> {
  if (!level) { return {}; }
  return { ...namesOf(level.up), ...level.struct && level.value && named(level.struct, level.value) };
}

function named(struct: StructName, { name, target }: Record<string, unknown>): Partial<Place> {
  if (struct === 'Connection') {
    return { ...isText(target) && { node: target }, ...isText(name) && { connection: name } };
  }
  const key = WHAT[struct];
  return isText(name) && key !== undefined && key !== 'variable' ? { [key]: name } : {};
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
