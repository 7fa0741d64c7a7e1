/** Which nodes and branches of a flow some runs have reached. */
import type { Plan, RunResult } from '../../src/core/simulate';

export class Coverage {
  private readonly visited = new Set<string>();
  private readonly taken = new Set<string>();
  private readonly nodes: readonly string[];
  private readonly branches: readonly string[];

  public constructor(plan: Plan) {
    this.nodes = [...new Set(plan.nodes.map(({ name }) => name))];
    this.branches =
      plan.nodes.flatMap(({ name, conditions }) => conditions.map((condition) => `${name}.${condition.name}`));
  }

  public add({ visited, branches }: RunResult): void {
    for (const node of visited) { this.visited.add(node); }
    for (const { node, condition } of branches) { this.taken.add(`${node}.${condition}`); }
  }

  public toJSON() {
    return { nodes: part(this.nodes, this.visited), branches: part(this.branches, this.taken) };
  }

  /** `nodes 7 of 8 (not Escalate), branches 2 of 3 (not Route.default)` */
  public toString(): string {
    const { nodes, branches } = this.toJSON();
    const said = ({ reached, all, missing }: Part) =>
      `${reached} of ${all}${missing.length > 0 ? ` (not ${missing.join(', ')})` : ''}`;
    return `nodes ${said(nodes)}${branches.all > 0 ? `, branches ${said(branches)}` : ''}`;
  }
}

interface Part {
  readonly reached: number;
  readonly all: number;
  readonly missing: readonly string[];
}

function part(all: readonly string[], reached: ReadonlySet<string>): Part {
  const missing = all.filter((one) => !reached.has(one));
  return { reached: all.length - missing.length, all: all.length, missing };
}
