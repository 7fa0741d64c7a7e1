/** The work of one node for the outside world. What nobody looks at, such as the text of a prompt, is never made. */
import type { Plan, PlanNode } from './plan';
import type { Request } from './request';
import { requestOf } from './requests';
import type { ResolvedOptions } from './run';
import type { ChainItem, Effect, EffectType, SettledValue } from './types';
import { isEffectType } from '../kinds';

export class NodeEffect implements Effect {
  public readonly kind = 'effect';
  public readonly node: string;
  public readonly type: EffectType;
  /** What came of it, once that is known. */
  public settled: SettledValue | undefined;
  /** Milliseconds that it took. */
  public latency = 0;

  public constructor(
    private readonly world: { readonly plan: Plan; readonly options: ResolvedOptions },
    public readonly planNode: PlanNode,
    public readonly id: number,
    /** Of the connected inputs, in their order. */
    public readonly values: readonly unknown[],
    /** The indexes of the iterations around it. */
    public readonly chain: readonly number[] | undefined,
    public readonly startedAt: number,
  ) {
    this.node = planNode.name;
    const { type } = planNode;
    if (!isEffectType(type)) { throw new Error(`a ${type} node has no work outside`); }
    this.type = type;
  }

  public get inputs(): { readonly [name: string]: unknown } { return byName(this.planNode, this.values); }

  public get request(): Request { return requestOf(this.planNode, this.inputs, this.world.options); }

  public get executionChain(): readonly ChainItem[] {
    return this.chain ? executionChain(this.world.plan, this.world.plan.scopeOf[this.planNode.id], this.chain) : [];
  }

  public toJSON(): Effect {
    const { kind, id, node, type, request, inputs, executionChain: around } = this;
    return { kind, id, node, type, request, inputs, executionChain: around };
  }
}

/** The values of a node's connected inputs by their names. */
export function byName({ inputs }: PlanNode, values: readonly unknown[]): Record<string, unknown> {
  const named: Record<string, unknown> = {};
  for (let at = 0; at < values.length; at++) { named[inputs[at].name] = values[at]; }
  return named;
}

/** The iterations around a scope by name, outermost first. */
export function executionChain(plan: Plan, scopeId: number, indexes: readonly number[]): readonly ChainItem[] {
  const items = new Array<ChainItem>(indexes.length);
  let scope = plan.scopes[scopeId];
  for (let at = indexes.length - 1; at >= 0; at--) {
    items[at] = {
      nodeName: plan.nodes[scope.owner].name, index: indexes[at], type: scope.kind === 'loop' ? 'Loop' : 'Iterator',
    };
    scope = plan.scopes[scope.parent];
  }
  return items;
}
