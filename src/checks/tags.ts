import { Token } from 'aws-cdk-lib';
import { checkCount, checkText } from './arguments';
import { FlowError } from './flow-error';
import { NUMBER, TEXT } from '../core/constraints';

/** Refuses tags that the service refuses. */
export function checkTags(place: string, what: string, tags: { readonly [key: string]: string } | undefined): void {
  if (typeof (tags ?? {}) !== 'object' || Array.isArray(tags)) {
    throw new FlowError(place, `${what} must be an object with a string for each key, but is `
      + `${Array.isArray(tags) ? 'a list' : `a ${typeof tags}`}; write it with the keys of the tags`, 'IllegalValue');
  }
  checkCount(place, what, Object.keys(tags ?? {}).length, NUMBER.tags);
  for (const [key, value] of Object.entries(tags ?? {})) {
    if (Token.isUnresolved(key)) { continue; }
    checkText(place, `a key of ${what}`, key, TEXT.tagKey);
    if (/^aws:/i.test(key)) {
      throw new FlowError(place, `a key of ${what} is '${key}', and only AWS may begin one with 'aws:'; rename it`,
        'IllegalValue');
    }
    checkText(place, `the value of '${key}' in ${what}`, value, TEXT.tagValue);
  }
}
