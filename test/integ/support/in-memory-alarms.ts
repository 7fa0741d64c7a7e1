/** Alarms and the metrics that they look at: faults by the version of a flow, errors by that of a function. */
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { Fault, InMemoryLambda } from './in-memory-lambda';
import type { Rules } from './rules';
import type { VirtualClock } from './virtual-clock';
import { operationOf } from '../../support/in-memory-bedrock';

interface Alarm {
  dimensions: Readonly<Record<string, string>>;
  /** When its state was what it is for sure, although it looks at something else by now. */
  keeps?: { readonly state: string; readonly until: number };
}

export class InMemoryAlarms {
  public readonly alarms = new Map<string, Alarm>();
  private readonly data: Fault[] = [];

  public constructor(
    private readonly clock: VirtualClock, private readonly rules: Rules, private readonly lambda: InMemoryLambda,
  ) {}

  /** As PutMetricAlarm and CloudFormation get it. */
  public put(name: string, { Dimensions, Metrics }: any): void {
    const pairs = Dimensions ?? Metrics.find(({ Id }: any) => Id === 'faults').MetricStat.Metric.Dimensions;
    const dimensions = Object.fromEntries(pairs.map(({ Name, Value }: any) => [Name, Value]));
    const old = this.alarms.get(name);
    const keeps = old && { state: this.stateOf(name), until: this.clock.now + 1000 * this.rules.alarmKeepsSeconds };
    this.alarms.set(name, { dimensions, keeps });
  }

  public stateOf(name: string): 'ALARM' | 'OK' {
    const { dimensions, keeps } = this.alarms.get(name)!;
    if (keeps && this.clock.now < keeps.until) { return keeps.state as 'ALARM'; }
    const isLate = ({ at }: Fault) => at <= this.clock.now - 1000 * this.rules.alarmSeconds;
    return [...this.data, ...this.lambda.faults].some((fault) => isLate(fault) && matches(fault, dimensions))
      ? 'ALARM' : 'OK';
  }

  public client(): CloudWatchClient {
    const client =
      new CloudWatchClient({ region: 'us-east-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } });
    client.send = async (command: any) => this.answer(operationOf(command), command.input);
    return client;
  }

  private answer(operation: string, input: any): unknown {
    switch (operation) {
      case 'PutMetricAlarm': this.put(input.AlarmName, input); return {};
      case 'DescribeAlarms':
        if (input.AlarmNamePrefix !== undefined) {
          return {
            MetricAlarms: [...this.alarms.keys()].filter((name) => name.startsWith(input.AlarmNamePrefix))
              .map((AlarmName) => ({ AlarmName })),
          };
        }
        return { MetricAlarms: input.AlarmNames.map((name: string) => ({ StateValue: this.stateOf(name) })) };
      case 'DeleteAlarms': input.AlarmNames.forEach((name: string) => this.alarms.delete(name)); return {};
      case 'PutMetricData':
        for (const { Dimensions } of input.MetricData) {
          this.data.push({
            at: this.clock.now, dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }: any) => [Name, Value])),
          });
        }
        return {};
      case 'GetMetricData': {
        const { Dimensions } = input.MetricDataQueries[0].MetricStat.Metric;
        const wanted = Object.fromEntries(Dimensions.map(({ Name, Value }: any) => [Name, Value]));
        return {
          MetricDataResults: [{ Values: this.lambda.faults.filter((fault) => matches(fault, wanted)).map(() => 1) }],
        };
      }
      default: throw new Error(`${operation} is not known here`);
    }
  }
}

function matches({ dimensions }: Fault, wanted: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(wanted);
  return names.length === Object.keys(dimensions).length && names.every((name) => dimensions[name] === wanted[name]);
}
