import { aws_lambda as lambda, type CfnResource, Stack } from 'aws-cdk-lib';
import type { Construct, IValidation } from 'constructs';
import { checkErrorAlarm } from './canary-alarms';
import type { CanaryFlowAliasProps } from './canary-flow-alias';
import { checkSmokeTests, ENVIRONMENT_CHARACTERS } from './smoke-tests';
import { checkChoice } from '../checks/arguments';
import { FlowError } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { errorLine } from '../core/words/line';
import { Flow } from '../flow/flow';
import { checkFunctionOptions } from '../functions/options-in-scope';
import { renderedProperties } from '../versions/content-address';

/** CodeDeploy, deployment groups: alarms of one group. */
const MAX_ALARMS = 10;

/** Refuses what could not be deployed, before anything is made. */
export function checkCanary(place: string, scope: Construct, props: CanaryFlowAliasProps): void {
  const { flow, alarms = [], errorAlarm, latencyAlarm, smokeTests = [], router = {}, functionUrl = false } = props;
  if (!(flow instanceof Flow)) {
    throw new FlowError(place, '\'flow\' is not created in this app, so it has no version to release; pass a Flow',
      'IllegalValue');
  }
  if (Stack.of(flow) !== Stack.of(scope)) {
    throw new FlowError(place, `flow '${flow.node.path}' is in another stack, and its versions can't be exported; put `
      + 'the alias into stack '
      + `'${Stack.of(flow).node.path}'`, 'ForeignValue');
  }
  checkErrorAlarm(place, errorAlarm);
  checkSmokeTests(place, smokeTests, ENVIRONMENT_CHARACTERS);
  checkFunctionOptions(place, router);
  checkChoice(place, '\'tracing\'', router.tracing, Object.values(lambda.Tracing));
  const made = latencyAlarm ? 3 : 2;
  if (made + alarms.length > MAX_ALARMS) {
    throw new FlowError(place, `there are ${alarms.length} 'alarms' beside ${made} created here, but CodeDeploy allows `
      + `${MAX_ALARMS}; combine some in a composite alarm`, 'QuotaExceeded');
  }
  if (functionUrl && router.vpc) {
    throw new FlowError(place, 'the router is in a VPC, where a function URL can\'t stream; leave out '
      + spelt`'functionUrl', and let callers invoke the function`, 'IllegalValue');
  }
}

/**
 * Refuses provisioned concurrency on an alias whose traffic is shifted: Lambda takes no weights for one that has it.
 */
export class NoProvisionedConcurrency implements IValidation {
  public constructor(private readonly alias: lambda.Alias) {}

  public validate(): string[] {
    const properties = renderedProperties(this.alias.node.defaultChild as CfnResource) as {
      readonly ProvisionedConcurrencyConfig?: unknown;
    };
    const isScaled = this.alias.node.tryFindChild('AliasScaling') !== undefined;
    if (properties.ProvisionedConcurrencyConfig === undefined && !isScaled) { return []; }
    return [
      errorLine('', 'the alias of the router has provisioned concurrency, and Lambda then accepts no weights, so its '
        + 'traffic can\'t be shifted; '
      + spelt`remove it, or shift with TrafficShift.allAtOnce()`, 'IllegalValue'),
    ];
  }
}
