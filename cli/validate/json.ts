/** Output for programs: one line for each flow. */
import type { Located } from './check';
import type { Report } from './report';
import type { Io } from '../io';
import { printers } from '../printer';

export function jsonReport(io: Io): Report {
  const { out } = printers(io);
  return {
    flow: ({ file, flow, findings }) => out.json({ file, flow: flow ?? null, findings: findings.map(plain) }),
    failure: () => undefined,
    end: () => undefined,
  };
}

// the keys in one order, and without values that are no plain ones
function plain(found: Located): object {
  const { severity, code, path, node, input, output, condition, connection, offset, message, remedy, value, position } =
    found;
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
