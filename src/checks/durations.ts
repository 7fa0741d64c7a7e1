import { Duration } from 'aws-cdk-lib';
import { FlowError } from './flow-error';
import { speltMember } from './spelt';

/** The shortest and the longest duration that a service takes. */
export interface DurationLimit {
  readonly min: Duration;
  readonly max?: Duration;
  /** What it must be a whole multiple of. */
  readonly step?: Duration;
}

/** A limit in whole seconds. */
export function wholeSeconds(min: Duration, max: Duration): DurationLimit {
  return { min, max, step: Duration.seconds(1) };
}

/** Refuses a duration outside a limit; what is a token is left to CloudFormation. */
export function checkDuration(place: string, name: string, duration: Duration | undefined, limit: DurationLimit): void {
  if (duration === undefined || duration.isUnresolved()) { return; }
  const { min, max, step } = limit;
  const given = duration.toMilliseconds();
  const isInside = given >= min.toMilliseconds() && given <= (max?.toMilliseconds() ?? Infinity);
  if (isInside && given % (step?.toMilliseconds() ?? 1) === 0) { return; }
  const least = min.toMilliseconds() === 1 ? 'more than 0' : `at least ${min.toHumanString()}`;
  const range = max ? `${min.toHumanString()} to ${max.toHumanString()}` : least;
  const whole = step && isInside ? `, in whole ${step.toMilliseconds() === 60_000 ? 'minutes' : 'seconds'}` : '';
  // it has the two largest units only, and so not always what is wrong
  const human = duration.toHumanString();
  const is = given % 1000 !== 0 && !human.includes('millis') ? `${given} millis` : human;
  throw new FlowError(place, `'${speltMember(name)}' is ${is}, but must be ${range}${whole}; `
    + 'choose another one', 'IllegalValue');
}

/** Refuses a duration that only the deployment knows, where the library has to work with it. */
export function checkKnownDuration(place: string, name: string, duration: Duration | undefined): void {
  if (!duration?.isUnresolved()) { return; }
  throw new FlowError(place, `'${speltMember(name)}' is known only at deployment, but is needed at synthesis; write a `
    + 'number',
  'IllegalValue');
}
