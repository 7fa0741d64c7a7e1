import { FlowError } from './flow-error';
import type { Code } from '../core/constraints';
import { POLICY_ROWS } from '../core/policy/rules';
import { CONSTRUCTS_ONLY } from '../core/validate/constructs-only';
import type { Finding } from '../core/validate/finding';
import { READING } from '../core/validate/reading';
import { RULES } from '../core/validate/registry';
import { nearest, suggestion } from '../core/words/suggest';

/** Codes of rules, which hold for any definition. */
const OF_DEFINITIONS: readonly Code[] = [...RULES, ...READING].map(({ code }) => code);
const OF_POLICIES: readonly Code[] = POLICY_ROWS.map(({ code }) => code);
/** What is said at an alias or a rule, which may be anywhere. */
const ELSEWHERE: readonly Code[] = ['ForeignGrantee', 'ForeignKey', 'NoSmokeTest'];
/** Codes of rules and what the constructs of a flow warn of. */
const OF_FLOWS: readonly Code[] = [
  ...OF_DEFINITIONS, ...CONSTRUCTS_ONLY.filter(({ code, severity }) => severity === 'warning'
    && !ELSEWHERE.includes(code)).map(({ code }) => code),
];

/** The code of a rule that is to be overruled, with a reason, or one line that says what is wrong with them. */
export function checkedCode(place: string, code: string, reason: string): Code {
  return checked(place, code, reason, OF_DEFINITIONS);
}

/** The same for a demand of a policy. */
export function checkedCodeOfPolicy(place: string, code: string, reason: string): Code {
  return checked(place, code, reason, OF_POLICIES);
}

/** The same for what is to be overruled for a `Flow`. */
export function checkedCodeOfFlow(place: string, code: string, reason: string): Code {
  return checked(place, code, reason, OF_FLOWS);
}

/** Whether a finding may be wrong for an account or a flow: quotas that nobody can have raised are as they are. */
export function canBeOverruled({ code, severity }: Finding): boolean {
  return code !== 'QuotaExceeded' || severity !== 'error';
}

function checked(place: string, code: string, reason: string, codes: readonly Code[]): Code {
  const known = codes.find((one) => one === code);
  if (!known) {
    throw new FlowError(place, `'${code}' is not a code of a `
      + `rule; ${suggestion(nearest(code, codes), 'copy it from the end of the message')}`, 'IllegalValue');
  }
  if (!reason.trim()) {
    throw new FlowError(place, `'${code}' is acknowledged without a reason; write why it does not apply here`,
      'IllegalValue');
  }
  return known;
}
