/** Figures, what they are compared with, and how they are printed. */

/**
 * @param maxRatio the goal, where it is one for value / peerValue
 * @param maxValue the goal, where it is one for the value itself
 */
export function figure({ name, unit, value, peer, peerValue, ratio = value / peerValue, maxRatio, maxValue }) {
  const goal = maxRatio ?? maxValue ?? null;
  const ok = goal === null ? null : (maxRatio === undefined ? value : ratio) <= goal;
  return {
    name, value, unit, peer, peerValue, ratio, goal, ok,
    goalText: goal === null ? '' : `at most ${goal}${maxRatio === undefined ? ` ${unit}` : ''}`,
  };
}

/** Milliseconds of processor time so far, which depend less than the clock on what else the machine does. */
export function cpuTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** What the library is measured against. */
export function peerOf(require) {
  return `aws-cdk-lib L1 ${require('aws-cdk-lib/package.json').version}`;
}

export function jsonLine({ name, value, unit, peer, peerValue, ratio, goal, ok }) {
  return JSON.stringify({
    name, value: round(value), unit, peer, peerValue: round(peerValue), ratio: round(ratio), goal, ok,
  });
}

const WIDTHS = [44, 12, 14, 9, 17];

export function heading() {
  return row(['', 'library', 'peer', 'ratio', 'goal', '']);
}

export function tableRow({ name, value, unit, peerValue, ratio, goalText, ok }) {
  return row([
    name, `${short(value)} ${unit}`, `${short(peerValue)} ${unit}`, ratio.toFixed(2), goalText,
    ok === null ? '' : ok ? 'ok' : 'missed',
  ]);
}

function row([name, ...cells]) {
  return (name.padEnd(WIDTHS[0]) + cells.map((cell, at) => at < 4 ? cell.padStart(WIDTHS[at + 1]) : `  ${cell}`)
    .join('')).trimEnd();
}

function short(value) {
  return value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}

function round(value) {
  return Number(value.toFixed(3));
}
