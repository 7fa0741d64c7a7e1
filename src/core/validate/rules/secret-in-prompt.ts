import { secretIn } from '../../prompt/foreign';
import { at } from '../places';
import { promptsOf } from '../prompt-contents';
import type { Rule } from '../rule';

/** A prompt holds no secret. What was found is never said: reports end up in logs. */
export const secretInPrompt: Rule = {
  code: 'SecretInPrompt',
  severity: 'warning',
  meaning: 'a prompt contains nothing that looks like a key, a token or a password: everyone who can read the flow, '
    + 'its template or a trace sees it, and so does the model',
  remedy: 'remove it, replace it with a new one, and read that one in the function of a Lambda node',
  source: 'the formats of the keys of AWS, GitHub, Slack, Google and model providers, PEM and JWT',
  confidence: 'assumed',
  * check(definition) {
    for (const [node, prompt] of promptsOf(definition)) {
      const secret = secretIn(prompt.known);
      if (secret === undefined) { continue; }
      yield {
        ...at(node),
        path: prompt.path,
        message: `the prompt seems to contain ${secret}, which everyone who can read the flow sees`,
        remedy: secretInPrompt.remedy,
      };
    }
  },
};
