/** Everything that the table of structures says of values: patterns, lengths, ranges, choices. Worked out once for three rules. */
import { Place, Report } from './finding';
import type { DefinitionIndex } from './indexed';
import { choiceFault, Fault, LimitCode, listFault, numberFault, textFault } from './limits';
import { isMisspelt } from './unread';
import { NUMBER, QUOTAS } from '../constraints';
import { Kind, Member } from '../model/member';
import { isOpaque, isRecord } from '../model/opaque';
import { StructName, structOf } from '../model/shape';
import { MAX_DEPTH } from '../template/keys';

export interface LimitFault {
  readonly code: LimitCode;
  readonly report: Report;
}

const FOUND = new WeakMap<DefinitionIndex, readonly LimitFault[]>();

export function limitFaults(definition: DefinitionIndex, code: LimitCode): readonly Report[] {
  let faults = FOUND.get(definition);
  if (!faults) {
    const walk = new Walk();
    walk.value({ kind: 'struct', struct: 'Definition' }, definition.model, { place: { path: '' }, name: '', depth: 0 });
    faults = walk.faults;
    FOUND.set(definition, faults);
  }
  return faults.filter((fault) => fault.code === code).map(({ report }) => report);
}

/** Lists whose length is a quota of the flow, or whose emptiness is a missing configuration: said by rules of their own. */
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
  Condition: ['name'],
  Connection: ['name', 'type'],
};

/** What has a name or lacks one, in words. */
const WHAT: { readonly [S in StructName]?: string } = {
  Node: 'node', NodeInput: 'input', NodeOutput: 'output', Condition: 'condition', Connection: 'connection', InputVariable: 'variable',
};

interface Spot {
  readonly place: Place;
  /** What the value is called in a message. */
  readonly name: string;
  readonly depth: number;
}

class Walk {
  public readonly faults: LimitFault[] = [];

  public value(kind: Kind<StructName>, value: unknown, spot: Spot): void {
    if (value === undefined || spot.depth > MAX_DEPTH || isOpaque(value)) { return; }
    // a value of the wrong kind is said where values are read
    switch (kind.kind) {
      case 'text': return typeof value === 'string' ? this.say(spot, textFault(kind.limit, value, spot.name)) : undefined;
      case 'number': return typeof value === 'number' ? this.say(spot, numberFault(kind, value, spot.name, spot.place.path)) : undefined;
      case 'enum': return typeof value === 'string' ? this.say(spot, choiceFault(kind.values, value, spot.name)) : undefined;
      case 'list': return Array.isArray(value) ? this.list(kind, value, spot) : undefined;
      case 'map': return isRecord(value) ? Object.keys(value).forEach((key) => this.say(spot, textFault(kind.key, key, 'a key of it'))) : undefined;
      case 'struct': return isRecord(value) ? this.struct(kind.struct, value, spot) : undefined;
    }
  }

  private struct(struct: StructName, value: Record<string, unknown>, spot: Spot): void {
    const { members, union } = structOf(struct);
    const place = { ...spot.place, ...named(struct, value) };
    const { path } = place;
    const depth = spot.depth + 1;
    const present = Object.keys(members).filter((member) => value[member] !== undefined);
    // a configuration of two types has a rule of its own
    if (union && present.length > 1 && struct !== 'NodeConfiguration') {
      const message = `has both ${present.map((member) => `'${member}'`).join(' and ')}, but only one of them may be given`;
      this.say({ place, name: '', depth }, { code: 'IllegalValue', message, remedy: 'keep one', value: present.join() });
    }
    for (const [name, member] of Object.entries(members) as [string, Member<StructName>][]) {
      if (value[name] === undefined) {
        this.absent(struct, value, name, { place, name, depth });
      } else if (!SAID_ELSEWHERE[struct]?.includes(name)) {
        const words = name === 'name' && WHAT[struct] ? `${WHAT[struct]} name` : name;
        this.value(member, value[name], { place: { ...place, path: path === '' ? name : `${path}.${name}` }, name: words, depth });
      }
    }
  }

  private absent(struct: StructName, value: Record<string, unknown>, name: string, spot: Spot): void {
    if (!NEEDED[struct]?.includes(name) || isMisspelt(struct, value, name)) { return; }
    this.say(spot, { code: name === 'name' ? 'IllegalName' : 'IllegalValue', message: `the ${WHAT[struct]} has no ${name}`, remedy: 'add it' });
  }

  private list(kind: Extract<Kind<StructName>, { kind: 'list' }>, value: readonly unknown[], spot: Spot): void {
    if (!COUNTED.has(kind.limit)) { this.say(spot, listFault(kind.limit, value.length, spot.name)); }
    value.forEach((item, at) => {
      this.value(kind.item, item, { ...spot, place: { ...spot.place, path: `${spot.place.path}[${at}]` }, depth: spot.depth + 1 });
    });
  }

  private say({ place }: Spot, fault: Fault | undefined): void {
    if (!fault) { return; }
    const { code, ...said } = fault;
    this.faults.push({ code, report: { ...place, ...said } });
  }
}

/** What a place gets from the structure it is in. */
function named(struct: StructName, { name, target }: Record<string, unknown>): Partial<Place> {
  if (struct === 'Connection') { return { ...isText(target) && { node: target }, ...isText(name) && { connection: name } }; }
  const key = WHAT[struct];
  return isText(name) && key !== undefined && key !== 'variable' ? { [key]: name } : {};
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
