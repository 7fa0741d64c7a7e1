/** What requests of several kinds are made with. */
import { isRecord } from '../model/opaque';

/** The two ids at the end of an ARN such as `arn:aws:lex:<region>:<account>:bot-alias/<bot>/<alias>`. */
export function idsOf(arn: unknown): readonly (string | undefined)[] {
  return typeof arn === 'string' ? arn.split('/').slice(1, 3) : [];
}

export function bucketOf({ serviceConfiguration }: Readonly<Record<string, unknown>>): unknown {
  return record(record(serviceConfiguration).s3).bucketName;
}

export function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

/** The members that are there; `undefined` where none is. */
export function present(members: Record<string, unknown>): Record<string, unknown> | undefined {
  const given = Object.entries(members).filter(([, value]) => value !== undefined);
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}
