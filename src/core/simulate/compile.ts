/** A definition of any origin, made ready to run. Linear in its size. */
import type { FoundScope, FoundScopes } from './find-scopes';
import { findScopes, scopeOfSource } from './find-scopes';
import type { OutsideEdge, Plan, PlanNode, Scope } from './plan';
import { inputsOf, planNode } from './plan-node';
import { SimulateError } from './simulate-error';
import { switchesOf } from './switches';
import type { CompileOptions } from './types';
import { unrunnable } from './unrunnable';
import { isInside } from '../graph/scopes';
import { normalise } from '../template/normalise';
import type { Finding } from '../validate/finding';
import { lineOf } from '../validate/finding';
import { indexDefinition } from '../validate/index-definition';
import type { DefinitionIndex, IndexedConnection, IndexedNode } from '../validate/indexed';

/** Either a plan, or why there is none. */
export type Compiled = { readonly plan: Plan } | { readonly findings: readonly Finding[] };

/**
 * Makes a plan of a definition in either spelling. Faults that do not keep it from running are left to the validator.
 * @throws SimulateError if it can't run: no Input node, a node type that there is none of, an expression that can't be
 * read
 */
export function compile(definition: unknown, options: CompileOptions = {}): Plan {
  const compiled = tryCompile(definition, options);
  if ('plan' in compiled) { return compiled.plan; }
  const { findings } = compiled;
  throw new SimulateError(findings.map((finding) => lineOf(finding, finding.node ?? (finding.path || 'flow')))
    .join('\n'), 'UnrunnableFlow', findings);
}

/** The same without an error: the findings say what keeps the definition from running. */
export function tryCompile(json: unknown, options: CompileOptions = {}): Compiled {
  const { definition, problems } = normalise(json, options);
  const whole = problems.find(({ path, code }) => path === '' && code === 'IllegalDefinition');
  if (whole) { return { findings: [{ ...whole, severity: 'error' }] }; }
  const index = indexDefinition(definition);
  const faults = unrunnable(index, switchesOf(options));
  if (faults.length > 0) { return { findings: faults }; }
  const found = findScopes(index);
  return found.findings.length > 0
    ? { findings: found.findings } : { plan: new Compiler(index, found, options).plan() };
}

interface FoundEdge extends OutsideEdge {
  readonly from: FoundScope;
}

class Compiler {
  private readonly ids = new Map<IndexedNode, number>();
  private readonly entries = new Map<IndexedNode, number>();
  private readonly firstPorts = new Map<IndexedNode, number>();
  private readonly members: { readonly node: IndexedNode; readonly isEntry: boolean; readonly scope: FoundScope }[] =
    [];
  private readonly bounds: { readonly first: number; readonly end: number }[] = [];
  /** By scope of an iterator: its Collectors and what they lead to. */
  private readonly behind = new Map<FoundScope, Set<IndexedNode>>();
  private ports = 0;

  public constructor(
    private readonly index: DefinitionIndex, private readonly found: FoundScopes,
    private readonly options: CompileOptions,
  ) {}

  public plan(): Plan {
    this.number();
    const count = this.members.length;
    const needs = new Int32Array(count);
    const { edges, outside } = this.connect(needs);
    const switches = switchesOf(this.options);
    const lenient = switches.expressions === 'lenient';
    const port = (node: IndexedNode, output: string) => this.firstPorts.get(node)!
      + node.outputs.findIndex(({ name }) => name === output);
    const nodes = this.members.map(({ node, isEntry }, id): PlanNode => {
      const inputs = inputsOf(node, port, lenient);
      return planNode(node, {
        id,
        port,
        firstPort: this.firstPorts.get(node)!,
        opens: isEntry ? -1 : this.found.openedBy(node)?.id ?? -1,
        entryOf: isEntry ? this.ids.get(node)! : -1,
      }, inputs, this.options);
    });
    const gathers = new Uint8Array(count);
    for (const node of this.found.gatheredFrom.keys()) {
      gathers[this.ids.get(node)!] = 1;
      needs[this.ids.get(node)!]++; // the items
    }
    return {
      switches,
      nodes,
      scopes: this.found.scopes.map((scope) => this.scope(scope, nodes, outside)),
      needs,
      scopeOf: Int32Array.from(this.members, ({ scope }) => scope.id),
      ...flat(edges, this.ports),
      gathers,
      portOwner: this.portOwners(nodes),
      ports: this.ports,
      inputNodes: new Map(this.index.root.nodes.filter(({ type }) => type === 'Input')
        .map((node) => [node.name, this.ids.get(node)!])),
    };
  }

  private portOwners(nodes: readonly PlanNode[]): Int32Array {
    const owners = new Int32Array(this.ports);
    for (const { id, firstPort, portCount } of nodes) { owners.fill(id, firstPort, firstPort + portCount); }
    return owners;
  }

  private number(): void {
    for (const scope of this.found.scopes) {
      const first = this.members.length;
      for (const { node, isEntry } of scope.members) {
        (isEntry ? this.entries : this.ids).set(node, this.members.length);
        this.members.push({ node, isEntry, scope });
        if (isEntry) { continue; }
        this.firstPorts.set(node, this.ports);
        this.ports += node.outputs.length + node.conditions.length;
      }
      this.bounds.push({ first, end: this.members.length });
    }
  }

  private connect(needs: Int32Array) {
    const edges: { readonly port: number; readonly target: number; readonly isDeeper: boolean }[] = [];
    const outside = new Map<FoundScope, FoundEdge[]>();
    for (const connection of this.index.connections) {
      const { source, target } = connection;
      if (!target) { continue; }
      const from = scopeOfSource(this.found, connection);
      const isEntry = from !== undefined && this.found.gatheredFrom.get(target) === from;
      const id = (isEntry ? this.entries : this.ids).get(target)!;
      needs[id]++;
      const port = this.portOf(connection);
      // what leads from nowhere is never there, and a node behind a cycle must not be counted down once for each item
      if (port < 0 || !source || !from || this.found.stuck.has(target)) { continue; }
      const into = isEntry ? from : this.found.of.get(target)!;
      if (into !== from && this.comesTooLate(source, into, from)) { continue; }
      edges.push({ port, target: id, isDeeper: into !== from });
      if (into === from) { continue; }
      const all = outside.get(into) ?? [];
      outside.set(into, all);
      all.push({ source: this.ids.get(source)!, port, target: id, from });
    }
    return { edges, outside };
  }

  /** What follows from the collected items of an iterator can't be had while they are collected. */
  private comesTooLate(source: IndexedNode, into: FoundScope, from: FoundScope): boolean {
    for (let scope = into; scope !== from; scope = scope.parent!) {
      let behind = this.behind.get(scope);
      if (!behind) {
        behind = new Set([...this.found.gatheredFrom].filter(([, gathered]) => gathered === scope)
          .map(([collector]) => collector));
        // a set grows while it is walked
        for (const node of behind) { for (const { target } of node.outgoing) { if (target) { behind.add(target); } } }
        this.behind.set(scope, behind);
      }
      if (behind.has(source)) { return true; }
    }
    return false;
  }

  private portOf({ source, output, condition }: IndexedConnection): number {
    const first = source && this.firstPorts.get(source);
    if (first === undefined) { return -1; }
    if (output) { return first + source!.outputs.indexOf(output); }
    return condition ? first + source!.outputs.length + source!.conditions.indexOf(condition) : -1;
  }

  private scope(
    scope: FoundScope, nodes: readonly PlanNode[], outside: ReadonlyMap<FoundScope, readonly FoundEdge[]>,
  ): Scope {
    const { first, end } = this.bounds[scope.id];
    const pending = [...outside].filter(([into]) => isInside(into, scope))
      .flatMap(([, all]) => all.filter(({ from }) => !isInside(from, scope)));
    return {
      id: scope.id,
      kind: scope.kind,
      parent: scope.parent?.id ?? -1,
      owner: scope.owner ? this.ids.get(scope.owner)! : -1,
      depth: scope.depth,
      first,
      end,
      fromOutside: outside.get(scope) ?? [],
      pendingOutside: pending,
      starts: nodes.slice(first, end).filter(({ type }) => type === 'LoopInput').map(({ id }) => id),
      collectors: nodes.slice(first, end).filter(({ entryOf }) => entryOf >= 0).map(({ entryOf }) => entryOf),
    };
  }
}

function flat(
  edges: readonly { readonly port: number; readonly target: number; readonly isDeeper: boolean }[], ports: number,
) {
  const edgeStart = new Int32Array(ports + 1);
  for (const { port } of edges) { edgeStart[port + 1]++; }
  for (let port = 0; port < ports; port++) { edgeStart[port + 1] += edgeStart[port]; }
  const at = edgeStart.slice();
  const edgeTarget = new Int32Array(edges.length);
  const edgeDeeper = new Uint8Array(edges.length);
  for (const { port, target, isDeeper } of edges) {
    edgeTarget[at[port]] = target;
    edgeDeeper[at[port]++] = isDeeper ? 1 : 0;
  }
  return { edgeStart, edgeTarget, edgeDeeper };
}
