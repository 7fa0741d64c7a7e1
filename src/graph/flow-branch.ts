import type { FlowNode } from './flow-node';

/**
 * One way out of a condition node: pass it as `runWhen` to the nodes that run only then.
 *
 * Made by `ConditionNode.when()` and `ConditionNode.otherwise()`.
 */
export class FlowBranch {
  /** @internal */
  public static _of(node: FlowNode, conditionName: string): FlowBranch {
    return new FlowBranch(node, conditionName);
  }

  private constructor(
    /** The condition node. */
    public readonly node: FlowNode,
    /** The name of the condition; `default` for the way that is taken when no condition holds. */
    public readonly conditionName: string,
  ) {}

  /** How errors name this branch, for example `Route.isRefund`. */
  public toString(): string {
    return `${this.node.nodeName}.${this.conditionName}`;
  }
}
