/** Whether a judge is written as it must be. */
import type { Judge } from './case';
import { known } from './known';
import { isRecord } from '../../src/core/model/opaque';
import { described } from '../../src/core/words/quote';
import { CommandError } from '../command-error';

const KINDS = ['command', 'function', 'flow'] as const;
const MORE: Readonly<Record<typeof KINDS[number], readonly string[]>> =
  { command: ['timeoutSeconds'], function: ['timeoutSeconds'], flow: ['id', 'mocks'] };
const REMEDY = 'give {"command": ["./judge.sh"]}, {"function": "./judge.js#judge"} or {"flow": "judge.json", '
  + '"mocks": "judge-mocks.json"}, with "threshold" for a score';

/** One judge, or a list of them. @throws CommandError */
export function checkJudges(judges: unknown, place: string): void {
  const all: readonly unknown[] = Array.isArray(judges) ? judges : [judges];
  if (all.length === 0) { throw new CommandError(place, '"judge" is an empty list', REMEDY, 'UnreadableInput'); }
  for (const judge of all) { checkJudge(judge, `${place}: "judge"`); }
}

function checkJudge(judge: unknown, place: string): void {
  if (!isRecord(judge)) {
    throw new CommandError(place, `must be an object, got ${described(judge)}`, REMEDY, 'UnreadableInput');
  }
  const kinds = KINDS.filter((kind) => kind in judge);
  if (kinds.length !== 1) {
    throw new CommandError(place, kinds.length === 0 ? 'has no judge' : `has ${kinds.join(' and ')}`, REMEDY,
      'UnreadableInput');
  }
  const [kind] = kinds;
  known(judge, [kind, ...MORE[kind], 'name', 'criteria', 'threshold'], place);
  const { command, threshold, timeoutSeconds, ...texts } = judge as Judge as Record<string, unknown>;
  const isCommand = Array.isArray(command) && command.length > 0 && command[0] !== ''
    && command.every((word) => typeof word === 'string');
  if (kind === 'command' && !isCommand) {
    throw new CommandError(place,
      `"command" must be a list with the program and its arguments, got ${described(command)}`,
      REMEDY, 'UnreadableInput');
  }
  for (const key of ['name', 'function', 'flow', 'id', 'mocks']) {
    const text = texts[key];
    if (text === undefined || typeof text === 'string' && text !== '') { continue; }
    throw new CommandError(place, `"${key}" must be a string, got ${described(text)}`, REMEDY, 'UnreadableInput');
  }
  if (threshold !== undefined && !(typeof threshold === 'number' && Number.isFinite(threshold))) {
    throw new CommandError(place, `"threshold" must be a number, got ${described(threshold)}`,
      'give the lowest score that passes', 'UnreadableInput');
  }
  if (timeoutSeconds !== undefined
    && !(typeof timeoutSeconds === 'number' && timeoutSeconds >= 0.1 && timeoutSeconds <= 3600)) {
    throw new CommandError(place,
      `"timeoutSeconds" must be a number from 0.1 to 3600, got ${described(timeoutSeconds)}`,
      'correct it, or leave it out', 'UnreadableInput');
  }
}
