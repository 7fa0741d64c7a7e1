import { aws_logs as logs, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { FlowFunctionOptions } from './flow-function-options';
import { FlowError } from '../checks/flow-error';
import { spelt } from '../checks/spelt';

const OPTIONS = new WeakMap<IConstruct, FlowFunctionOptions>();
/** Scopes below which functions were made already. */
const USED = new WeakSet<IConstruct>();

export function hasFunctions(scope: IConstruct): boolean {
  return USED.has(scope);
}

export function setFunctionOptions(scope: IConstruct, options: FlowFunctionOptions): void {
  OPTIONS.set(scope, { ...OPTIONS.get(scope), ...given(options) });
}

/** What counts for a function in a scope. */
export function functionOptionsOf(scope: IConstruct, own: FlowFunctionOptions = {}): FlowFunctionOptions {
  const around = scope.node.scopes;
  for (const one of around) { USED.add(one); }
  return Object.assign({}, ...around.map((one) => OPTIONS.get(one) ?? {}), given(own));
}

/** Refuses run times that the functions do not run on, and times that CloudWatch does not keep logs for. */
export function checkFunctionOptions(place: string, { runtime, logRetention }: FlowFunctionOptions): void {
  checkRetention(place, logRetention);
  if (!runtime) { return; }
  const [, major] = /^nodejs(\d+)\./.exec(runtime.name) ?? [];
  if (Number(major) >= 22) { return; }
  throw new FlowError(place, `'runtime' is ${runtime.name}, but the functions need Node 22 or newer; choose `
    + 'lambda.Runtime.NODEJS_24_X, or leave it out',
  'IllegalValue');
}

function checkRetention(place: string, days: logs.RetentionDays | undefined): void {
  if (days === undefined || Token.isUnresolved(days) || logs.RetentionDays[days] !== undefined) { return; }
  throw new FlowError(place, spelt`'logRetention' is ${days}, but CloudWatch keeps logs only for certain numbers of `
    + 'days; choose one of logs.RetentionDays', 'IllegalValue');
}

function given(options: FlowFunctionOptions): FlowFunctionOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
