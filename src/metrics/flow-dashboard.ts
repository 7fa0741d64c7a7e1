import { aws_cloudwatch as cloudwatch, type aws_sqs as sqs, Duration, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { FlowAlarms } from './flow-alarms';
import { FlowMetrics } from './flow-metrics';
import type { IFlowMetrics } from './i-flow-metrics';
import { shareOf } from './share-of';
import { nodesOf } from '../calls/callee';
import { checkCount, checkGiven, checkText } from '../checks/arguments';
import { checkDuration } from '../checks/durations';
import { FlowError, placeOf } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkStruct } from '../checks/structs';
import type { TextLimit } from '../core/constraints';
import { errorLine } from '../core/words/line';
import { didYouMean } from '../core/words/suggest';
import type { IFlow } from '../flow/i-flow';

/** A row of graphs on a `FlowDashboard`, for one flow. */
export interface FlowDashboardRow {
  /** The title above the graphs. */
  readonly title: string;

  /** The source of the metrics: an alias, an invoker, a worker, a canary alias, or `FlowMetrics`. */
  readonly source: IFlowMetrics;

  /**
   * The flow, for the graphs of its nodes.
   *
   * @default - none: there are no graphs of nodes
   */
  readonly flow?: IFlow;

  /**
   * The names of the nodes whose durations and tokens are shown. Their metrics are there where functions have
   * `nodeMetrics`.
   *
   * @default - none
   */
  readonly nodeNames?: string[];

  /**
   * The alarms whose states are shown in the row.
   *
   * @default - none
   */
  readonly alarms?: FlowAlarms;

  /**
   * The queues whose message counts are shown.
   *
   * @default - none
   */
  readonly deadLetterQueues?: sqs.IQueue[];
}

/** Properties for `FlowDashboard`. */
export interface FlowDashboardProps {
  /** The rows of the dashboard, one for each flow, from the top: 1 or more. */
  readonly rows: FlowDashboardRow[];

  /**
   * The name of the dashboard.
   *
   * @default - CloudFormation makes one
   */
  readonly dashboardName?: string;

  /**
   * The time range that the graphs show.
   *
   * @default Duration.hours(24)
   */
  readonly timeRange?: Duration;
}

const WIDTH = 24;
const HEIGHT = 6;

/**
 * A CloudWatch dashboard of flows: calls and faults, durations, throttling; optionally nodes, alarms and dead letters.
 */
export class FlowDashboard extends Construct {
  /** The CloudWatch dashboard, to which more widgets can be added. */
  public readonly dashboard: cloudwatch.Dashboard;

  /**
   * @param scope where to put it
   * @param id the id of the construct
   * @param props the content of the dashboard
   */
  constructor(scope: Construct, id: string, props: FlowDashboardProps) {
    const place = placeOf(scope, id);
    if (new.target === FlowDashboard) { checkStruct(place, 'FlowDashboardProps', props); }
    check(place, props);
    const rows = props.rows.flatMap(rowsOf);
    checkWidgets(place, rows.flat().length);
    super(scope, id);
    this.dashboard = new cloudwatch.Dashboard(this, 'Dashboard', {
      dashboardName: props.dashboardName, defaultInterval: props.timeRange ?? Duration.hours(24),
    });
    for (const widgets of rows) { this.dashboard.addWidgets(...widgets); }
    this.node.addValidation({
      validate: () => [...props.rows.flatMap(unknownNodes), ...sameName(this, props.dashboardName)],
    });
  }
}

const NAME: TextLimit = {
  min: 1,
  max: 255,
  pattern: /^[0-9A-Za-z_-]+$/,
  words: 'have only letters, digits, - and _',
  source: 'CloudWatch API, PutDashboard',
};

/** CloudWatch User Guide, cloudwatch_limits. */
const MOST_WIDGETS = 500;

function checkWidgets(place: string, count: number): void {
  if (count <= MOST_WIDGETS) { return; }
  throw new FlowError(place, `'rows' make ${count} widgets, but a dashboard has at most ${MOST_WIDGETS}; divide them `
    + 'among several dashboards', 'IllegalValue');
}

function check(place: string, { rows, dashboardName, timeRange }: FlowDashboardProps): void {
  checkGiven(place, { rows });
  checkCount(place, '\'rows\'', rows.length, { min: 1, source: '' });
  checkText(place, spelt`'dashboardName'`, dashboardName, NAME);
  checkDuration(place, 'timeRange', timeRange, { min: Duration.minutes(1) });
  rows.forEach(({ title, source, flow, nodeNames = [] }, index) => {
    checkGiven(place, { [`rows[${index}].title`]: title, [`rows[${index}].source`]: source });
    if (nodeNames.length === 0 || flow) { return; }
    throw new FlowError(place, spelt`'rows[${index}]' has 'nodeNames' without 'flow', so the flow of the nodes `
      + 'is not known; pass \'flow\'', 'IllegalValue');
  });
}

/** Names that no node of the flow has; nodes may come after the dashboard. */
function unknownNodes({ flow, nodeNames = [] }: FlowDashboardRow, index: number): string[] {
  const known = flow ? nodesOf(flow).map(({ nodeName }) => nodeName) : [];
  const isUnknown = (name: string) => known.length > 0 && !known.includes(name) && !Token.isUnresolved(name);
  return nodeNames.filter(isUnknown).map((name) => errorLine('',
    spelt`'rows[${index}].nodeNames' has '${name}', which is not a node of flow '${flow!.node.path}'; `
    + didYouMean(name, known, 'remove it'), 'UnknownNode'));
}

/** A dashboard before this one that has its name, in the same stack: the deployment would be refused. */
function sameName(board: FlowDashboard, name: string | undefined): string[] {
  const all = Stack.of(board).node.findAll().filter((one): one is cloudwatch.CfnDashboard =>
    one instanceof cloudwatch.CfnDashboard && Stack.of(one) === Stack.of(board));
  const before = all.slice(0, all.findIndex((one) => one === board.dashboard.node.defaultChild));
  const first = name === undefined ? undefined : before.find(({ dashboardName }) => dashboardName === name);
  return first ? [errorLine('', spelt`'dashboardName' is '${name}', which '${first.node.path}' has too; choose another `
    + 'name, or leave it out', 'DuplicateName')] : [];
}

function rowsOf(row: FlowDashboardRow): cloudwatch.IWidget[][] {
  const { title, source, flow, nodeNames = [], alarms, deadLetterQueues = [] } = row;
  const metrics = flow && FlowMetrics.ofFlow(flow);
  const nodes = (draw: (of: FlowMetrics, node: string) => cloudwatch.IMetric[]) =>
    metrics ? nodeNames.flatMap((name) => draw(metrics, name)) : [];
  const perNode = [
    graph('Nodes: time (p90, ms)', nodes((of, node) => [of.metricNodeLatency(node, { label: node })])),
    graph('Nodes: tokens', nodes((of, node) => [
      of.metricNodeInputTokens(node, { label: `${node} in` }),
      of.metricNodeOutputTokens(node, { label: `${node} out` }),
    ])),
  ].filter((each) => each !== undefined);
  const queued = graph('Dead letters',
    deadLetterQueues.map((queue) => queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' })));
  const others = [...perNode, ...queued ? [queued] : []];
  return [
    [new cloudwatch.TextWidget({ markdown: `## ${title}`, width: WIDTH, height: 1 })],
    ...alarms ? [[new cloudwatch.AlarmStatusWidget({ alarms: alarms.alarms, width: WIDTH, height: 2 })]] : [],
    spread(callsOf(source)),
    ...others.length > 0 ? [spread(others)] : [],
  ];
}

type Draw = (width: number) => cloudwatch.IWidget;

function callsOf(source: IFlowMetrics): Draw[] {
  const period = Duration.minutes(5);
  const percent = (of: cloudwatch.Metric) => shareOf(of, source.metricInvocations({ period }), 1, period);
  return [
    graph('Calls', [source.metricInvocations(), source.metricFaults(), source.metricThrottles()])!,
    graph('Percent of calls', [percent(source.metricFaults({ period })), percent(source.metricThrottles({ period }))])!,
    graph('Time of calls (ms)',
      ['p50', 'p90', 'p99'].map((statistic) => source.metricLatency({ statistic, label: statistic })))!,
  ];
}

function graph(title: string, left: cloudwatch.IMetric[]): Draw | undefined {
  if (left.length === 0) { return undefined; }
  return (width) => new cloudwatch.GraphWidget({ title, left, width, height: HEIGHT, leftYAxis: { min: 0 } });
}

function spread(draws: readonly Draw[]): cloudwatch.IWidget[] {
  return draws.map((draw) => draw(WIDTH / draws.length));
}
