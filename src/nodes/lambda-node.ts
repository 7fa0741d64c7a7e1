import type { aws_lambda as lambda } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { checkText, exactlyOne } from '../checks/arguments';
import { placeOf } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkStruct, type MembersOf, NODE_MEMBERS } from '../checks/structs';
import { TEXT } from '../core/constraints';
import { FlowNode, type FlowNodeProps } from '../graph/flow-node';
import { FlowDataType, type FlowValue } from '../graph/flow-value';
import { grantedNeeds } from '../role/node-needs';

/** Properties for `LambdaNode`. */
export interface LambdaNodeProps extends FlowNodeProps {
  /**
   * The function to invoke; an alias or version of a function is invoked as such.
   *
   * A function of another account must allow the flow's execution role in its resource policy (Bedrock User Guide,
   * flow-cross-account-lambda).
   *
   * @default - `lambdaArn` names it
   */
  readonly lambdaFunction?: lambda.IFunction;

  /**
   * The ARN of a function that was created elsewhere, optionally with an alias or version at its end.
   *
   * @default - `lambdaFunction` names it
   */
  readonly lambdaArn?: string;

  /**
   * The values sent to the function, by name, of any type; in the event each is an item of `node.inputs` with `name`,
   * `type`, `expression` and `value`.
   *
   * @default - no inputs; the service then has nothing to run the node with, so give at least one unless it stands in a
   * branch
   */
  readonly inputs?: { [name: string]: FlowValue };

  /**
   * The data type of the function's result. The service checks the type and converts nothing.
   *
   * @default FlowDataType.STRING
   */
  readonly responseType?: FlowDataType;
}

const MEMBERS: MembersOf<LambdaNodeProps> = {
  ...NODE_MEMBERS, inputs: '', lambdaArn: '', lambdaFunction: '', responseType: '',
};

/** Invokes a Lambda function, and outputs its result. */
export class LambdaNode extends FlowNode {
  /** The result of the function. */
  public readonly functionResponse: FlowValue;

  /**
   * @param scope the flow, a loop, or a construct inside one of them
   * @param id the id, from which the name of the node is made
   * @param props the function and its inputs
   */
  constructor(scope: Construct, id: string, props: LambdaNodeProps) {
    const place = placeOf(scope, id);
    if (new.target === LambdaNode) { checkStruct(place, MEMBERS, props); }
    const target = exactlyOne<lambda.IFunction | string>(place,
      { lambdaFunction: props.lambdaFunction, lambdaArn: props.lambdaArn });
    const lambdaArn = typeof target === 'string' ? target : target.functionArn;
    checkText(place, spelt`'lambdaArn'`, props.lambdaArn, TEXT.lambdaArn);
    super(scope, id, {
      nodeType: 'LambdaFunction',
      nodeName: props.nodeName,
      runWhen: props.runWhen,
      configuration: { lambdaFunction: { lambdaArn } },
      inputs: props.inputs,
      outputs: { functionResponse: props.responseType ?? FlowDataType.STRING },
    });
    this.functionResponse = this.output('functionResponse');
    this._allow(grantedNeeds('LambdaFunction', { lambdaArn }));
  }
}
