import { Token } from 'aws-cdk-lib';
import type { FlowNode } from './flow-node';
import { FlowError, placeOf, refusal } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { TEXT } from '../core/constraints';
import { isDefinite, parseExpression, WHOLE_VALUE } from '../core/expression/parse';
import { expressionTooLong } from '../core/sentences/limits';
import { collectsSeveral, noParts, unreadableExpression, wrongPart } from '../core/sentences/types';
import { quoted } from '../core/words/quote';

/**
 * The data types of values in a flow.
 *
 * The service checks them when the flow runs and converts nothing: the text `"5"` is not a Number, and an Object is not
 * turned into text. Source: Bedrock User Guide, flows-expressions and flows-nodes.
 */
export enum FlowDataType {
  /** A text of any length. */
  STRING = 'String',
  /** A JSON number. */
  NUMBER = 'Number',
  /** Either `true` or `false`. */
  BOOLEAN = 'Boolean',
  /** A JSON object. */
  OBJECT = 'Object',
  /** A JSON array. */
  ARRAY = 'Array',
}

/**
 * A value in a flow: an output of a node, or a part of one. Passing it to another node *is* the connection.
 *
 * A part is selected by its path below the value, in the forms that the service documents (Bedrock User Guide,
 * flows-expressions): `topic`, `order.id`, `[0]`, `[0, 2]`, `[1:3]`, and `*` in place of a name or an index. A path
 * with `*`, a list or a slice collects its results in an Array, so it is selected with `arrayAt`.
 */
export class FlowValue {
  /** @internal */
  public static _of(
    node: FlowNode, outputName: string, dataType: FlowDataType, expression: string = WHOLE_VALUE,
  ): FlowValue {
    return new FlowValue(node, outputName, dataType, expression);
  }

  private constructor(
    /** The node whose output this is. */
    public readonly node: FlowNode,
    /** The name of that output, for example `modelCompletion`. */
    public readonly outputName: string,
    /** The type of this value, after the selection. */
    public readonly dataType: FlowDataType,
    /** The expression that an input which takes this value gets, for example `$.data.topic`. At most 64 characters. */
    public readonly expression: string,
  ) {}

  /**
   * A String inside this Object or Array.
   *
   * @param path the way down from this value, for example `topic`, `order.id` or `[0]`
   * @throws if this value is not an Object or Array, or if the path is not in a documented form
   */
  public stringAt(path: string): FlowValue {
    return this.select(path, FlowDataType.STRING);
  }

  /**
   * A Number inside this Object or Array.
   *
   * @param path the way down from this value, for example `score` or `[0].score`
   * @throws if this value is not an Object or Array, or if the path is not in a documented form
   */
  public numberAt(path: string): FlowValue {
    return this.select(path, FlowDataType.NUMBER);
  }

  /**
   * A Boolean inside this Object or Array.
   *
   * @param path the way down from this value, for example `approved`
   * @throws if this value is not an Object or Array, or if the path is not in a documented form
   */
  public booleanAt(path: string): FlowValue {
    return this.select(path, FlowDataType.BOOLEAN);
  }

  /**
   * An Object inside this Object or Array. More can be selected below it.
   *
   * @param path the way down from this value, for example `order` or `orders[0]`
   * @throws if this value is not an Object or Array, or if the path is not in a documented form
   */
  public objectAt(path: string): FlowValue {
    return this.select(path, FlowDataType.OBJECT);
  }

  /**
   * An Array inside this Object or Array, or the results of a path with `*`, a list of indexes or a slice.
   *
   * @param path the way down from this value, for example `items`, `[0:3]` or `*.title`
   * @throws if this value is not an Object or Array, or if the path is not in a documented form
   */
  public arrayAt(path: string): FlowValue {
    return this.select(path, FlowDataType.ARRAY);
  }

  /** The name of this value in messages: its node and output, for example `Classify.modelCompletion`. */
  public toString(): string {
    return `${this.node.nodeName}.${this.outputName}${this.expression.slice(WHOLE_VALUE.length)}`;
  }

  private select(path: string, dataType: FlowDataType): FlowValue {
    const place = placeOf(this.node);
    if (Token.isUnresolved(path)) {
      throw new FlowError(place, `the path below '${this}' is known only at deployment; write it as text`,
        'MalformedNodeInputExpression');
    }
    if (path.startsWith('$')) {
      const below = path.replace(/^\$(\.data)?\.?/, '') || 'topic';
      throw new FlowError(place, `'${path}' is a whole expression; give only the path below '${this}', for example `
        + `'${below}'`,
      'MalformedNodeInputExpression');
    }
    if (this.dataType !== FlowDataType.OBJECT && this.dataType !== FlowDataType.ARRAY) {
      throw refusal(place, noParts(`'${path}'`, `${this}`, this.dataType, 'only Object and Array values have parts'),
        'IncompatibleConnectionDataType');
    }
    const expression = `${this.expression}${path.startsWith('[') ? '' : '.'}${path}`;
    const parsed = parseExpression(expression);
    if ('problem' in parsed) {
      const { remedy = `write the path below '${this}' like topic, order.id, [0], [0, 2], [1:3] or *.title` } =
        parsed.problem;
      throw refusal(place, unreadableExpression(`expression ${quoted(expression)}`, parsed.problem, remedy),
        'MalformedNodeInputExpression');
    }
    const above = this.steps();
    const first = parsed.steps[above.length];
    if (this.dataType === FlowDataType.ARRAY && first.kind === 'name') {
      throw refusal(place, wrongPart(`'${path}'`, `${this}`, 'Array', 'select an item first, for example '
        + `'[0].${first.name}' or '*.${first.name}'`), 'IncompatibleConnectionDataType');
    }
    if (this.dataType === FlowDataType.OBJECT && first.kind !== 'name' && first.kind !== 'wildcard') {
      throw refusal(place, wrongPart(`'${path}'`, `${this}`, 'Object', 'select an array in it first, for example '
        + `'items${path}'`), 'IncompatibleConnectionDataType');
    }
    if (!isDefinite(above)) {
      throw new FlowError(place, `'${this}' collects several values; what '${path}' below it means is not documented; `
        + 'select everything in one path, or take the whole Array', 'MalformedNodeInputExpression');
    }
    if (!isDefinite(parsed.steps) && dataType !== FlowDataType.ARRAY) {
      throw refusal(place, collectsSeveral(`'${path}'`, dataType, spelt`use arrayAt('${path}')`),
        'IncompatibleConnectionDataType');
    }
    if (expression.length > TEXT.inputExpression.max) {
      throw refusal(place, expressionTooLong(expression, TEXT.inputExpression.max!), 'ExpressionTooLong');
    }
    return new FlowValue(this.node, this.outputName, dataType, expression);
  }

  private steps() {
    if (this.expression === WHOLE_VALUE) { return []; }
    const parsed = parseExpression(this.expression);
    return 'problem' in parsed ? [] : parsed.steps;
  }
}
