/** Output for programs: one line for each flow. */
import { Located } from './check';
import { Report } from './report';
import { Io } from '../io';

export function jsonReport({ stdout }: Io): Report {
  return {
    flow: ({ file, flow, findings }) => stdout.write(`${JSON.stringify({ file, flow: flow ?? null, findings: findings.map(plain) })}\n`),
    failure: () => undefined,
    end: () => undefined,
  };
}

// the keys in one order, and without values that are no plain ones
function plain(found: Located): object {
  const { severity, code, path, node, input, output, condition, connection, offset, message, remedy, value, position } = found;
  return {
    severity,
    code,
    ...node && { node },
    message,
    remedy,
    path,
    ...position,
    input,
    output,
    condition,
    connection,
    offset,
    ...(typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') && { value },
  };
}
