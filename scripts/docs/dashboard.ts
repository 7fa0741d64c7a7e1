/** A picture of what `FlowDashboard` makes, drawn from its real body; only the curves are invented. */
import { App, aws_sqs as sqs, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  Flow, FlowAlarms, FlowAlias, FlowDashboard, FlowInvoker, FlowModel, FlowPrompt, FlowQueueWorker, OutputNode,
  PromptNode,
} from 'cdk-bedrock-flows';

interface Widget {
  readonly type: 'text' | 'alarm' | 'metric';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly unknown[])[];
  };
}

interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What a line says of itself. */
interface Shown {
  readonly label?: string;
  readonly visible?: boolean;
}

/** How high a line gets, of the height of its graph: a day without trouble. */
const HEIGHTS: readonly (readonly [RegExp, number])[] = [
  [/Faults|Throttles/, 0.1], [/Visible/, 0.06], [/p50/, 0.3], [/p90/, 0.55], [/out$/, 0.35],
];

/** Pixels of one of the 24 columns of a dashboard, and of one of its rows. */
const COLUMN = 40;
const ROW = 36;
const GAP = 6;
const NOTE = 28;
/** Told apart on white and, by their dashes, without colours. */
const LINES = [['#1f5fa8', ''], ['#b3261e', '6 3'], ['#8a5a00', '2 3'], ['#2e6b34', '8 3 2 3']];

/** The dashboard as SVG. */
export function dashboardPicture(): string {
  const widgets = bodyOfDashboard();
  const height = Math.max(...widgets.map(({ y, height: rows }) => y + rows)) * ROW + NOTE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${24 * COLUMN} ${height}" role="img"`
      + ' font-family="system-ui, sans-serif" font-size="12">',
    '<title>FlowDashboard with two flows: their calls, shares of faults and throttles, times, nodes and dead '
      + 'letters</title>',
    `<rect width="${24 * COLUMN}" height="${height}" fill="#f4f5f7"/>`,
    ...widgets.flatMap(drawn),
    text(8, height - 10, 'An illustration: the widgets, titles and metrics are those of the template, the curves '
      + 'are invented.',
    'fill="#444" font-style="italic"'),
    '</svg>',
    '',
  ].join('\n');
}

function drawn({ type, x, y, width, height, properties }: Widget, index: number): string[] {
  const [left, top] = [x * COLUMN + GAP / 2, y * ROW + GAP / 2];
  const [w, h] = [width * COLUMN - GAP, height * ROW - GAP];
  if (type === 'text') {
    return [text(left + 8, top + 22, properties.markdown!.replace(/^#+ /, ''), 'font-size="18" font-weight="600"')];
  }
  const frame = `<rect x="${left}" y="${top}" width="${w}" height="${h}" rx="4" fill="#fff" stroke="#c9ccd1"/>`;
  if (type === 'alarm') {
    const alarms = properties.alarms!;
    return [frame, text(left + 8, top + 18, 'Alarms', 'font-weight="600"'), ...alarms.flatMap((name, at) => [
      `<rect x="${left + 8 + at * 150}" y="${top + 28}" width="142" height="26" rx="3" fill="#e3f1e4" `
        + 'stroke="#2e6b34"/>',
      text(left + 18 + at * 150, top + 45, `OK  ${name}`),
    ])];
  }
  const shown = seriesOf(properties.metrics ?? []);
  const columns = shown.some((label) => label.length > 16) ? 1 : 2;
  const keys = 14 * Math.ceil(shown.length / columns);
  const plot: Plot = { left: left + 34, top: top + 30, width: w - 44, height: h - 52 - keys };
  return [
    frame,
    text(left + 8, top + 18, properties.title ?? '', 'font-weight="600"'),
    ...[0, 0.5, 1].map((part) => `<path d="M${plot.left} ${plot.top + plot.height * part}h${plot.width}" `
      + 'stroke="#e4e6ea"/>'),
    text(left + 8, plot.top + plot.height + 4, '0', 'fill="#444"'),
    ...shown.flatMap((label, at) => {
      const [colour, dash] = LINES[at % LINES.length];
      const stroke = `stroke="${colour}" stroke-width="2" fill="none"${dash && ` stroke-dasharray="${dash}"`}`;
      const keyX = plot.left + (at % columns) * plot.width / columns;
      const keyY = plot.top + plot.height + 20 + 14 * Math.floor(at / columns);
      return [
        `<path d="${curve(plot, label, index)}" ${stroke}/>`,
        `<path d="M${keyX} ${keyY - 4}h18" ${stroke}/>`,
        text(keyX + 24, keyY, label),
      ];
    }),
  ];
}

/** A curve of 24 points; the same each time. */
function curve(plot: Plot, label: string, seed: number): string {
  const most = HEIGHTS.find(([name]) => name.test(label))?.[1] ?? 0.85;
  const points = Array.from({ length: 25 }, (_, hour) => {
    const day = 0.5 - 0.35 * Math.cos((hour - 2) / 24 * 2 * Math.PI);
    const value = most * Math.max(0.05, day + 0.12 * Math.sin(hour * (1 + (seed + label.length) % 5)) + 0.1);
    return `${(plot.left + hour / 24 * plot.width).toFixed(1)} ${(plot.top + (1 - value) * plot.height).toFixed(1)}`;
  });
  return `M${points.join('L')}`;
}

/** The names of the lines that are visible, as the console shows them. */
function seriesOf(metrics: readonly (readonly unknown[])[]): string[] {
  return metrics.flatMap((metric) => {
    const options = (metric.find((part) => typeof part === 'object') ?? {}) as Shown;
    return options.visible === false ? [] : [options.label ?? String(metric[1])];
  });
}

function text(x: number, y: number, words: string, more = 'fill="#16191f"'): string {
  const escaped = words.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<text x="${x}" y="${y}" ${more}>${escaped}</text>`;
}

/** The body that CloudFormation gets, with words in place of what a deployment fills in. */
function bodyOfDashboard(): readonly Widget[] {
  const stack = new Stack(new App(), 'Shop');
  const flow = new Flow(stack, 'Reply');
  const draft = new PromptNode(flow, 'Draft', {
    model: FlowModel.fromModelId('amazon.nova-lite-v1:0'),
    prompt: FlowPrompt.inline('Answer this letter: {{letter}}'),
    inputs: { letter: flow.input },
  });
  new OutputNode(flow, 'Answer', { document: draft.modelCompletion });
  const alias = new FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
  const dead = new sqs.Queue(stack, 'Dead');
  const queue = new sqs.Queue(stack, 'Letters', {
    visibilityTimeout: Duration.minutes(30), deadLetterQueue: { queue: dead, maxReceiveCount: 2 },
  });
  const worker = new FlowQueueWorker(stack, 'Worker', { alias, queue, maxConcurrency: 5, nodeMetrics: true });
  const invoker = new FlowInvoker(stack, 'Invoker', { alias });
  const alarms = new FlowAlarms(stack, 'Alarms', { source: worker, deadLetterQueues: [dead] });
  new FlowDashboard(stack, 'Board', {
    rows: [
      { title: 'Letters by queue', source: worker, flow, nodeNames: ['Draft'], alarms, deadLetterQueues: [dead] },
      { title: 'Letters by hand', source: invoker },
    ],
  });
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Dashboard'));
  const parts = Properties.DashboardBody['Fn::Join'][1] as readonly unknown[];
  const body = parts.map((part) => typeof part === 'string' ? part : nameOf(part)).join('');
  return (JSON.parse(body) as { readonly widgets: readonly Widget[] }).widgets;
}

function nameOf(part: unknown): string {
  const id = String(Object.values(part as object).flat()[0]);
  return id.replace(/[0-9A-F]{8}$/, '').replace(/^Alarms/, '');
}
