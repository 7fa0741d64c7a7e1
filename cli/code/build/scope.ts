/** The nodes of a flow, or of a loop in it, as statements. */
import { type Draft, Unsayable } from './draft';
import type { Shared } from './models';
import { nodeParts } from './nodes';
import { readingOrder } from './order';
import { isIn, type NodeParts, type Wiring } from './parts';
import { rawParts } from './raw';
import { DEFAULT_CONDITION } from '../../../src/core/constraints';
import type { Condition, Connection, Definition, Node, NodeInput, NodeOf } from '../../../src/core/model/definition';
import { wordsOf } from '../../spelling/words';
import { call, type Entry, type Expression, local, type Name, type New, struct, text } from '../program';

/** Where nodes stand: in the flow, or in a loop. */
export interface Place {
  readonly scope: Expression;
  /** The ids from the flow down to the scope. */
  readonly ids: readonly string[];
  /** Ids that other constructs have there. */
  readonly taken: ReadonlySet<string>;
  /** What comes in, by the output of the node that stands for it. */
  entry(output: string): Expression;
}

export class ScopeBuilder implements Wiring {
  private readonly nodes: readonly Node[];
  private readonly connections: readonly Connection[];
  private readonly made = new Map<string, { readonly at: Expression; readonly properties: ReadonlySet<string> }>();
  private readonly branches = new Map<string, Expression>();

  public constructor(
    public readonly draft: Draft, public readonly shared: Shared, public readonly place: Place, definition: Definition,
  ) {
    this.nodes = definition.nodes ?? [];
    this.connections = definition.connections ?? [];
  }

  public build(): void {
    for (const node of readingOrder(this.nodes, this.connections)) {
      if (!isIn(ENTRIES, node.type) && node.type !== 'LoopController' && !this.draft.options.omitted.has(node.name)) {
        this.node(node);
      }
    }
  }

  /** The node of that type, where there is just one. */
  public only<K extends Node['type']>(type: K): (Node & NodeOf<K>) | undefined {
    const found = this.nodes.filter((node): node is Node & NodeOf<K> => node.type === type);
    return found.length === 1 ? found[0] : undefined;
  }

  public inside(place: Place, definition: Definition): ScopeBuilder {
    return new ScopeBuilder(this.draft, this.shared, place, definition);
  }

  public source(node: Node, input: NodeInput): Connection | undefined {
    return this.connections.find((one) => one.type === 'Data' && one.target === node.name
      && one.configuration?.data?.targetInput === input.name);
  }

  /** What an input takes; nothing where it is not connected, or its expression is not below a value. */
  public value(node: Node, input: NodeInput): Expression | undefined {
    const connection = this.source(node, input);
    if (connection?.type !== 'Data' || connection.configuration === undefined) { return undefined; }
    const whole = this.output(connection.source, connection.configuration.data.sourceOutput);
    if (whole === undefined) { return undefined; }
    const { expression, type } = input;
    if (expression === WHOLE) { return whole; }
    const [, path] = /^\$\.data\.?(?=.)(.+)$/.exec(expression) ?? [];
    return path === undefined ? undefined : call(whole, SELECTORS[type], text(path));
  }

  /** The inputs of a node that are connected. */
  public inputs(node: Node): readonly Entry[] {
    return (node.inputs ?? []).flatMap((input) => {
      const value = this.value(node, input);
      return value ? [{ key: input.name, value }] : [];
    });
  }

  private node(node: Node): void {
    const parts = this.parts(node);
    const name: Name = { words: wordsOf(node.name) };
    const unconnected = (node.inputs ?? []).filter((input) => this.source(node, input) === undefined)
      .map((input) => `'${input.name}'`);
    const { id, nodeName } = this.idOf(node.name);
    const value: New = {
      kind: 'new',
      module: 'flows',
      type: parts.type,
      scope: this.place.scope,
      id,
      props: struct(parts.propsType ?? `${parts.type}Props`, {
        nodeName: nodeName === undefined ? undefined : text(nodeName), ...parts.fields, runWhen: this.runWhen(node),
      }),
    };
    const lost = unconnected.length === 0
      ? [] : [`left out, because nothing was connected to it: ${unconnected.join(', ')}`];
    this.draft.add({ name, value, node: node.name, isFirst: true, comments: [...parts.comments ?? [], ...lost] });
    this.made.set(node.name, { at: local(name), properties: new Set(parts.properties) });
    if (parts.conditions) { this.makeBranches(node, local(name), parts.conditions); }
    parts.after?.(local(name), [...this.place.ids, id]);
  }

  private parts(node: Node): NodeParts {
    if (this.draft.options.raw.has(node.name)) { return rawParts(this, node); }
    // what a node that can't be said has made already must go
    const before = this.draft.statements.length;
    try {
      return nodeParts(this, node);
    } catch (error) {
      if (!(error instanceof Unsayable)) { throw error; }
      this.draft.statements.length = before;
      return rawParts(this, node, error.message);
    }
  }

  private output(source: string, output: string): Expression | undefined {
    const node = this.nodes.find(({ name }) => name === source);
    if (node && isIn(ENTRIES, node.type)) { return this.place.entry(output); }
    const made = this.made.get(source);
    if (!made) { return undefined; }
    return made.properties.has(output)
      ? { kind: 'property', on: made.at, name: output } : call(made.at, 'output', text(output));
  }

  private runWhen(node: Node): Expression | undefined {
    const [way] = this.connections.filter((connection) => connection.type === 'Conditional'
      && connection.target === node.name);
    const condition = way?.type === 'Conditional' ? way.configuration?.conditional?.condition : undefined;
    const made = way && this.made.get(way.source);
    return condition === undefined || !made
      ? undefined : this.branches.get(`${way.source}.${condition}`) ?? call(made.at, 'branch', text(condition));
  }

  /** The branches of a condition node, each made once, in their order, which counts. */
  private makeBranches(node: Node, at: Expression, conditions: readonly Condition[]): void {
    for (const { name, expression } of conditions) {
      if (name === DEFAULT_CONDITION) { continue; }
      const branch = this.draft.named(this.branchWords(node, name),
        call(at, 'when', text(name), text(expression as string)), { node: node.name });
      this.branches.set(`${node.name}.${name}`, branch);
    }
    const uses = this.connections.filter((one) => one.type === 'Conditional' && one.source === node.name
      && one.configuration?.conditional?.condition === DEFAULT_CONDITION).length;
    const otherwise = call(at, 'otherwise');
    this.branches.set(`${node.name}.${DEFAULT_CONDITION}`, uses > 1
      ? this.draft.named(this.branchWords(node, 'otherwise'), otherwise, { node: node.name }) : otherwise);
  }

  private branchWords(node: Node, condition: string): readonly string[] {
    const isClear = this.nodes.filter(({ type }) => type === 'Condition').length === 1;
    return isClear ? wordsOf(condition) : [...wordsOf(node.name), ...wordsOf(condition)];
  }

  /** An id that gives the node its name, else one beside the name. */
  private idOf(name: string): { readonly id: string; readonly nodeName?: string } {
    const { ids, taken } = this.place;
    const prefix = ids.map((id) => `${id}_`).join('');
    const id = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    const isFree = (one: string) => !taken.has(one) && !HIDDEN.has(one) && !(one in Object.prototype);
    if (id !== '' && isFree(id)) { return { id }; }
    return { id: isFree(name) ? name : `${name}Node`, nodeName: name };
  }
}

const WHOLE = '$.data';
/** Ids that do not show in names; what every object has, such as `constructor`, constructs take for a child. */
const HIDDEN = new Set(['Resource', 'Default']);
const ENTRIES = ['Input', 'LoopInput'] as const;
const SELECTORS =
  { String: 'stringAt', Number: 'numberAt', Boolean: 'booleanAt', Object: 'objectAt', Array: 'arrayAt' };
