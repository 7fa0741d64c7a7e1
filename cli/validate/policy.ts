/** The file of `validate --policy`. */
import { type Policy, policyFault } from '../../src/core/policy/policy';
import { definitionText } from '../../src/core/template';
import { CommandError } from '../command-error';
import type { Io } from '../io';
import { readText } from '../read-text';

/** @throws CommandError where the file is not a policy */
export async function readPolicy(file: string, io: Io): Promise<Policy> {
  const { text, place } = await readText(file, io, 'give the path of a JSON file with the policy');
  const { value, problems: [problem] } = definitionText(text);
  if (problem) { throw new CommandError(place, problem.message, 'correct it', 'UnreadableInput'); }
  const fault = policyFault(value);
  if (fault) { throw new CommandError(place, fault[0], fault[1], 'UnreadableInput'); }
  return value as Policy;
}
