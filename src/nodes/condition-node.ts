import type { Construct } from 'constructs';
import { checkedCondition } from './condition';
import { checkCount } from '../checks/arguments';
import { FlowError, placeOf, refusal } from '../checks/flow-error';
import { checkStruct, type MembersOf, NODE_MEMBERS } from '../checks/structs';
import { DEFAULT_CONDITION, NUMBER } from '../core/constraints';
import type { Condition } from '../core/model/definition';
import { sameExpression } from '../core/sentences/conditions';
import { twoOf } from '../core/sentences/names';
import { tooManyParts } from '../core/sentences/quotas';
import { errorLine } from '../core/words/line';
import { FlowBranch } from '../graph/flow-branch';
import { FlowNode, type FlowNodeProps } from '../graph/flow-node';
import type { FlowValue } from '../graph/flow-value';

/** Properties for `ConditionNode`. */
export interface ConditionNodeProps extends FlowNodeProps {
  /** The values that the conditions compare, by the names they use. 1 to 20 Strings, Numbers and Booleans. */
  readonly inputs: { [name: string]: FlowValue };
}

const MEMBERS: MembersOf<ConditionNodeProps> = { ...NODE_MEMBERS, inputs: '!' };

/**
 * Chooses the branch in which the flow continues: that of the first condition that is true, in the order of the calls
 * of `when()`, otherwise the default.
 *
 * It outputs no data: a node in a branch takes its values from earlier nodes, and sets `runWhen` to the branch in which
 * it runs. Branches can't be joined again; each ends in its own `OutputNode`. A flow has at most 5 condition
 * nodes.
 */
export class ConditionNode extends FlowNode {
  private readonly conditions: Condition[] = [];

  /**
   * @param scope the flow, or a construct inside it; not a loop
   * @param id the id, from which the name of the node is made
   * @param props the inputs to compare
   */
  constructor(scope: Construct, id: string, props: ConditionNodeProps) {
    const place = placeOf(scope, id);
    if (new.target === ConditionNode) { checkStruct(place, MEMBERS, props); }
    checkCount(place, '\'inputs\'', Object.keys(props.inputs).length, { min: 1, source: '' });
    super(scope, id, { nodeType: 'Condition', nodeName: props.nodeName, runWhen: props.runWhen, inputs: props.inputs });
    this.node.addValidation({ validate: () => this.emptiness() });
  }

  /**
   * Adds a branch that applies when an expression is true and no earlier one is. At most 4, because the default is the
   * fifth.
   *
   * An expression compares inputs of this node with each other or with constants: `==` and `!=` for values of the same
   * type, `>`, `>=`, `<`, `<=` for Numbers; strings need double quotes; `and`, `or`, `not` and parentheses combine
   * (write parentheses: the service documents no precedence). Source: Bedrock User Guide, flows-nodes.
   *
   * @param name the name of the condition, as it appears in traces: a letter, then letters or digits with single `_`
   * between, 2 to 51
   * @param expression for example `category == "refund"`; 1 to 64 characters
   * @throws if the name or the expression is not valid for the service
   */
  public when(name: string, expression: string): FlowBranch {
    const place = placeOf(this);
    if (name === DEFAULT_CONDITION) {
      throw new FlowError(place, `'${DEFAULT_CONDITION}' is the name of the default branch; use otherwise()`,
        'IllegalName');
    }
    if (this.conditions.some((condition) => condition.name === name)) {
      throw refusal(place, twoOf('conditions', name), 'DuplicateName');
    }
    const same = this.conditions.find((condition) => condition.expression === expression);
    if (same) { throw refusal(place, sameExpression(name, same.name), 'DuplicateConditionExpression'); }
    if (this.conditions.length + 1 >= NUMBER.conditionsPerNode.max) {
      throw refusal(place, tooManyParts('conditions', this.conditions.length + 2, NUMBER.conditionsPerNode.max,
        'put another ConditionNode behind otherwise()'), 'QuotaExceeded');
    }
    this.conditions.push(checkedCondition(place, name, expression, this._inputs()));
    this._home.changed();
    return FlowBranch._of(this, name);
  }

  /** The default branch, which applies when no condition is true. */
  public otherwise(): FlowBranch {
    return FlowBranch._of(this, DEFAULT_CONDITION);
  }

  /** @internal */
  public override _conditionNames(): readonly string[] {
    return [...this.conditions.map(({ name }) => name), DEFAULT_CONDITION];
  }

  /** @internal */
  public override _configured(): unknown {
    return { condition: { conditions: [...this.conditions, { name: DEFAULT_CONDITION }] } };
  }

  // to the service the default alone is a condition node like any other
  private emptiness(): string[] {
    return this.conditions.length > 0
      ? [] : [errorLine(
        '', 'the node has no condition; add when(name, expression) or remove the node', 'MissingNodeConfiguration',
      )];
  }
}
