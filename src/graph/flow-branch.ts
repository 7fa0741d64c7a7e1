import type { FlowNode } from './flow-node';

/**
 * A branch of a Condition node: pass it as `runWhen` to the nodes that run only in it.
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
    /** The name of the condition; `default` for the branch that applies when no condition is true. */
    public readonly conditionName: string,
  ) {}

  /** The name of this branch in messages, for example `Route.isRefund`. */
  public toString(): string {
    return `${this.node.nodeName}.${this.conditionName}`;
  }
}
