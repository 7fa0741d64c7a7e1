import { Duration } from 'aws-cdk-lib';
import { checkGiven, checkKnown, checkNumber } from '../checks/arguments';
import { checkDuration, checkKnownDuration } from '../checks/durations';
import { FlowError } from '../checks/flow-error';
import { spelt, speltMember } from '../checks/spelt';
import { checkStruct } from '../checks/structs';

/** Options for `FlowThroughput.maxConcurrency()`: the quota of a model, and how much of it a run uses. */
export interface FlowThroughputOptions {
  /** The quota of the model in this account and Region, in tokens a minute (Service Quotas, Amazon Bedrock). */
  readonly tokensPerMinute: number;

  /**
   * The tokens that one run counts against the quota: for each call of the model, those of its input and the
   * `maxTokens` of its inference, since the quota reserves the whole possible answer when a call begins (Bedrock User
   * Guide, quotas-token-burndown).
   */
  readonly tokensPerRun: number;

  /** The duration of one run. */
  readonly runTime: Duration;

  /**
   * The share of the quota that these runs may use: more than 0, at most 1.
   *
   * @default 0.8
   */
  readonly share?: number;
}

/** Calculates how many runs of a flow fit into the quota of a model. */
export class FlowThroughput {
  /**
   * The number of runs of a flow that fit into the quota at the same time: share × tokensPerMinute ÷ tokensPerRun × run
   * time in minutes, rounded down, and at least 1.
   *
   * With 200,000 tokens a minute, 3,000 a run and 30 seconds for each: 0.8 × 200,000 ÷ 3,000 × 0.5 = 26.
   *
   * @param options the quota, and what a run takes of it
   * @throws if a number is out of its range, or known only at deployment
   */
  public static maxConcurrency(options: FlowThroughputOptions): number {
    const { tokensPerMinute, tokensPerRun, runTime, share = 0.8 } = options;
    const place = spelt`FlowThroughput.maxConcurrency`;
    checkStruct(place, 'FlowThroughputOptions', options);
    for (const [name, value] of Object.entries({ tokensPerMinute, tokensPerRun })) {
      checkKnown(place, `'${speltMember(name)}'`, value);
      checkNumber(place, `'${speltMember(name)}'`, value, { min: 1, source: '' }, false);
    }
    checkGiven(place, { runTime });
    checkKnownDuration(place, 'runTime', runTime);
    checkDuration(place, 'runTime', runTime, { min: Duration.millis(1) });
    checkKnown(place, '\'share\'', share);
    checkNumber(place, '\'share\'', share, { source: '' }, false);
    if (!(share > 0 && share <= 1)) {
      throw new FlowError(place, `'share' is ${share}, but must be more than 0 and at most 1; change it`,
        'IllegalValue');
    }
    return Math.max(1, Math.floor(share * tokensPerMinute / tokensPerRun * runTime.toMinutes({ integral: false })));
  }

  private constructor() {}
}
