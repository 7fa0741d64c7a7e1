/**
 * A model of a CodeDeploy shift with an alarm: minutes of traffic, then a look at the metrics that the router wrote in
 * that minute.
 */
import type { LocalFunction, Metrics } from './local-function';
import { inputs } from './router';
import { repeat, WeightedAlias } from './weighted-alias';
import { until } from '../../cli/serve/support';

/** The alarm: more than this share of the calls that it counts, once there are enough of them. */
export interface AlarmRule {
  /** By version of the flow, as the router reports; nothing looks at all calls of the alias. */
  readonly flowVersion?: string;
  readonly maxFaultPercent: number;
  readonly minSamples: number;
}

export const DEFAULT_ALARM: AlarmRule = { flowVersion: '2', maxFaultPercent: 5, minSamples: 10 };

export interface Shift {
  readonly minutes: number;
  readonly callsEachMinute: number;
  /** The share that the new version gets until the last minute is over. */
  readonly share: number;
  readonly alarm: AlarmRule;
}

export interface Deployment {
  readonly outcome: 'Succeeded' | 'RolledBack';
  /** Calls that failed, minute by minute, two minutes after the end included. */
  readonly failed: readonly number[];
  /** Which version callers of the flow's own alias get: it follows only a shift that has succeeded. */
  readonly promoted: '1' | '2';
  readonly shareAtEnd: number;
}

export async function deploy(stable: LocalFunction, candidate: LocalFunction, shift: Shift): Promise<Deployment> {
  const { minutes, callsEachMinute, share, alarm } = shift;
  const alias = new WeightedAlias(stable, candidate, share, 7);
  const failed: number[] = [];
  let outcome: Deployment['outcome'] | undefined;
  for (let minute = 0, left = minutes; left > 0; minute++, left--) {
    const before = [stable, candidate].map(({ log }) => log.length);
    let failures = 0;
    await repeat(callsEachMinute, 8, async () => {
      const lines = await alias.lines({ inputs: inputs() });
      if (lines.some(({ error }) => error)) { failures++; }
    });
    failed.push(failures);
    // what is still on its way would count in the next minute, or for the next deployment
    const calls = before[0] + before[1] + callsEachMinute;
    await until(() => stable.log.length + candidate.log.length === calls);
    if (outcome) { continue; }
    const written = [stable, candidate].flatMap(({ log }, at) => log.slice(before[at]))
      .map((line) => JSON.parse(line) as Metrics);
    if (isInAlarm(written, alarm)) {
      [outcome, alias.share] = ['RolledBack', 0];
      left = 3; // and two minutes more
    } else if (left === 1) {
      [outcome, alias.share] = ['Succeeded', 1];
      left = 3;
    }
  }
  return { outcome: outcome!, failed, promoted: outcome === 'Succeeded' ? '2' : '1', shareAtEnd: alias.share };
}

/** `IF(invocations >= n, 100 * faults / invocations, 0) > percent`, over the metrics of one minute. */
function isInAlarm(written: readonly Metrics[], { flowVersion, maxFaultPercent, minSamples }: AlarmRule): boolean {
  const counted = written.filter(({ FlowVersion }) => flowVersion === undefined || FlowVersion === flowVersion);
  const sum = (name: string) => counted.reduce((total, metrics) => total + (metrics[name] as number), 0);
  return sum('Invocations') >= minSamples && 100 * sum('Faults') / sum('Invocations') > maxFaultPercent;
}
