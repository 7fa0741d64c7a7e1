import {
  type aws_codedeploy as codedeploy, aws_iam as iam, aws_lambda as lambda, Duration, RemovalPolicy, triggers,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { FlowSmokeTest } from './flow-smoke-test';
import { testsAsJson } from './smoke-tests';
import type { SmokeTestEnvironment } from '../core/contract';
import type { FlowFunctionOptions } from '../functions/flow-function-options';
import { deadLetters, handlerProps } from '../functions/handler-props';

/** What is tested, and how. */
export interface SmokeTested {
  readonly router: lambda.Version;
  /** The input node of the flow. */
  readonly inputNode: string;
  readonly tests: readonly FlowSmokeTest[];
  readonly options: FlowFunctionOptions;
}

/**
 * Calls the new version of the router before it gets traffic, and says to CodeDeploy whether it answers as it should.
 */
export class SmokeTestFunction extends Construct {
  public readonly lambdaFunction: lambda.Function;

  public constructor(scope: Construct, id: string, { router, inputNode, tests, options }: SmokeTested) {
    super(scope, id);
    const environment: SmokeTestEnvironment<string> = {
      ROUTER_FUNCTION: router.functionArn, SMOKE_TESTS: testsAsJson(this, inputNode, tests),
    };
    this.lambdaFunction = new lambda.Function(this, 'Function', {
      description: 'Tests a new version of a Bedrock flow before it gets traffic',
      ...handlerProps(this, 'smoke-test', options),
      ...deadLetters(this, options),
      timeout: Duration.minutes(15),
      // the trigger below makes a version of it with each version of the flow; nothing that a deployment made is
      // removed by the next one
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE },
      environment: { ...environment },
    });
    this.lambdaFunction.addToRolePolicy(new iam.PolicyStatement({
      actions: ['lambda:InvokeFunction'], resources: [router.functionArn],
    }));
  }

  /** Runs the tests on the first deployment too, when there is no shift that could. */
  public runOnce(after: Construct): triggers.Trigger {
    return new triggers.Trigger(this, 'FirstDeployment', {
      handler: this.lambdaFunction,
      executeAfter: [after],
      executeOnHandlerChange: false,
      timeout: Duration.minutes(14),
    });
  }

  /** Makes it the hook of a deployment. */
  public guard(group: codedeploy.LambdaDeploymentGroup): void {
    group.addPreHook(this.lambdaFunction);
  }
}
