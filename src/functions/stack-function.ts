import { aws_lambda as lambda, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { deadLetters, handlerProps } from './handler-props';

/** What makes a function that a stack has once. */
export interface StackFunctionProps {
  /** The id of the construct in the stack. */
  readonly id: string;
  /** The folder of its code. */
  readonly handler: string;
  readonly description: string;
}

/** Lambda ends a function after this; CloudFormation gives up a little later. */
const TIMEOUT = Duration.minutes(15);
const SERVICE_TIMEOUT = Duration.minutes(16);

/** A function for custom resources: one in a stack, whatever number of flows there are. */
export class StackFunction extends Construct {
  public static of(scope: Construct, props: StackFunctionProps): StackFunction {
    const stack = Stack.of(scope);
    return stack.node.tryFindChild(props.id) as StackFunction | undefined ?? new StackFunction(stack, props);
  }

  public readonly lambdaFunction: lambda.Function;

  private constructor(scope: Construct, { id, handler, description }: StackFunctionProps) {
    super(scope, id);
    this.lambdaFunction = new lambda.Function(this, 'Function', {
      description, ...handlerProps(this, handler), ...deadLetters(this), timeout: TIMEOUT, memorySize: 256,
    });
  }

  /** What a custom resource says of it. */
  public get service() {
    return { serviceToken: this.lambdaFunction.functionArn, serviceTimeout: SERVICE_TIMEOUT };
  }
}
