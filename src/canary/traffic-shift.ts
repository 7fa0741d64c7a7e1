import { aws_codedeploy as codedeploy, type Duration, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { FlowError } from '../checks/flow-error';
import { spelt } from '../checks/spelt';

/**
 * CloudFormation waits so long for an alias to be shifted (`AWS::Lambda::Alias`, update handler: 120 minutes); some of
 * it is for the hook.
 */
const LONGEST_MINUTES = 110;

const ALL_AT_ONCE = 'AllAtOnce';

/** How traffic shifts from the live version of a flow to the new one. */
export class TrafficShift {
  /**
   * Shifts a percentage of the traffic at first, and the rest after an interval.
   *
   * @param percent the percentage that the new version receives first: a whole number from 1 to 99
   * @param duration how long it stays at that percentage: whole minutes, 1 to 110
   * @throws if one of them is out of range
   */
  public static canary(percent: number, duration: Duration): TrafficShift {
    const minutes = checked('canary', percent, duration);
    within('canary', minutes, 'shorten the time');
    return new TrafficShift(`Canary${percent}Percent${minutes}Minutes`, (scope, id) =>
      new codedeploy.LambdaDeploymentConfig(scope, id, {
        trafficRouting: codedeploy.TrafficRouting.timeBasedCanary({ percentage: percent, interval: duration }),
      }));
  }

  /**
   * Shifts the same percentage of the traffic at each interval, until the new version receives all of it.
   *
   * @param percent the percentage that is added at each interval: a whole number from 1 to 99
   * @param interval the time between two steps: whole minutes; all steps together may take 110
   * @throws if one of them is out of range
   */
  public static linear(percent: number, interval: Duration): TrafficShift {
    const minutes = checked('linear', percent, interval);
    within('linear', minutes * (Math.ceil(100 / percent) - 1), 'take larger or quicker steps');
    return new TrafficShift(`Linear${percent}PercentEvery${minutes}Minutes`, (scope, id) =>
      new codedeploy.LambdaDeploymentConfig(scope, id, {
        trafficRouting: codedeploy.TrafficRouting.timeBasedLinear({ percentage: percent, interval }),
      }));
  }

  /** Shifts all traffic in one step, after the smoke tests have passed. */
  public static allAtOnce(): TrafficShift {
    return new TrafficShift(ALL_AT_ONCE, () => codedeploy.LambdaDeploymentConfig.ALL_AT_ONCE);
  }

  private constructor(
    /** The name of the shift, for example `Canary10Percent10Minutes`. */
    public readonly name: string,
    private readonly config: (scope: Construct, id: string) => codedeploy.ILambdaDeploymentConfig,
  ) {}

  /**
   * Whether two versions have traffic at a time.
   *
   * @internal
   */
  public get _isWeighted(): boolean {
    return this.name !== ALL_AT_ONCE;
  }

  /** @internal */
  public _bind(scope: Construct): codedeploy.ILambdaDeploymentConfig {
    return this.config(scope, this.name);
  }
}

function checked(way: string, percent: number, duration: Duration): number {
  const place = `TrafficShift.${way}`;
  // the steps are worked out, and named, before the deployment
  const unknown = Token.isUnresolved(percent) ? 'percentage' : duration.isUnresolved() ? 'time' : undefined;
  if (unknown) {
    throw new FlowError(place,
      `the ${unknown} is known only at deployment, but the shift is computed at synthesis; give a number`,
      'IllegalValue');
  }
  if (!(Number.isInteger(percent) && percent >= 1 && percent <= 99)) {
    throw new FlowError(place,
      `the percentage is ${percent}, but CodeDeploy allows 1 to 99; choose a value in that range, or `
        + spelt`allAtOnce()`, 'IllegalValue');
  }
  const minutes = duration.toMinutes({ integral: false });
  if (!Number.isInteger(minutes) || minutes < 1) {
    throw new FlowError(place, `the time is ${duration.toSeconds({ integral: false })} seconds, but CodeDeploy uses `
      + `whole minutes; choose ${Math.max(1, Math.ceil(minutes))}`, 'IllegalValue');
  }
  return minutes;
}

function within(way: string, minutes: number, remedy: string): void {
  if (minutes <= LONGEST_MINUTES) { return; }
  throw new FlowError(`TrafficShift.${way}`,
    `the shift takes ${minutes} minutes, but CloudFormation waits for at most ${LONGEST_MINUTES}; ${remedy}`,
    'IllegalValue');
}
