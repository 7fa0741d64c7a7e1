/** Everything that the table of structures says of values: patterns, lengths, ranges, choices. Worked out once for three rules. */
import { Report } from './finding';
import type { DefinitionIndex } from './index-definition';
import { Code, NUMBER, QUOTAS, TEXT, TextLimit } from '../constraints';
import { Kind, Member } from '../model/member';
import { isOpaque, isRecord } from '../model/opaque';
import { StructName, structOf } from '../model/shape';
import { alphanumerics } from '../names';
import { MAX_DEPTH } from '../template/keys';
import { quoted, suggestion } from '../template/problem';

export interface LimitFault {
  readonly code: Extract<Code, 'IllegalName' | 'IllegalValue' | 'ExpressionTooLong'>;
  readonly report: Report;
}

const FOUND = new WeakMap<DefinitionIndex, readonly LimitFault[]>();

export function limitFaults(definition: DefinitionIndex): readonly LimitFault[] {
  let faults = FOUND.get(definition);
  if (!faults) {
    const walk = new Walk();
    walk.value({ kind: 'struct', struct: 'Definition' }, definition.model, '', '', undefined, 0);
    faults = walk.faults;
    FOUND.set(definition, faults);
  }
  return faults;
}

const NAMES: ReadonlySet<TextLimit | undefined> = new Set([TEXT.nodeName, TEXT.connectionName, TEXT.promptVariable]);
const EXPRESSIONS: ReadonlySet<TextLimit | undefined> = new Set([TEXT.inputExpression, TEXT.conditionExpression]);
/** Lists whose length is a quota of the flow, or whose emptiness is a missing configuration: said by rules of their own. */
const COUNTED: ReadonlySet<unknown> = new Set([
  QUOTAS.nodes, QUOTAS.connections, NUMBER.inputsPerNode, NUMBER.outputsPerNode, NUMBER.conditionsPerNode,
]);
/** Structures whose members repeat names that are declared elsewhere: an illegal one is said where it is declared. */
const REFERENCES: ReadonlySet<StructName> = new Set<StructName>(['DataConnection', 'ConditionalConnection']);

class Walk {
  public readonly faults: LimitFault[] = [];

  public value(kind: Kind<StructName>, value: unknown, path: string, name: string, node: string | undefined, depth: number): void {
    if (value === undefined || depth > MAX_DEPTH || isOpaque(value)) { return; }
    switch (kind.kind) {
      case 'text': return typeof value === 'string' ? this.text(kind.limit, value, path, name, node) : undefined;
      case 'number': return typeof value === 'number' ? this.number(kind, value, path, name, node) : undefined;
      case 'enum': return typeof value === 'string' && !kind.values.includes(value) ? this.choice(kind.values, value, path, name, node) : undefined;
      case 'list': return Array.isArray(value) ? this.list(kind, value, path, name, node, depth) : undefined;
      case 'map': return isRecord(value) ? Object.keys(value).forEach((key) => this.text(kind.key, key, path, 'a key of it', node)) : undefined;
      case 'struct': return isRecord(value) ? this.struct(kind.struct, value, path, node, depth) : undefined;
    }
  }

  private struct(struct: StructName, value: Record<string, unknown>, path: string, around: string | undefined, depth: number): void {
    const { members, union } = structOf(struct);
    const node = struct === 'Node' && typeof value.name === 'string' ? value.name : around;
    const present = Object.keys(members).filter((member) => value[member] !== undefined);
    if (union && present.length > 1 && struct !== 'NodeConfiguration') {
      this.report('IllegalValue', path, node, `has both ${present.map((member) => `'${member}'`).join(' and ')}, but only one of them may be given`, 'keep one', present);
    }
    for (const [name, member] of Object.entries(members)) {
      if (value[name] === undefined) {
        this.absent(struct, name, member, path, node);
      } else if (!isSaidElsewhere(struct, name)) {
        this.value(member, value[name], path === '' ? name : `${path}.${name}`, name, node, depth + 1);
      }
    }
  }

  // what is missing in a configuration, and ports or names that connections lack, have rules of their own
  private absent(struct: StructName, name: string, member: Member, path: string, node: string | undefined): void {
    if (!member.required || name !== 'name' && !(struct === 'Connection' && name === 'type') && !(struct === 'NodeOutput' || struct === 'NodeInput')) { return; }
    if (!['Node', 'NodeInput', 'NodeOutput', 'Condition', 'Connection'].includes(struct)) { return; }
    this.report(name === 'name' ? 'IllegalName' : 'IllegalValue', path, node, `has no ${name}`, 'add it', undefined);
  }

  private text(limit: TextLimit | undefined, value: string, path: string, name: string, node: string | undefined): void {
    if (!limit) { return; }
    const { min = 0, max = Infinity, pattern, words } = limit;
    const code = NAMES.has(limit) ? 'IllegalName' : 'IllegalValue';
    if (EXPRESSIONS.has(limit) && value.length > max) {
      this.report('ExpressionTooLong', path, node, `expression ${quoted(value)} is ${value.length} characters long, the service allows ${max}`, 'shorten the names in it, or split it', value);
    } else if (value.length > max) {
      this.report(code, path, node, `${name} is ${value.length} characters long, the service allows ${max}`, 'shorten it', value.length);
    } else if (value.length < min) {
      this.report(code, path, node, `${name} is empty`, 'write something, or leave it out', value);
    } else if (pattern && !pattern.test(value)) {
      // the console stores such names, and an import makes them anew
      const isLongName = limit === TEXT.connectionName && alphanumerics(value) > 101 && /^[a-zA-Z](_?[0-9a-zA-Z])+$/.test(value);
      this.report(code, path, node, `${name} is ${quoted(value)}, but must ${words}`, isLongName ? 'shorten it (FlowDefinition does)' : 'correct it', value,
        isLongName ? 'warning' : undefined);
    }
  }

  private number(kind: Extract<Kind, { kind: 'number' }>, value: number, path: string, name: string, node: string | undefined): void {
    const { min = -Infinity, max = Infinity } = kind.limit ?? {};
    // an inline prompt with more tokens is one that CloudFormation can't express: said so by a rule of its own
    const highest = kind.limit === NUMBER.maxTokens && path.includes('.inline.') ? Infinity : max;
    if (!(value >= min && value <= highest)) {
      this.report('IllegalValue', path, node, `${name} is ${value}, the service allows ${min} to ${max}`, 'choose one of those', value);
    } else if (kind.whole && !Number.isInteger(value)) {
      this.report('IllegalValue', path, node, `${name} is ${value}, but must be a whole number`, `choose ${Math.round(value)}`, value);
    }
  }

  private choice(values: readonly string[], value: string, path: string, name: string, node: string | undefined): void {
    const all = values.map((one) => `'${one}'`).join(', ');
    this.report('IllegalValue', path, node, `${name} is ${quoted(value)}, the service has only ${all}`, suggestion(value, values, 'use one of those'), value);
  }

  private list(kind: Extract<Kind<StructName>, { kind: 'list' }>, value: readonly unknown[], path: string, name: string, node: string | undefined, depth: number): void {
    const { min = 0, max = Infinity } = kind.limit ?? {};
    if (!COUNTED.has(kind.limit) && (value.length > max || value.length < min)) {
      this.report('IllegalValue', path, node, `${name} has ${value.length} entries, the service allows ${max === Infinity ? `at least ${min}` : `${min} to ${max}`}`,
        value.length > max ? 'remove some' : 'add some', value.length);
    }
    value.forEach((item, at) => this.value(kind.item, item, `${path}[${at}]`, name, node, depth + 1));
  }

  private report(
    code: LimitFault['code'], path: string, node: string | undefined, message: string, remedy: string, value: unknown, severity?: Report['severity'],
  ): void {
    this.faults.push({ code, report: { path, ...node && { node }, message, remedy, value, ...severity && { severity } } });
  }
}

/** Node types are a rule of their own, and the names in connections are checked where they are declared. */
function isSaidElsewhere(struct: StructName, name: string): boolean {
  return REFERENCES.has(struct) || (struct === 'Node' && name === 'type') || (struct === 'Connection' && (name === 'source' || name === 'target'));
}
