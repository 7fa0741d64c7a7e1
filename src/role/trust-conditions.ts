/** For which account and Region a statement of a trust policy lets a service in. */
import { Token } from 'aws-cdk-lib';
import { isRecord } from '../core/model/opaque';

/** Where a flow is; a token is a place like any other. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

const OPERATORS = /^(StringEquals|StringLike|ArnEquals|ArnLike)/;

/**
 * What a condition asks for that is not where the flow is: an account, or an ARN of another account or Region.
 * `undefined` where each condition has a value that may be of here, or one that only the deployment knows.
 */
export function elsewhere(statement: unknown, place: Place): string | undefined {
  const { Condition: conditions } = isRecord(statement) ? statement : {} as Record<string, unknown>;
  if (!isRecord(conditions)) { return undefined; }
  for (const [operator, keys] of Object.entries(conditions)) {
    if (!OPERATORS.test(operator) || !isRecord(keys)) { continue; }
    for (const [key, value] of Object.entries(keys)) {
      const values = [value].flat();
      if (values.length > 0 && values.every((one) => isElsewhere(key, one, place))) { return String(values[0]); }
    }
  }
  return undefined;
}

function isElsewhere(key: string, value: unknown, { account, region }: Place): boolean {
  if (typeof value !== 'string') { return false; }
  if (/^aws:SourceAccount$/i.test(key)) { return differs(value, account); }
  if (!/^aws:SourceArn$/i.test(key)) { return false; }
  const [, , , itsRegion = '', itsAccount = ''] = value.split(':');
  return differs(itsAccount, account) || differs(itsRegion, region);
}

function differs(part: string, here: string): boolean {
  return part !== '' && !/[*?$]/.test(part) && !Token.isUnresolved(here) && part !== here;
}
