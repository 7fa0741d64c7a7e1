import type { Duration } from 'aws-cdk-lib';

/** When the share of failed calls of the new version stops a shift. */
export interface CanaryErrorAlarm {
  /**
   * How many of a hundred calls may fail: more than 0, below 100. What a caller got wrong does not count: a request
   * that the service refuses, or a document of the wrong type for the input node. Throttled calls count.
   *
   * @default 5
   */
  readonly maxFaultPercent?: number;

  /**
   * How many calls there must be within a period before their share is looked at.
   *
   * @default 10
   */
  readonly minSamples?: number;

  /**
   * The period that is looked at: whole minutes.
   *
   * @default Duration.minutes(1)
   */
  readonly period?: Duration;

  /**
   * How many periods in a row must be bad.
   *
   * @default 1
   */
  readonly evaluationPeriods?: number;
}

/** When the new version is too slow. */
export interface CanaryLatencyAlarm {
  /** The time, from the call to the end of the stream, within which nine of ten calls must be over. */
  readonly p90: Duration;

  /**
   * The period that is looked at: whole minutes.
   *
   * @default Duration.minutes(1)
   */
  readonly period?: Duration;

  /**
   * How many periods in a row must be bad.
   *
   * @default 1
   */
  readonly evaluationPeriods?: number;
}
