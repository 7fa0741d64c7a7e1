import { FlowError } from './error';
import { didYouMean } from './names';
import { Code } from '../core/constraints';
import { READING } from '../core/validate/reading';
import { RULES } from '../core/validate/registry';

/** The code of a rule that is to be overruled, with a reason, or one line that says what is wrong with them. */
export function checkedCode(place: string, code: string, reason: string): Code {
  const codes = [...RULES, ...READING].map((rule) => rule.code);
  const known = codes.find((one) => one === code);
  if (!known) { throw new FlowError(place, `'${code}' is no code of a rule; ${didYouMean(code, codes, 'copy it from the end of the message')}`, 'IllegalValue'); }
  if (!reason.trim()) { throw new FlowError(place, `'${code}' is acknowledged without a reason; write why it does not hold here`, 'IllegalValue'); }
  return known;
}
