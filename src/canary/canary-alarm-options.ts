import type { Duration } from 'aws-cdk-lib';

/** Options for the alarm that stops a shift when too many calls of the new version fail. */
export interface CanaryErrorAlarm {
  /**
   * The percentage of calls that may fail: more than 0, below 100. Errors of the caller do not count, such as a request
   * that the service rejects, or a document of the wrong type for the input node. Throttled calls count.
   *
   * @default 5
   */
  readonly maxFaultPercent?: number;

  /**
   * The number of calls in a period below which their percentage is ignored.
   *
   * @default 10
   */
  readonly minSamples?: number;

  /**
   * The length of a period: whole minutes.
   *
   * @default Duration.minutes(1)
   */
  readonly period?: Duration;

  /**
   * The number of consecutive periods over the limit that set off the alarm.
   *
   * @default 1
   */
  readonly evaluationPeriods?: number;
}

/** Options for the alarm that stops a shift when the new version is too slow. */
export interface CanaryLatencyAlarm {
  /** The time within which nine of ten calls must complete, from the call to the end of the stream. */
  readonly p90: Duration;

  /**
   * The length of a period: whole minutes.
   *
   * @default Duration.minutes(1)
   */
  readonly period?: Duration;

  /**
   * The number of consecutive periods over the limit that set off the alarm.
   *
   * @default 1
   */
  readonly evaluationPeriods?: number;
}
